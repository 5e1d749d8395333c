"""News for open boards, as server-sent events: in which procedures something has changed.

A stream says nothing but their ids, and only of those that its reader may see at that moment. It
ends after an hour, so that a browser that was left alone is not kept signed in by it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.context import Context, InContext
from api.cookies import SESSION, read_cookie
from api.pages.board_watch import Watch
from api.people import AnyStaff, lifetime_of, token_of
from api.problems import Problem
from nemcon.language import _
from nemcon.register.board import heads_in_all
from nemcon.register.sessions import find_session
from nemcon.register.staff import Staff, find_staff

router = APIRouter(include_in_schema=False)

SOMETHING: Final = "-"
"""What stands for the ids where it is not known which they are; no procedure is called that."""
LASTS: Final = 3600.0
"""Seconds after which a stream ends."""
STREAM: Final = "text/event-stream"


def _streaming(_staff: AnyStaff, accept: Annotated[str, Header(max_length=500)] = "") -> None:
    if STREAM not in accept:
        says = _("This address tells news to pages that are open.")
        raise Problem(406, "events-only", says)


@router.get(
    "/board/changes", response_class=EventSourceResponse, dependencies=[Depends(_streaming)]
)
async def changes(
    request: Request,
    context: InContext,
    staff: AnyStaff,
    since: Annotated[int, Query(ge=0, le=10**12)],
) -> AsyncGenerator[ServerSentEvent]:
    """The ids of procedures that changed, parted by spaces, whenever some did.

    `since` is how many entries there were when the page was made. Where there are more, that is
    told first, without ids: so nothing is missed before the stream opens, or while it was broken.
    """
    watch = cast("Watch", request.app.state.watch)
    if await asyncio.to_thread(_entries, context, staff) != since:
        yield ServerSentEvent(event="changed", raw_data=SOMETHING)
    else:
        # Something is sent at once, so that a proxy passes the stream on.
        yield ServerSentEvent(comment="nothing yet")
    async for changed in watch.changes(LASTS):
        reader = await asyncio.to_thread(_still, context, request)
        if reader is None:
            break
        seen = reader.bodies
        ours = [each.procedure for each in changed if seen is None or each.body in seen]
        if ours:
            yield ServerSentEvent(event="changed", raw_data=" ".join(ours))
    yield ServerSentEvent(event="ended", raw_data="ended")


def _entries(context: Context, staff: Staff) -> int:
    with context.database.reading() as connection:
        return heads_in_all(connection, staff.bodies)[1]


def _still(context: Context, request: Request) -> Staff | None:
    """The reader with the roles of this moment; `None` for one who is signed out by now.

    Unlike a request this does not count as being there: nobody need sit before an open board.
    """
    token, now = token_of(request), context.clock.now()
    with context.database.reading() as connection:
        if token == read_cookie(request, context.settings, SESSION):
            found = find_session(connection, token, now, lifetime_of(context.settings))
            return found[0] if found else None
        return find_staff(connection, token, now)
