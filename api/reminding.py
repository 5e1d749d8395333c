"""A reminder by hand as it would be sent now: to whom, who is left out and why, what refuses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from api.context import Context
from nemcon.procedure.acts import Remind
from nemcon.procedure.deeds import Deed, deeds_of
from nemcon.procedure.due import next_step
from nemcon.procedure.people import Actor, Seat
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.reminders import RemindDelegations, Whom
from nemcon.procedure.reminding import to_remind
from nemcon.procedure.rules import decide
from nemcon.procedure.state import REACHED, Phase, ProcedureState
from nemcon.register.deliveries import deliveries_of
from nemcon.register.door import Position


class Why(StrEnum):
    """Why a delegation that may object is left out."""

    OBJECTED = "objected"
    FILED = "filed"
    ACKNOWLEDGED = "acknowledged"
    DEADLINE_PASSED = "deadline-passed"
    BOUNCED = "bounced"
    REFUSED = "refused"
    NOT_SENT = "not-sent"
    """No letter of the period has left for it in time."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """A delegation that gets a letter, and its deadline, of which the letter reminds it."""

    participant: str
    name: str
    deadline: datetime


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A delegation that gets none."""

    participant: str
    name: str
    why: Why


@dataclass(frozen=True, slots=True)
class Reminder:
    """`refusal` is why it cannot be sent now; `by_time` is when the next one leaves by itself."""

    act: RemindDelegations
    to: tuple[Reminded, ...]
    left_out: tuple[LeftOut, ...]
    refusal: Refusal | None
    by_time: datetime | None


def reminder_of(
    context: Context, position: Position, by: Actor, whom: Whom, *, again: bool = False
) -> Reminder:
    """The reminder to those delegations, by that person, as it would be sent now."""
    state, now = position.state, context.clock.now()
    with context.database.reading() as connection:
        found = deliveries_of(connection, position.procedure, state)
    delivered = {each.participant: each.state for each in found}
    asked = to_remind(state, whom, now) if state.phase is Phase.UNDER_SILENCE else ()
    unreached = tuple(name for name in asked if delivered[name] != REACHED)
    to = tuple(_reminded(state, name) for name in asked if name not in unreached)
    act = RemindDelegations(by, whom, unreached, len(to), again)
    deeds, chosen = deeds_of(state), {each.participant for each in to}
    left_out = tuple(
        LeftOut(seat.participant, seat.name, _why(state, seat, deeds, delivered, now))
        for seat in state.roll
        if seat.may_object and seat.participant not in chosen
    )
    answer = decide(state, act, now)
    refusal = answer if isinstance(answer, Refusal) else None
    return Reminder(act, to, left_out, refusal, _by_time(state, now))


def _reminded(state: ProcedureState, participant: str) -> Reminded:
    seat, deadline = state.seat(participant), state.deadline_for(participant)
    if seat is None or deadline is None:
        message = f"{participant} is to be reminded and has no seat, or no deadline"
        raise RuntimeError(message)
    return Reminded(participant, seat.name, deadline.instant)


_BY_DEED: Final = {Deed.OBJECTED: Why.OBJECTED, Deed.ACKNOWLEDGED: Why.ACKNOWLEDGED}
_BY_LETTER: Final = {"bounced": Why.BOUNCED, "refused": Why.REFUSED}


def _why(
    state: ProcedureState,
    seat: Seat,
    deeds: dict[str, Deed],
    delivered: dict[str, str],
    now: datetime,
) -> Why:
    """What it did counts first, then its own deadline, then what became of its letter."""
    deed, letter = deeds[seat.participant], delivered[seat.participant]
    if deed not in (Deed.NOTHING, Deed.ACKNOWLEDGED):
        return _BY_DEED.get(deed, Why.FILED)
    if state.is_late(seat.participant, now):
        return Why.DEADLINE_PASSED
    if letter != REACHED:
        return _BY_LETTER.get(letter, Why.NOT_SENT)
    return Why.ACKNOWLEDGED


def _by_time(state: ProcedureState, now: datetime) -> datetime | None:
    step = next_step(state, now)
    return step.nominal if step is not None and isinstance(step.act, Remind) else None
