"""Procedures that belong together, and what an act in one asks of another.

A negotiation places what is agreed under silence, and an agenda may be adopted by silence. That is
a silence procedure of its own, in a chain of its own; its outcome is taken over by the procedure
that waits for it. A round of negotiation may end when a sitting begins, and moves with it. What is
asked happens in the transaction of the act that asks, or the act is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nemcon.procedure.acts import Outcome, PlaceUnderSilence
from nemcon.procedure.entries import Entry
from nemcon.procedure.outcome_entries import OutcomeDeclared, OutcomeReached, OutcomeReopened
from nemcon.procedure.people import TIME, Actor
from nemcon.procedure.state import ProcedureState

RESERVED: Final = re.compile(r"-silence(-[0-9]+)?$")
"""How the names end that procedures get which others open, and wait for."""


@dataclass(frozen=True, slots=True)
class TakeResult:
    """Time: the silence procedure `child` has reached an outcome, or a different one.

    `adopted` are the numbers of the paragraphs that were adopted, `contested` those that were not;
    `at` is the instant that dates the outcome.
    """

    actor: Actor
    child: str
    outcome: Outcome
    at: datetime
    adopted: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultTaken:
    """The outcome of the silence procedure `child` was taken over; a later one replaces it."""

    child: str
    outcome: Outcome
    at: datetime
    adopted: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    rule: str = "objection.effect"


@dataclass(frozen=True, slots=True)
class ReopenResult:
    """Time: the outcome of the silence procedure `child` was set aside, and there is none now."""

    actor: Actor
    child: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultReopened:
    """The outcome of the silence procedure `child`, which had been taken over, was set aside."""

    child: str
    at: datetime
    rule: str = "late.admitted_by"


@dataclass(frozen=True, slots=True)
class FollowTimetable:
    """Time: the sittings of the session were moved; each number with when it now begins."""

    actor: Actor
    begins: tuple[tuple[int, datetime], ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """What one procedure asks of another; an empty name: of every one that hangs on it."""

    procedure: str
    act: PlaceUnderSilence | TakeResult | ReopenResult | FollowTimetable


def asks(procedure: str, appended: Sequence[Entry], state: ProcedureState) -> tuple[Ask, ...]:
    """What a silence procedure asks of the one that waits for its outcome.

    `appended` are the entries of the present act, and `state` the state after them.
    """
    if not state.parent:
        return ()
    if state.outcome is None or state.decided_at is None:
        set_aside = (entry for entry in appended if isinstance(entry, OutcomeReopened))
        return tuple(
            Ask(state.parent, ReopenResult(TIME, procedure, state.last_acted)) for _ in set_aside
        )
    if not any(isinstance(entry, OutcomeReached | OutcomeDeclared) for entry in appended):
        return ()
    adopted = state.adopted
    if state.outcome is Outcome.ADOPTED:
        adopted = state.text.numbers
    elif state.outcome is not Outcome.PARTLY_ADOPTED:
        adopted = ()
    contested = tuple(number for number in state.text.numbers if number not in adopted)
    result = TakeResult(TIME, procedure, state.outcome, state.decided_at, adopted, contested)
    return (Ask(state.parent, result),)
