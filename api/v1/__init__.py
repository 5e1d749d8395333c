"""The HTTP API for programs."""

from fastapi import APIRouter

from api.v1 import (
    acts,
    agendas,
    codes,
    directory,
    documents,
    exports,
    feeds,
    filings,
    forwarding,
    letter_previews,
    letter_templates,
    letters,
    marked_up,
    negotiations,
    operations,
    procedures,
    profiles,
    recall,
    register,
    reminders,
    returned,
    rolls,
    scans,
    session_record,
    staff,
    tokens,
    waiting,
    webhooks,
)

router = APIRouter(prefix="/api/v1")
# Routes are tried in turn, so the one that has to be fastest comes first.
for _part in (
    *(filings, procedures, acts, recall, register, scans, letters, returned, documents),
    *(letter_previews, letter_templates, forwarding, reminders),
    *(negotiations, marked_up, agendas, session_record, directory, rolls, profiles, staff, tokens),
    *(waiting, codes),
    operations,
    *(feeds, exports, webhooks),
):
    router.include_router(_part.router)
