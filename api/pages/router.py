"""All pages of the staff."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages import (
    agenda_link,
    entering,
    mailbox,
    on_behalf,
    placing,
    procedures,
    revoking,
    rules,
    rulings,
)

router = APIRouter()
for _part in (
    agenda_link,
    entering,
    procedures,
    rulings,
    on_behalf,
    revoking,
    placing,
    mailbox,
    rules,
):
    router.include_router(_part.router)
