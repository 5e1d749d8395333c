"""The desk of the bureau: what waits for a ruling, with the ways out that are open now.

Behind it stands where silence is broken and runs on: nobody waits for the Chair there, who may
look at the objections and rule all the same.
"""

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
_ROOM: Final = frozenset({Awaits.WAY_OUT, Awaits.FINDING, Awaits.OBJECTIONS})


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
    """What waits for a ruling, the most urgent first, and how many these are in all.

    `broken` is where silence is broken and runs on.
    """

    waiting: tuple[Waiting, ...]
    total: int
    broken: tuple[Waiting, ...]


def waiting_for(
    context: Context, staff: Staff, bodies: Mapping[str, str], now: datetime
) -> Desk | None:
    """The desk of an officer, over the bodies in which that one presides; `None` for others."""
    presided = [body for body in bodies if (here := staff.at(body)) and here.role.presides]
    if not presided:
        return None
    rulings = Wanted(presided, whom=Whom.CHAIR, acts=presided)
    objections = Wanted(presided, acts=presided, awaits=Awaits.OBJECTIONS)
    with context.database.reading() as connection:
        found, total = board(connection, rulings, limit=MOST)
        broken, _all = board(connection, objections, limit=MOST)

    def shown(row: BoardRow) -> Waiting:
        room = f"/procedures/{row.id}/room" if row.awaits in _ROOM else ""
        exits = _exits(context, row, staff, now)
        return Waiting(row_of(row, staff, bodies[row.body], now), room, exits)

    return Desk(tuple(map(shown, found)), total, tuple(map(shown, broken)))


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
