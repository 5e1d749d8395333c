"""Personal links: one contact's way into one procedure, alive until it is revoked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, func, insert, select, update

from nemcon.register.secrets import LinkKey, hashed
from nemcon.register.tables import contacts, links, participants, procedures
from nemcon.register.tables_colleagues import colleagues

_FIND: Final = (
    select(
        links.c.procedure_id,
        # A colleague's links end with its place, also those that were made afterwards.
        func.coalesce(links.c.revoked_at, colleagues.c.ended_at).label("revoked_at"),
        procedures.c.body_id,
        contacts.c.id,
        contacts.c.name,
        contacts.c.address,
        contacts.c.zone,
        contacts.c.language,
        contacts.c.participant_id,
        participants.c.name.label("participant_name"),
    )
    .join(procedures, procedures.c.id == links.c.procedure_id)
    .join(contacts, contacts.c.id == links.c.contact_id)
    .join(
        participants,
        (participants.c.body_id == contacts.c.body_id)
        & (participants.c.id == contacts.c.participant_id),
    )
    .outerjoin(
        colleagues,
        (colleagues.c.procedure_id == links.c.procedure_id)
        & (colleagues.c.contact_id == links.c.contact_id)
        & contacts.c.active.is_(False),
    )
    .where(
        links.c.token_hash == bindparam("hashed"),
        contacts.c.body_id == procedures.c.body_id,
    )
)


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Whose link it is, and to what."""

    procedure: str
    body: str
    contact: str
    person: str
    address: str
    zone: str
    language: str
    participant: str
    participant_name: str
    revoked_at: datetime | None


def issue_links(
    connection: Connection, key: LinkKey, procedure: str, people: Iterable[str], now: datetime
) -> dict[str, str]:
    """The tokens of these contacts' links to the procedure, made where there are none yet.

    A contact whose link was revoked gets the next version of it.
    """
    rows = connection.execute(
        select(links.c.contact_id, links.c.version, links.c.revoked_at)
        .where(links.c.procedure_id == procedure)
        .order_by(links.c.version)
    )
    latest = {row.contact_id: row for row in rows}
    tokens: dict[str, str] = {}
    fresh: list[dict[str, object]] = []
    for contact in people:
        known = latest.get(contact)
        alive = known is not None and known.revoked_at is None
        version = known.version + (not alive) if known else 1
        token = key.token(procedure, contact, version)
        tokens[contact] = token
        if not alive:
            fresh.append(
                {
                    "token_hash": hashed(token),
                    "procedure_id": procedure,
                    "contact_id": contact,
                    "version": version,
                    "created_at": now,
                }
            )
    if fresh:
        connection.execute(insert(links), fresh)
    return tokens


def living_link(connection: Connection, key: LinkKey, procedure: str, contact: str) -> str | None:
    """The token of the link that the contact has now; none is made where it has none."""
    version = connection.scalar(
        select(func.max(links.c.version)).where(
            links.c.procedure_id == procedure,
            links.c.contact_id == contact,
            links.c.revoked_at.is_(None),
        )
    )
    return None if version is None else key.token(procedure, contact, version)


def find_link(connection: Connection, token: str) -> LinkHolder | None:
    """Whose link the token is, also when it was revoked; `None` for a token nobody was given."""
    row = connection.execute(_FIND, {"hashed": hashed(token)}).first()
    if row is None:
        return None
    return LinkHolder(
        procedure=row.procedure_id,
        body=row.body_id,
        contact=row.id,
        person=row.name,
        address=row.address,
        zone=row.zone,
        language=row.language,
        participant=row.participant_id,
        participant_name=row.participant_name,
        revoked_at=row.revoked_at,
    )


def revoke_links(connection: Connection, procedure: str, contact: str, now: datetime) -> int:
    """Revoke a contact's links to a procedure; how many there were."""
    done = connection.execute(
        update(links)
        .where(
            links.c.procedure_id == procedure,
            links.c.contact_id == contact,
            links.c.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )
    return done.rowcount


def end_links(connection: Connection, contact: str, now: datetime) -> int:
    """Revoke a contact's links to every procedure; how many there were."""
    these = (links.c.contact_id == contact) & links.c.revoked_at.is_(None)
    return connection.execute(update(links).where(these).values(revoked_at=now)).rowcount
