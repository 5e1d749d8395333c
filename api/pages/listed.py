"""A procedure in the list of the staff, of whatever kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from api.pages import wording
from api.pages.shown import When, deadline_shown, standing, when
from api.pages.wording import Standing
from api.v1.disclosure import Viewer, seen_by
from nemcon.agenda import acts as agenda
from nemcon.agenda.state import AgendaPhase, AgendaState
from nemcon.mail.wording import OUTCOMES
from nemcon.negotiation import acts as negotiation
from nemcon.negotiation.acts import NegotiationOutcome
from nemcon.negotiation.state import NegotiationPhase, NegotiationState
from nemcon.procedure.families import FollowTimetable, TakeResult
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.register.door import PositionOf
from nemcon.register.kinds import State
from nemcon.timing.writing import write_length

AGENDA_PHASES: Final = {
    AgendaPhase.CIRCULATED: Standing(
        "running", "Circulated", "\u25cb", "The agenda is provisional; changes may be proposed."
    ),
    AgendaPhase.UNDER_SILENCE: Standing(
        "running", "Under silence", "\u25cf", "The agenda is to be adopted by silence."
    ),
    AgendaPhase.ADOPTED: Standing(
        "running", "Adopted", "\u25a0", "The agenda is adopted, and its session goes on."
    ),
    AgendaPhase.ENDED: Standing("ended", "Ended", "\u25a0", "The session has ended."),
}
NEGOTIATION_PHASES: Final = {
    NegotiationPhase.IN_ROUND: Standing(
        "running", "In a round", "\u25cf", "Amendments are proposed and answered in this round."
    ),
    NegotiationPhase.BETWEEN_ROUNDS: Standing(
        "closing",
        "Between rounds",
        "\u25d1",
        "The round has ended. What comes now is late; the Chair prepares what follows.",
    ),
    NegotiationPhase.UNDER_SILENCE: Standing(
        "running",
        "Concluded, under silence",
        "\u25c6",
        "What was agreed is under silence, in a procedure of its own.",
    ),
    NegotiationPhase.ENDED: Standing("ended", "Ended", "\u25a0", "The negotiation has ended."),
}
NEGOTIATION_OUTCOMES: Final = {
    NegotiationOutcome.AGREED: "agreed",
    NegotiationOutcome.PARTLY_AGREED: "agreed in part",
    NegotiationOutcome.COMPILED: "compiled for a later session",
    NegotiationOutcome.WITHDRAWN: "withdrawn",
}
STEPS: Final[Mapping[type[Any], str]] = {
    **wording.STEPS,
    agenda.CloseProposals: "the time for proposals ends",
    agenda.RemindOfParts: "a reminder of what was left open",
    agenda.EndSession: "the session ends",
    negotiation.RemindOfRound: "a reminder goes to those who filed nothing in the round",
    negotiation.CloseRound: "the round ends",
    negotiation.EndOfTime: "the time of the Chair ends",
    TakeResult: "the outcome of the silence procedure is taken over",
    FollowTimetable: "the sittings move",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A procedure in the list; `address` is where its page is."""

    id: str
    kind: str
    address: str
    body: str
    title: str
    standing: Standing
    outcome: str
    deadline: When | None
    left: str
    next: str
    next_at: When | None


def address_of(procedure: str, state: State) -> str:
    """Where the staff find the page of a procedure of that kind."""
    match state:
        case ProcedureState():
            return f"/procedures/{procedure}"
        case AgendaState():
            return f"/agendas/{procedure}"
        case NegotiationState():
            return f"/negotiations/{procedure}"


def row_of(position: PositionOf[State], viewer: Viewer, body: str, now: datetime) -> Row:
    """The procedure as the list shows it."""
    state, zone = position.state, position.state.profile.zone
    kind, title, stands, outcome, until, left = _facts(state, viewer, now)
    step = position.next
    return Row(
        id=position.procedure,
        kind=kind,
        address=address_of(position.procedure, state),
        body=body,
        title=title,
        standing=stands,
        outcome=outcome,
        deadline=when(until, zone) if until else None,
        left=left,
        next=STEPS.get(type(step.act), "") if step else "",
        next_at=when(step.nominal, zone) if step else None,
    )


def _facts(
    state: State, viewer: Viewer, now: datetime
) -> tuple[str, str, Standing, str, datetime | None, str]:
    """Kind, title, where it stands, the outcome, the instant that matters, what is left of it."""
    match state:
        case ProcedureState():
            return _silence(seen_by(viewer, state), now)
        case AgendaState():
            stands, until = AGENDA_PHASES[state.phase], state.until
            over = "ended" if state.ended else ""
            running = state.phase is AgendaPhase.CIRCULATED
            at = state.ended_at or (until if running else state.adopted_at)
            return "Agenda", state.title, stands, over, at, _left(until, now) if running else ""
        case NegotiationState():
            stands = NEGOTIATION_PHASES[state.phase]
            outcome = NEGOTIATION_OUTCOMES[state.outcome] if state.outcome else ""
            running = state.phase is NegotiationPhase.IN_ROUND
            left = _left(state.until, now) if running else ""
            at = state.decided_at or state.until
            return "Negotiation", state.issued.name, stands, outcome, at, left


def _silence(
    state: ProcedureState, now: datetime
) -> tuple[str, str, Standing, str, datetime | None, str]:
    due = deadline_shown(state, now)
    running = state.phase is Phase.UNDER_SILENCE and due is not None and not due.passed
    outcome = OUTCOMES[state.outcome] if state.outcome else ""
    at = (state.decided_at or due.instant) if due else None
    left = f"{due.left} left" if running and due else ""
    return "Silence procedure", state.text.name, standing(state, now), outcome, at, left


def _left(until: datetime | None, now: datetime) -> str:
    return f"{write_length(until - now)} left" if until is not None and until > now else ""
