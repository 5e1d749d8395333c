"""Settles the deadline of an act that gives a length, so that a letter can name it beforehand.

A length counts from the moment at which the act is received, which nobody knows when the letter is
shown. It is worked out as of a little later, so that no delegation gets less time than it says
(docs/decisions/0016).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, TypeAlias, TypeVar

from nemcon.procedure import acts as a
from nemcon.procedure.entries import PeriodOpened, PeriodResumed
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.state import ProcedureState
from nemcon.register.kinds import Act

LEEWAY: Final = timedelta(minutes=15)
"""How long a letter that was shown can be confirmed, where its deadline comes from a length."""
_MINUTE: Final = timedelta(minutes=1)

_Dated: TypeAlias = a.PlaceUnderSilence | a.BeginSilence | a.Revise | a.Resume
_Act = TypeVar("_Act", bound=Act)


def deadline_to_settle(state: ProcedureState | None, act: Act, at: datetime) -> datetime | None:
    """The deadline that a letter shown then will name; `None` where the act gives its own."""
    return _deadline(state, act, at + LEEWAY)


def settled(
    state: ProcedureState | None, act: _Act, deadline: datetime, at: datetime
) -> _Act | None:
    """The act with the deadline that was shown; `None` where that is by now too soon for it."""
    if not isinstance(act, _Dated) or act.until is not None:
        return act
    promised = _deadline(state, act, at)
    if promised is not None and deadline < promised:
        return None
    if isinstance(act, a.Resume):
        return replace(act, until=deadline)
    return replace(act, until=deadline, length=None)


def _deadline(state: ProcedureState | None, act: Act, at: datetime) -> datetime | None:
    """What the length of the act comes to, on the whole minute."""
    if not isinstance(act, _Dated) or act.until is not None:
        return None
    answer = decide(state, act, at)
    if isinstance(answer, Refusal):
        return None
    entries = (e for e in answer if isinstance(e, PeriodOpened | PeriodResumed))
    found = next((entry.deadline for entry in entries), None)
    if found is None:
        return None
    rest = timedelta(seconds=found.second, microseconds=found.microsecond)
    return found - rest + _MINUTE if rest else found
