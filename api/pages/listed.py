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
from nemcon.language import N_, _
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
        "running",
        N_("Circulated"),
        "\u25cb",
        N_("The agenda is provisional; changes may be proposed."),
    ),
    AgendaPhase.UNDER_SILENCE: Standing(
        "running", N_("Under silence"), "\u25cf", N_("The agenda is to be adopted by silence.")
    ),
    AgendaPhase.ADOPTED: Standing(
        "running", N_("Adopted"), "\u25a0", N_("The agenda is adopted, and its session goes on.")
    ),
    AgendaPhase.ENDED: Standing("ended", N_("Ended"), "\u25a0", N_("The session has ended.")),
}
NEGOTIATION_PHASES: Final = {
    NegotiationPhase.IN_ROUND: Standing(
        "running",
        N_("In a round"),
        "\u25cf",
        N_("Amendments are proposed and answered in this round."),
    ),
    NegotiationPhase.BETWEEN_ROUNDS: Standing(
        "closing",
        N_("Between rounds"),
        "\u25d1",
        N_("The round has ended. What comes now is late; the Chair prepares what follows."),
    ),
    NegotiationPhase.UNDER_SILENCE: Standing(
        "running",
        N_("Concluded, under silence"),
        "\u25c6",
        N_("What was agreed is under silence, in a procedure of its own."),
    ),
    NegotiationPhase.ENDED: Standing(
        "ended", N_("Ended"), "\u25a0", N_("The negotiation has ended.")
    ),
}
# Translators: what became of a negotiation.
NEGOTIATION_OUTCOMES: Final = {
    NegotiationOutcome.AGREED: N_("agreed"),
    NegotiationOutcome.PARTLY_AGREED: N_("agreed in part"),
    NegotiationOutcome.COMPILED: N_("compiled for a later session"),
    NegotiationOutcome.WITHDRAWN: N_("withdrawn"),
    NegotiationOutcome.RECALLED: N_("recalled"),
}
STEPS: Final[Mapping[type[Any], str]] = {
    **wording.STEPS,
    agenda.CloseProposals: N_("the time for proposals ends"),
    agenda.RemindOfParts: N_("a reminder of what was left open"),
    agenda.EndSession: N_("the session ends"),
    negotiation.RemindOfRound: N_("a reminder goes to those who filed nothing in the round"),
    negotiation.CloseRound: N_("the round ends"),
    negotiation.EndOfTime: N_("the time of the Chair ends"),
    TakeResult: N_("the outcome of the silence procedure is taken over"),
    FollowTimetable: N_("the sittings move"),
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
        next=_(STEPS.get(type(step.act), "")) if step else "",
        next_at=when(step.nominal, zone) if step else None,
    )


def _facts(state: State, viewer: Viewer, now: datetime) -> _Facts:
    match state:
        case ProcedureState():
            return _silence(seen_by(viewer, state), now)
        case AgendaState():
            stands = AGENDA_PHASES[state.phase].spoken()
            over = _("ended") if state.ended else ""
            circulated = state.phase is AgendaPhase.CIRCULATED
            dated = _ahead(_("Proposals in by"), state.until if circulated else None, now)
            dated = _Dated(_("Ended as at"), state.ended_at) if state.ended else dated
            return _Facts(_("Agenda"), state.title, stands, over, dated)
        case NegotiationState():
            stands = NEGOTIATION_PHASES[state.phase].spoken()
            outcome = _(NEGOTIATION_OUTCOMES[state.outcome]) if state.outcome else ""
            in_round = state.phase is NegotiationPhase.IN_ROUND
            dated = _ahead(_("The round ends"), state.until if in_round else None, now)
            dated = _Dated(_(_DECIDED), state.decided_at) if state.outcome else dated
            return _Facts(_("Negotiation"), state.issued.name, stands, outcome, dated)


def _silence(state: ProcedureState, now: datetime) -> _Facts:
    due = deadline_shown(state, now)
    outcome = _(OUTCOMES[state.outcome]) if state.outcome else ""
    dated = _Dated("", None)
    if outcome:
        dated = _Dated(_(_DECIDED), state.decided_at)
    elif due is not None and state.phase in _AWAITED:
        running = state.phase is Phase.UNDER_SILENCE and not due.passed
        dated = _Dated(
            _("Deadline:"), due.instant, _("{length} left", length=due.left) if running else ""
        )
    title = titled(state, state.text.name)
    return _Facts(_("Silence procedure"), title, standing(state, now), outcome, dated)


def _ahead(called: str, at: datetime | None, now: datetime) -> _Dated:
    """What is awaited at that instant; nothing once it has passed."""
    if at is None or at <= now:
        return _Dated("", None)
    return _Dated(called, at, _("{length} left", length=write_length(at - now)))


_DECIDED: Final = N_("Decided as at")
_AWAITED: Final = (Phase.ANNOUNCED, Phase.UNDER_SILENCE)
