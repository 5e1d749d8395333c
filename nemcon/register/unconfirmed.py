"""What is done with filings that still wait when their book is about to close."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from nemcon.procedure.refusal import Refusal
from nemcon.register.appending import Appending
from nemcon.register.asking import Asking
from nemcon.register.kinds import decide
from nemcon.register.waiting import WaitingState, as_entered, settle, waiting_in

NOT_CONFIRMED: Final = "not confirmed by a second person before the book closed"
_BY: Final = "the clock"


def take_unconfirmed(written: Appending, asking: Asking, now: datetime) -> bool:
    """Record what waits, dated by when it was entered; whether there was anything.

    What the rules refuse is kept with their sentence, for the secretariat to see.
    """
    waiting = waiting_in(written.connection, written.procedure)
    for found in waiting:
        act = as_entered(found, NOT_CONFIRMED)
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
    return bool(waiting)
