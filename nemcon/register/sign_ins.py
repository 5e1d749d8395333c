"""Signing in by letter: what was asked, by which browser, and whether it was used.

The token of a letter is derived from the installation's key, as those of personal links are, so
that the database never holds it. It is good once, for a short time, and for the browser that asked;
a program that opens or even presses everything in a mailbox gets nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from nemcon.register.people import address_key, person_at
from nemcon.register.secrets import LinkKey, hashed
from nemcon.register.staff import staff_of
from nemcon.register.tables_staff import sign_ins, staff_people

LIVES: Final = timedelta(minutes=15)
KEPT: Final = timedelta(days=1)
MOST_ASKED: Final = 5
"""How many letters one address is sent within the time that a letter lives."""
_CLAIMED: Final = timedelta(seconds=30)
_QUEUED, _SENT, _NONE = "queued", "sent", "none"


@dataclass(frozen=True, slots=True)
class Due:
    """A letter to be sent: to whom, with which token, good until when, in which language."""

    id: str
    name: str
    address: str
    token: str
    ends: datetime
    language: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that was opened in the browser that asked for it, and can be used.

    `language` is that in which pages are written for the person; empty where nobody said.
    """

    id: str
    person: str
    name: str
    language: str


def ask(connection: Connection, key: LinkKey, address: str, browser: str, now: datetime) -> None:
    """Note that a browser asked for a letter to an address.

    The same is written whether anybody has that address, so that neither the answer nor the time
    that it takes tells. Too many within a letter's life leave no further letter.
    """
    connection.execute(delete(sign_ins).where(sign_ins.c.asked_at < now - KEPT))
    person = person_at(connection, address)
    known = hashed(f"address\0{address_key(address)}")
    asked = connection.scalar(
        select(func.count()).where(
            sign_ins.c.address_hash == known, sign_ins.c.asked_at > now - LIVES
        )
    )
    let_in = person is not None and staff_of(connection, person.id, "", now) is not None
    identifier = secrets.token_hex(16)
    connection.execute(
        insert(sign_ins).values(
            id=identifier,
            token_hash=hashed(_token(key, identifier)),
            browser_hash=hashed(browser),
            address_hash=known,
            person_id=person.id if person is not None and let_in else None,
            asked_at=now,
            ends_at=now + LIVES,
            state=_QUEUED if let_in and (asked or 0) < MOST_ASKED else _NONE,
            due_at=now,
        )
    )


def opened(connection: Connection, token: str, browser: str, now: datetime) -> Opened | None:
    """The link as that browser may use it; `None` where it is used, too old or another's."""
    query = (
        select(sign_ins.c.id, sign_ins.c.person_id, staff_people.c.name, staff_people.c.language)
        .join(staff_people, staff_people.c.id == sign_ins.c.person_id)
        .where(_usable(token, browser, now), staff_people.c.ended_at.is_(None))
    )
    row = connection.execute(query).first()
    return Opened(row.id, row.person_id, row.name, row.language) if row else None


def use(connection: Connection, token: str, browser: str, now: datetime) -> Opened | None:
    """Use the link up; `None` where it cannot be used. Of two at once one gets it."""
    found = opened(connection, token, browser, now)
    if found is None:
        return None
    done = connection.execute(
        update(sign_ins).where(_usable(token, browser, now)).values(used_at=now)
    )
    return found if done.rowcount else None


def waits(connection: Connection, now: datetime) -> bool:
    """Whether any letter is to be sent now."""
    return (
        connection.scalars(select(sign_ins.c.id).where(_waiting(now)).limit(1)).first() is not None
    )


def claim(connection: Connection, key: LinkKey, now: datetime) -> tuple[Due, ...]:
    """The letters to be sent now, taken so that nobody else takes them for half a minute."""
    waiting = _waiting(now)
    rows = connection.execute(
        select(
            sign_ins.c.id,
            sign_ins.c.ends_at,
            *(staff_people.c[name] for name in ("name", "address", "language")),
        )
        .join(staff_people, staff_people.c.id == sign_ins.c.person_id)
        .where(waiting, staff_people.c.address.is_not(None))
        .order_by(sign_ins.c.asked_at)
    )
    found = [Due(r.id, r.name, r.address, _token(key, r.id), r.ends_at, r.language) for r in rows]
    return tuple(_taken(connection, found, waiting, now + _CLAIMED))


def note_sent(connection: Connection, identifier: str) -> None:
    """Note that the relay took a letter, or that it never will."""
    connection.execute(update(sign_ins).where(sign_ins.c.id == identifier).values(state=_SENT))


def _taken(
    connection: Connection, found: list[Due], waiting: ColumnElement[bool], until: datetime
) -> Iterator[Due]:
    for letter in found:
        done = connection.execute(
            update(sign_ins)
            .where(sign_ins.c.id == letter.id, waiting)
            .values(due_at=until, attempts=sign_ins.c.attempts + 1)
        )
        if done.rowcount:
            yield letter


def _waiting(now: datetime) -> ColumnElement[bool]:
    return and_(sign_ins.c.state == _QUEUED, sign_ins.c.due_at <= now, sign_ins.c.ends_at > now)


def _usable(token: str, browser: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        sign_ins.c.token_hash == hashed(token),
        sign_ins.c.browser_hash == hashed(browser),
        sign_ins.c.used_at.is_(None),
        sign_ins.c.ends_at > now,
    )


def _token(key: LinkKey, identifier: str) -> str:
    return key.derive("a letter to sign in by", identifier)
