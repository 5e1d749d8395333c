"""What an act would lead to if it were received now: the rules are asked, and nothing is recorded.

A confirmation can so state the consequence in the words of the register itself.
"""

from __future__ import annotations

from datetime import datetime

from nemcon.procedure.acts import Act
from nemcon.procedure.due import overdue
from nemcon.procedure.entries import Entry
from nemcon.procedure.recounting import Teller
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.state import ProcedureState


def led_to(state: ProcedureState, act: Act, now: datetime) -> tuple[Entry, ...] | Refusal:
    """The entries that the act would lead to; or why it would be refused.

    Nothing is foretold while a step of time is due, since the register takes that first.
    """
    if overdue(state, now) is not None:
        return ()
    return decide(state, act, now)


def foresee(
    state: ProcedureState, act: Act, now: datetime, teller: Teller
) -> tuple[str, ...] | Refusal:
    """Each entry that the act would lead to, as the register would tell it."""
    entries = led_to(state, act, now)
    if isinstance(entries, Refusal):
        return entries
    return tuple(teller.tell(entry) for entry in entries)
