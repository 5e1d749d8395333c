"""What the rules extend of themselves: on the first objection, on a request, and for the others."""

from __future__ import annotations

from nemcon.procedure.acts import Kind
from nemcon.procedure.draft import Draft
from nemcon.procedure.entries import ClocksSet, PeriodExtended
from nemcon.procedure.standing import members
from nemcon.procedure.state import Filing, Phase
from nemcon.procedure.wording import OBJECTION_FILED, TIME_ASKED_FOR
from nemcon.timing.durations import lapse_of

BECAUSE = {
    "extension.on_objection": OBJECTION_FILED,
    "extension.on_request": TIME_ASKED_FOR,
}


def extend_for(draft: Draft, rule: str) -> None:
    """Extend the running period as `rule` foresees, once in a period."""
    state, profile = draft.state, draft.state.profile
    length = {
        "extension.on_objection": profile.extends_on_objection,
        "extension.on_request": profile.extends_on_request,
    }[rule]
    if length is None or state.phase is not Phase.UNDER_SILENCE or state.deadline is None:
        return
    if rule in state.extended_by or draft.at >= state.deadline.instant:
        return
    deadline = lapse_of(state.deadline.instant, length, profile.zone)
    draft.add(PeriodExtended(deadline, state.deadline.instant, BECAUSE[rule], rule))


def give_others_time(draft: Draft, objector: str) -> None:
    """Let every other member have the tail that the rules give it from an objection."""
    state, profile = draft.state, draft.state.profile
    if profile.tail is None or state.phase is not Phase.UNDER_SILENCE or state.deadline is None:
        return
    objected = [f for f in state.filings if _objects(f, objector) and f.round == state.round]
    if len(objected) > 1:
        return  # whoever objects again gives nobody new time, or there would be no end
    tail = lapse_of(draft.at, profile.tail, profile.zone)
    later = tuple(
        (name, tail)
        for name in members(state)
        if name != objector
        and (own := state.deadline_for(name)) is not None
        and draft.at < own.instant < tail
    )
    if later:
        draft.add(ClocksSet(later))


def _objects(filing: Filing, participant: str) -> bool:
    return filing.kind is Kind.OBJECT and filing.participant == participant
