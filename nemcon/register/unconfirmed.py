"""What is done with filings that still wait when their book, or a vote, is about to close.

The same is done when a period is about to begin: what would prevent the launch counts first.

What waits for a second person is recorded: an objection that came in time is not lost because a
colleague was away. What waits for a code has had its time by then; it lapses, unless no code left
early enough for anybody to enter it, which is no fault of the delegation.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from nemcon.clock import Clock
from nemcon.language import ENGLISH, speaking
from nemcon.procedure.acts import BeginSilence
from nemcon.procedure.refusal import Refusal
from nemcon.register.appending import Appending
from nemcon.register.asking import Asking
from nemcon.register.codes import had_time, lapse
from nemcon.register.kinds import Act, Entry, decide
from nemcon.register.waiting import Waiting, WaitingState, as_entered, settle, waiting_in

NOT_CONFIRMED: Final = "not confirmed by a second person before the book closed"
NOT_CONFIRMED_YET: Final = "not confirmed by a second person before the period was to begin"
NOT_SENT: Final = "not confirmed: no code could be sent in time before the book closed"
_BY: Final = "the clock"


def decide_after_unconfirmed(
    written: Appending, asking: Asking, act: Act, at: datetime, clock: Clock
) -> tuple[Entry, ...] | Refusal:
    """What the rules answer; where a period would begin, once what waited has counted."""
    answer = decide(written.procedure, written.state, act, at)
    if not isinstance(act, BeginSilence) or isinstance(answer, Refusal):
        return answer
    take_unconfirmed(written, asking, clock.now(), NOT_CONFIRMED_YET)
    return decide(written.procedure, written.state, act, at)


def take_unconfirmed(
    written: Appending, asking: Asking, now: datetime, how: str = NOT_CONFIRMED
) -> bool:
    """Settle what waits, dated by when it was entered; whether there was anything.

    The register says `how` it is that nobody confirmed it. What the rules refuse is kept with their
    sentence, for the secretariat to see.
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
            _take(written, asking, found, NOT_SENT if found.contact else how, now)
    return bool(waiting)


def _take(written: Appending, asking: Asking, found: Waiting, how: str, now: datetime) -> None:
    act = as_entered(found, how)
    state, says = WaitingState.UNCONFIRMED, ""
    with speaking(ENGLISH.code):  # it is kept for everybody, whoever brought it about
        answer = decide(written.procedure, written.state, act, found.entered)
        refusal = answer if isinstance(answer, Refusal) else None
        if not isinstance(answer, Refusal):
            mark = written.mark()
            written.append(answer, act.actor, found.entered)
            if refusal := asking.follow(written, act, answer, found.entered):
                written.undo(mark)
    if refusal is not None:
        state, says = WaitingState.REFUSED, refusal.says
    settle(written.connection, found.id, state, _BY, now, says)
