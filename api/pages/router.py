"""All pages of the staff."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages import (
    agenda_link,
    agenda_new,
    agenda_record_upload,
    agenda_staff,
    coming_back,
    documents,
    entering,
    following,
    letter_templates,
    mailbox,
    meeting,
    negotiation_acts,
    negotiation_desk,
    negotiation_for,
    negotiation_new,
    negotiation_staff,
    on_behalf,
    placing,
    procedures,
    report_placing,
    revoking,
    rules,
    rulings,
    sessions,
    signing_in,
    signing_in_elsewhere,
    silence_health,
)

router = APIRouter()
for _part in (
    agenda_link,
    agenda_new,
    agenda_record_upload,
    report_placing,
    agenda_staff,
    documents,
    entering,
    signing_in,
    signing_in_elsewhere,
    sessions,
    following,
    procedures,
    silence_health,
    rulings,
    negotiation_acts,
    negotiation_desk,
    negotiation_for,
    negotiation_new,
    negotiation_staff,
    on_behalf,
    revoking,
    placing,
    letter_templates,
    mailbox,
    coming_back,
    meeting,
    rules,
):
    router.include_router(_part.router)
