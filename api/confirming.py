"""Two persons for a filing on a delegation's behalf: one enters it, another confirms it.

A body asks for this with the minutes within which a second person is to confirm. What was entered
waits where the whole secretariat of the body sees it, and is settled in one of four ways: it is
confirmed, declined, refused by the rules, or recorded unconfirmed when something is about to shut
it out. It is the same in procedures of every kind.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from api.context import Context
from api.intake import recorded_as, submit_entered
from api.problems import Problem, problem_of, try_again
from nemcon.language import _
from nemcon.procedure.refusal import Refusal
from nemcon.register import waiting
from nemcon.register.appending import find as lock_procedure
from nemcon.register.door import Receipt
from nemcon.register.kinds import decide
from nemcon.register.scans import use_scan
from nemcon.register.staff import Role, Staff
from nemcon.register.waiting import (
    Confirming,
    Entering,
    Waiting,
    WaitingState,
    Waits,
    as_entered,
)

SHOWN: Final = 50


def entered_to_wait(
    context: Context,
    procedure: str,
    act: object,
    staff: Staff,
    received: datetime,
    submission: str | None,
) -> Waiting | None:
    """The filing as it waits for a second person, or `None` where the body asks for none.

    What the rules would refuse now waits for nobody, and neither does what would change nothing:
    it is sent on. The same sending waits once. Raises `Problem` where it was not taken in early
    enough, or the scan on which it rests is not kept here any more.
    """
    position = context.register.whereabouts(procedure)
    if not isinstance(act, Waits) or not staff.person or position is None:
        return None
    by, name = Entering(person=staff.person), submission or received.isoformat()
    identifier = waiting.name_of(procedure, act, by, name)
    with context.database.reading() as connection:
        minutes = waiting.minutes_of(connection, position.body)
        before = waiting.find(connection, identifier)
    # What waits, or was recorded, stays so where the body asks otherwise by now.
    if before or not minutes:
        return before
    if submission and recorded_as(context, procedure, act, submission):
        return None
    with context.database.writing() as connection:
        # Under the procedure's lock, so that its book is not closed at the same time.
        lock_procedure(connection, procedure, lock=True)
        if before := waiting.find(connection, identifier):
            return before
        answer = decide(procedure, position.state, act, received)
        if isinstance(answer, Refusal) or not answer:
            return None
        if context.clock.now() - received > position.state.grace / 2:
            raise try_again()
        if refusal := use_scan(connection, procedure, act.actor.scan, context.clock.now()):
            raise problem_of(refusal)
        time = timedelta(minutes=minutes)
        return waiting.enter(connection, procedure, act, by, received, time, name)


def minutes_asked(context: Context, body: str) -> int:
    """Within how many minutes a second person of that body confirms; 0 where one is enough."""
    with context.database.reading() as connection:
        return waiting.minutes_of(connection, body)


def confirm(context: Context, staff: Staff, procedure: str, identifier: str) -> Receipt:
    """Record what another person entered, as received when it was entered. Raises `Problem`."""
    found = _waits(context, procedure, identifier)
    if found.person == staff.person:
        says = _("You entered this yourself; a second person of the secretariat has to confirm it.")
        raise Problem(403, "own-filing", says)
    act = as_entered(found, f"confirmed by {staff.signs_as}")
    confirming = Confirming(found.id, staff.signs_as)
    return submit_entered(context, procedure, act, found.entered, confirming)


def decline(context: Context, staff: Staff, procedure: str, identifier: str) -> None:
    """Let it not be recorded; whoever entered it may do that, too. Raises `Problem`."""
    found = _waits(context, procedure, identifier)
    now, by = context.clock.now(), staff.signs_as
    with context.database.writing() as connection:
        # Under the procedure's lock, so that nobody confirms or closes at the same time.
        lock_procedure(connection, procedure, lock=True)
        if not waiting.settle(connection, found.id, WaitingState.DECLINED, by, now):
            raise _settled()


def listed(context: Context, staff: Staff) -> tuple[Waiting, ...]:
    """What waits in the bodies whose secretariat asks, then what was settled last."""
    with context.database.reading() as connection:
        found = waiting.entered(connection, staff.bodies, SHOWN)
    return tuple(one for one in found if _is_desk(staff.at(one.body)))


def _waits(context: Context, procedure: str, identifier: str) -> Waiting:
    with context.database.reading() as connection:
        found = waiting.find(connection, identifier)
    if found is None or found.procedure != procedure or found.contact:
        raise Problem(404, "no-such-filing", _("Nothing of that name was entered here."))
    if found.state is not WaitingState.WAITING:
        raise _settled()
    return found


def _settled() -> Problem:
    says = _("This does not wait any more: look at what became of it.")
    return Problem(409, "not-waiting", says)


def _is_desk(staff: Staff | None) -> bool:
    return staff is not None and staff.role is Role.SECRETARIAT
