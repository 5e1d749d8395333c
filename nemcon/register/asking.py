"""What an act in one procedure asks of others, carried out in the transaction of that act.

A procedure is asked to open, to take over an outcome, or to follow a timetable. Locks are taken in
one direction only, from the agenda to what hangs on it and from a child to its parent, so that two
transactions never wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection

from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.families import Ask
from nemcon.procedure.refusal import Refusal
from nemcon.register.appending import (
    Appending,
    clear_room,
    find,
    hanging_on,
    make_room,
)
from nemcon.register.kinds import Act, Entry, Kind, asks
from nemcon.register.linkage import Load

Decide: TypeAlias = Callable[[Appending, "Asking", Act, datetime], tuple[Entry, ...] | Refusal]
"""How it is decided what another procedure is asked for."""


class Asking:
    """The others that one transaction appends to, besides the procedure that was acted on."""

    def __init__(self, connection: Connection, body: str, load: Load, decide: Decide) -> None:
        """`body` is the one whose procedures these are, `load` reads a procedure's state."""
        self._connection = connection
        self._body = body
        self._load = load
        self._decide = decide
        self._others: list[Appending] = []

    def follow(
        self, written: Appending, act: Act, appended: Sequence[Entry], at: datetime
    ) -> Refusal | None:
        """Carry out what the act asks of others; the refusal of one of them, if there is one."""
        for ask in asks(written.procedure, act, appended, written.known):
            for name in self._asked(written.procedure, ask):
                if refusal := self._carry_out(name, ask, at):
                    return refusal
        return None

    def finish(self, now: datetime) -> list[Appending]:
        """Write what was appended to the others, with their letters and nudges; who they are."""
        for other in self._others:
            other.finish(now, nudge=True)
        return self._others

    def _asked(self, procedure: str, ask: Ask) -> tuple[str, ...]:
        if ask.procedure:
            return (ask.procedure,)
        return hanging_on(self._connection, procedure, Kind.NEGOTIATION)

    def _carry_out(self, name: str, ask: Ask, at: datetime) -> Refusal | None:
        opens = isinstance(ask.act, PlaceUnderSilence)
        if opens:
            make_room(self._connection, name, self._body)
        row = find(self._connection, name, lock=True)
        if row is None:
            return None  # the record of a child may be looked at where its parent is not kept
        other = Appending(self._connection, name, *self._load(self._connection, name, row))
        self._others.append(other)  # what waited there is recorded, whatever is answered
        answer = self._decide(other, self, ask.act, at)
        if isinstance(answer, Refusal):
            if opens and other.state is None:
                clear_room(self._connection, name)
            return answer
        other.append(answer, ask.act.actor, at)
        return self.follow(other, ask.act, answer, at)
