"""Sending letters again to one contact: those that did not get to the address it has now.

A letter is composed once and never sent elsewhere. What a delegation missed is written anew for its
contact, of the same entry and in the same words, as a mailing of its own; so it has a state of its
own as well, and counts for its delegation from when it left. Reminders are not sent again: the
letters are of which they remind.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Text, cast, insert, or_, select

from nemcon.agenda.notices import AgendaNotice
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.procedure.notices import Notice
from nemcon.register.appending import find
from nemcon.register.bounced import LATELY
from nemcon.register.directory import Contact
from nemcon.register.mailings import LetterState
from nemcon.register.tables import letters, mailings, outbox, procedures
from nemcon.register.tables_contacts import mailings_again

_NOT_AGAIN: Final = (Notice.REMINDER, AgendaNotice.REMINDER, NegotiationNotice.REMINDER)
_ON_ITS_WAY: Final = (LetterState.SENT, LetterState.QUEUED)


@dataclass(frozen=True, slots=True)
class Missed:
    """A letter that did not get to the present address of a contact.

    `state` is what became of the one that was written to the contact last, to `address`, and
    `reply` what a server said of it; all are empty where none was.
    """

    procedure: str
    number: int
    book: int
    notice: str
    written: datetime
    state: str = ""
    address: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True)
class SentAgain:
    """A letter that was sent again: asked for when and by whom, and what became of it where."""

    procedure: str
    notice: str
    asked_at: datetime
    asked_by: str
    state: str
    address: str
    reply: str


@dataclass(frozen=True, slots=True)
class AskedIn:
    """A procedure that writes to a delegation, of whatever kind, and the deadline that it has."""

    id: str
    kind: str
    title: str
    deadline: datetime | None
    zone: str
    ended: bool


def missed(
    connection: Connection,
    body: str,
    contact: Contact,
    now: datetime,
    among: Collection[str] | None = None,
) -> tuple[Missed, ...]:
    """What the contact missed in the present periods of procedures, in the order of the entries.

    The procedures are those of the body that are open or ended lately; with `among`, of these.
    """
    rows = connection.execute(_mailings_to(contact, body, now, among)).all()
    written = _letters_to(connection, contact, [row.id for row in rows])
    found: dict[tuple[str, int, str], Missed | None] = {}
    for row in rows:
        key = (row.procedure_id, row.number, row.notice)
        if key not in found:
            found[key] = Missed(row.procedure_id, row.number, row.book, row.notice, row.created_at)
        before, letter = found[key], written.get(row.id)
        if before is None:
            continue
        if _gets_it(row, letter, contact):
            found[key] = None
        elif letter is not None:
            found[key] = replace(
                before, state=letter.state, address=letter.address, reply=letter.reply
            )
    return tuple(one for one in found.values() if one is not None)


def send_again(
    connection: Connection,
    body: str,
    contact: Contact,
    among: Collection[str],
    by: str,
    now: datetime,
) -> tuple[Missed, ...]:
    """Send the contact what it missed in these procedures; asked twice, it leaves once."""
    for procedure in sorted(set(among)):
        find(connection, procedure, lock=True)
    these = missed(connection, body, contact, now, among)
    for one in these:
        identifier = _next_id(connection, one)
        values = {
            "id": identifier,
            "procedure_id": one.procedure,
            "number": one.number,
            "book": one.book,
            "notice": one.notice,
            "participants": [contact.participant],
            "created_at": now,
        }
        connection.execute(insert(mailings).values(values))
        asked = {"mailing_id": identifier, "contact_id": contact.id}
        connection.execute(insert(mailings_again).values(**asked, asked_at=now, asked_by=by))
    for procedure in sorted({one.procedure for one in these}):
        connection.execute(insert(outbox).values(procedure_id=procedure, created_at=now))
    return these


def sent_again(connection: Connection, contact: str) -> tuple[SentAgain, ...]:
    """What was sent to the contact again, the latest first."""
    rows = connection.execute(
        select(
            mailings_again.c.asked_at,
            mailings_again.c.asked_by,
            mailings.c.procedure_id,
            mailings.c.notice,
            letters.c.state,
            letters.c.address,
            letters.c.reply,
        )
        .join(mailings, mailings.c.id == mailings_again.c.mailing_id)
        .outerjoin(letters, letters.c.mailing_id == mailings_again.c.mailing_id)
        .where(mailings_again.c.contact_id == contact)
        .order_by(mailings_again.c.asked_at.desc(), mailings.c.number, mailings.c.id)
    )
    return tuple(
        SentAgain(
            row.procedure_id,
            row.notice,
            row.asked_at,
            row.asked_by,
            row.state or LetterState.QUEUED,
            row.address or "",
            row.reply or "",
        )
        for row in rows
    )


def asked_in(
    connection: Connection, body: str, participant: str, more: Collection[str] = ()
) -> tuple[AskedIn, ...]:
    """The open procedures that write to the participant, and `more` of them, by when they opened.

    One that has written to nobody yet names no contact either, and is none of them.
    """
    found = connection.execute(
        select(
            procedures.c.id,
            procedures.c.kind,
            procedures.c.title,
            procedures.c.phase,
            procedures.c.deadline,
            procedures.c.zone,
        )
        .where(
            procedures.c.body_id == body,
            select(mailings.c.id)
            .where(mailings.c.procedure_id == procedures.c.id, _goes_to(participant))
            .exists(),
            or_(procedures.c.phase != "ended", procedures.c.id.in_(sorted(set(more)))),
        )
        .order_by(procedures.c.opened_at, procedures.c.id)
    )
    return tuple(
        AskedIn(row.id, row.kind, row.title, row.deadline, row.zone, row.phase == "ended")
        for row in found
    )


def sent_to_alone(connection: Connection, mailing: str) -> str | None:
    """The contact to which alone that mailing goes, where it is one that was sent again."""
    query = select(mailings_again.c.contact_id).where(mailings_again.c.mailing_id == mailing)
    return connection.scalar(query)


def _goes_to(participant: str) -> ColumnElement[bool]:
    """Looked for in the list as it is written, which need not be read: names have no quotes."""
    return cast(mailings.c.participants, Text).contains(f'"{participant}"', autoescape=True)


def _mailings_to(contact: Contact, body: str, now: datetime, among: Collection[str] | None) -> Any:  # noqa: ANN401 - a statement over columns of two tables
    """The mailings of the present periods that were composed, or are to be sent again."""
    lately = procedures.c.decided_at >= now - LATELY
    query = (
        select(
            mailings.c.id,
            mailings.c.procedure_id,
            mailings.c.number,
            mailings.c.book,
            mailings.c.notice,
            mailings.c.created_at,
            mailings.c.composed_at,
            mailings.c.completed_at,
            mailings_again.c.contact_id.label("only"),
        )
        .join(procedures, procedures.c.id == mailings.c.procedure_id)
        .outerjoin(mailings_again, mailings_again.c.mailing_id == mailings.c.id)
        .where(
            procedures.c.body_id == body,
            mailings.c.book == procedures.c.book,
            mailings.c.notice.not_in(_NOT_AGAIN),
            _goes_to(contact.participant),
            or_(mailings_again.c.contact_id.is_(None), mailings_again.c.contact_id == contact.id),
            or_(mailings.c.composed_at.is_not(None), mailings_again.c.contact_id.is_not(None)),
            or_(procedures.c.phase != "ended", lately),
        )
        .order_by(
            procedures.c.opened_at,
            mailings.c.procedure_id,
            mailings.c.number,
            mailings.c.created_at,
            mailings.c.id,
        )
    )
    return query if among is None else query.where(mailings.c.procedure_id.in_(sorted(among)))


def _letters_to(
    connection: Connection, contact: Contact, within: Sequence[str]
) -> dict[str, Row[str, str, str, str]]:
    query = select(letters.c.mailing_id, letters.c.state, letters.c.address, letters.c.reply).where(
        letters.c.mailing_id.in_(within),
        letters.c.participant_id == contact.participant,
        letters.c.contact_id == contact.id,
    )
    return {str(row.mailing_id): row for row in connection.execute(query)}


def _gets_it(row: Row[Any], letter: Row[str, str, str, str] | None, contact: Contact) -> bool:
    """Whether the letter went, or is about to go, to the address that the contact has now."""
    if letter is None:
        return row.only is not None and row.composed_at is None and row.completed_at is None
    return letter.address == contact.address and letter.state in _ON_ITS_WAY


def _next_id(connection: Connection, one: Missed) -> str:
    """The lock of the procedure is held, so that nobody else takes the same."""
    known = select(mailings.c.id).where(
        mailings.c.procedure_id == one.procedure,
        mailings.c.number == one.number,
        mailings.c.notice == one.notice,
    )
    times = len(connection.execute(known).all())
    return f"{one.procedure}.{one.number}.{one.notice}.again.{times}"
