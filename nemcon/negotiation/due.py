"""What time itself does next in a negotiation, and when.

As in a silence procedure the register takes every step that is due before it considers what a
person asks. A reminder alone has no bearing on the outcome.
"""

from __future__ import annotations

from datetime import datetime

from nemcon.negotiation.acts import CloseRound, EndOfTime, NegotiationTimeAct, RemindOfRound
from nemcon.negotiation.rounds import reminder_rungs
from nemcon.negotiation.state import NegotiationPhase, NegotiationState
from nemcon.procedure.due import Step
from nemcon.procedure.people import TIME


def next_step(state: NegotiationState, now: datetime) -> Step[NegotiationTimeAct] | None:
    """The step that time takes next, due already or later; `None` when nothing is due ever."""
    if state.phase is NegotiationPhase.IN_ROUND and state.until is not None:
        until = state.until
        closes: Step[NegotiationTimeAct] = Step(
            until + state.grace, CloseRound(TIME, state.round), until
        )
        return _next_reminder(state, now) or closes
    if state.phase is NegotiationPhase.BETWEEN_ROUNDS and state.chair_until is not None:
        until = state.chair_until
        return Step(until + state.grace, EndOfTime(TIME, state.round), until)
    return None


def overdue(state: NegotiationState, at: datetime) -> NegotiationTimeAct | None:
    """The step on which the outcome depends that should have been taken by the instant `at`."""
    step = next_step(state, at)
    if step is not None and isinstance(step.act, RemindOfRound):
        step = None
    return step.act if step is not None and step.at <= at else None


def _next_reminder(state: NegotiationState, now: datetime) -> Step[NegotiationTimeAct] | None:
    """The next rung ahead, or the latest missed; none that was due before the round was set."""
    if state.round_since is None or state.over(now):
        return None
    rungs = [
        (rung, instant)
        for rung, instant in enumerate(reminder_rungs(state))
        if rung >= state.rungs and instant > state.round_since
    ]
    if not rungs:
        return None
    missed = [one for one in rungs if one[1] <= now]
    rung, instant = missed[-1] if missed else rungs[0]
    return Step(instant, RemindOfRound(TIME, state.round, rung), instant)
