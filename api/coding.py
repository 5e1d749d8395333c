"""Codes by which a delegation confirms what it files through a link, where the rules ask for it.

What is filed is stamped when it is filed, and waits. It is recorded with that instant once the code
is entered that was sent to the addresses of the delegation; the book is not closed before.
"""

from __future__ import annotations

from datetime import datetime

from api.context import Context
from api.intake import submit_entered
from api.problems import Problem, problem_of, try_again
from nemcon.language import _
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.register import codes, waiting
from nemcon.register.appending import submitted
from nemcon.register.codes import BY_CODE
from nemcon.register.door import Receipt
from nemcon.register.kinds import Act
from nemcon.register.links import LinkHolder
from nemcon.register.unconfirmed import why_refused
from nemcon.register.waiting import (
    Confirming,
    Entering,
    InSilence,
    Waiting,
    WaitingState,
    as_entered,
)


def entered_for_code(
    context: Context,
    holder: LinkHolder,
    act: Act,
    received: datetime,
    submission: str | None,
) -> Waiting | None:
    """The filing as it waits for its code, or `None` where the rules ask for none.

    What the rules would refuse now waits for nothing: it is sent on to be refused. The same sending
    waits once, and is sent one code. Raises `Problem` where it was not taken in early enough.
    """
    position = context.register.position(holder.procedure)
    if position is None or not isinstance(act, InSilence):
        return None
    time, state = position.state.code_time, position.state
    if time is None:
        return None
    by, name = Entering(contact=holder.contact), submission or received.isoformat()
    identifier = waiting.name_of(holder.procedure, act, by, name)
    with context.database.writing() as connection:
        if before := waiting.find(connection, identifier):
            return before
        if isinstance(decide(state, act, received), Refusal):
            return None
        if refusal := codes.too_many_wait(connection, holder.procedure, holder.contact):
            raise problem_of(refusal)
        if context.clock.now() - received > state.grace / 2:
            raise try_again()
        found = waiting.enter(connection, holder.procedure, act, by, received, time, name)
        codes.issue(connection, found, context.clock.now())
    return found


def enter_code(
    context: Context, holder: LinkHolder, identifier: str, typed: str, received: datetime
) -> Receipt:
    """Record the filing whose code was entered; it counts from when it was filed.

    Entered again, it has the same receipt. Raises `Problem`.
    """
    found = own_filing(context, holder, identifier)
    if found.state is WaitingState.WAITING:
        with context.database.writing() as connection:
            refusal = codes.check(connection, context.links, found, typed, received)
        if refusal is not None:
            raise problem_of(refusal)
    try:
        return receipt_of(context, found)
    except Problem as problem:
        if problem.code not in ("not-waiting", "code-expired"):
            position = context.register.position(found.procedure)
            state = position.state if position else None
            because = why_refused(found.procedure, state, found, problem.says)
            with context.database.writing() as connection:
                refused = WaitingState.REFUSED
                waiting.settle(connection, found.id, refused, "", received, because)
        raise


def receipt_of(context: Context, found: Waiting) -> Receipt:
    """Record what was confirmed; once it is recorded, the same receipt. Raises `Problem`."""
    if found.state not in (WaitingState.WAITING, WaitingState.CONFIRMED):
        raise _settled(found)
    act = as_entered(found, BY_CODE)
    confirming = Confirming(found.id, BY_CODE)
    return submit_entered(context, found.procedure, act, found.entered, confirming, found.id)


def send_again(context: Context, holder: LinkHolder, identifier: str) -> Waiting:
    """Send another code. Raises `Problem`."""
    found = own_filing(context, holder, identifier)
    if found.state is not WaitingState.WAITING:
        raise _settled(found)
    with context.database.writing() as connection:
        now = context.clock.now()
        if codes.has_lapsed(connection, found, now):
            raise _settled(found)
        if refusal := codes.issue_again(connection, found, now):
            raise problem_of(refusal)
    return found


def own_filing(context: Context, holder: LinkHolder, identifier: str) -> Waiting:
    """The filing of that id that came through this very link. Raises `Problem` 404."""
    with context.database.reading() as connection:
        found = waiting.find(connection, identifier)
    own = found is not None and found.contact == holder.contact
    if found is None or not own or found.procedure != holder.procedure:
        says = _("Nothing of that name was filed through this link.")
        raise Problem(404, "no-such-filing", says)
    return found


def own_waiting(context: Context, holder: LinkHolder) -> tuple[Waiting, ...]:
    """What was filed through this link and waits for its code."""
    with context.database.reading() as connection:
        found = waiting.waiting_in(connection, holder.procedure)
    return tuple(one for one in found if one.contact == holder.contact)


def sent_to(context: Context, found: Waiting) -> tuple[str, ...]:
    """To which addresses its last code goes, as far as a page shows them."""
    with context.database.reading() as connection:
        return codes.addresses_of(connection, found)


def has_lapsed(context: Context, found: Waiting) -> bool:
    """Whether its code can no longer be entered."""
    if found.state is WaitingState.EXPIRED:
        return True
    with context.database.reading() as connection:
        waits = found.state is WaitingState.WAITING
        return waits and codes.has_lapsed(connection, found, context.clock.now())


def receipt_number(context: Context, found: Waiting) -> int | None:
    """The number of the entry as which it was recorded, once its code was entered."""
    with context.database.reading() as connection:
        row = submitted(connection, found.procedure, found.id)
    return row[0] if row is not None else None


def _settled(found: Waiting) -> Problem:
    if found.state in (WaitingState.EXPIRED, WaitingState.WAITING):
        says = _("The time for the code has run out; nothing was filed.")
        return Problem(409, "code-expired", says)
    says = _("This does not wait any more: look at what became of it.")
    return Problem(409, "not-waiting", says)
