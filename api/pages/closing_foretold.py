"""What closing a period early leads to as things stand: the rules are asked for the end itself."""

from __future__ import annotations

from datetime import datetime

from nemcon.language import _, ngettext
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
            return _(
                "Adopted without objection will be {paragraphs}.",
                paragraphs=in_paragraphs(entry.paragraphs),
            )
        case e.ConsultationOpened():
            left = in_paragraphs(state.open_paragraphs)
            if entry.rule:
                return _("Silence is broken: {left} will go into consultation.", left=left)
            return _(
                "No letter left in time for anybody: {left} will go into consultation.", left=left
            )
        case VoteOpened():
            return _(
                "Silence is broken: {paragraphs} will be put to a vote.",
                paragraphs=in_paragraphs(entry.paragraphs),
            )
        case OutcomeReached():
            return _(
                "The procedure will end. The outcome will be: {outcome}.",
                outcome=_outcome(state, entry),
            )
        case _:
            return ""


def _outcome(state: ProcedureState, entry: OutcomeReached) -> str:
    says = _(OUTCOMES[entry.outcome])
    if entry.outcome is Outcome.PARTLY_ADOPTED:
        rest = [number for number in state.text.numbers if number not in state.adopted]
        return _partly(says, state, rest)
    return says


def _partly(says: str, state: ProcedureState, rest: list[str]) -> str:
    adopted, to = in_paragraphs(state.adopted), line(state.to)
    told = {"says": says, "adopted": adopted, "rest": in_paragraphs(rest), "to": to}
    if not rest:
        return _("{says}, namely {adopted}", says=says, adopted=adopted)
    if not to:
        return _("{says}, namely {adopted}; {rest} will not be adopted", **told)
    return _("{says}, namely {adopted}; {rest} will not be adopted, for {to}", **told)


def _unspoken(state: ProcedureState) -> str:
    """How many of those who may object have filed nothing."""
    spoke = {filing.participant for filing in state.filings}
    number = sum(seat.may_object and seat.participant not in spoke for seat in state.roll)
    if not number:
        return _("Every delegation that may object has spoken.")
    return ngettext(
        "One delegation that may object has not spoken.",
        "{n} delegations that may object have not spoken.",
        number,
    )
