"""The end: what is agreed goes under silence or is adopted, the rest goes to the compilation."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from nemcon.language import N_, _
from nemcon.negotiation.acts import (
    ConcludeNegotiation,
    EndOfTime,
    NegotiationOutcome,
    WithdrawTabled,
)
from nemcon.negotiation.asking import placing
from nemcon.negotiation.drafting import (
    CHAIR_OFFICES,
    NegotiationDraft,
    additions_wait,
    counting,
    destination,
)
from nemcon.negotiation.entries import NegotiationConcluded, NegotiationEnded
from nemcon.negotiation.ladder import AGREEING
from nemcon.negotiation.state import RUNGS, NegotiationPhase, NegotiationState
from nemcon.procedure.draft import Refused
from nemcon.procedure.families import ReopenResult, ResultReopened, ResultTaken, TakeResult
from nemcon.procedure.launch import place_under_silence
from nemcon.procedure.people import Office
from nemcon.text.document import Text
from nemcon.text.paper import to_text

AT_END: Final = "negotiation.at_end"
LONGEST_NAME: Final = 64
"""Characters of a name in the register."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a conclusion parts the text into, by numbers, and the rule that says so."""

    agreed: tuple[str, ...]
    compiled: tuple[str, ...]
    rule: str = ""


def conclude(draft: NegotiationDraft, act: ConcludeNegotiation) -> None:
    """Conclude as the Chair says: in the meeting, or with what is agreed under silence."""
    draft.require_chair(N_("conclude the negotiation"))
    draft.require_negotiating(N_("conclude the negotiation"))
    draft.require_nothing_on_its_way()
    if act.in_meeting and (act.until is not None or act.length is not None):
        says = _("What is adopted in the meeting needs no period of silence.")
        raise draft.refuse("no-period-in-meeting", says)
    to = destination(act.to) or draft.state.to
    parts = parted(draft.state)
    if not parts.agreed:
        _compile_all(draft, parts, to, act.because)
    elif act.in_meeting:
        _concluded(draft, parts, to, act.because)
        _end(draft, parts, draft.at)
    else:
        _under_silence(draft, act, parts, to)


def end_of_time(draft: NegotiationDraft, act: EndOfTime) -> None:
    """Go on without the Chair, as the rules say.

    What is agreed is under silence from the instant at which time acts, not from the one at which
    the Chair's time ran out, since the letters leave only then. Where it cannot be placed there,
    since the rules know no usual period or it has no end that can be used, all goes to the
    compilation: time cannot be refused.
    """
    state = draft.state
    waiting = state.phase is NegotiationPhase.BETWEEN_ROUNDS and act.round == state.round
    until = state.chair_until
    if not waiting or until is None or draft.at < until + state.grace:
        return
    parts = replace(parted(state), rule=AT_END)
    if parts.agreed and state.profile.time_runs_out == "concluded":
        try:
            _under_silence(draft, act, parts, state.to)
        except Refused:
            pass  # all is compiled below, as it is where the rules say so
        else:
            return
    _compile_all(draft, Parts((), _left(state, ()), AT_END), state.to, "")


def take_result(draft: NegotiationDraft, act: TakeResult) -> None:
    """Take over the outcome of the silence procedure; a later one replaces it."""
    state = draft.state
    result = ResultTaken(act.child, act.outcome, act.at, act.adopted, act.contested)
    if not state.child or act.child != state.child or result == state.result:
        return
    draft.add(result)
    # A revision under silence may have added paragraphs to those that were agreed.
    adopted = _in_order(state, act.adopted)
    rest = {*state.compiled, *state.agreed} - {*adopted}
    ended = NegotiationEnded(
        outcome=_outcome(state, adopted, rest),
        at=act.at,
        adopted=adopted,
        compiled=_in_order(state, rest),
        to=state.to,
        because=state.because,
        rule="negotiation.final_objection",
    )
    draft.add(ended)


def reopen_result(draft: NegotiationDraft, act: ReopenResult) -> None:
    """Wait again for the outcome of the silence procedure: the one it had was set aside."""
    if draft.state.result is not None and act.child == draft.state.child:
        draft.add(ResultReopened(act.child, act.at))


def withdraw_tabled(draft: NegotiationDraft, act: WithdrawTabled) -> None:
    """Withdraw the whole text: whoever conducts the negotiation may, and whoever tabled it."""
    participant = draft.actor.participant
    own = draft.actor.office is Office.DELEGATION and participant == draft.state.tabled_by
    if not own or not participant:
        draft.require_office(
            CHAIR_OFFICES, "", N_("withdraw the text, unless a delegation tabled it")
        )
    draft.require_negotiating(N_("withdraw the text"))
    outcome = NegotiationOutcome.WITHDRAWN
    draft.add(NegotiationEnded(outcome, draft.at, (), (), draft.state.to, act.because))


