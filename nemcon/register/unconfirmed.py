"""What is done with filings that still wait when something is about to shut them out.

Time does when it closes their book, a vote or a round; so do rulings after which the rules would
not take them any more, or would take them as said of something else: a period that begins, a
revision, an adoption, another compromise.

What waits for a second person is then recorded: an objection that came in time is not lost because
a colleague was away. Whoever ruled did not know of it, and decides again with it on the table. What
waits for a code has had its time by then; it lapses, unless no code left early enough for anybody
to enter it, which is no fault of the delegation.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from nemcon.agenda.acts import (
    CloseProposals,
    EndSession,
    OpposeCompromise,
    ProposeChange,
    PutCompromise,
    ReviseAgenda,
)
from nemcon.clock import Clock
from nemcon.language import N_, in_every_language
from nemcon.negotiation.acts import CloseRound, EndOfTime, IssueRevision, MakeStatement
from nemcon.procedure.acts import BeginSilence, CloseBook, CloseVote, EndConsultation
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState
from nemcon.register.appending import Appending
from nemcon.register.asking import Asking
from nemcon.register.codes import had_time, lapse
from nemcon.register.kinds import Act, AnyRuling, AnyTimeAct, Entry, State, decide
from nemcon.register.waiting import Waiting, WaitingState, Waits, as_entered, settle, waiting_in

_BEFORE: Final = "not confirmed by a second person before "
_CLOSING: Final[dict[type[AnyTimeAct], str]] = {
    CloseBook: f"{_BEFORE}the book closed",
    CloseVote: f"{_BEFORE}the book closed",
    EndConsultation: f"{_BEFORE}the book closed",
    CloseRound: f"{_BEFORE}the round closed",
    EndOfTime: f"{_BEFORE}the time after the round ran out",
    CloseProposals: f"{_BEFORE}the time for proposals ran out",
    EndSession: f"{_BEFORE}the session ended",
}
"""The steps of time that shut out what waits, and what the register then says of it."""
_BEGINNING: Final = f"{_BEFORE}the period was to begin"
_RULED: Final = f"{_BEFORE}a ruling that would have shut it out"
_ASKED: Final = f"{_BEFORE}what came of another procedure would have shut it out"
_NOT_SENT: Final = "not confirmed: no code could be sent in time before the book closed"
_NOT_SENT_LATE: Final = "not confirmed: no code could be sent in time"
_OTHERWISE: Final[dict[type[Act], type[Waits]]] = {
    PutCompromise: OpposeCompromise,
    ReviseAgenda: ProposeChange,
    IssueRevision: MakeStatement,
}
"""After these rulings such filings, which are about what was there before, would say another thing.

The rules would take them all the same: nothing in them says what it was that the delegation read.
"""
FILED_FIRST: Final = Refusal(
    "filed-first",
    N_(
        "What waited for a second person was recorded first, because this would have shut it out. "
        "Look at it, then decide again."
    ),
)
_BY: Final = "the clock"


def decide_after_unconfirmed(
    written: Appending, asking: Asking, act: Act, at: datetime, clock: Clock
) -> tuple[Entry, ...] | Refusal:
    """What the rules answer; where a ruling would shut out what waits, that is recorded first.

    The ruling is then refused, by the rules or so that somebody looks at it once more.
    """
    answer = decide(written.procedure, written.state, act, at)
    if isinstance(answer, Refusal) or not isinstance(act, AnyRuling):
        return answer
    if not _shuts_out(written, act, answer, at):
        return answer
    take_unconfirmed(
        written, asking, clock.now(), _BEGINNING if isinstance(act, BeginSilence) else _RULED
    )
    again = decide(written.procedure, written.state, act, at)
    return again if isinstance(again, Refusal) else FILED_FIRST.spoken()


def decide_asked(
    other: Appending, asking: Asking, act: Act, at: datetime
) -> tuple[Entry, ...] | Refusal:
    """What the rules answer to what another procedure asks, once what waits is recorded.

    An outcome that is taken over ends a negotiation, in which statements may wait until then.
    """
    answer = decide(other.procedure, other.state, act, at)
    if isinstance(answer, Refusal) or not _shuts_out(other, act, answer, at):
        return answer
    take_unconfirmed(other, asking, at, _ASKED)
    return decide(other.procedure, other.state, act, at)


def take_before(written: Appending, asking: Asking, step: AnyTimeAct, now: datetime) -> bool:
    """Settle what waits before that step of time, where it closes a book; whether anything did."""
    how = _CLOSING.get(type(step))
    return how is not None and take_unconfirmed(written, asking, now, how)


def take_unconfirmed(written: Appending, asking: Asking, now: datetime, how: str) -> bool:
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
            _take(written, asking, found, _NOT_SENT if found.contact else how, now)
    return bool(waiting)


def take_unsent(written: Appending, asking: Asking, now: datetime) -> bool:
    """Record what was filed after its book had closed, and for which no code left in time.

    No closing is to come that would do it. Whether there was anything.
    """
    state = written.state
    if not isinstance(state, ProcedureState) or state.profile.code_time is None:
        return False
    unsent = [
        found
        for found in waiting_in(written.connection, written.procedure)
        if found.contact
        and found.due < now
        and (state.ended or state.is_late(found.act.actor.participant, found.entered))
        and not had_time(written.connection, found)
    ]
    for found in unsent:
        _take(written, asking, found, _NOT_SENT_LATE, now)
    return bool(unsent)


def _shuts_out(written: Appending, act: Act, answer: tuple[Entry, ...], at: datetime) -> bool:
    """Whether the rules would take what waits for a person otherwise after that act than before.

    What ends the procedure shuts out, too: no closing is to come then.
    """
    waiting = [w for w in waiting_in(written.connection, written.procedure) if not w.contact]
    if any(isinstance(found.act, _OTHERWISE.get(type(act), ())) for found in waiting):
        return True
    if not waiting:
        return False
    ended = written.known.ended
    before = [_taken_as(written, found) for found in waiting]
    mark = written.mark()
    written.append(answer, act.actor, at)
    after = [_taken_as(written, found) for found in waiting]
    ends = written.known.ended and not ended
    written.undo(mark)
    return ends or before != after


def _taken_as(written: Appending, found: Waiting) -> Entry | None:
    """The entry that it would make now: its own, without what follows from it."""
    answer = decide(written.procedure, written.state, found.act, found.entered)
    return None if isinstance(answer, Refusal) or not answer else answer[0]


def why_refused(procedure: str, state: State | None, found: Waiting, says: str) -> dict[str, str]:
    """Why the rules refuse now what was entered, in each language; `says` where they do not."""

    def sentence() -> str:
        answer = decide(procedure, state, found.act, found.entered)
        return answer.says if isinstance(answer, Refusal) else says

    return in_every_language(sentence)


def _take(written: Appending, asking: Asking, found: Waiting, how: str, now: datetime) -> None:
    act, mark = as_entered(found, how), written.mark()
    answer = decide(written.procedure, written.state, act, found.entered)
    refusal = answer if isinstance(answer, Refusal) else None
    if not isinstance(answer, Refusal):
        written.append(answer, act.actor, found.entered)
        refusal = asking.follow(written, act, answer, found.entered)
    if refusal is None:
        settle(written.connection, found.id, WaitingState.UNCONFIRMED, _BY, now)
        return
    written.undo(mark)
    because = why_refused(written.procedure, written.state, found, refusal.says)
    settle(written.connection, found.id, WaitingState.REFUSED, _BY, now, because)
