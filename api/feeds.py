"""The calendars that programs follow: an address with a secret of its own, and nothing else.

Whoever holds the address may read that calendar; it opens no page and files nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Path, Request, Response

from activities.calendars import Calendars, Held
from api.context import InContext, InLimits
from api.problems import Problem
from nemcon.language import _
from nemcon.register.feeds import CalendarFeed, find_feed

router = APIRouter(include_in_schema=False)
PLACE: Final = "/feeds"
MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
_LONGEST_TOKEN: Final = 100
_SETTLED: Final = timedelta(minutes=2)
"""Longer than an act may take to be recorded after it was received: only then can nothing come to
be recorded that is older than what a program has seen."""


def _holder(
    request: Request, context: InContext, limits: InLimits, token: Annotated[str, Path()]
) -> CalendarFeed:
    """Whoever holds the address of a calendar. Raises `Problem` 404, 410 or 429."""
    with context.database.reading() as connection:
        found = find_feed(connection, token[:_LONGEST_TOKEN])
    if found is None:
        limits.wrong_token(request)
        raise Problem(404, "no-such-feed", _("There is no calendar at this address."))
    if found.revoked_at is not None:
        says = _("This address was revoked. Ask the secretariat for a new one.")
        raise Problem(410, "feed-revoked", says)
    return found


Holder = Annotated[CalendarFeed, Depends(_holder)]


async def _calendars(request: Request) -> Calendars:
    return cast("Calendars", request.app.state.calendars)


InCalendars = Annotated[Calendars, Depends(_calendars)]


@router.get(f"{PLACE}/{{token}}.ics")
def calendar(
    request: Request, context: InContext, calendars: InCalendars, holder: Holder
) -> Response:
    """The deadlines of a body, or of a delegation, as they stand; moved and cancelled as they are.

    Answers 304 to a program that has it already.
    """
    now = context.clock.now()
    held = calendars.of(holder, now)
    headers = {"ETag": f'"{held.tag}"', "Cache-Control": "private, no-cache"}
    if now - held.modified > _SETTLED:
        headers["Last-Modified"] = format_datetime(_whole(held.modified), usegmt=True)
    if _has_it(request, held, headers):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    return Response(held.write(), media_type=MEDIA_TYPE, headers=headers)


def _has_it(request: Request, held: Held, headers: dict[str, str]) -> bool:
    """Whether the program has what would be sent; the tag counts where it shows one."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        shown = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return bool(shown & {"*", headers["ETag"]})
    since = request.headers.get("if-modified-since")
    if since is None or "Last-Modified" not in headers:
        return False
    try:
        return parsedate_to_datetime(since) >= _whole(held.modified)
    except (TypeError, ValueError):  # what cannot be read, or has no zone, is as if it was not sent
        return False


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
