"""What time itself does next, and when: remind, close the book or the vote, resume, end the talks.

The register takes every step that is due before it considers what a person asks, so that an
outcome never depends on when the engine woke. `Remind` alone has no bearing on the outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

from nemcon.procedure.acts import (
    CloseBook,
    CloseVote,
    EndConsultation,
    Remind,
    ResumeOnTime,
    TimeAct,
)
from nemcon.procedure.people import TIME
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.timing.deadline import Deadline
from nemcon.timing.durations import begin_of

_Act_co = TypeVar("_Act_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Step(Generic[_Act_co]):
    """A step of time, the instant from which it may be taken, and the one that dates it.

    The two differ by the grace, where the step closes something.
    """

    at: datetime
    act: _Act_co
    nominal: datetime


Due: TypeAlias = Step[TimeAct]
"""A step that time takes in a silence procedure."""


def next_step(state: ProcedureState, now: datetime) -> Due | None:
    """The step that time takes next, due already or later; `None` when nothing is due ever."""
    if state.phase is Phase.UNDER_SILENCE and state.deadline is not None:
        reminder = _next_reminder(state, now)
        return reminder or _closing(state, state.closing or state.deadline)
    if state.phase is Phase.SUSPENDED and state.resumes_at is not None:
        return Step(state.resumes_at, ResumeOnTime(TIME, state.book), state.resumes_at)
    if state.phase is Phase.CONSULTATION and state.consultation_until is not None:
        until = state.consultation_until
        return Step(until + state.patience, EndConsultation(TIME, state.book), until)
    if state.phase is Phase.VOTING and state.vote_until is not None:
        until = state.vote_until
        return Step(until + state.patience, CloseVote(TIME, state.book), until)
    return None


def _closing(state: ProcedureState, deadline: Deadline) -> Due:
    closes = deadline.book_closes_at(state.patience)
    return Step(closes, CloseBook(TIME, state.book), deadline.instant)


def overdue(state: ProcedureState, at: datetime) -> TimeAct | None:
    """The step on which the outcome depends that should have been taken by the instant `at`."""
    step = next_step(state, at)
    if step is not None and isinstance(step.act, Remind):
        step = None
    return step.act if step is not None and step.at <= at else None


def reminder_rungs(state: ProcedureState) -> tuple[tuple[datetime, datetime], ...]:
    """When those still silent are reminded, in order, each with the deadline that it is of.

    Members whose clocks run longer are reminded of their own deadlines.
    """
    if state.deadline is None:
        return ()
    zone = state.profile.zone
    own = {state.deadline_for(name) for name, _ in state.clocks}
    ends = {state.deadline.instant} | {deadline.instant for deadline in own if deadline}
    return tuple(
        sorted((begin_of(end, rung, zone), end) for end in ends for rung in state.profile.reminders)
    )


def _next_reminder(state: ProcedureState, now: datetime) -> Due | None:
    """The next rung ahead, or the latest missed of a deadline; none that is too early for it."""
    if state.reminders_from is None:
        return None
    rungs = [
        (rung, instant, end)
        for rung, (instant, end) in enumerate(reminder_rungs(state))
        if rung >= state.rungs and instant > state.reminders_from and now < end
    ]
    if not rungs:
        return None
    latest = {end: rung for rung, instant, end in rungs if instant <= now}
    rung, instant, _ = next((r for r in rungs if r[0] in latest.values()), rungs[0])
    return Step(instant, Remind(TIME, state.book, rung), instant)
