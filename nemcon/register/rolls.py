"""Rolls as of a date: every import is a version of a roll, and none is ever deleted.

The version in force at a date is the one with the latest "as at" that is not after it; among
those of one date the one imported last. A version that was undone is never in force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from nemcon.procedure.people import Category
from nemcon.register.tables import roll_versions
from nemcon.rolls.roll import Entry


@dataclass(frozen=True, slots=True)
class Version:
    """One import of a roll. `added` are the participants that the body did not know before."""

    body: str
    name: str
    number: int
    as_at: date
    source: str
    entries: tuple[Entry, ...]
    imported_at: datetime
    imported_by: str
    added: tuple[str, ...] = ()
    undone_at: datetime | None = None
    undone_by: str = ""


def versions(connection: Connection, body: str, name: str) -> tuple[Version, ...]:
    """Every version of a roll, the one imported last first."""
    rows = connection.execute(
        select(roll_versions)
        .where(roll_versions.c.body_id == body, roll_versions.c.name == name)
        .order_by(roll_versions.c.number.desc())
    )
    return tuple(_version(row) for row in rows)


def in_force(
    connection: Connection, body: str, name: str, on: date | None = None
) -> Version | None:
    """The version in force at that date, or the newest of all; none where there is none."""
    query = select(roll_versions).where(
        roll_versions.c.body_id == body,
        roll_versions.c.name == name,
        roll_versions.c.undone_at.is_(None),
    )
    if on is not None:
        query = query.where(roll_versions.c.as_at <= on)
    latest = query.order_by(roll_versions.c.as_at.desc(), roll_versions.c.number.desc())
    row = connection.execute(latest.limit(1)).first()
    return _version(row) if row else None


def last_import(connection: Connection, body: str, name: str) -> Version | None:
    """The version that was imported last and not undone: the one that can be undone."""
    return next((v for v in versions(connection, body, name) if v.undone_at is None), None)


def newest_number(connection: Connection, body: str, name: str) -> int:
    """The number of the last import, undone or not; zero before the first."""
    where = (roll_versions.c.body_id == body) & (roll_versions.c.name == name)
    return connection.scalar(select(func.max(roll_versions.c.number)).where(where)) or 0


def names(connection: Connection, body: str, on: date | None = None) -> tuple[str, ...]:
    """The names of the rolls of a body that have a version in force at that date, or ever."""
    where = (roll_versions.c.body_id == body) & roll_versions.c.undone_at.is_(None)
    if on is not None:
        where &= roll_versions.c.as_at <= on
    query = select(roll_versions.c.name).where(where).distinct().order_by(roll_versions.c.name)
    return tuple(connection.scalars(query))


def live(connection: Connection, body: str) -> tuple[Version, ...]:
    """Every version of every roll of a body that was not undone."""
    where = (roll_versions.c.body_id == body) & roll_versions.c.undone_at.is_(None)
    return tuple(_version(row) for row in connection.execute(select(roll_versions).where(where)))


def add(connection: Connection, version: Version) -> None:
    """Keep a version."""
    connection.execute(
        insert(roll_versions).values(
            body_id=version.body,
            name=version.name,
            number=version.number,
            as_at=version.as_at,
            source=version.source,
            entries=[_plain(entry) for entry in version.entries],
            added=list(version.added),
            imported_at=version.imported_at,
            imported_by=version.imported_by,
            undone_by="",
        )
    )


def mark_undone(connection: Connection, version: Version, now: datetime, by: str) -> None:
    """Take a version out of force; it stays where it is."""
    connection.execute(
        update(roll_versions)
        .where(
            roll_versions.c.body_id == version.body,
            roll_versions.c.name == version.name,
            roll_versions.c.number == version.number,
        )
        .values(undone_at=now, undone_by=by)
    )


def _plain(entry: Entry) -> dict[str, object]:
    found: dict[str, object] = {part.name: getattr(entry, part.name) for part in fields(Entry)}
    dates = ("credentials_from", "credentials_until")
    return found | {part: str(found[part]) if found[part] else None for part in dates}


def _entry(plain: Mapping[str, Any]) -> Entry:
    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    return Entry(
        participant=plain["participant"],
        name=plain["name"],
        category=Category(plain["category"]),
        group=plain["group"],
        weight=plain["weight"],
        state=plain["state"],
        credentials_from=day(plain["credentials_from"]),
        credentials_until=day(plain["credentials_until"]),
        political_groups=tuple(plain["political_groups"]),
        speaks_for=tuple(plain["speaks_for"]),
        source=plain["source"],
    )


def _version(row: Row[Any]) -> Version:
    entries: Sequence[Mapping[str, Any]] = row.entries
    return Version(
        body=row.body_id,
        name=row.name,
        number=row.number,
        as_at=row.as_at,
        source=row.source,
        entries=tuple(_entry(plain) for plain in entries),
        imported_at=row.imported_at,
        imported_by=row.imported_by,
        added=tuple(row.added),
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )
