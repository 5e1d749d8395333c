"""Addresses to which the last letter did not get: it came back, or was refused for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Row, func, select

from nemcon.register.directory import Contact
from nemcon.register.mailings import LetterState
from nemcon.register.tables import letters, mailings, procedures

LATELY: Final = timedelta(days=90)
"""What came back longer ago says little of an address today."""


def bounced_lately(
    connection: Connection, body: str, people: Iterable[Contact], now: datetime
) -> tuple[Contact, ...]:
    """Those of these contacts of the body to whose present address the last letter did not get."""
    failed = {(r.contact_id, r.address): r.last for r in _last(connection, body, now, failed=True)}
    got = {(r.contact_id, r.address): r.last for r in _last(connection, body, now, failed=False)}
    return tuple(
        contact
        for contact in people
        if (last := failed.get((contact.id, contact.address))) is not None
        and last >= got.get((contact.id, contact.address), last)
    )


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