def parted(state: NegotiationState) -> Parts:
    """What is agreed now, and what is left; of a package all is agreed, or nothing.

    A withdrawn paragraph is left only where an amendment to it still waits to be dealt with, and
    nothing of a package is agreed while an amendment waits that would add a paragraph.
    """
    rungs = {
        clause.number.written(0): RUNGS[clause.standing.level] for clause in state.text.clauses
    }
    agreed = tuple(number for number, rung in rungs.items() if rung in AGREEING)
    rule = ""
    if state.package and (_left(state, agreed) or additions_wait(state)):
        agreed, rule = (), "negotiation.package"
    return Parts(agreed, _left(state, agreed), rule)


def _left(state: NegotiationState, agreed: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        number
        for clause in state.text.clauses
        if (number := clause.number.written(0)) not in agreed
        and (not clause.withdrawn or counting(state, clause))
    )


def final_text(state: NegotiationState, agreed: Iterable[str]) -> Text:
    """The agreed paragraphs without notes, under the numbers that they were negotiated under."""
    clauses = tuple(c for c in state.text.clauses if c.number.written(0) in agreed)
    return to_text(replace(state.text, clauses=clauses), noted=False)


def _under_silence(
    draft: NegotiationDraft, act: ConcludeNegotiation | EndOfTime, parts: Parts, to: str
) -> None:
    """Conclude with what is agreed under silence; refused where it could not be placed there."""
    child = _child(draft)
    final = final_text(draft.state, parts.agreed)
    placed = placing(draft.procedure, act, draft.state, final=final, to=to)
    place_under_silence(None, placed, draft.at)
    because = act.because if isinstance(act, ConcludeNegotiation) else ""
    parts = replace(parts, rule=parts.rule or "negotiation.final_objection")
    _concluded(draft, parts, to, because, child=child)


def _child(draft: NegotiationDraft) -> str:
    """The name of the silence procedure for what is agreed."""
    if not draft.procedure:
        message = "the name of the negotiation is needed to name the silence procedure"
        raise ValueError(message)
    child = f"{draft.procedure}-silence"
    if len(child) > LONGEST_NAME:
        says = _(
            "The silence procedure would be named {child}, which is longer than "
            "{most} characters; conclude in the meeting, or take the negotiation "
            "up under a shorter name.",
            child=child,
            most=LONGEST_NAME,
        )
        raise draft.refuse("name-too-long", says)
    return child


def _compile_all(draft: NegotiationDraft, parts: Parts, to: str, because: str) -> None:
    dated = draft.state.chair_until if parts.rule == AT_END else None
    _concluded(draft, parts, to, because)
    _end(draft, parts, dated or draft.at)


def _concluded(
    draft: NegotiationDraft, parts: Parts, to: str, because: str, *, child: str = ""
) -> None:
    entry = NegotiationConcluded(
        agreed=parts.agreed,
        compiled=parts.compiled,
        final=final_text(draft.state, parts.agreed) if parts.agreed else None,
        child=child,
        in_meeting=bool(parts.agreed) and not child,
        to=to,
        because=because,
        rule=parts.rule,
    )
    draft.add(entry)


def _end(draft: NegotiationDraft, parts: Parts, at: datetime) -> None:
    """The outcome where nothing is under silence: what is agreed is adopted there and then."""
    outcome = _outcome(draft.state, parts.agreed, parts.compiled)
    state = draft.state
    ended = NegotiationEnded(
        outcome, at, parts.agreed, parts.compiled, state.to, state.because, parts.rule
    )
    draft.add(ended)


def _outcome(
    state: NegotiationState, adopted: Collection[str], left: Iterable[str]
) -> NegotiationOutcome:
    """What became of the text: `adopted` of it was adopted, and `left` goes to the compilation.

    Agreed is a text of which nothing is left, and no paragraph that was proposed waits either; a
    withdrawn paragraph is left where an amendment to it waits. Where nothing was adopted, and
    nothing is left, all was withdrawn.
    """
    compiles = any(left) or additions_wait(state)
    if not adopted:
        return NegotiationOutcome.COMPILED if compiles else NegotiationOutcome.WITHDRAWN
    return NegotiationOutcome.PARTLY_AGREED if compiles else NegotiationOutcome.AGREED


def _in_order(state: NegotiationState, numbers: Collection[str]) -> tuple[str, ...]:
    """The numbers in the order of the text; what is not in it stands last."""
    here = tuple(clause.number.written(0) for clause in state.text.clauses)
    inside = tuple(number for number in here if number in numbers)
    return (*inside, *(number for number in numbers if number not in here))
