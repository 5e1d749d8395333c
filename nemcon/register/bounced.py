"""Addresses of which a failure is the last news: a letter came back, or was refused for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Row, case, func, select

from nemcon.register.directory import Contact
from nemcon.register.mailings import LetterState
from nemcon.register.tables import letters, mailings, procedures

LATELY: Final = timedelta(days=90)
"""What came back longer ago says little of an address today."""
_FEW: Final = 20
"""Of so many contacts the letters are found by whose they are, and not by going through all."""


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
    found = {(row.contact_id, row.address): row for row in _last(connection, body, these, now)}

    def known(contact: Contact) -> Known:
        row = found.get((contact.id, contact.address))
        if row is None:
            return Known.UNTRIED
        lost = row.failed is not None and (row.got is None or row.failed >= row.got)
        return Known.FAILED if lost else Known.REACHED

    return {contact.id: known(contact) for contact in these}


def bounced_lately(
    connection: Connection, body: str, people: Iterable[Contact], now: datetime
) -> tuple[Contact, ...]:
    """Those of these contacts of the body of whose present address a failure is the last news."""
    these = tuple(people)
    known = known_of(connection, body, these, now)
    return tuple(contact for contact in these if known[contact.id] is Known.FAILED)


def _last(
    connection: Connection, body: str, people: Sequence[Contact], now: datetime
) -> Sequence[Row[str, str, datetime | None, datetime | None]]:
    """When a failure was last heard of, and the last letter that stayed away was filed, by address.

    What comes back after a later letter has left says more of the address than that it has left.
    """
    when, state = mailings.c.created_at, letters.c.state
    failed = state.in_((LetterState.REFUSED, LetterState.BOUNCED))
    query = (
        select(
            letters.c.contact_id,
            letters.c.address,
            func.max(case((failed, func.coalesce(letters.c.bounced_at, when)))).label("failed"),
            func.max(case((state == LetterState.SENT, when))).label("got"),
        )
        .join(mailings, mailings.c.id == letters.c.mailing_id)
        .join(procedures, procedures.c.id == mailings.c.procedure_id)
        .where(
            procedures.c.body_id == body,
            when >= now - LATELY,
            state != LetterState.QUEUED,
        )
        .group_by(letters.c.contact_id, letters.c.address)
    )
    if len(people) <= _FEW:
        whose = {contact.participant for contact in people}
        query = query.where(letters.c.participant_id.in_(sorted(whose)))
    return connection.execute(query).all()
