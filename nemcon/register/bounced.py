"""Addresses of which a failure is the last news: a letter came back, or was refused for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Row, func, select

from nemcon.register.directory import Contact
from nemcon.register.mailings import LetterState
from nemcon.register.tables import contacts, letters, mailings

LATELY: Final = timedelta(days=90)
"""What came back longer ago says little of an address today."""
_LEFT: Final = (LetterState.SENT, LetterState.REFUSED, LetterState.BOUNCED)


class Known(StrEnum):
    """What is known of the present address of a contact."""

    REACHED = "reached"
    """The last letter left, and nothing has come back since."""
    FAILED = "failed"
    UNTRIED = "untried"
    """No letter has left for it, or was refused, lately."""


def known_of(
    connection: Connection, body: str, people: Iterable[Contact], now: datetime
) -> dict[str, Known]:
    """What is known of the present address of each of these contacts of the body."""
    these = tuple(people)
    failed = {contact.id for contact in bounced_lately(connection, body, these, now)}
    written_to = _written_to(connection, [contact.id for contact in these], now)

    def known(contact: Contact) -> Known:
        if contact.id in failed:
            return Known.FAILED
        return Known.REACHED if contact.id in written_to else Known.UNTRIED

    return {contact.id: known(contact) for contact in these}


def bounced_lately(
    connection: Connection, body: str, people: Iterable[Contact], now: datetime
) -> tuple[Contact, ...]:
    """Those of these contacts of the body of whose present address a failure is the last news.

    What comes back after a later letter has left says more of the address than that it has left.
    """
    lost = {(row[0], row[1]): row[2] for row in _lost(connection, body, now)}
    failing = [one for one in people if (one.id, one.address) in lost]
    got = _got(connection, [one.id for one in failing], now) if failing else {}

    def is_last(contact: Contact) -> bool:
        key = contact.id, contact.address
        return key not in got or lost[key] >= got[key]

    return tuple(contact for contact in failing if is_last(contact))


def _lost(connection: Connection, body: str, now: datetime) -> Sequence[Row[str, str, datetime]]:
    """When a failure was last heard of, by contact and address; few letters have failed."""
    when = mailings.c.created_at
    query = (
        select(
            letters.c.contact_id,
            letters.c.address,
            func.max(func.coalesce(letters.c.bounced_at, when)),
        )
        .join(mailings, mailings.c.id == letters.c.mailing_id)
        .join(contacts, contacts.c.id == letters.c.contact_id)
        .where(
            letters.c.state.in_((LetterState.REFUSED, LetterState.BOUNCED)),
            when >= now - LATELY,
            contacts.c.body_id == body,
        )
        .group_by(letters.c.contact_id, letters.c.address)
    )
    return connection.execute(query).all()


def _got(
    connection: Connection, people: Sequence[str], now: datetime
) -> dict[tuple[str, str], datetime]:
    """When the last letter that stayed away was filed, by contact and address."""
    query = (
        select(letters.c.contact_id, letters.c.address, func.max(mailings.c.created_at))
        .join(mailings, mailings.c.id == letters.c.mailing_id)
        .where(
            letters.c.state == LetterState.SENT,
            letters.c.contact_id.in_(people),
            mailings.c.created_at >= now - LATELY,
        )
        .group_by(letters.c.contact_id, letters.c.address)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def _written_to(connection: Connection, people: Sequence[str], now: datetime) -> frozenset[str]:
    """Those of the contacts for whose present address a letter has left, or failed, lately."""
    left = (
        select(letters.c.id)
        .join(mailings, mailings.c.id == letters.c.mailing_id)
        .where(
            letters.c.contact_id == contacts.c.id,
            letters.c.address == contacts.c.address,
            letters.c.state.in_(_LEFT),
            mailings.c.created_at >= now - LATELY,
        )
        .correlate(contacts)
        .exists()
    )
    query = select(contacts.c.id).where(contacts.c.id.in_(people), left)
    return frozenset(connection.scalars(query))
