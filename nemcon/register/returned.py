"""Mail that came back to letters, and the answers that people are owed for what they wrote.

What came back is kept beside the record and never in it: a reply is no filing. A message is kept
once, however often a server brings it. Of what a person wrote the whole is kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select, update

from nemcon.register.mailings import LetterState, note_bounce
from nemcon.register.tables import answers, letters, mailings, returned_mail

ANSWERS_A_CONTACT: Final = 5
"""So many different senders are answered for the letters of a procedure to one contact."""


class AnswerKind(StrEnum):
    """What is sent because of a reply."""

    ANSWER = "answer"
    """To whom wrote: that nothing was filed, and where one files."""
    COPY = "copy"
    """To the secretariat: what was written."""


class AnswerState(StrEnum):
    """What became of an answer; a queued one is tried again."""

    QUEUED = "queued"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LetterAddressed:
    """The letter to which something came back."""

    id: str
    procedure: str
    notice: str
    participant: str
    contact: str
    address: str
    message_id: str
    state: LetterState


@dataclass(frozen=True, slots=True)
class ReturnedMail:
    """A message that came back to a letter. `notice` is the kind of that letter.

    `until` is until when its sender is away, as read; nothing is reckoned from it. `data` is the
    whole message where a person wrote it, and is empty in lists.
    """

    id: str
    letter: str
    procedure: str
    participant: str
    contact: str
    meaning: str
    status: str
    says: str
    until: str
    sender: str
    subject: str
    at: datetime
    notice: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Owed:
    """An answer that waits to be sent."""

    id: str
    returned: str
    kind: AnswerKind
    recipient: str
    attempts: int
    filed_at: datetime


def identity(letter: str, meaning: str, message_id: str, data: bytes) -> str:
    """The id of a message that came back to that letter: by its own name, else by its bytes.

    What it means is part of it, since programs exist that give two reports the same name.
    """
    named = message_id.encode() or hashlib.sha256(data).digest()
    return hashlib.sha256(b"\0".join((letter.encode(), meaning.encode(), named))).hexdigest()


def letter_addressed(connection: Connection, letter: str) -> LetterAddressed | None:
    """The letter of that id, if there is one."""
    query = (
        select(letters, mailings.c.procedure_id, mailings.c.notice)
        .join(mailings, mailings.c.id == letters.c.mailing_id)
        .where(letters.c.id == letter)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return LetterAddressed(
        id=row.id,
        procedure=row.procedure_id,
        notice=row.notice,
        participant=row.participant_id,
        contact=row.contact_id,
        address=row.address,
        message_id=row.message_id,
        state=LetterState(row.state),
    )


def keep(connection: Connection, mail: ReturnedMail, *, failed: bool) -> bool:
    """Keep what came back, and with `failed` note that its letter did; whether it was new."""
    known = select(returned_mail.c.id).where(returned_mail.c.id == mail.id)
    if connection.scalar(known) is not None:
        return False
    connection.execute(
        insert(returned_mail).values(
            id=mail.id,
            letter_id=mail.letter,
            procedure_id=mail.procedure,
            participant_id=mail.participant,
            contact_id=mail.contact,
            meaning=mail.meaning,
            status=mail.status,
            says=mail.says,
            until=mail.until,
            sender=mail.sender,
            subject=mail.subject,
            at=mail.at,
            data=mail.data,
        )
    )
    if failed:
        note_bounce(connection, mail.letter, _reason(mail.status, mail.says), mail.at)
    return True


def _reason(status: str, says: str) -> str:
    """Why it came back: the code of the report, unless the server's own words have it."""
    said = status and re.search(rf"(?<![\d.]){re.escape(status)}(?![\d.])", says)
    return says if said else f"{status} {says}".strip()


