"""Sessions: a browser in which a member of the staff is signed in, until one of three ends.

A session ends when nobody has used it for a while, when its whole time is over, or when somebody
ends it. Its token is in the browser's cookie; what is kept here is a hash.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from nemcon.register.secrets import hashed, new_token
from nemcon.register.staff import Staff, staff_of
from nemcon.register.tables_staff import staff_people, staff_sessions

SEEN_EVERY: Final = timedelta(minutes=1)
"""How exactly it is noted when a session was used last: writing at each page would cost more."""
_LONGEST_NAME: Final = 200


class Way(StrEnum):
    """How a session began."""

    LETTER = "letter"
    ORGANIZATION = "organization"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lives: unused, and in all."""

    idle: timedelta
    whole: timedelta


@dataclass(frozen=True, slots=True)
class From:
    """Where a session is used from: the network address, and what the browser calls itself."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session that lives, as its owner is shown it."""

    id: str
    way: Way
    address: str
    browser: str
    began: datetime
    seen: datetime
    ends: datetime


_FIND: Final = (
    select(
        staff_sessions.c.id,
        staff_sessions.c.seen_at,
        staff_people.c.id.label("person"),
        staff_people.c.name,
        staff_people.c.language,
    )
    .join(staff_people, staff_people.c.id == staff_sessions.c.person_id)
    .where(
        staff_sessions.c.token_hash == bindparam("hashed"),
        staff_sessions.c.ended_at.is_(None),
        staff_sessions.c.ends_at > bindparam("now"),
        staff_sessions.c.seen_at > bindparam("unused_since"),
        staff_people.c.ended_at.is_(None),
    )
)


def begin_session(
    connection: Connection,
    person: str,
    way: Way,
    where: From,
    now: datetime,
    lifetime: Lifetime,
    by_token: str = "",
) -> str:
    """Begin a session; its token, which is handed to the browser and kept nowhere.

    `by_token` is the token of the staff link by which it begins, if it was one.
    """
    token = new_token()
    connection.execute(
        insert(staff_sessions).values(
            id=secrets.token_hex(8),
            token_hash=hashed(token),
            person_id=person,
            way=way,
            by_token=hashed(by_token) if by_token else "",
            address=where.address,
            browser=where.browser[:_LONGEST_NAME],
            began_at=now,
            seen_at=now,
            ends_at=now + lifetime.whole,
        )
    )
    return token


def find_session(
    connection: Connection, token: str, now: datetime, lifetime: Lifetime
) -> tuple[Staff, datetime] | None:
    """Who is signed in by that token, and when it was seen last; `None` where nobody is."""
    named = {"hashed": hashed(token), "now": now, "unused_since": now - lifetime.idle}
    row = connection.execute(_FIND, named).first()
    staff = staff_of(connection, row.person, row.name, now, row.id) if row else None
    if row is None or staff is None:
        return None
    return replace(staff, language=row.language), row.seen_at


def note_seen(connection: Connection, session: str, now: datetime) -> None:
    """Note that a session is being used."""
    connection.execute(
        update(staff_sessions).where(staff_sessions.c.id == session).values(seen_at=now)
    )


def living_sessions(
    connection: Connection, person: str, now: datetime, lifetime: Lifetime
) -> tuple[Session, ...]:
    """The sessions of a person that live now, the one used last first."""
    rows = connection.execute(
        select(staff_sessions)
        .where(
            staff_sessions.c.person_id == person,
            staff_sessions.c.ended_at.is_(None),
            staff_sessions.c.ends_at > now,
            staff_sessions.c.seen_at > now - lifetime.idle,
        )
        .order_by(staff_sessions.c.seen_at.desc(), staff_sessions.c.id)
    )
    return tuple(_session(row, lifetime) for row in rows)


def end_session(connection: Connection, person: str, session: str, now: datetime) -> bool:
    """End one session of that person; whether there was one."""
    where = (staff_sessions.c.id == session) & (staff_sessions.c.person_id == person)
    done = connection.execute(
        update(staff_sessions)
        .where(where, staff_sessions.c.ended_at.is_(None))
        .values(ended_at=now)
    )
    return bool(done.rowcount)


def end_sessions(connection: Connection, person: str, now: datetime, besides: str = "") -> int:
    """End every session of that person besides one; how many there were."""
    done = connection.execute(
        update(staff_sessions)
        .where(
            staff_sessions.c.person_id == person,
            staff_sessions.c.id != besides,
            staff_sessions.c.ended_at.is_(None),
        )
        .values(ended_at=now)
    )
    return done.rowcount


def _session(row: Row[Any], lifetime: Lifetime) -> Session:
    return Session(
        id=row.id,
        way=Way(row.way),
        address=row.address,
        browser=row.browser,
        began=row.began_at,
        seen=row.seen_at,
        ends=min(row.ends_at, row.seen_at + lifetime.idle),
    )
