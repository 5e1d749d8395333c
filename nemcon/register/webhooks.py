"""Webhooks of a body: who is told, of which entries, with which secret, and whether it works."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, literal, select, update

from nemcon.register.directory import body_of
from nemcon.register.secrets import LinkKey
from nemcon.register.tables import procedures
from nemcon.register.tables_hooks import webhook_marks, webhook_messages
from nemcon.register.tables_hooks import webhooks as t

OVERLAP: Final = timedelta(hours=24)
"""How long what is sent is signed with the old secret too, once there is a new one."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A receiver; without `events` it is told of entries of every kind that may be told."""

    id: str
    body: str
    url: str
    note: str
    events: tuple[str, ...]
    secret_version: int
    previous_until: datetime | None
    created_at: datetime
    created_by: str
    disabled_at: datetime | None
    disabled_because: str
    ended_at: datetime | None

    def keys(self, links: LinkKey, now: datetime) -> tuple[str, ...]:
        """The secrets that sign now, derived from the installation's key; the newest first."""
        versions = [self.secret_version]
        if self.previous_until is not None and now < self.previous_until:
            versions.append(self.secret_version - 1)
        return tuple(links.derive("webhook", f"{self.id}/{version}") for version in versions)


def enter_webhook(
    connection: Connection,
    body: str,
    url: str,
    note: str,
    events: Sequence[str],
    by: str,
    now: datetime,
) -> Webhook:
    """Enter a receiver, who is told of what is recorded from now on. Raises `UnknownName`."""
    body_of(connection, body)
    identifier = secrets.token_hex(8)
    connection.execute(
        insert(t).values(
            id=identifier,
            body_id=body,
            url=url,
            note=note,
            events=sorted(set(events)),
            secret_version=1,
            created_at=now,
            created_by=by,
        )
    )
    c = procedures.c
    heads = select(literal(identifier), c.id, c.head_number).where(c.body_id == body)
    columns = ["webhook_id", "procedure_id", "number"]
    connection.execute(insert(webhook_marks).from_select(columns, heads))
    made = webhook_of(connection, body, identifier)
    if made is None:
        message = "the webhook that was just entered is not there"
        raise RuntimeError(message)
    return made


def webhook_of(connection: Connection, body: str, identifier: str) -> Webhook | None:
    """The receiver of that body by its id, unless it was ended."""
    where = (t.c.id == identifier, t.c.body_id == body, t.c.ended_at.is_(None))
    row = connection.execute(select(t).where(*where)).first()
    return _webhook(row) if row else None


def webhooks_of(connection: Connection, body: str) -> tuple[Webhook, ...]:
    """The receivers of a body that were not ended, the oldest first. Raises `UnknownName`."""
    body_of(connection, body)
    where = (t.c.body_id == body, t.c.ended_at.is_(None))
    rows = connection.execute(select(t).where(*where).order_by(t.c.created_at, t.c.id))
    return tuple(map(_webhook, rows))


def working_webhooks(connection: Connection) -> tuple[Webhook, ...]:
    """The receivers of all bodies that are told of what is recorded."""
    where = (t.c.disabled_at.is_(None), t.c.ended_at.is_(None))
    return tuple(map(_webhook, connection.execute(select(t).where(*where).order_by(t.c.id))))


def rotate_secret(connection: Connection, identifier: str, now: datetime) -> None:
    """Give it a new secret; for a day what is sent is signed with the old one too."""
    connection.execute(
        update(t)
        .where(t.c.id == identifier)
        .values(secret_version=t.c.secret_version + 1, previous_until=now + OVERLAP)
    )


def disable_webhook(
    connection: Connection, identifier: str, because: str, now: datetime, *, told: bool
) -> bool:
    """Tell it no more until it is enabled; whether it was told until now.

    `told` says that the staff knows of it, since they did it themselves.
    """
    where = (t.c.id == identifier, t.c.disabled_at.is_(None))
    values = {"disabled_at": now, "disabled_because": because, "told_at": now if told else None}
    return bool(connection.execute(update(t).where(*where).values(values)).rowcount)


def enable_webhook(connection: Connection, identifier: str, now: datetime) -> None:
    """Tell it again, also of everything that was recorded meanwhile."""
    connection.execute(
        update(t)
        .where(t.c.id == identifier)
        .values(disabled_at=None, disabled_because="", told_at=None)
    )
    m = webhook_messages
    connection.execute(
        update(m)
        .where(m.c.webhook_id == identifier, m.c.state != "delivered")
        .values(state="queued", attempts=0, first_at=None, due_at=now)
    )


def end_webhook(connection: Connection, identifier: str, by: str, now: datetime) -> None:
    """Tell it nothing any more, for good."""
    connection.execute(update(t).where(t.c.id == identifier).values(ended_at=now, ended_by=by))


def failed_untold(connection: Connection) -> tuple[Webhook, ...]:
    """Those that were disabled because they failed, of which the staff has still to be told."""
    where = (t.c.disabled_at.is_not(None), t.c.told_at.is_(None), t.c.ended_at.is_(None))
    return tuple(map(_webhook, connection.execute(select(t).where(*where).order_by(t.c.id))))


def bodies_with_disabled(connection: Connection) -> frozenset[str]:
    """The bodies of which a webhook is disabled."""
    where = (t.c.disabled_at.is_not(None), t.c.ended_at.is_(None))
    return frozenset(connection.scalars(select(t.c.body_id).where(*where).distinct()))


def note_told(connection: Connection, identifier: str, now: datetime) -> None:
    """Note that the staff was told that it was disabled."""
    connection.execute(update(t).where(t.c.id == identifier).values(told_at=now))


def _webhook(row: Row[Any]) -> Webhook:
    return Webhook(
        id=row.id,
        body=row.body_id,
        url=row.url,
        note=row.note,
        events=tuple(row.events),
        secret_version=row.secret_version,
        previous_until=row.previous_until,
        created_at=row.created_at,
        created_by=row.created_by,
        disabled_at=row.disabled_at,
        disabled_because=row.disabled_because,
        ended_at=row.ended_at,
    )
