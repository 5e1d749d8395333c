"""Contacts that are entered, corrected and taken away, and what each was before.

Whoever sets the address of a contact decides where its links go, so that it is kept who did. A
letter that still waits to leave for an address that is given up is stopped: sent from now on it
would carry a link there that is alive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, exists, insert, or_, select, update

from nemcon.register.directory import Contact, contacts_of, put_contacts
from nemcon.register.links import end_links
from nemcon.register.mailings import LetterState, StoredLetter
from nemcon.register.tables import contacts, letters, mailings
from nemcon.register.tables_colleagues import colleagues
from nemcon.register.tables_contacts import contact_changes

STOPPED: Final = "not sent: it was to go to an address that was given up before it left"
_KEPT: Final = ("name", "address", "zone", "language")


class What(StrEnum):
    """What was done with a contact."""

    ENTERED = "entered"
    CORRECTED = "corrected"
    TAKEN_AWAY = "taken-away"


@dataclass(frozen=True, slots=True)
class Change:
    """What was done, when and by whom, and what the contact was before and then became.

    It was nothing before it was entered, and is nothing once it is taken away.
    """

    number: int
    contact: str
    participant: str
    what: What
    was: Contact | None
    became: Contact | None
    at: datetime
    by: str


def change_contacts(
    connection: Connection, body: str, people: Iterable[Contact], by: str, now: datetime
) -> None:
    """Add contacts, or bring theirs up to date, and keep what changed; twice changes nothing."""
    wanted = tuple(people)
    before = {contact.id: contact for contact in contacts_of(connection, body)}
    put_contacts(connection, body, wanted)
    after = {(c.participant, c.address): c for c in contacts_of(connection, body)}
    for person in wanted:
        became = after[person.participant, person.address]
        was = before.get(became.id)
        if was == became:
            continue
        _keep(connection, body, was, became, by, now)
        if was is not None and was.address != became.address:
            _stop_letters(connection, became.id)


def take_away(
    connection: Connection, body: str, contact: str, by: str, now: datetime
) -> Contact | None:
    """Let no letter go to the contact any more, and end its links; whom, if it was there.

    What was filed through its links stands.
    """
    was = next((c for c in contacts_of(connection, body) if c.id == contact), None)
    if was is None:
        return None
    connection.execute(update(contacts).where(contacts.c.id == contact).values(active=False))
    # One that a delegate once named is not what that delegate made it any more.
    named = update(colleagues).where(colleagues.c.contact_id == contact)
    connection.execute(
        named.where(colleagues.c.ended_at.is_(None)).values(ended_at=now, ended_by=by)
    )
    _keep(connection, body, was, None, by, now)
    _stop_letters(connection, contact)
    end_links(connection, contact, now)
    return was


def changes_of(connection: Connection, body: str, contact: str = "") -> tuple[Change, ...]:
    """What was done with the contacts of a body, or with one of them; the latest first."""
    query = select(contact_changes).where(contact_changes.c.body_id == body)
    if contact:
        query = query.where(contact_changes.c.contact_id == contact)
    rows = connection.execute(query.order_by(contact_changes.c.id.desc()))
    return tuple(_change(row) for row in rows)


def given_up(
    connection: Connection, procedure: str, written: Iterable[StoredLetter]
) -> frozenset[str]:
    """The contacts that have another address than that of their letter, or get none any more."""
    at = {letter.contact: letter.address for letter in written}
    colleague = exists().where(
        colleagues.c.procedure_id == procedure,
        colleagues.c.contact_id == contacts.c.id,
        colleagues.c.ended_at.is_(None),
    )
    query = select(contacts.c.id, contacts.c.address).where(
        contacts.c.id.in_(sorted(at)), or_(contacts.c.active.is_(True), colleague)
    )
    now = {row.id: row.address for row in connection.execute(query)}
    return frozenset(name for name, address in at.items() if now.get(name) != address)


def participant_of(connection: Connection, body: str, contact: str) -> str | None:
    """Whose contact that is or was, also a colleague; `None` where the body has none of that id."""
    where = (contacts.c.body_id == body) & (contacts.c.id == contact)
    return connection.scalar(select(contacts.c.participant_id).where(where))


def retired_at(connection: Connection, body: str, participant: str, address: str) -> str:
    """The colleague, or the contact that was taken away, of that address; empty where none is.

    Whoever enters it again as a contact gives it the id that it had.
    """
    where = (contacts.c.body_id == body) & (contacts.c.participant_id == participant)
    query = select(contacts.c.id).where(where, contacts.c.address == address)
    return connection.scalar(query.where(contacts.c.active.is_(False))) or ""


def _keep(
    connection: Connection,
    body: str,
    was: Contact | None,
    became: Contact | None,
    by: str,
    now: datetime,
) -> None:
    one = became or was
    if one is None:
        message = "a contact was changed that neither was nor is there"
        raise RuntimeError(message)
    what = What.TAKEN_AWAY if became is None else What.CORRECTED if was else What.ENTERED
    values = {
        "body_id": body,
        "contact_id": one.id,
        "participant_id": one.participant,
        "what": what,
        "was": _as_kept(was),
        "became": _as_kept(became),
        "at": now,
        "by": by,
    }
    connection.execute(insert(contact_changes).values(values))


def _stop_letters(connection: Connection, contact: str) -> None:
    waiting = (
        select(letters.c.id)
        .join(mailings, mailings.c.id == letters.c.mailing_id)
        .where(
            mailings.c.completed_at.is_(None),
            letters.c.contact_id == contact,
            letters.c.state == LetterState.QUEUED,
        )
    )
    these = list(connection.scalars(waiting))
    if these:
        stopped = {"state": LetterState.REFUSED, "reply": STOPPED}
        where = letters.c.id.in_(these) & (letters.c.state == LetterState.QUEUED)
        connection.execute(update(letters).where(where).values(stopped))


def _as_kept(contact: Contact | None) -> dict[str, str] | None:
    return None if contact is None else {name: getattr(contact, name) for name in _KEPT}


def _change(row: Row[Any]) -> Change:
    def contact(kept: Mapping[str, str] | None) -> Contact | None:
        return None if kept is None else Contact(row.contact_id, row.participant_id, **kept)

    return Change(
        number=row.id,
        contact=row.contact_id,
        participant=row.participant_id,
        what=What(row.what),
        was=contact(row.was),
        became=contact(row.became),
        at=row.at,
        by=row.by,
    )
