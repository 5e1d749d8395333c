"""A procedure on the board, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from api.pages.board_words import (
    ADDRESSES,
    WHAT,
    WHOM,
    kind_of,
    outcome_of,
    standing_of,
    told,
)
from api.pages.shown import When, when
from api.pages.to_confirm import ToConfirm, shown_to
from api.pages.wording import CLOSING, Standing
from api.v1.disclosure import viewer_of
from nemcon.language import _
from nemcon.procedure.awaited import Whom
from nemcon.register.board import BoardRow
from nemcon.register.staff import Staff
from nemcon.timing.writing import write_length


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
    confirm: ToConfirm | None


def row_of(row: BoardRow, staff: Staff, body: str, now: datetime) -> Row:
    """The procedure as its board shows it to that member of the staff."""
    there = staff.at(row.body) or staff
    awaits = told(row, sees_all=viewer_of(there).sees_all)
    outcome = outcome_of(row)
    standing = standing_of(row, awaits, now).spoken()
    closing = standing.name == CLOSING.name
    first = Whom.TIME if closing else row.whom
    confirm = shown_to(row.confirm, staff, body, now) if row.confirm else None
    desk_acts = (row.lost or confirm) and first is not Whom.SECRETARIAT
    whom = (() if outcome else (first,)) + ((Whom.SECRETARIAT,) if desk_acts else ())
    dated, at = (_("Decided as at"), row.decided_at) if outcome else (_("Until"), row.until)
    ahead = not outcome and at is not None and at > now
    return Row(
        id=row.id,
        address=f"{ADDRESSES[row.kind]}{row.id}",
        title=row.title,
        kind=kind_of(row),
        body=body,
        standing=standing,
        waits=standing.says if closing else _(WHAT[awaits]),
        whom=tuple((sign, _(words)) for sign, words in (WHOM[each] for each in whom)),
        yours=any(_is_of(there, each) for each in whom),
        lost=row.lost,
        outcome=outcome,
        dated=dated,
        at=when(at, row.zone) if at else None,
        left=_("{left} left", left=write_length(at - now)) if ahead and at else "",
        confirm=confirm,
    )


def _is_of(staff: Staff, whom: Whom) -> bool:
    """Whether that member of the staff, with the role held there, is among those who must act."""
    if not staff.placed:
        return False
    return staff.role.presides if whom is Whom.CHAIR else staff.role.value == whom.value
