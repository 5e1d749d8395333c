"""What time does next about an agenda: close proposals, remind of what is open, end the session.

A session does not end while its agenda is under silence, so that its outcome is known when it
does. `RemindOfParts` alone has no bearing on the outcome.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from nemcon.agenda.acts import AgendaTimeAct, CloseProposals, EndSession, RemindOfParts
from nemcon.agenda.state import AgendaPhase, AgendaState, OpenPart
from nemcon.procedure.due import Step
from nemcon.procedure.people import TIME
from nemcon.timing.durations import begin_of


def next_step(state: AgendaState, now: datetime) -> Step[AgendaTimeAct] | None:
    """The step that time takes next, due already or later; `None` when nothing is due ever."""
    steps = [*_decisive(state), *reminders(state, now)]
    return min(steps, key=lambda step: step.at, default=None)


def overdue(state: AgendaState, at: datetime) -> AgendaTimeAct | None:
    """The step on which the outcome depends that should have been taken by the instant `at`."""
    step = min(_decisive(state), key=lambda step: step.at, default=None)
    return step.act if step is not None and step.at <= at else None


def proposals_end(state: AgendaState) -> Step[AgendaTimeAct] | None:
    """The closing of proposals, while they may still be made and a time was set for them."""
    if state.phase is not AgendaPhase.CIRCULATED or state.proposals_closed:
        return None
    if state.until is None:
        return None
    return Step(state.until + state.grace, CloseProposals(TIME), state.until)


def session_end(state: AgendaState) -> Step[AgendaTimeAct] | None:
    """The end of the session after its last sitting."""
    waits = state.phase in (AgendaPhase.UNDER_SILENCE, AgendaPhase.ENDED)
    if waits or not state.sittings:
        return None
    last = max(sitting.ends for sitting in state.sittings)
    return Step(last + state.grace, EndSession(TIME), last)


def reminders(state: AgendaState, now: datetime) -> Iterator[Step[RemindOfParts]]:
    """The reminders still owed, the next one first for each instant at which something is open.

    Of those that were missed only the latest is owed, and none once the instant has come. What had
    fallen due before the part was left open, or its sitting was moved, was never owed.
    """
    for instant, parts in _revisits(state):
        if now >= instant:
            continue
        since = min(_since(part, state) for part in parts)
        sent = max((rung for of, rung in state.reminded if of == instant), default=-1)
        rungs = [
            Step(at, RemindOfParts(TIME, instant, rung), at)
            for rung, at in enumerate(rungs_of(state, instant))
            if rung > sent and at > since
        ]
        missed = [step for step in rungs if step.at <= now]
        yield from missed[-1:]
        yield from rungs[len(missed) :]


def rungs_of(state: AgendaState, instant: datetime) -> tuple[datetime, ...]:
    """When everybody is reminded of what is to be taken up at that instant, in order."""
    profile = state.profile
    return tuple(sorted(begin_of(instant, rung, profile.zone) for rung in profile.agenda_reminders))


def open_at(state: AgendaState, instant: datetime) -> tuple[str, ...]:
    """The open places that are to be taken up at that instant, by the present timetable."""
    return tuple(
        part.place for part in state.open_parts if state.instant_of(part.revisit) == instant
    )


def _decisive(state: AgendaState) -> list[Step[AgendaTimeAct]]:
    steps = (proposals_end(state), session_end(state))
    return [step for step in steps if step is not None]


def _revisits(state: AgendaState) -> list[tuple[datetime, list[OpenPart]]]:
    if state.phase is not AgendaPhase.ADOPTED:
        return []
    found: dict[datetime, list[OpenPart]] = {}
    for part in state.open_parts:
        instant = state.instant_of(part.revisit)
        if instant is not None:
            found.setdefault(instant, []).append(part)
    return sorted(found.items(), key=lambda pair: pair[0])


def _since(part: OpenPart, state: AgendaState) -> datetime:
    moved = state.timetable_since if part.revisit.sitting is not None else None
    return max(part.since, moved or part.since)