def owe_answer(connection: Connection, mail: ReturnedMail, recipient: str) -> bool:
    """Owe the sender an answer, once a procedure; whether one is owed now that was not before."""
    about = hashlib.sha256(f"{mail.procedure}\0{recipient}".encode()).hexdigest()
    known = select(answers.c.id).where(answers.c.id == about)
    if connection.scalar(known) is not None:
        return False
    number = connection.scalar(
        select(func.count())
        .select_from(answers)
        .join(returned_mail, returned_mail.c.id == answers.c.returned_id)
        .where(
            answers.c.procedure_id == mail.procedure,
            answers.c.kind == AnswerKind.ANSWER,
            returned_mail.c.contact_id == mail.contact,
        )
    )
    if (number or 0) >= ANSWERS_A_CONTACT:
        return False
    _owe(connection, about, AnswerKind.ANSWER, mail, recipient)
    return True


def owe_copy(connection: Connection, mail: ReturnedMail, recipient: str) -> None:
    """Owe the secretariat a copy of what was written."""
    about = hashlib.sha256(f"copy\0{mail.id}".encode()).hexdigest()
    _owe(connection, about, AnswerKind.COPY, mail, recipient)


def owed(connection: Connection, now: datetime, limit: int = 20) -> tuple[Owed, ...]:
    """The answers that are to be sent by now, the oldest first."""
    query = (
        select(answers)
        .where(answers.c.state == AnswerState.QUEUED, answers.c.due_at <= now)
        .order_by(answers.c.due_at, answers.c.id)
        .limit(limit)
    )
    return tuple(
        Owed(
            row.id,
            row.returned_id,
            AnswerKind(row.kind),
            row.recipient,
            row.attempts,
            row.filed_at,
        )
        for row in connection.execute(query)
    )


def note_answer(
    connection: Connection, answer: str, state: AnswerState, reply: str, *, at: datetime
) -> None:
    """Note what one try to send an answer came to; a queued one is due again at `at`."""
    sent = at if state is AnswerState.SENT else None
    connection.execute(
        update(answers)
        .where(answers.c.id == answer, answers.c.state == AnswerState.QUEUED)
        .values(
            state=state,
            reply=reply[:500],
            attempts=answers.c.attempts + 1,
            due_at=at,
            sent_at=sent,
        )
    )


def returned_of(connection: Connection, procedure: str) -> tuple[ReturnedMail, ...]:
    """What came back to the letters of a procedure, the oldest first, without its bytes."""
    columns = [column for column in returned_mail.c if column.name != "data"]
    query = _with_notice(columns).where(returned_mail.c.procedure_id == procedure)
    rows = connection.execute(query.order_by(returned_mail.c.at, returned_mail.c.id))
    return tuple(_mail(row) for row in rows)


def returned_by_id(connection: Connection, identifier: str) -> ReturnedMail | None:
    """A message that came back, with its bytes where they were kept."""
    query = _with_notice(list(returned_mail.c)).where(returned_mail.c.id == identifier)
    row = connection.execute(query).first()
    return _mail(row, row.data) if row else None


def _owe(
    connection: Connection, about: str, kind: AnswerKind, mail: ReturnedMail, recipient: str
) -> None:
    connection.execute(
        insert(answers).values(
            id=about,
            returned_id=mail.id,
            procedure_id=mail.procedure,
            kind=kind,
            recipient=recipient,
            state=AnswerState.QUEUED,
            filed_at=mail.at,
            due_at=mail.at,
        )
    )


def _with_notice(columns: Sequence[Any]) -> Any:  # noqa: ANN401 - SQLAlchemy types a list of columns as nothing
    return (
        select(*columns, mailings.c.notice)
        .join(letters, letters.c.id == returned_mail.c.letter_id)
        .join(mailings, mailings.c.id == letters.c.mailing_id)
    )


def _mail(row: Row[Any], data: bytes = b"") -> ReturnedMail:
    return ReturnedMail(
        id=row.id,
        letter=row.letter_id,
        procedure=row.procedure_id,
        participant=row.participant_id,
        contact=row.contact_id,
        meaning=row.meaning,
        status=row.status,
        says=row.says,
        until=row.until,
        sender=row.sender,
        subject=row.subject,
        at=row.at,
        notice=row.notice,
        data=data,
    )
