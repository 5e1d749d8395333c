"""Addresses to which the last letter did not get: it came back, or was refused for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Row, func, select

from nemcon.register.directory import Contact
from nemcon.register.mailings import LetterState
from nemcon.register.tables import letters, mailings, procedures

LATELY: Final = timedelta(days=90)
"""What came back longer ago says little of an address today."""


class Known(StrEnum):
    """What is known of the present address of a contact."""

    REACHED = "reached"
    """The last letter left, and did not come back."""
    FAILED = "failed"
    UNTRIED = "untried"
    """No letter has left for it, or was refused, lately."""


def known_of(
    connection: Connection, body: str, people: Iterable[Contact], now: datetime
) -> dict[str, Known]:
    """What is known of the present address of each of these contacts of the body."""
    failed = {(r.contact_id, r.address): r.last for r in _last(connection, body, now, failed=True)}
    got = {(r.contact_id, r.address): r.last for r in _last(connection, body, now, failed=False)}

    def known(contact: Contact) -> Known:
        at = (contact.id, contact.address)
        last, reached = failed.get(at), got.get(at)
        if last is not None and (reached is None or last >= reached):
            return Known.FAILED
        return Known.UNTRIED if reached is None else Known.REACHED

    return {contact.id: known(contact) for contact in people}


def bounced_lately(
    connection: Connection, body: str, people: Iterable[Contact], now: datetime
) -> tuple[Contact, ...]:
    """Those of these contacts of the body to whose present address the last letter did not get."""
    these = tuple(people)
    known = known_of(connection, body, these, now)
    return tuple(contact for contact in these if known[contact.id] is Known.FAILED)


def _last(
    connection: Connection, body: str, now: datetime, *, failed: bool
) -> list[Row[str, str, datetime]]:
    """When the last letter that failed, or that left and stayed away, was filed, by address."""
    states = (LetterState.REFUSED, LetterState.BOUNCED) if failed else (LetterState.SENT,)
    query = (
        select(
            letters.c.contact_id, letters.c.address, func.max(mailings.c.created_at).label("last")
        )
        .join(mailings, mailings.c.id == letters.c.mailing_id)
        .join(procedures, procedures.c.id == mailings.c.procedure_id)
        .where(
            procedures.c.body_id == body,
            mailings.c.created_at >= now - LATELY,
            letters.c.state.in_(states),
        )
        .group_by(letters.c.contact_id, letters.c.address)
    )
    return list(connection.execute(query))
