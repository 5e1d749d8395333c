"""Holds: objections that stop the clock for a time of their own, and lapse if it runs out."""

from __future__ import annotations

from datetime import datetime, timedelta

from nemcon.procedure.state import Filing, ProcedureState
from nemcon.timing.durations import lapse_of


def holds_that_lapse(state: ProcedureState, at: datetime) -> tuple[int, ...]:
    """The numbers of the holds whose time has run out by then; later ones still stand."""
    return tuple(f.number for f in state.outstanding if (_lapse(state, f) or at) <= at)


def holds_run_until(state: ProcedureState) -> datetime | None:
    """The instant at which the last hold that stands runs out; `None` when none does."""
    lapses = [lapse for f in state.outstanding if (lapse := _lapse(state, f)) is not None]
    return max(lapses, default=None)


def what_was_left(state: ProcedureState, start: datetime) -> datetime:
    """The deadline of a period that was suspended, when its clock runs again from `start`."""
    return start + (state.left or timedelta(0))


def _lapse(state: ProcedureState, filing: Filing) -> datetime | None:
    profile = state.profile
    return None if profile.hold is None else lapse_of(filing.at, profile.hold, profile.zone)
