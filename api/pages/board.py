"""The board of the staff: everything that somebody sees, what it waits for, and who must act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from api.context import InContext
from api.pages.board_rows import row_of
from api.pages.board_words import STATES, WHOM
from api.pages.desk_waiting import waiting_for
from api.pages.templating import page
from api.pages.to_confirm import all_to_confirm, told_of
from api.people import AnyStaff
from nemcon.language import _
from nemcon.procedure.awaited import Whom
from nemcon.register import directory
from nemcon.register.board import Wanted, board, heads_in_all
from nemcon.register.kinds import AnyPhase

router = APIRouter(include_in_schema=False)

PAGE: Final = 50
_MUST_ACT: Final = (Whom.CHAIR, Whom.SECRETARIAT, Whom.DELEGATIONS, Whom.TIME)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the board was asked for, as it stands in its address."""

    q: str
    body: str
    state: str
    whom: str

    def at(self, offset: int) -> str:
        """The address of that part of the same board."""
        asked = {"q": self.q, "body": self.body, "state": self.state, "whom": self.whom}
        parts = {name: value for name, value in asked.items() if value}
        query = urlencode(parts | ({"offset": str(offset)} if offset else {}))
        return f"/?{query}" if query else "/"

    @property
    def narrow(self) -> bool:
        """Whether less than everything was asked for."""
        return bool(self.q or self.body or self.state or self.whom)


@router.get("/")
def show(
    request: Request,
    context: InContext,
    staff: AnyStaff,
    q: Annotated[str, Query(max_length=200)] = "",
    body: Annotated[str, Query(max_length=64)] = "",
    state: Annotated[AnyPhase | Literal[""], Query()] = "",
    whom: Annotated[Whom | Literal[""], Query()] = "",
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """The board, as it was asked for: the least time left first, what has ended last.

    The form sends every field, those too that are left as they are.
    """
    now = context.clock.now()
    with context.database.reading() as connection:
        bodies = directory.all_bodies(connection, staff.bodies)
        names = {each.id: each.name for each in bodies}
        acts = told_of(staff, names)
        wanted = Wanted(staff.bodies, body, state, whom or None, q, acts)
        # Before the rows, so that what comes in between is told as news.
        _procedure, since = heads_in_all(connection, staff.bodies)
        found, total = board(connection, wanted, limit=PAGE, offset=offset)
    rows = [row_of(row, staff, names.get(row.body, row.body), now) for row in found]
    asked = Asked(q, body, state, whom)
    first = not (asked.narrow or offset)
    facts: dict[str, object] = {
        "desk": waiting_for(context, staff, names, now) if first else None,
        "to_confirm": all_to_confirm(context, staff, names, now) if first else (),
        "open": [row for row in rows if not row.outcome],
        "ended": [row for row in rows if row.outcome],
        "total": total,
        "asked": asked,
        "since": since,
        "here": asked.at(offset),
        "now": f"{now:%H:%M:%S}",
        "bodies": [("", _("Every body")), *names.items()] if len(bodies) > 1 else [],
        "states": [("", _("Every state")), *((p.value, _(STATES[p])) for p in AnyPhase)],
        "whoms": [("", _("Anybody")), *((w.value, _(WHOM[w][1])) for w in _MUST_ACT)],
        "earlier": asked.at(max(offset - PAGE, 0)) if offset else "",
        "later": asked.at(offset + PAGE) if offset + PAGE < total else "",
    }
    return page(request, "board/board.html", facts, staff=staff)
