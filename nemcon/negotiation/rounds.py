"""The rounds: set, moved with a sitting, reminded of, and closed."""

from __future__ import annotations

from datetime import datetime

from nemcon.language import N_, _
from nemcon.negotiation.acts import CloseRound, RemindOfRound, SetRound
from nemcon.negotiation.drafting import NegotiationDraft, closing, may_amend
from nemcon.negotiation.entries import RoundReminded, RoundSet
from nemcon.negotiation.state import NegotiationPhase, NegotiationState
from nemcon.procedure.families import FollowTimetable
from nemcon.procedure.wording import SITTING_GONE, SITTING_MOVED
from nemcon.timing.durations import begin_of

MOVED = SITTING_MOVED
TAKEN_OUT = SITTING_GONE


def set_round(draft: NegotiationDraft, act: SetRound) -> None:
    """Extend the running round, or open another one after it has ended."""
    draft.require_chair(N_("set the end of a round"))
    draft.require_negotiating(N_("set the end of a round"))
    draft.require_nothing_on_its_way()
    draft.require_end(act.until, act.sitting)
    draft.close_if_over()
    state = draft.state
    begins = state.phase is NegotiationPhase.BETWEEN_ROUNDS
    if not begins and act.until is None:
        raise draft.refuse("no-deadline", _("It is not said when the round is to end."))
    if not begins and (act.until, act.sitting) == (state.until, state.sitting):
        return
    number, previous = state.round, state.until
    if begins:
        number, previous = state.round + 1, None
    draft.add(RoundSet(number, act.until, act.sitting, previous, act.because, begins))


def follow_timetable(draft: NegotiationDraft, act: FollowTimetable) -> None:
    """Let a running round end when its sitting begins now; the sitting of another does not.

    A sitting that would have begun already moves nothing, since delegations would find the round
    ended behind their backs. Where the sitting is no longer in the timetable, of which the act
    carries the whole, the round keeps its end and hangs on no sitting from then on.
    """
    state = draft.state
    running = state.phase is NegotiationPhase.IN_ROUND and not state.over(draft.at)
    if state.sitting is None or not running:
        return
    begin = dict(act.begins).get(state.sitting)
    if begin is None:
        draft.add(RoundSet(state.round, state.until, None, state.until, TAKEN_OUT, begins=False))
    elif begin != state.until and begin > draft.at:
        draft.add(RoundSet(state.round, begin, state.sitting, state.until, MOVED, begins=False))


def remind_of_round(draft: NegotiationDraft, act: RemindOfRound) -> None:
    """Record who is reminded: those that may amend and filed nothing in the round."""
    state = draft.state
    rungs = reminder_rungs(state)
    running = state.phase is NegotiationPhase.IN_ROUND and act.round == state.round
    if not running or not state.rungs <= act.rung < len(rungs):
        return
    if draft.at < rungs[act.rung] or state.over(draft.at):
        return
    draft.add(RoundReminded(act.round, act.rung, silent_in_round(state)))


def close_round(draft: NegotiationDraft, act: CloseRound) -> None:
    """End the round once its time and the grace have run out."""
    state = draft.state
    if state.phase is not NegotiationPhase.IN_ROUND or act.round != state.round:
        return
    if state.until is not None and draft.at >= state.until + state.grace:
        draft.add(closing(state, state.until))


def reminder_rungs(state: NegotiationState) -> tuple[datetime, ...]:
    """When those who filed nothing are reminded of the end of the round, in order."""
    if state.until is None:
        return ()
    zone = state.profile.zone
    return tuple(
        sorted(begin_of(state.until, rung, zone) for rung in state.profile.round_reminders)
    )


def silent_in_round(state: NegotiationState) -> tuple[str, ...]:
    """Those that may amend and have filed nothing in the present round."""
    return tuple(
        seat.participant
        for seat in state.roll
        if may_amend(state.profile, seat) and seat.participant not in state.filed
    )
