"""Appending to one procedure inside a transaction: the chain, the letters, the projection.

The statements are built once; building them anew for every act would cost more than running them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from nemcon.procedure.entries import Happened
from nemcon.procedure.people import Actor
from nemcon.register import codec
from nemcon.register.codec import GENESIS, Written
from nemcon.register.database import one_or_many
from nemcon.register.kinds import Entry, Kind, State, evolve, projected
from nemcon.register.mailings import file_letters
from nemcon.register.recalling import hold_letters
from nemcon.register.searching import keep_words, searched
from nemcon.register.tables import entries, outbox, procedures
from nemcon.register.verify import Head

ProcedureRow = Row[str, str, int, str]

_FIND: Final = select(
    procedures.c.id,
    procedures.c.body_id,
    procedures.c.head_number,
    procedures.c.head_hash,
).where(procedures.c.id == bindparam("procedure"))
_LOCK: Final = _FIND.with_for_update()
_ENTRIES: Final = (
    select(entries.c.number, entries.c.kind, entries.c.body, entries.c.hash)
    .where(entries.c.procedure_id == bindparam("procedure"))
    .order_by(entries.c.number)
)
_ENTRIES_BETWEEN: Final = _ENTRIES.where(
    entries.c.number.between(bindparam("first"), bindparam("last"))
)
_SUBMITTED: Final = select(entries.c.number, entries.c.hash, entries.c.at, entries.c.body).where(
    entries.c.procedure_id == bindparam("procedure"),
    entries.c.submission == bindparam("submission"),
)
_APPEND: Final = insert(entries)
_NUDGE: Final = insert(outbox).inline()  # nobody asks for the number that it gets
_PROJECT: Final = update(procedures).where(procedures.c.id == bindparam("procedure"))


def find(connection: Connection, procedure: str, *, lock: bool = False) -> ProcedureRow | None:
    """The procedure's row; with `lock` nobody else acts on the procedure until the commit."""
    return connection.execute(_LOCK if lock else _FIND, {"procedure": procedure}).first()


def make_room(connection: Connection, procedure: str, body: str) -> None:
    """Insert the row that is locked; a second one of that name collides, and is refused."""
    if find(connection, procedure) is None:
        connection.execute(insert(procedures).values(id=procedure, body_id=body))


def hanging_on(connection: Connection, procedure: str, kind: Kind) -> tuple[str, ...]:
    """The procedures of that kind that hang on this one, by name."""
    hangs = (procedures.c.parent == procedure) & (procedures.c.kind == kind)
    return tuple(connection.scalars(select(procedures.c.id).where(hangs).order_by(procedures.c.id)))


def clear_room(connection: Connection, procedure: str) -> None:
    """Take the row away again, of a procedure that was not opened after all."""
    connection.execute(procedures.delete().where(procedures.c.id == procedure))


def all_entries(connection: Connection, procedure: str) -> tuple[Written, ...]:
    """Every entry, as stored, in order."""
    rows = connection.execute(_ENTRIES, {"procedure": procedure})
    return tuple(Written(procedure, row.number, row.kind, row.body, row.hash) for row in rows)


def entries_between(
    connection: Connection, procedure: str, first: int, last: int
) -> tuple[Written, ...]:
    """The entries with these numbers, both included, as stored, in order."""
    numbers = {"procedure": procedure, "first": first, "last": last}
    rows = connection.execute(_ENTRIES_BETWEEN, numbers)
    return tuple(Written(procedure, row.number, row.kind, row.body, row.hash) for row in rows)


def submitted(
    connection: Connection, procedure: str, submission: str
) -> Row[int, str, datetime, str] | None:
    """The entry that was recorded under that submission."""
    return connection.execute(
        _SUBMITTED, {"procedure": procedure, "submission": submission}
    ).first()


class Appending:
    """The entries that one transaction appends to a procedure."""

    def __init__(
        self, connection: Connection, procedure: str, head: Head, state: State | None
    ) -> None:
        self.connection = connection
        self.procedure = procedure
        self.head = head
        self.state = state
        self._before = state
        self._rows: list[tuple[Happened[Any], Written, State]] = []

    @property
    def known(self) -> State:
        """The state, once the procedure is open."""
        if self.state is None:
            message = "the procedure has not been opened"
            raise RuntimeError(message)
        return self.state

    def append(self, new: Sequence[Entry], actor: Actor, at: datetime) -> Head:
        """Chain the entries, and let them change the state; where the first one stands."""
        before = len(self._rows)
        for entry in new:
            recorded = Happened(self.head.number + 1, at, actor, entry)
            written = codec.write(self.procedure, recorded, self.head.hash or GENESIS)
            self.state = evolve(self.state, recorded)
            self.head = Head(written.number, written.hash)
            self._rows.append((recorded, written, self.state))
        first = self._rows[before][1] if new else None
        return Head(first.number, first.hash) if first else self.head

    def mark(self) -> tuple[int, Head, State | None]:
        """Where the appending has got to, to come back to."""
        return len(self._rows), self.head, self.state

    def undo(self, mark: tuple[int, Head, State | None]) -> None:
        """Take back what was appended since the mark, and is not written yet."""
        number, self.head, self.state = mark
        del self._rows[number:]

    def finish(
        self, now: datetime, *, nudge: bool, submission: tuple[int, str] | None = None
    ) -> None:
        """Write what was appended, with its letters, its projection and a nudge.

        `submission` is the number of the entry that a sending led to, and the sending's name.
        """
        if not self._rows:
            return
        number, name = submission or (0, None)
        rows = [
            {
                "procedure_id": self.procedure,
                "number": written.number,
                "kind": written.kind,
                "at": recorded.at,
                "recorded_at": now,
                "submission": name if written.number == number else None,
                "body": written.body,
                "hash": written.hash,
            }
            for recorded, written, _ in self._rows
        ]
        self.connection.execute(_APPEND, one_or_many(rows))
        if self._before is None:
            hold_letters(self.connection, self.procedure, self.known)
        file_letters(self.connection, self.procedure, [(r, s) for r, _, s in self._rows], now)
        project(self.connection, self.procedure, self.head, self.known, self._before)
        if nudge:
            self.connection.execute(_NUDGE, {"procedure_id": self.procedure, "created_at": now})


def project(
    connection: Connection, procedure: str, head: Head, state: State, before: State | None
) -> None:
    """Write what lists and searches show of the state; `before` is the one shown until now."""
    connection.execute(
        _PROJECT,
        {
            "procedure": procedure,
            **asdict(projected(state)),
            "head_number": head.number,
            "head_hash": head.hash,
        },
    )
    if before is None or searched(state) != searched(before):
        keep_words(connection, procedure, state)
