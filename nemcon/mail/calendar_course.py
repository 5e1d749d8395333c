"""The deadline of a procedure as a calendar follows it: set, moved, and called off.

What is read of a procedure is where it stands, its deadline and its title, which everybody on its
roll is told; who filed what is never looked at. The sequence is the number of the entry that moved
the deadline last, and the identifier is that of the calendar entries that go with letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

from nemcon.agenda.state import AgendaState
from nemcon.language import _
from nemcon.mail.agenda_letters import AGENDA
from nemcon.mail.announcing import CALLED_OFF, deadline_says, summary_of, uid_of
from nemcon.mail.calendar import CalendarEntry
from nemcon.mail.negotiation_letters import NEGOTIATION
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.entries import Happened
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.timing.writing import write_instant

AnyState: TypeAlias = ProcedureState | AgendaState | NegotiationState
Step: TypeAlias = tuple[Happened[Any], AnyState]
"""An entry, and the state that it led to."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The calendar entry of a procedure: for everybody, and for those with a deadline of their own.

    `entry` is empty where nothing was ever awaited; `roll` are the participants.
    """

    entry: CalendarEntry | None
    own: tuple[tuple[str, CalendarEntry | None], ...]
    roll: frozenset[str]

    def for_(self, participant: str) -> CalendarEntry | None:
        """The entry as that participant has it; nobody in particular is the empty name."""
        if participant and participant not in self.roll:
            return None
        return dict(self.own).get(participant, self.entry)


def follow(procedure: str, course: Iterable[Step], domain: str) -> Followed:
    """Follow a procedure from its first entry to its last; `domain` ends the identifiers."""
    steps = tuple(course)
    last = steps[-1][1]
    clocked = {
        name for _, state in steps if isinstance(state, ProcedureState) for name, _ in state.clocks
    }
    return Followed(
        entry=_follow(procedure, steps, "", domain),
        own=tuple((name, _follow(procedure, steps, name, domain)) for name in sorted(clocked)),
        roll=frozenset(seat.participant for seat in last.roll),
    )


def _follow(
    procedure: str, steps: Iterable[Step], participant: str, domain: str
) -> CalendarEntry | None:
    found: CalendarEntry | None = None
    for recorded, state in steps:
        instant = _awaited(state, participant, recorded.at)
        if instant is not None:
            now = _entry(procedure, state, participant, instant, domain)
        elif found is not None and recorded.at < found.instant:
            now = replace(found, status="CANCELLED", description=_(CALLED_OFF))
        else:
            continue
        if found is None or _differs(found, now):
            stamp = recorded.at.astimezone(UTC)
            found = replace(now, sequence=recorded.number, stamp=stamp)
    return found


def _differs(before: CalendarEntry, now: CalendarEntry) -> bool:
    return replace(now, sequence=before.sequence, stamp=before.stamp) != before


def _awaited(state: AnyState, participant: str, at: datetime) -> datetime | None:
    match state:
        case ProcedureState():
            deadline = state.deadline_for(participant)
            running = state.phase is Phase.UNDER_SILENCE
            return deadline.instant if running and deadline is not None else None
        case AgendaState():
            return AGENDA.awaited(state, at)
        case NegotiationState():
            return NEGOTIATION.awaited(state, at)


def _entry(
    procedure: str, state: AnyState, participant: str, instant: datetime, domain: str
) -> CalendarEntry:
    match state:
        case ProcedureState():
            kind, summary = "silence", summary_of(state)
            deadline = state.deadline_for(participant)
            says = deadline_says(deadline) if deadline is not None else ""
        case AgendaState():
            kind, summary = AGENDA.uid, AGENDA.dated(state)
            says = _both(instant, state.profile.zone)
        case NegotiationState():
            kind, summary = NEGOTIATION.uid, NEGOTIATION.dated(state)
            says = _both(instant, state.profile.zone)
    utc = instant.astimezone(UTC)
    return CalendarEntry(uid_of(kind, procedure, domain), 0, summary, utc, says, utc)


def _both(instant: datetime, zone: str) -> str:
    return "\n".join(dict.fromkeys((write_instant(instant, zone), write_instant(instant, "UTC"))))
