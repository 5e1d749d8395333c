"""The public outcomes of a body, for whoever follows them: an Atom feed that anybody may read.

A body publishes nothing until its secretariat says so. An outcome is public once it was confirmed,
since the confirmation says whether there is an embargo, and not before the day of the embargo. Of
the procedure itself only the title, the outcome, its date and its number are told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, time
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request, Response

from api.context import Context, InContext
from api.problems import Problem
from api.words import IDENTIFIER
from nemcon.atom import MEDIA_TYPE, AtomEntry, AtomPage
from nemcon.language import _
from nemcon.mail.agreed_part import titled
from nemcon.mail.wording import OUTCOMES
from nemcon.procedure.outcome_entries import OutcomeConfirmed
from nemcon.procedure.state import ProcedureState
from nemcon.register import directory
from nemcon.register.directory import UnknownName
from nemcon.register.publishing import confirmed_outcomes, publishing_of
from nemcon.text.lines import capital
from nemcon.timing.writing import write_instant
from nemcon.timing.zones import from_wall_clock_or_later

router = APIRouter(include_in_schema=False)
PAGE: Final = 50


@router.get("/outcomes/{body}.atom")
def outcomes(
    request: Request,
    context: InContext,
    body: Annotated[str, Path(pattern=IDENTIFIER)],
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """The outcomes that are public now, the latest first."""
    written = _page(context, body, offset).write()
    tag = f'"{hashlib.sha256(written).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "public, no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(written, media_type=MEDIA_TYPE, headers=headers)


def _page(context: Context, body: str, offset: int) -> AtomPage:
    with context.database.reading() as connection:
        try:
            publishes = publishing_of(connection, body)
        except UnknownName:
            publishes = None
        if publishes is None or not publishes.outcomes:
            says = _("There is no feed of outcomes at this address.")
            raise Problem(404, "no-such-feed", says)
        known = directory.body_of(connection, body)
        found = confirmed_outcomes(connection, body, PAGE + 1, offset)
    now, domain = context.clock.now(), context.settings.mail_domain
    entries = tuple(_entries(context, found[:PAGE], now))
    at = f"{context.settings.public_url}/outcomes/{body}.atom"
    return AtomPage(
        id=f"tag:{domain},{publishes.begun_at.year}:{body}/outcomes",
        title=f"Outcomes: {known.name}",
        author=known.name,
        updated=max((entry.updated for entry in entries), default=publishes.begun_at),
        entries=entries,
        here=f"{at}?offset={offset}" if offset else at,
        first=at,
        newer=f"{at}?offset={max(offset - PAGE, 0)}" if offset else "",
        older=f"{at}?offset={offset + PAGE}" if len(found) > PAGE else "",
    )


def _entries(context: Context, names: tuple[str, ...], now: datetime) -> Iterator[AtomEntry]:
    for name in names:
        position = context.register.position(name)
        entry = _entry(name, position.state, context.settings.mail_domain) if position else None
        if entry is not None and entry.published <= now:
            yield entry


def _entry(name: str, state: ProcedureState, domain: str) -> AtomEntry | None:
    """The outcome as it is told; `None` where it is not confirmed, or was set aside since."""
    confirmed, outcome, decided = state.confirmed, state.outcome, state.decided_at
    if not state.ended or confirmed is None or outcome is None or decided is None:
        return None
    public = max(confirmed.at, _embargo_ends(state) or confirmed.at)
    said = OUTCOMES[outcome]
    lines = [f"{capital(said)} as at {write_instant(decided, state.profile.zone)}."]
    if isinstance(confirmed.entry, OutcomeConfirmed) and confirmed.entry.number:
        lines.append(f"Confirmed as {confirmed.entry.number}.")
    symbol = f" ({state.text.issued_symbol})" if state.text.issued_symbol else ""
    return AtomEntry(
        id=f"tag:{domain},{state.opened_at.year}:{name}/outcome",
        title=f"{titled(state, state.text.name)}{symbol}",
        published=public,
        updated=public,
        says="\n".join(lines),
        category=outcome,
    )


def _embargo_ends(state: ProcedureState) -> datetime | None:
    """The beginning of the day of the embargo, where the rules read their days."""
    entry = state.confirmed.entry if state.confirmed is not None else None
    if not isinstance(entry, OutcomeConfirmed) or entry.embargo_until is None:
        return None
    day = datetime.combine(entry.embargo_until, time())
    return from_wall_clock_or_later(day, state.profile.zone)
