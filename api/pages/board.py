"""The board of the staff: everything that somebody sees, what it waits for, and who must act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from api.context import InContext
from api.pages.board_words import (
    ADDRESSES,
    KINDS,
    OF,
    STATES,
    WHAT,
    WHOM,
    outcome_of,
    standing_of,
    told,
)
from api.pages.shown import When, when
from api.pages.templating import page
from api.pages.wording import CLOSING, Standing
from api.people import AnyStaff
from api.v1.disclosure import viewer_of
from nemcon.procedure.awaited import Whom
from nemcon.register import directory
from nemcon.register.board import BoardRow, Wanted, board, heads_in_all
from nemcon.register.kinds import AnyPhase
from nemcon.register.staff import Staff
from nemcon.timing.writing import write_length

router = APIRouter(include_in_schema=False)

PAGE: Final = 50
_MUST_ACT: Final = (Whom.CHAIR, Whom.SECRETARIAT, Whom.DELEGATIONS, Whom.TIME)


@dataclass(frozen=True, slots=True)
class Row:
    """A procedure on the board, in words.

    `whom` are those who must act, each with a sign; `yours` says that the reader is one of them.
    `at` is until when something is awaited, or when it was decided, as `dated` says.
    """

    id: str
    address: str
    title: str
    kind: str
    body: str
    standing: Standing
    waits: str
    whom: tuple[tuple[str, str], ...]
    yours: bool
    lost: int
    outcome: str
    dated: str
    at: When | None
    left: str


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
    state: Annotated[AnyPhase | None, Query()] = None,
    whom: Annotated[Whom | None, Query()] = None,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """The board, as it was asked for: the least time left first, what has ended last."""
    now = context.clock.now()
    wanted = Wanted(staff.bodies, body, state or "", whom, q)
    with context.database.reading() as connection:
        # Before the rows, so that what comes in between is told as news.
        _, since = heads_in_all(connection, staff.bodies)
        found, total = board(connection, wanted, limit=PAGE, offset=offset)
        bodies = directory.all_bodies(connection, staff.bodies)
    names = {each.id: each.name for each in bodies}
    rows = [row_of(row, staff, names.get(row.body, row.body), now) for row in found]
    asked = Asked(q, body, state or "", whom or "")
    facts: dict[str, object] = {
        "open": [row for row in rows if not row.outcome],
        "ended": [row for row in rows if row.outcome],
        "total": total,
        "asked": asked,
        "since": since,
        "here": asked.at(offset),
        "now": f"{now:%H:%M:%S}",
        "bodies": [("", "Every body"), *names.items()] if len(bodies) > 1 else [],
        "states": [("", "Every state"), *((p.value, STATES[p]) for p in AnyPhase)],
        "whoms": [("", "Anybody"), *((w.value, WHOM[w][1]) for w in _MUST_ACT)],
        "earlier": asked.at(max(offset - PAGE, 0)) if offset else "",
        "later": asked.at(offset + PAGE) if offset + PAGE < total else "",
    }
    return page(request, "board/board.html", facts, staff=staff)


def row_of(row: BoardRow, staff: Staff, body: str, now: datetime) -> Row:
    """The procedure as its board shows it to that member of the staff."""
    there = staff.at(row.body) or staff
    awaits = told(row, sees_all=viewer_of(there).sees_all)
    outcome = outcome_of(row)
    standing = standing_of(row, awaits, now)
    closing = standing is CLOSING
    first = Whom.TIME if closing else row.whom
    whom = (() if outcome else (first,)) + ((Whom.SECRETARIAT,) if row.lost else ())
    dated, at = ("Decided as at", row.decided_at) if outcome else ("Until", row.until)
    ahead = not outcome and at is not None and at > now
    about = OF.get(row.of, "")
    return Row(
        id=row.id,
        address=f"{ADDRESSES[row.kind]}{row.id}",
        title=row.title,
        kind=f"{KINDS[row.kind]} {about}".rstrip(),
        body=body,
        standing=standing,
        waits=standing.says if closing else WHAT[awaits],
        whom=tuple(WHOM[each] for each in whom),
        yours=any(_is_of(there, each) for each in whom),
        lost=row.lost,
        outcome=outcome,
        dated=dated,
        at=when(at, row.zone) if at else None,
        left=f"{write_length(at - now)} left" if ahead and at else "",
    )


def _is_of(staff: Staff, whom: Whom) -> bool:
    """Whether that member of the staff, with the role held there, is among those who must act."""
    if not staff.placed:
        return False
    return staff.role.presides if whom is Whom.CHAIR else staff.role.value == whom.value
