"""Contacts of a body as people change them, by the API and on the pages alike."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from api.problems import Problem
from nemcon.language import _
from nemcon.register import directory
from nemcon.register.contacts import change_contacts, participant_of, take_away
from nemcon.register.database import Database
from nemcon.register.directory import Contact
from nemcon.register.links import end_links
from nemcon.register.sending_again import send_again


@contextmanager
def changing(database: Database, body: str = "") -> Generator[Connection]:
    """A writing transaction in a body that is there; its collisions are the sender's."""
    try:
        with database.writing() as connection:
            if body:
                directory.body_of(connection, body)
            yield connection
    except IntegrityError as error:
        says = _("A name, an id or an address that was sent belongs to another entry already.")
        raise Problem(409, "already-taken", says) from error


def enter_contacts(
    connection: Connection, body: str, people: Sequence[Contact], by: str, now: datetime
) -> Mapping[str, Contact]:
    """Add contacts, or bring theirs up to date; the contacts that there were before.

    Raises `UnknownName`, and `Problem` for a contact of another participant.
    """
    known = {p.id for p in directory.participants_of(connection, body)}
    before = {c.id: c for c in directory.contacts_of(connection, body)}
    for person in people:
        if person.participant not in known:
            raise directory.UnknownName("participant", person.participant)
        if participant_of(connection, body, person.id) not in (None, person.participant):
            says = _(
                "{contact} is a contact of another participant; choose another id.",
                contact=person.id,
            )
            raise Problem(409, "contact-of-another", says)
    change_contacts(connection, body, people, by, now)
    return before


def correct_contact(
    connection: Connection,
    body: str,
    contact: Contact,
    by: str,
    now: datetime,
    *,
    end_its_links: bool,
    again: Collection[str] = (),
) -> None:
    """Bring one contact up to date, and send it what it missed in these procedures.

    Its links end first where they are to, so that what is sent carries new ones.
    """
    enter_contacts(connection, body, [contact], by, now)
    if end_its_links:
        end_links(connection, contact.id, now)
    send_again(connection, body, contact, again, by, now)


def contact_at(connection: Connection, body: str, contact: str) -> Contact:
    """The contact of that id, to whom letters go. Raises `Problem` 404."""
    found = next((c for c in directory.contacts_of(connection, body) if c.id == contact), None)
    if found is None:
        raise Problem(404, "unknown-contact", _("There is no contact of that name here."))
    return found


def take_contact_away(
    connection: Connection, body: str, contact: str, by: str, now: datetime
) -> None:
    """Let no letter go to the contact any more, and end its links. Raises `Problem` 404."""
    if take_away(connection, body, contact, by, now) is None:
        raise Problem(404, "unknown-contact", _("There is no contact of that name here."))
