"""What closing a period early leads to as things stand: the rules are asked for the end itself."""

from __future__ import annotations

from datetime import datetime

from nemcon.mail.wording import OUTCOMES, in_paragraphs
from nemcon.procedure import entries as e
from nemcon.procedure.acts import Act, CloseBook, CloseEarly, Outcome
from nemcon.procedure.entries import Entry, Happened
from nemcon.procedure.evolution import evolve
from nemcon.procedure.outcome_entries import OutcomeReached, VoteOpened
from nemcon.procedure.people import TIME
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.state import ProcedureState
from nemcon.text.lines import line


def closing_foretold(state: ProcedureState, act: Act, now: datetime) -> tuple[str, ...]:
    """What would be adopted and what not, were the period closed now; empty for other acts.

    Whether silence is broken is told to those who may close it, who see the objections anyway.
    """
    if not isinstance(act, CloseEarly):
        return ()
    entries = decide(state, act, now)
    if isinstance(entries, Refusal):
        return ()
    for number, entry in enumerate(entries, start=state.number + 1):
        state = evolve(state, Happened(number, now, act.actor, entry))
    closed = decide(state, CloseBook(TIME, state.book), now + state.patience)
    if isinstance(closed, Refusal):
        return ()
    for number, entry in enumerate(closed, start=state.number + 1):
        state = evolve(state, Happened(number, now, TIME, entry))
    told = tuple(says for entry in closed if (says := _will(state, entry)))
    return (*told, _unspoken(state))


def _will(state: ProcedureState, entry: Entry) -> str:
    match entry:
        case e.ParagraphsAdopted():
            return f"Adopted without objection will be {in_paragraphs(entry.paragraphs)}."
        case e.ConsultationOpened():
            left = in_paragraphs(state.open_paragraphs)
            why = "Silence is broken" if entry.rule else "No letter left in time for anybody"
            return f"{why}: {left} will go into consultation."
        case VoteOpened():
            return f"Silence is broken: {in_paragraphs(entry.paragraphs)} will be put to a vote."
        case OutcomeReached():
            return f"The procedure will end. The outcome will be: {_outcome(state, entry)}."
        case _:
            return ""


def _outcome(state: ProcedureState, entry: OutcomeReached) -> str:
    says = OUTCOMES[entry.outcome]
    if entry.outcome is Outcome.PARTLY_ADOPTED:
        rest = [number for number in state.text.numbers if number not in state.adopted]
        to = f", for {line(state.to)}" if state.to else ""
        goes = f"; {in_paragraphs(rest)} will not be adopted{to}" if rest else ""
        return f"{says}, namely {in_paragraphs(state.adopted)}{goes}"
    return says


def _unspoken(state: ProcedureState) -> str:
    """How many of those who may object have filed nothing."""
    spoke = {filing.participant for filing in state.filings}
    number = sum(seat.may_object and seat.participant not in spoke for seat in state.roll)
    if not number:
        return "Every delegation that may object has spoken."
    if number == 1:
        return "One delegation that may object has not spoken."
    return f"{number} delegations that may object have not spoken."
