"""The HTTP API for programs."""

from fastapi import APIRouter

router = APIRouter(prefix="/api/v1")
