"""Holds: objections that stop the clock for a time of their own, and lapse if it runs out."""

from __future__ import annotations

from datetime import datetime, timedelta

from nemcon.procedure.draft import Draft
from nemcon.procedure.effects import Period
from nemcon.procedure.entries import HoldLapsed, PeriodSuspended
from nemcon.procedure.state import Filing, ProcedureState
from nemcon.procedure.wording import HOLD_PLACED, HOLD_STANDS
from nemcon.timing.durations import lapse_of


def place_hold(draft: Draft, left: timedelta) -> None:
    """Stop the clock, with that much left of the period, for as long as the holds stand."""
    lapse_holds(draft, draft.at)
    _stop_the_clock(draft, left, HOLD_PLACED)


def holds_go_on(draft: Draft, at: datetime) -> bool:
    """Let the holds lapse whose time has run out; whether others stop the clock still."""
    lapse_holds(draft, at)
    return _stop_the_clock(draft, draft.state.left or timedelta(0), HOLD_STANDS)


def lapse_holds(draft: Draft, at: datetime) -> None:
    """Let the holds lapse whose time has run out; a late one may have before it was admitted."""
    lapsed = tuple(f.number for f, until in _holds(draft.state) if until <= at)
    if lapsed:
        draft.add(HoldLapsed(lapsed))


def what_was_left(state: ProcedureState, start: datetime) -> datetime:
    """The deadline of a period that was suspended, when its clock runs again from `start`."""
    return start + (state.left or timedelta(0))


def _stop_the_clock(draft: Draft, left: timedelta, says: str) -> bool:
    until = max((until for _, until in _holds(draft.state)), default=None)
    if until is None:
        return False
    draft.add(PeriodSuspended(left.total_seconds(), says, until, rule="objection.hold"))
    return True


def _holds(state: ProcedureState) -> list[tuple[Filing, datetime]]:
    """The objections that stop the clock, each with the instant at which its time runs out."""
    profile = state.profile
    if profile.effect.period is not Period.SUSPENDED or profile.hold is None:
        return []
    return [(f, lapse_of(f.at, profile.hold, profile.zone)) for f in state.outstanding]
