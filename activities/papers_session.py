"""What was issued in a session: by its agenda, and by every procedure that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from activities.papers import issued_to
from activities.papers_drawn import Desk
from nemcon.agenda.state import AgendaState
from nemcon.procedure.papers import IssuedPaper
from nemcon.register.appending import hanging_on
from nemcon.register.door import PositionOf, Register
from nemcon.register.kinds import Kind, State, kind_of, projected


@dataclass(frozen=True, slots=True)
class SessionPaper:
    """A document that was issued in a session, and the procedure that issued it."""

    procedure: str
    kind: Kind
    title: str
    issued: IssuedPaper


def session_papers(
    desk: Desk, position: PositionOf[AgendaState], *, sees_all: bool, participant: str = ""
) -> tuple[SessionPaper, ...]:
    """What was issued in the session, in that order, as far as whoever looks may see it.

    A `participant` sees what was issued in the procedures in which it takes part.
    """
    found = [
        SessionPaper(each.procedure, kind_of(each.state), projected(each.state).title, issued)
        for each in (position, *_hanging(desk.register, position.procedure))
        if not participant or each.state.seat(participant) is not None
        for issued in issued_to(desk, each, sees_all=sees_all)
    ]
    return tuple(sorted(found, key=lambda one: (one.issued.at, one.procedure, one.issued.number)))


def hangs_on(register: Register, procedure: str, agenda: str) -> bool:
    """Whether the procedure hangs on that agenda, itself or by a negotiation that does."""
    return procedure in _below(register, agenda)


def _hanging(register: Register, agenda: str) -> Iterator[PositionOf[State]]:
    for name in _below(register, agenda):
        position = register.whereabouts(name)
        if position is not None:
            yield position


def _below(register: Register, agenda: str) -> tuple[str, ...]:
    with register.database.reading() as connection:
        negotiated = hanging_on(connection, agenda, Kind.NEGOTIATION)
        under_silence = [
            name
            for above in (agenda, *negotiated)
            for name in hanging_on(connection, above, Kind.SILENCE)
        ]
    return (*negotiated, *under_silence)
