"""The letters that are due and what became of each: rows first, so that none is forgotten.

A mailing is filed in the transaction that appends the entry which calls for it. It is composed
once, into one letter per contact; each letter then has a state of its own that people can see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from nemcon.procedure.entries import Happened
from nemcon.register.database import one_or_many
from nemcon.register.kinds import State, letters_for, projected
from nemcon.register.tables import letters, mailings


class LetterState(StrEnum):
    """What became of a letter.

    A queued one is tried again; the others are final, except that a sent one may still bounce.
    """

    QUEUED = "queued"
    SENT = "sent"
    REFUSED = "refused"
    BOUNCED = "bounced"


# Built once: building a statement anew costs more than running it.
_FILE: Final = insert(mailings)
_NOTE: Final = (
    update(letters)
    .where(letters.c.id == bindparam("letter"), letters.c.state == LetterState.QUEUED)
    .values(attempts=letters.c.attempts + 1)
)
_STATES: Final = (
    select(letters.c.state, func.count())
    .where(letters.c.mailing_id == bindparam("mailing"))
    .group_by(letters.c.state)
)
_COMPLETE: Final = update(mailings).where(mailings.c.id == bindparam("mailing"))


@dataclass(frozen=True, slots=True)
class Mailing:
    """One kind of letter to several participants, called for by one entry."""

    id: str
    procedure: str
    number: int
    book: int
    notice: str
    participants: tuple[str, ...]
    composed: bool
    completed: bool


@dataclass(frozen=True, slots=True)
class StoredLetter:
    """One letter as composed. `content` holds its parts, with a mark where the link belongs."""

    id: str
    mailing: str
    participant: str
    contact: str
    address: str
    message_id: str
    content: str
    state: LetterState = LetterState.QUEUED
    attempts: int = 0
    reply: str = ""
    sent_at: datetime | None = None


def file_letters(
    connection: Connection,
    procedure: str,
    appended: Iterable[tuple[Happened[Any], State]],
    now: datetime,
) -> None:
    """File a mailing for every letter that the appended entries call for."""
    rows = [
        {
            "id": f"{procedure}.{recorded.number}.{letter.notice}",
            "procedure_id": procedure,
            "number": recorded.number,
            "book": projected(state).book,
            "notice": letter.notice,
            "participants": list(letter.to),
            "created_at": now,
        }
        for recorded, state in appended
        for letter in letters_for(recorded, state)
    ]
    if rows:
        connection.execute(_FILE, one_or_many(rows))


def mailing(connection: Connection, identifier: str, *, lock: bool = False) -> Mailing | None:
    """The mailing of that id; with `lock` nobody else composes it before this transaction ends."""
    query = select(mailings).where(mailings.c.id == identifier)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return _mailing(row) if row else None


def mailings_of(
    connection: Connection, procedure: str, *, incomplete: bool = False
) -> tuple[Mailing, ...]:
    """The mailings of a procedure in the order of their entries.

    With `incomplete` only those that are still to be done.
    """
    query = select(mailings).where(mailings.c.procedure_id == procedure)
    if incomplete:
        query = query.where(mailings.c.completed_at.is_(None))
    rows = connection.execute(query.order_by(mailings.c.number, mailings.c.id))
    return tuple(_mailing(row) for row in rows)


def incomplete_mailings(connection: Connection) -> tuple[Mailing, ...]:
    """The mailings of every procedure that are still to be done."""
    rows = connection.execute(select(mailings).where(mailings.c.completed_at.is_(None)))
    return tuple(_mailing(row) for row in rows)


def store_letters(
    connection: Connection, mailing_id: str, composed: Sequence[StoredLetter], now: datetime
) -> None:
    """Store the letters of a mailing; it is composed once and never again."""
    rows = [
        {
            "id": letter.id,
            "mailing_id": letter.mailing,
            "participant_id": letter.participant,
            "contact_id": letter.contact,
            "address": letter.address,
            "message_id": letter.message_id,
            "content": letter.content,
            "state": letter.state,
        }
        for letter in composed
    ]
    if rows:
        connection.execute(insert(letters), rows)
    values = {"composed_at": now}
    connection.execute(update(mailings).where(mailings.c.id == mailing_id).values(values))


def letters_of(
    connection: Connection, mailing_id: str, *, queued: bool = False
) -> tuple[StoredLetter, ...]:
    """The letters of a mailing, only those still to be sent with `queued`."""
    query = select(letters).where(letters.c.mailing_id == mailing_id)
    if queued:
        query = query.where(letters.c.state == LetterState.QUEUED)
    rows = connection.execute(query.order_by(letters.c.id))
    return tuple(_letter(row) for row in rows)


@dataclass(frozen=True, slots=True)
class Sending:
    """What one attempt to send a letter came to; `digest` is SHA-256 over the bytes sent."""

    letter: str
    state: LetterState
    reply: str
    digest: str
    sent_at: datetime | None


def note_sendings(connection: Connection, results: Sequence[Sending]) -> None:
    """Note what became of letters, an attempt each.

    What is final stays: of two workers that sent the same letter the first one to know is believed.
    """
    rows = [
        {
            "letter": result.letter,
            "state": result.state,
            "reply": result.reply[:500],
            "digest": result.digest,
            "sent_at": result.sent_at,
        }
        for result in results
    ]
    if rows:
        connection.execute(_NOTE, one_or_many(rows))


def states_of(connection: Connection, mailing_id: str) -> dict[str, int]:
    """How many letters of a mailing are in each state."""
    rows = connection.execute(_STATES, {"mailing": mailing_id})
    return {row[0]: row[1] for row in rows}


def note_bounce(connection: Connection, letter_id: str, reply: str, now: datetime) -> bool:
    """Note that a letter came back; whether there was one that had left.

    A letter that came back before keeps the instant and the reason that were noted first.
    """
    left = letters.c.id == letter_id
    back = {"state": LetterState.BOUNCED, "reply": reply[:500], "bounced_at": now}
    connection.execute(
        update(letters).where(left, letters.c.state == LetterState.SENT).values(back)
    )
    state = connection.execute(select(letters.c.state).where(left)).scalar()
    return state == LetterState.BOUNCED


def complete(connection: Connection, mailing_id: str, now: datetime) -> None:
    """Note that nothing of a mailing is left to send."""
    connection.execute(_COMPLETE, {"mailing": mailing_id, "completed_at": now})


def counts(connection: Connection, procedure: str) -> dict[str, dict[str, int]]:
    """How many letters of each notice are in each state."""
    rows = connection.execute(
        select(mailings.c.notice, letters.c.state, func.count())
        .join(letters, letters.c.mailing_id == mailings.c.id)
        .where(mailings.c.procedure_id == procedure)
        .group_by(mailings.c.notice, letters.c.state)
    )
    found: dict[str, dict[str, int]] = {}
    for notice, state, number in rows:
        found.setdefault(notice, {})[state] = number
    return found


def _mailing(row: Row[Any]) -> Mailing:
    return Mailing(
        id=row.id,
        procedure=row.procedure_id,
        number=row.number,
        book=row.book,
        notice=row.notice,
        participants=tuple(row.participants),
        composed=row.composed_at is not None,
        completed=row.completed_at is not None,
    )


def _letter(row: Row[Any]) -> StoredLetter:
    return StoredLetter(
        id=row.id,
        mailing=row.mailing_id,
        participant=row.participant_id,
        contact=row.contact_id,
        address=row.address,
        message_id=row.message_id,
        content=row.content,
        state=LetterState(row.state),
        attempts=row.attempts,
        reply=row.reply,
        sent_at=row.sent_at,
    )
