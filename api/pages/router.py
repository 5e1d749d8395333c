"""All pages of the staff."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages import entering, mailbox, placing, procedures, rulings

router = APIRouter()
for _part in (entering, procedures, rulings, placing, mailbox):
    router.include_router(_part.router)
