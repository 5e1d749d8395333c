"""Colleagues: people of a delegation whom a delegate gave a link of their own to one procedure.

Each is a contact that the directory does not list: letters of that procedure go to it like to the
others, and those of the next one do not. When it ends, every link that it has to the procedure is
dead, also one that a letter on its way still carries.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, insert, or_, select, update

from nemcon.language import _, ngettext
from nemcon.register.directory import Contact, contacts_of
from nemcon.register.links import revoke_links
from nemcon.register.tables import contacts, participants, procedures
from nemcon.register.tables_colleagues import colleagues, forwarding

MOST: Final = 5
"""How many colleagues a delegation has with a living link to one procedure."""
_CLAIMED: Final = timedelta(seconds=60)
_TRIED: Final = timedelta(days=3)


class Allowed(StrEnum):
    """To whom the delegations of a body may forward their links."""

    SAME_DOMAIN = "same-domain"
    NOBODY = "nobody"


class Sending(StrEnum):
    """What became of a letter about a colleague."""

    QUEUED = "queued"
    SENT = "sent"
    REFUSED = "refused"


class NotForwarded(Exception):
    """Why a link is not forwarded; `code` is stable, `says` for the delegate."""

    def __init__(self, code: str, says: str) -> None:
        self.code = code
        self.says = says
        super().__init__(says)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A colleague with a link, who named it and when, and what became of the letter with it."""

    contact: str
    participant: str
    name: str
    address: str
    named_by: str
    named_at: datetime
    sending: Sending
    language: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """A colleague to be named: by whom, through which contact's link, in which procedure.

    Its letters are written in `language`, that in which it was named.
    """

    procedure: str
    body: str
    participant: str
    through: str
    by: str
    name: str
    address: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A letter to be sent about a colleague; `notice` is the one to the secretariat."""

    procedure: str
    contact: str
    notice: bool
    title: str
    delegation: str
    name: str
    address: str
    named_by: str
    language: str


def allowed_in(connection: Connection, body: str) -> Allowed:
    """What the body allows; colleagues of the same mail domain, until somebody says otherwise."""
    found = connection.scalar(select(forwarding.c.allowed).where(forwarding.c.body_id == body))
    return Allowed(found) if found else Allowed.SAME_DOMAIN


def allow(connection: Connection, body: str, allowed: Allowed, by: str, now: datetime) -> None:
    """Say what the body allows from now on; links that were forwarded stay as they are."""
    values = {"allowed": allowed, "set_at": now, "set_by": by}
    where = forwarding.c.body_id == body
    if not connection.execute(update(forwarding).where(where).values(values)).rowcount:
        connection.execute(insert(forwarding).values(body_id=body, **values))


def name_colleague(connection: Connection, naming: Naming, now: datetime) -> str:
    """Give the colleague a place and file its letters; the id of its contact.

    Asked again for the same address, nothing is added. Raises `NotForwarded`.
    """
    known = _known(connection, naming)
    if known is not None and known.active:
        says = _("This address has letters, and a link, of its own already.")
        raise NotForwarded("contact-already", says)
    living = colleagues_of(connection, naming.procedure, (naming.participant,))
    if known is not None and any(c.contact == known.id for c in living):
        return str(known.id)
    if len(living) >= MOST:
        says = ngettext(
            "Your delegation has given a link to {n} colleague. End it first.",
            "Your delegation has given links to {n} colleagues. End one of them first.",
            MOST,
        )
        raise NotForwarded("too-many-colleagues", says)
    contact = _placed(connection, naming, str(known.id) if known is not None else "")
    _file(connection, naming, contact, now)
    return contact


def colleagues_of(
    connection: Connection, procedure: str, members: Sequence[str] | None = None
) -> tuple[Colleague, ...]:
    """The colleagues with a living link to the procedure, of these participants or of all."""
    query = (
        select(colleagues, contacts.c.name, contacts.c.address, contacts.c.language)
        .join(contacts, contacts.c.id == colleagues.c.contact_id)
        .where(
            colleagues.c.procedure_id == procedure,
            colleagues.c.ended_at.is_(None),
            # Whom the secretariat has made a contact since is in its hands.
            contacts.c.active.is_(False),
        )
        .order_by(colleagues.c.named_at, colleagues.c.contact_id)
    )
    return tuple(
        Colleague(
            row.contact_id,
            row.participant_id,
            row.name,
            row.address,
            row.named_by,
            row.named_at,
            Sending(row.link_state),
            row.language,
        )
        for row in connection.execute(query)
        if members is None or row.participant_id in members
    )


def addressees(
    connection: Connection, body: str, procedure: str, members: Sequence[str] | None = None
) -> tuple[Contact, ...]:
    """To whom letters of the procedure go: the contacts of its participants, and colleagues."""
    return (
        *contacts_of(connection, body, members),
        *(
            Contact(c.contact, c.participant, c.name, c.address, language=c.language)
            for c in colleagues_of(connection, procedure, members)
        ),
    )


def end_colleague(
    connection: Connection, procedure: str, contact: str, by: str, now: datetime
) -> bool:
    """End all links of the colleague to the procedure; whether it had any that lived."""
    here = (colleagues.c.procedure_id == procedure) & (colleagues.c.contact_id == contact)
    ending = update(colleagues).where(here, colleagues.c.ended_at.is_(None))
    if not connection.execute(ending.values(ended_at=now, ended_by=by)).rowcount:
        return False
    unsent = update(colleagues).where(here, colleagues.c.link_state == Sending.QUEUED)
    connection.execute(unsent.values(link_state=Sending.REFUSED))
    revoke_links(connection, procedure, contact, now)
    return True


def claim(connection: Connection, now: datetime) -> tuple[Due, ...]:
    """The letters to be sent now, taken so that nobody else takes them for a minute."""
    query = (
        select(
            colleagues,
            contacts.c.name,
            contacts.c.address,
            contacts.c.language,
            procedures.c.title,
            participants.c.name.label("delegation"),
        )
        .join(contacts, contacts.c.id == colleagues.c.contact_id)
        .join(procedures, procedures.c.id == colleagues.c.procedure_id)
        .join(
            participants,
            (participants.c.body_id == contacts.c.body_id)
            & (participants.c.id == contacts.c.participant_id),
        )
        .where(_waiting(now))
    )
    return tuple(_taken(connection, connection.execute(query).all(), now))


def waits(connection: Connection, now: datetime) -> bool:
    """Whether any letter is to be sent now."""
    found = select(colleagues.c.contact_id).where(_waiting(now)).limit(1)
    return connection.scalars(found).first() is not None


def note(connection: Connection, due: Due, sending: Sending) -> None:
    """Note what became of a letter."""
    named = "notice_state" if due.notice else "link_state"
    connection.execute(
        update(colleagues)
        .where(colleagues.c.procedure_id == due.procedure, colleagues.c.contact_id == due.contact)
        .values({named: sending})
    )


def _known(connection: Connection, naming: Naming) -> Row[Any] | None:
    found = connection.execute(
        select(contacts).where(
            contacts.c.body_id == naming.body, contacts.c.participant_id == naming.participant
        )
    )
    wanted = naming.address.casefold()
    return next((row for row in found if row.address.casefold() == wanted), None)


def _placed(connection: Connection, naming: Naming, known: str) -> str:
    if known:
        where = contacts.c.id == known
        connection.execute(
            update(contacts).where(where).values(name=naming.name, language=naming.language)
        )
        return known
    contact = f"colleague-{secrets.token_hex(8)}"
    connection.execute(
        insert(contacts).values(
            id=contact,
            body_id=naming.body,
            participant_id=naming.participant,
            name=naming.name,
            address=naming.address,
            zone="",
            language=naming.language,
            active=False,
        )
    )
    return contact


def _file(connection: Connection, naming: Naming, contact: str, now: datetime) -> None:
    values = {
        "participant_id": naming.participant,
        "named_through": naming.through,
        "named_by": naming.by,
        "named_at": now,
        "ended_at": None,
        "ended_by": "",
        "link_state": Sending.QUEUED,
        "notice_state": Sending.QUEUED,
        "due_at": now,
        "attempts": 0,
    }
    here = (colleagues.c.procedure_id == naming.procedure) & (colleagues.c.contact_id == contact)
    if not connection.execute(update(colleagues).where(here).values(values)).rowcount:
        named = {"procedure_id": naming.procedure, "contact_id": contact}
        connection.execute(insert(colleagues).values(**named, **values))


def _waiting(now: datetime) -> ColumnElement[bool]:
    queued = or_(
        colleagues.c.link_state == Sending.QUEUED, colleagues.c.notice_state == Sending.QUEUED
    )
    return queued & (colleagues.c.due_at <= now) & (colleagues.c.named_at > now - _TRIED)


def _taken(connection: Connection, rows: Sequence[Row[Any]], now: datetime) -> Iterator[Due]:
    for row in rows:
        done = connection.execute(
            update(colleagues)
            .where(
                colleagues.c.procedure_id == row.procedure_id,
                colleagues.c.contact_id == row.contact_id,
                colleagues.c.due_at == row.due_at,
            )
            .values(due_at=now + _CLAIMED, attempts=colleagues.c.attempts + 1)
        )
        if not done.rowcount:
            continue
        for notice, state in ((False, row.link_state), (True, row.notice_state)):
            if state == Sending.QUEUED:
                yield Due(
                    row.procedure_id,
                    row.contact_id,
                    notice,
                    row.title,
                    row.delegation,
                    row.name,
                    row.address,
                    row.named_by,
                    row.language,
                )
