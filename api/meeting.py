"""The meeting of a body: its session, who takes part, and every procedure that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.context import Context
from api.problems import Problem, unknown_name
from nemcon.agenda.state import AgendaState
from nemcon.language import _
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.people import Category, Seat
from nemcon.procedure.state import ProcedureState
from nemcon.register import directory
from nemcon.register.directory import Body, UnknownName
from nemcon.register.door import PositionOf
from nemcon.register.kinds import State
from nemcon.register.listing import list_procedures
from nemcon.register.timeline import facts_of
from nemcon.timing.timeline import Fact

MOST = 500
"""How many procedures of a body are looked at, the latest first."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the body, by the agenda that opened its record."""

    agenda: str
    title: str


@dataclass(frozen=True, slots=True)
class HangsOn:
    """The agenda that a procedure hangs on, and the body whose meeting that is."""

    agenda: str
    title: str
    body: str


def hangs_on(context: Context, agenda: str) -> HangsOn | None:
    """The agenda of that name, for pages to link to; `None` where there is none."""
    position = context.register.position(agenda, AgendaState) if agenda else None
    if position is None:
        return None
    return HangsOn(agenda, _named(position.state), position.body)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session of a body; without an agenda, everything that the body does."""

    body: Body
    zone: str
    agenda: PositionOf[AgendaState] | None
    sessions: tuple[Session, ...]
    positions: tuple[PositionOf[State], ...]
    roll: tuple[Seat, ...]
    facts: tuple[Fact, ...]

    @property
    def by_category(self) -> tuple[tuple[Category, tuple[Seat, ...]], ...]:
        """Who takes part, in the order of the categories."""
        each = ((c, tuple(s for s in self.roll if s.category is c)) for c in Category)
        return tuple((category, seats) for category, seats in each if seats)

    def named(self, who: str) -> str:
        """The name of a participant, or the words themselves where they name somebody else."""
        return next((seat.name for seat in self.roll if seat.participant == who), who)


def meeting_of(context: Context, body: str, agenda: str = "") -> Meeting:
    """The session with that agenda, or the latest one. Raises `Problem` 404."""
    try:
        with context.database.reading() as connection:
            known = directory.body_of(connection, body)
            listed, _total = list_procedures(connection, body=body, limit=MOST)
            everybody = directory.seats(connection, body, "", context.clock.now())
    except UnknownName as error:
        raise unknown_name(error) from error
    found = [context.register.whereabouts(item.id) for item in reversed(listed)]
    every = tuple(position for position in found if position is not None)
    agendas = [p for p in map(_as_agenda, every) if p is not None]
    if agenda and agenda not in {p.procedure for p in agendas}:
        raise Problem(404, "no-such-procedure", _("The body has no agenda of that name."))
    chosen = next((p for p in reversed(agendas) if agenda in ("", p.procedure)), None)
    belonging = tuple(_belonging(chosen, every)) if chosen is not None else every
    facts = [
        fact
        for position in belonging
        for fact in facts_of(position.state, context.register.written(position.procedure))
    ]
    return Meeting(
        body=known,
        zone=chosen.state.profile.zone if chosen is not None else known.zone,
        agenda=chosen,
        sessions=tuple(Session(p.procedure, _named(p.state)) for p in agendas),
        positions=belonging,
        roll=chosen.state.roll if chosen is not None else everybody,
        facts=tuple(facts),
    )


def _named(state: AgendaState) -> str:
    return f"{state.session}: {state.title}" if state.session else state.title


def _as_agenda(position: PositionOf[State]) -> PositionOf[AgendaState] | None:
    state = position.state
    if not isinstance(state, AgendaState):
        return None
    return PositionOf(position.procedure, position.body, state, position.head, position.next)


def _end_of_the_session_before(agenda: AgendaState, agendas: Sequence[State]) -> datetime | None:
    """When the session before ended; one that goes on still ends where this one begins."""
    before = [s for s in agendas if s.opened_at < agenda.opened_at and isinstance(s, AgendaState)]
    return before[-1].ended_at or agenda.opened_at if before else None


def _belonging(
    agenda: PositionOf[AgendaState], every: tuple[PositionOf[State], ...]
) -> Iterator[PositionOf[State]]:
    """The agenda, what hangs on it, and what else was opened since the session before it ended.

    What another agenda opened, or another session's negotiation, belongs there.
    """
    ended, own = agenda.state.ended_at, {agenda.procedure}
    agendas = [p for p in every if isinstance(p.state, AgendaState)]
    other = {p.procedure for p in agendas} - own
    since = _end_of_the_session_before(agenda.state, [p.state for p in agendas])
    for position in every:
        state, name = position.state, position.procedure
        hangs_on = _hangs_on(state)
        during = (since is None or state.opened_at > since) and (
            ended is None or state.opened_at <= ended
        )
        if name in own or hangs_on in own or (during and not hangs_on and name not in other):
            own.add(name)
            yield position
        else:
            other.add(name)


def _hangs_on(state: State) -> str:
    """The procedure that opened this one, or of whose session it is; empty where there is none."""
    if isinstance(state, NegotiationState):
        return state.agenda
    return state.parent if isinstance(state, ProcedureState) else ""
