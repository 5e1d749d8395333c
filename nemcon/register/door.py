"""The one door: every act, of a person or of time, enters the register here and nowhere else.

One transaction takes the procedure's lock, lets time take the steps that are overdue, asks the
rules, appends the entries to the chain, files the letters they call for and a nudge for the
engine, and commits. Only then does anybody get a receipt. An act that has waited more than half
the grace since it was received is promised nothing: it is refused unrecorded and may be repeated,
because only so can a book that closes after the grace be sure to hold all that came in time.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Generic, TypeAlias, TypeVar, overload

from sqlalchemy import Connection, Row
from sqlalchemy.exc import IntegrityError

from nemcon.clock import Clock
from nemcon.language import _
from nemcon.procedure.acts import CloseBook
from nemcon.procedure.due import Step
from nemcon.procedure.people import Office
from nemcon.procedure.recall import RecallLaunch
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState
from nemcon.register import codec, unconfirmed
from nemcon.register.appending import (
    Appending,
    ProcedureRow,
    all_entries,
    clear_room,
    entries_between,
    find,
    make_room,
    submitted,
)
from nemcon.register.asking import Asking
from nemcon.register.codec import Written
from nemcon.register.database import Database
from nemcon.register.deliveries import deliveries_of
from nemcon.register.directory import UnknownName
from nemcon.register.drawn_up import CHANGED, DrawnUp
from nemcon.register.kinds import (
    Act,
    AnyRuling,
    AnyTimeAct,
    Entry,
    Opening,
    State,
    decide,
    evolve,
    next_step,
    overdue,
)
from nemcon.register.linkage import wrong_names
from nemcon.register.papers import PaperFile, keep_files
from nemcon.register.recalling import call_back
from nemcon.register.scans import use_scan
from nemcon.register.sent_act import SentAct, TryAgain
from nemcon.register.verify import Head
from nemcon.register.waiting import Confirming

KEPT_STATES: Final = 512


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender of an act may hold against the register.

    `number` and `hash` are those of the entry of the act itself, the first one that it led to;
    `late` says that a filing was received after the deadline; `repeated` that this very submission
    was recorded before.
    """

    procedure: str
    number: int
    hash: str
    received_at: datetime
    late: bool = False
    repeated: bool = False

    @property
    def code(self) -> str:
        """A short form to read over the telephone; it is enough to find the entry again."""
        return f"{self.procedure}/{self.number}/{self.hash[:12]}"


_State_co = TypeVar("_State_co", bound=State, covariant=True)
_Kind = TypeVar("_Kind", bound=State)


@dataclass(frozen=True, slots=True)
class PositionOf(Generic[_State_co]):
    """Where a procedure of one kind stands, and what time does next."""

    procedure: str
    body: str
    state: _State_co
    head: Head
    next: Step[AnyTimeAct] | None


Position: TypeAlias = PositionOf[ProcedureState]
"""Where a silence procedure stands."""


