"""What placing a text under silence would mean, before anything is recorded or sent."""

from __future__ import annotations

from dataclasses import dataclass

from api.checking import check_refused, check_text
from api.checklist import STOPPED_BY, Check
from api.context import Context
from api.intake import Placed
from nemcon.procedure.entries import Happened
from nemcon.procedure.evolution import fold
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.state import ProcedureState
from nemcon.timing.fairness import Fairness


@dataclass(frozen=True, slots=True)
class Preview:
    """The state as it would be, what the period means where delegations work, and the list."""

    state: ProcedureState
    fairness: Fairness | None
    checks: tuple[Check, ...]


def preview(context: Context, placed: Placed) -> Preview | Refusal:
    """The text as if it were placed now; or why the rules refuse it."""
    now = context.clock.now()
    position = context.register.position(placed.procedure)
    answer = decide(position.state if position else None, placed.act, now)
    if isinstance(answer, Refusal):
        return answer
    entries = (Happened(i, now, placed.act.actor, entry) for i, entry in enumerate(answer, 1))
    state = fold(entries)
    if state is None:
        message = "placing a text under silence leads to an entry"
        raise RuntimeError(message)
    with context.database.reading() as connection:
        checked = check_text(connection, placed.body, state, now)
    return Preview(state, checked.fairness, checked.checks)


def stopped(context: Context, placed: Placed, refusal: Refusal) -> tuple[Check, ...] | None:
    """The list of what the rules refuse to place; `None` where the refusal is no check of it."""
    if refusal.code not in STOPPED_BY:
        return None
    with context.database.reading() as connection:
        now = context.clock.now()
        return check_refused(connection, placed.body, placed.act, now, refusal).checks
