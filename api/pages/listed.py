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
from nemcon.mail.agreed_part import titled
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
    NegotiationOutcome.RECALLED: "recalled",
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
    """A procedure in the list; `address` is where its page is.

    `at` is what is awaited of people next, or when it was decided, as `dated` says.
    """

    id: str
    kind: str
    address: str
    body: str
    title: str
    standing: Standing
    outcome: str
    dated: str
    at: When | None
    left: str
    next: str
    next_at: When | None


@dataclass(frozen=True, slots=True)
class _Dated:
    """An instant and what it is called; how much is left until it, where that is told."""

    called: str
    at: datetime | None
    left: str = ""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a row says of a procedure, whatever its kind."""

    kind: str
    title: str
    standing: Standing
    outcome: str
    dated: _Dated


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
    facts = _facts(state, viewer, now)
    step = position.next
    return Row(
        id=position.procedure,
        kind=facts.kind,
        address=address_of(position.procedure, state),
        body=body,
        title=facts.title,
        standing=facts.standing,
        outcome=facts.outcome,
        dated=facts.dated.called,
        at=when(facts.dated.at, zone) if facts.dated.at else None,
        left=facts.dated.left,
        next=STEPS.get(type(step.act), "") if step else "",
        next_at=when(step.nominal, zone) if step else None,
    )


def _facts(state: State, viewer: Viewer, now: datetime) -> _Facts:
    match state:
        case ProcedureState():
            return _silence(seen_by(viewer, state), now)
        case AgendaState():
            stands, over = AGENDA_PHASES[state.phase], "ended" if state.ended else ""
            circulated = state.phase is AgendaPhase.CIRCULATED
            dated = _ahead("Proposals in by", state.until if circulated else None, now)
            dated = _Dated("Ended as at", state.ended_at) if state.ended else dated
            return _Facts("Agenda", state.title, stands, over, dated)
        case NegotiationState():
            stands = NEGOTIATION_PHASES[state.phase]
            outcome = NEGOTIATION_OUTCOMES[state.outcome] if state.outcome else ""
            in_round = state.phase is NegotiationPhase.IN_ROUND
            dated = _ahead("The round ends", state.until if in_round else None, now)
            dated = _Dated(_DECIDED, state.decided_at) if state.outcome else dated
            return _Facts("Negotiation", state.issued.name, stands, outcome, dated)


def _silence(state: ProcedureState, now: datetime) -> _Facts:
    due = deadline_shown(state, now)
    outcome = OUTCOMES[state.outcome] if state.outcome else ""
    dated = _Dated("", None)
    if outcome:
        dated = _Dated(_DECIDED, state.decided_at)
    elif due is not None and state.phase in _AWAITED:
        running = state.phase is Phase.UNDER_SILENCE and not due.passed
        dated = _Dated("Deadline:", due.instant, f"{due.left} left" if running else "")
    title = titled(state, state.text.name)
    return _Facts("Silence procedure", title, standing(state, now), outcome, dated)


def _ahead(called: str, at: datetime | None, now: datetime) -> _Dated:
    """What is awaited at that instant; nothing once it has passed."""
    if at is None or at <= now:
        return _Dated("", None)
    return _Dated(called, at, f"{write_length(at - now)} left")


_DECIDED: Final = "Decided as at"
_AWAITED: Final = (Phase.ANNOUNCED, Phase.UNDER_SILENCE)
