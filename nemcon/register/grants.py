"""Tokens that a member of the staff makes for programs: what they open, for how long, their end.

A token never does more than its owner may at the moment it is used, and only what its scopes open.
It stands in for nobody who is absent. What is kept of it is a hash.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from nemcon.language import ngettext
from nemcon.register.people import StaffRefused
from nemcon.register.secrets import hashed, new_api_token
from nemcon.register.tables_staff import staff_people, staff_tokens

USUAL_DAYS: Final = 90
MOST_DAYS: Final = 365
MOST_TOKENS: Final = 50
"""How many tokens of one person may be good at the same time."""
TOLD_FOR: Final = timedelta(days=3)
"""For how long it is tried to tell an owner by a letter."""
_QUEUED, _TOLD = "queued", "sent"


class Scope(StrEnum):
    """What a token opens, beside what the roles of its owner allow."""

    READ = "read"
    LAUNCH = "launch"
    FILE = "file"
    RULE = "rule"
    ADMINISTER = "administer"


@dataclass(frozen=True, slots=True)
class Grant:
    """A token with scopes: `body` is empty where it is good for all bodies of its owner."""

    id: str
    name: str
    scopes: frozenset[Scope]
    body: str
    ends: datetime
    used_on: datetime | None = None

    @property
    def in_words(self) -> str:
        """How the register names it; the id tells tokens of one name apart."""
        return f"token {self.name} ({self.id})"


@dataclass(frozen=True, slots=True)
class Kept:
    """A token that was not revoked, as the list shows it; it may have ended by itself."""

    grant: Grant
    person: str
    owner: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a token is to be."""

    name: str
    scopes: frozenset[Scope]
    body: str = ""
    days: int = USUAL_DAYS


def grant_token(
    connection: Connection, person: str, wanted: Wanted, now: datetime
) -> tuple[Grant, str]:
    """Make a token of that person, and the token itself, which is shown this once.

    Raises `StaffRefused` where that person has too many.
    """
    living = connection.scalar(select(func.count()).where(*_not_over(person, now)))
    if (living or 0) >= MOST_TOKENS:
        says = ngettext(
            "You have {n} token that is good; revoke it if nothing uses it.",
            "You have {n} tokens that are good; revoke those that nothing uses.",
            MOST_TOKENS,
        )
        raise StaffRefused("too-many-tokens", says)
    token, ends = new_api_token(), now + timedelta(days=wanted.days)
    made = Grant(secrets.token_hex(4), wanted.name, wanted.scopes, wanted.body, ends)
    connection.execute(
        insert(staff_tokens).values(
            token_hash=hashed(token),
            person_id=person,
            created_at=now,
            id=made.id,
            name=made.name,
            scopes=" ".join(scope for scope in Scope if scope in made.scopes),
            body_id=made.body or None,
            ends_at=ends,
            told=_QUEUED,
        )
    )
    return made, token


@dataclass(frozen=True, slots=True)
class Untold:
    """A token of which its owner is to be told by a letter to that address, in that language."""

    grant: Grant
    address: str
    made: datetime
    language: str


def untold(connection: Connection, now: datetime) -> tuple[Untold, ...]:
    """Of which tokens owners who have an address are to be told."""
    query = (
        select(staff_tokens, staff_people.c.address, staff_people.c.language)
        .join(staff_people, staff_people.c.id == staff_tokens.c.person_id)
        .where(
            staff_tokens.c.told == _QUEUED,
            staff_tokens.c.created_at > now - TOLD_FOR,
            staff_people.c.address.is_not(None),
            staff_people.c.ended_at.is_(None),
        )
        .order_by(staff_tokens.c.created_at)
    )
    return tuple(
        Untold(grant_of(row), row.address, row.created_at, row.language)
        for row in connection.execute(query)
    )


def note_told(connection: Connection, grant: Grant) -> None:
    """Note that the relay took the letter, or never will."""
    connection.execute(update(staff_tokens).where(staff_tokens.c.id == grant.id).values(told=_TOLD))


def has_ended(connection: Connection, token: str, now: datetime) -> bool:
    """Whether that was a token that nobody revoked, and whose time is over."""
    query = select(staff_tokens.c.ends_at).where(
        staff_tokens.c.token_hash == hashed(token), staff_tokens.c.revoked_at.is_(None)
    )
    ends = connection.scalar(query)
    return ends is not None and ends <= now


def note_used(connection: Connection, grant: Grant, now: datetime) -> None:
    """Note on which day a token was used; the hour is nobody's business."""
    connection.execute(
        update(staff_tokens).where(staff_tokens.c.id == grant.id).values(used_on=day_of(now))
    )


def day_of(now: datetime) -> datetime:
    """The beginning of that day, in UTC."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def all_grants(connection: Connection, person: str | None = None) -> tuple[Kept, ...]:
    """The tokens of a person, or with `None` of everybody, that were not revoked, the newest first.

    Those of people who were ended were revoked with them.
    """
    query = (
        select(staff_tokens, staff_people.c.name.label("owner"))
        .join(staff_people, staff_people.c.id == staff_tokens.c.person_id)
        .where(staff_tokens.c.id.is_not(None), staff_tokens.c.revoked_at.is_(None))
        .order_by(staff_tokens.c.created_at.desc(), staff_tokens.c.id)
    )
    if person is not None:
        query = query.where(staff_tokens.c.person_id == person)
    return tuple(
        Kept(grant_of(row), row.person_id, row.owner, row.created_at)
        for row in connection.execute(query)
    )


def revoke_grant(
    connection: Connection, identifier: str, person: str | None, by: str, now: datetime
) -> bool:
    """Revoke a token of that person, or with `None` of anybody; whether there was one."""
    where = [staff_tokens.c.id == identifier, staff_tokens.c.revoked_at.is_(None)]
    if person is not None:
        where.append(staff_tokens.c.person_id == person)
    done = connection.execute(
        update(staff_tokens).where(*where).values(revoked_at=now, revoked_by=by)
    )
    return bool(done.rowcount)


def grant_of(row: Row[Any]) -> Grant:
    """The token that such a row keeps."""
    return Grant(row.id, row.name, _scopes(row.scopes), row.body_id or "", row.ends_at, row.used_on)


def _scopes(written: str) -> frozenset[Scope]:
    return frozenset(map(Scope, written.split()))


def _not_over(person: str, now: datetime) -> Iterable[ColumnElement[bool]]:
    tokens = staff_tokens.c
    return (tokens.person_id == person, tokens.revoked_at.is_(None), tokens.ends_at > now)