class Register:
    """The record of every procedure, in one database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """`clock` tells the present; it is read here and when an act is received."""
        self.database = database
        self.clock = clock
        self._states: OrderedDict[str, tuple[Head, State]] = OrderedDict()
        self._states_lock = threading.Lock()

    def record(
        self,
        procedure: str,
        act: Act,
        received: datetime,
        *,
        body: str = "",
        submission: str | None = None,
        files: Sequence[PaperFile] = (),
        letter: DrawnUp | None = None,
        confirming: Confirming | None = None,
    ) -> Receipt | Refusal:
        """Record an act that was received at that aware instant, or then began to be `confirming`.

        `body` is needed to open a procedure. The same `submission` of one procedure is recorded
        once, and gets the same receipt again. `files` are kept together with the entry that names
        them, or not at all; a `letter` is issued with the act that it was drawn up for, or the act
        is refused. Raises `TryAgain`.
        """
        sent = SentAct(act, received, body, submission, letter, confirming)
        try:
            with self.database.writing() as connection:
                answer, kept = self._record(connection, procedure, sent)
                keep = (*files, *((letter.file,) if letter else ()))
                if keep and isinstance(answer, Receipt) and not answer.repeated:
                    keep_files(connection, procedure, keep, self.clock.now())
        except IntegrityError:
            if not isinstance(act, Opening):
                raise
            return self._after_collision(procedure, submission, body)
        self._keep(kept)
        return answer

    def keep_time(self, procedure: str) -> PositionOf[State] | None:
        """Let time take the steps that are due now, and say where the procedure then stands.

        `None` when there is no such procedure. Doing this twice, or late, changes nothing.
        """
        with self.database.writing() as connection:
            row = find(connection, procedure, lock=True)
            if row is None:
                return None
            head, state = self._load(connection, procedure, row)
            now = self.clock.now()
            written = Appending(connection, procedure, head, state)
            asking = Asking(connection, row.body_id, self._load, unconfirmed.decide_asked)
            unsent = unconfirmed.take_unsent(written, asking, now)
            step = next_step(written.known, now)
            while step is not None and step.at <= now:
                self._take(written, asking, step.act, now)
                step = next_step(written.known, now)
            written.finish(self.clock.now(), nudge=unsent)
            others = asking.finish(self.clock.now())
        self._keep((written, *others))
        return PositionOf(procedure, row.body_id, written.known, written.head, step)

    @overload
    def position(self, procedure: str) -> Position | None: ...

    @overload
    def position(self, procedure: str, kind: type[_Kind]) -> PositionOf[_Kind] | None: ...

    def position(self, procedure: str, kind: type[Any] = ProcedureState) -> PositionOf[Any] | None:
        """Where a procedure of that kind stands, as recorded, without taking any step.

        `kind` is the class of its state; `None` also for a procedure of another kind.
        """
        found = self.whereabouts(procedure)
        return found if found is not None and isinstance(found.state, kind) else None

    def whereabouts(self, procedure: str) -> PositionOf[State] | None:
        """Where the procedure stands, of whatever kind it is."""
        with self.database.reading() as connection:
            row = find(connection, procedure)
            if row is None or not row.head_number:
                return None
            reading = Appending(connection, procedure, *self._load(connection, procedure, row))
        self._keep((reading,))
        step = next_step(reading.known, self.clock.now())
        return PositionOf(procedure, row.body_id, reading.known, reading.head, step)

    def written(self, procedure: str) -> tuple[Written, ...]:
        """Every entry of the procedure as stored, in order."""
        with self.database.reading() as connection:
            return all_entries(connection, procedure)

    def _record(
        self, connection: Connection, procedure: str, sent: SentAct
    ) -> tuple[Receipt | Refusal, Sequence[Appending]]:
        act, received, submission = sent.act, sent.received, sent.submission
        if isinstance(act, Opening):
            make_room(connection, procedure, sent.body)
        row = find(connection, procedure, lock=True)
        if row is None:
            says = _("There is no procedure of that name.")
            return Refusal("no-such-procedure", says), ()
        if submission and (before := submitted(connection, procedure, submission)):
            return _receipt_of(procedure, before), ()
        head, state = self._load(connection, procedure, row)
        if sent.confirming is None:
            self._still_timely(sent, state)
        elif refusal := sent.confirming.refusal(connection):
            return refusal, ()
        if isinstance(act, AnyRuling) and state is not None and received < state.last_acted:
            raise TryAgain  # whoever ruled did not know of what was recorded meanwhile
        written = Appending(connection, procedure, head, state)
        asking = Asking(connection, row.body_id, self._load, unconfirmed.decide_asked)
        while written.state is not None and (step := overdue(written.state, received)):
            self._take(written, asking, step, received)
        answer = self._decide(written, asking, sent)
        by_time = act.actor.office is Office.TIME
        if isinstance(answer, Refusal):
            if state is None:
                clear_room(connection, procedure)
            written.finish(self.clock.now(), nudge=True)
        else:
            name = (answer.number, submission) if submission else None
            written.finish(self.clock.now(), nudge=not by_time, submission=name)
            sent.settle(connection, self.clock.now())
        others = asking.finish(self.clock.now())
        return answer, (written, *others)

    def _decide(self, written: Appending, asking: Asking, sent: SentAct) -> Receipt | Refusal:
        """What the rules answer; what they lead to is appended, here and where others are asked."""
        procedure, act, received, letter = written.procedure, sent.act, sent.received, sent.letter
        if refusal := wrong_names(written, self._load, act, sent.body):
            return refusal
        answer = unconfirmed.decide_after_unconfirmed(written, asking, act, received, self.clock)
        if isinstance(answer, Refusal):
            return answer
        if letter is not None and not letter.fits(written.head, answer):
            return CHANGED.spoken()
        if isinstance(act, RecallLaunch) and (refusal := self._called_back(written)):
            return refusal
        mark = written.mark()
        own = written.append(answer, act.actor, received)
        refusal = letter.issue(written, act.actor, received) if letter else None
        now = self.clock.now()
        refusal = refusal or use_scan(written.connection, procedure, act.actor.scan, now)
        if refusal := refusal or asking.follow(written, act, answer, received):
            written.undo(mark)
            return refusal
        return Receipt(procedure, own.number, own.hash, received, _late(answer))

    def _called_back(self, written: Appending) -> Refusal | None:
        now = self.clock.now()
        return call_back(written.connection, written.procedure, written.known, now)

    def _still_timely(self, sent: SentAct, state: State | None) -> None:
        own = sent.act.grace_seconds if isinstance(sent.act, Opening) else 0
        grace = state.grace if state else timedelta(seconds=own)
        if self.clock.now() - sent.received > grace / 2:
            raise TryAgain

    def _take(self, written: Appending, asking: Asking, step: AnyTimeAct, at: datetime) -> None:
        state = written.known
        if unconfirmed.take_before(written, asking, step, self.clock.now()):
            return  # what waited counts first, and may leave no book to close
        if isinstance(step, CloseBook) and isinstance(state, ProcedureState):
            step = replace(
                step, deliveries=deliveries_of(written.connection, written.procedure, state)
            )
        answer = decide(written.procedure, state, step, at)
        if isinstance(answer, Refusal) or not answer:
            message = f"time could not take the step {type(step).__name__} that was due: {answer}"
            raise RuntimeError(message)
        written.append(answer, step.actor, at)
        if refusal := asking.follow(written, step, answer, at):
            message = f"the step {type(step).__name__} asked for what is refused: {refusal}"
            raise RuntimeError(message)

    def _load(
        self, connection: Connection, procedure: str, row: ProcedureRow
    ) -> tuple[Head, State | None]:
        head = Head(row.head_number, row.head_hash)
        with self._states_lock:
            known = self._states.get(procedure)
        if known is not None and known[0] == head:
            return known
        state: State | None = None
        # Not beyond the head: without the lock, PostgreSQL shows what was committed meanwhile.
        last = head.number
        stored = entries_between(connection, procedure, known[0].number if known else 1, last)
        if known is not None and known[0] == _head_of(stored[:1]):
            state, stored = known[1], stored[1:]
        elif known is not None:
            # The database was set back behind this process, and has gone on from there.
            stored = entries_between(connection, procedure, 1, last)
        for written in stored:
            state = evolve(state, codec.read(written.body))
        return head, state

    def _keep(self, written: Sequence[Appending]) -> None:
        """Remember the states that were committed, so that they need not be folded again."""
        with self._states_lock:
            for item in written:
                if item.state is None:
                    continue
                self._states[item.procedure] = (item.head, item.state)
                self._states.move_to_end(item.procedure)
            while len(self._states) > KEPT_STATES:
                self._states.popitem(last=False)

    def _after_collision(
        self, procedure: str, submission: str | None, body: str
    ) -> Receipt | Refusal:
        """Why no room could be made: somebody was quicker, or there is no such body."""
        with self.database.reading() as connection:
            if find(connection, procedure) is None:
                unknown = UnknownName("body", body)
                return Refusal(unknown.code, unknown.says)
            before = submitted(connection, procedure, submission) if submission else None
        if before is not None:
            return _receipt_of(procedure, before)
        return Refusal("already-exists", _("A procedure of that name exists already."))


def _receipt_of(procedure: str, row: Row[int, str, datetime, str]) -> Receipt:
    entry = codec.read(row.body).entry
    return Receipt(procedure, row.number, row.hash, row.at, _late((entry,)), repeated=True)


def _head_of(stored: Sequence[Written]) -> Head | None:
    return Head(stored[-1].number, stored[-1].hash) if stored else None


def _late(new: Sequence[Entry]) -> bool:
    return any(getattr(entry, "late", False) for entry in new)
