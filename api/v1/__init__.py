"""The HTTP API for programs."""

from fastapi import APIRouter

from api.v1 import acts, directory, filings, letters, operations, procedures, profiles, register

router = APIRouter(prefix="/api/v1")
for _part in (directory, procedures, filings, acts, letters, register, profiles, operations):
    router.include_router(_part.router)
