"""What is done with filings that still wait when their book, or a vote, is about to close.

What waits for a second person is recorded: an objection that came in time is not lost because a
colleague was away. What waits for a code has had its time by then; it lapses, unless no code left
early enough for anybody to enter it, which is no fault of the delegation.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from nemcon.procedure.refusal import Refusal
from nemcon.register.appending import Appending
from nemcon.register.asking import Asking
from nemcon.register.codes import had_time, lapse
from nemcon.register.kinds import decide
from nemcon.register.waiting import Waiting, WaitingState, as_entered, settle, waiting_in

NOT_CONFIRMED: Final = "not confirmed by a second person before the book closed"
NOT_SENT: Final = "not confirmed: no code could be sent in time before the book closed"
_BY: Final = "the clock"


def take_unconfirmed(written: Appending, asking: Asking, now: datetime) -> bool:
    """Settle what waits, dated by when it was entered; whether there was anything.

    What the rules refuse is kept with their sentence, for the secretariat to see.
    """
    # What was filed late may be confirmed after the closing as well.
    waiting = [
        found
        for found in waiting_in(written.connection, written.procedure)
        if not found.contact or found.due < now
    ]
    for found in waiting:
        if found.contact and had_time(written.connection, found):
            lapse(written.connection, found, now)
        else:
            _take(written, asking, found, now)
    return bool(waiting)


def _take(written: Appending, asking: Asking, found: Waiting, now: datetime) -> None:
    act = as_entered(found, NOT_SENT if found.contact else NOT_CONFIRMED)
    answer = decide(written.procedure, written.state, act, found.entered)
    state, says = WaitingState.UNCONFIRMED, ""
    if isinstance(answer, Refusal):
        state, says = WaitingState.REFUSED, answer.says
    else:
        mark = written.mark()
        written.append(answer, act.actor, found.entered)
        if refusal := asking.follow(written, act, answer, found.entered):
            written.undo(mark)
            state, says = WaitingState.REFUSED, refusal.says
    settle(written.connection, found.id, state, _BY, now, says)
