"""The desk of the bureau: what waits for a ruling, with the ways out that are open now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from api.context import Context
from api.pages.board_rows import Row, row_of
from api.pages.offered import offered
from nemcon.language import _
from nemcon.procedure.awaited import Awaits, Whom
from nemcon.register.board import BoardRow, Wanted, board
from nemcon.register.kinds import Kind
from nemcon.register.staff import Staff

MOST: Final = 10
"""How many are shown with their ways out; the others stand on the board."""
_ROOM: Final = frozenset({Awaits.WAY_OUT, Awaits.FINDING})


@dataclass(frozen=True, slots=True)
class Exit:
    """A ruling that is open now: its name, where its form is, and what it leads to."""

    name: str
    address: str
    does: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A procedure that waits for the Chair; `room` is where its objections are laid out, if any."""

    row: Row
    room: str
    exits: tuple[Exit, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for a ruling, the most urgent first, and how many these are in all."""

    waiting: tuple[Waiting, ...]
    total: int


def waiting_for(
    context: Context, staff: Staff, bodies: Mapping[str, str], now: datetime
) -> Desk | None:
    """The desk of an officer, over the bodies in which that one presides; `None` for others."""
    presided = [body for body in bodies if (here := staff.at(body)) and here.role.presides]
    if not presided:
        return None
    with context.database.reading() as connection:
        found, total = board(
            connection, Wanted(presided, whom=Whom.CHAIR, acts=presided), limit=MOST
        )
    waiting = tuple(
        Waiting(
            row_of(row, staff, bodies[row.body], now),
            f"/procedures/{row.id}/room" if row.awaits in _ROOM else "",
            _exits(context, row, staff, now),
        )
        for row in found
    )
    return Desk(waiting, total)


def _exits(context: Context, row: BoardRow, staff: Staff, now: datetime) -> tuple[Exit, ...]:
    if row.kind == Kind.NEGOTIATION:
        says = _("A revision, another round, a conclusion, the compilation.")
        return (Exit(_("To the desk of the negotiation"), f"/negotiations/{row.id}/desk", says),)
    if row.kind == Kind.AGENDA:
        says = _("Adopting it, placing it under silence, settling what was left open.")
        return (Exit(_("To the rulings on the agenda"), f"/agendas/{row.id}", says),)
    position = context.register.position(row.id)
    here = staff.at(row.body)
    if position is None or here is None:
        return ()
    return tuple(
        Exit(each.name, f"/procedures/{row.id}/rulings/{each.verb}", each.does)
        for each in offered(position.state, here, now)
        if not each.refused
    )
