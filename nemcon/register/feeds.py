"""Calendars that are followed: who was given an address, and what there is to follow.

An address holds a token of its own, which opens that calendar and nothing else. It is shown once,
when it is made; what is kept is its hash.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from nemcon.procedure.recall import RECALLED
from nemcon.register.directory import UnknownName, body_of, participants_of
from nemcon.register.recalling import is_held
from nemcon.register.secrets import hashed, new_token
from nemcon.register.tables import procedures
from nemcon.register.tables_hooks import calendar_feeds as t
from nemcon.register.verify import Head

_ENDED: Final = "ended"


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """An address that was given out; without a `participant` it is the calendar of the body."""

    id: str
    body: str
    participant: str
    note: str
    created_at: datetime
    created_by: str
    revoked_at: datetime | None
    revoked_by: str


def issue_feed(
    connection: Connection, body: str, participant: str, note: str, by: str, now: datetime
) -> tuple[CalendarFeed, str]:
    """Make an address; the token in it is not seen again. Raises `UnknownName`."""
    body_of(connection, body)
    if participant and participant not in {p.id for p in participants_of(connection, body)}:
        raise UnknownName("participant", participant)
    identifier, token = secrets.token_hex(8), new_token()
    made = CalendarFeed(identifier, body, participant, note, now, by, None, "")
    connection.execute(
        insert(t).values(
            id=identifier,
            token_hash=hashed(token),
            body_id=body,
            participant_id=participant,
            note=note,
            created_at=now,
            created_by=by,
        )
    )
    return made, token


def find_feed(connection: Connection, token: str) -> CalendarFeed | None:
    """The calendar that the token opens, also when it was revoked; `None` for nobody's token."""
    row = connection.execute(select(t).where(t.c.token_hash == hashed(token))).first()
    return _feed(row) if row else None


def feeds_of(connection: Connection, body: str) -> tuple[CalendarFeed, ...]:
    """Every address that was given out for a body, the latest first. Raises `UnknownName`."""
    body_of(connection, body)
    rows = connection.execute(
        select(t).where(t.c.body_id == body).order_by(t.c.created_at.desc(), t.c.id)
    )
    return tuple(map(_feed, rows))


def revoke_feed(connection: Connection, body: str, feed: str, by: str, now: datetime) -> bool:
    """Let an address of that body lead nowhere from now on; whether there was one alive."""
    done = connection.execute(
        update(t)
        .where(t.c.id == feed, t.c.body_id == body, t.c.revoked_at.is_(None))
        .values(revoked_at=now, revoked_by=by)
    )
    return bool(done.rowcount)


def in_calendar(
    connection: Connection, body: str, since: datetime, now: datetime
) -> Sequence[tuple[str, Head]]:
    """The procedures of a body that go on, or that were to end or ended since; with their heads.

    Of a launch that may be recalled nobody is told yet, and of one that was recalled nobody ever.
    """
    c = procedures.c
    recent = or_(c.phase != _ENDED, c.deadline > since, c.decided_at > since, c.opened_at > since)
    rows = connection.execute(
        select(c.id, c.head_number, c.head_hash)
        .where(c.body_id == body, c.head_number > 0, recent)
        .where(func.coalesce(c.outcome, "") != RECALLED, ~is_held(now))
        .order_by(c.opened_at, c.id)
    )
    return [(row.id, Head(row.head_number, row.head_hash)) for row in rows]


def _feed(row: Row[Any]) -> CalendarFeed:
    return CalendarFeed(
        id=row.id,
        body=row.body_id,
        participant=row.participant_id,
        note=row.note,
        created_at=row.created_at,
        created_by=row.created_by,
        revoked_at=row.revoked_at,
        revoked_by=row.revoked_by,
    )
