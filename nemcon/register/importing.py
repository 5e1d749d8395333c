"""Importing a roll: what it would change, the import itself, and its undoing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select

from nemcon.language import _
from nemcon.register import directory
from nemcon.register import rolls as dated
from nemcon.register.directory import Participant, UnknownName
from nemcon.register.rolls import Version
from nemcon.register.tables import bodies, contacts, participants, rolls
from nemcon.rolls.matching import matched
from nemcon.rolls.notes import Note, about_credentials, about_date, about_letters, about_parts
from nemcon.rolls.roll import ALL, Difference, Entry, compare
from nemcon.rolls.roll_file import Roll


class RollRefused(Exception):
    """An import or its undoing that cannot be done now; `says` tells why.

    RollRefused
    ├── RollMoved      somebody imported or undid since the preview
    └── NotTheLast     only the import that came last can be undone
    """

    code = "roll-refused"

    def __init__(self, says: str) -> None:
        self.says = says
        super().__init__(says)


class RollMoved(RollRefused):
    """The roll is not what it was when the import was looked at."""

    code = "roll-moved"


class NotTheLast(RollRefused):
    """The version is not the one that was imported last."""

    code = "not-the-last-import"


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. `upon` is the last import that it looked at, zero without one.

    `is_same` says that this very roll was imported already, so that nothing would be recorded.
    """

    as_at: date
    source: str
    entries: tuple[Entry, ...]
    difference: Difference
    notes: tuple[Note, ...]
    upon: int
    is_same: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What the undoing of an import did: which one, what is in force now, whom it took out."""

    version: Version
    now_in_force: Version | None
    removed: tuple[str, ...]


def preview(
    connection: Connection, body: str, name: str, roll: Roll, origin: str, now: datetime
) -> Preview:
    """What the import would change, compared with what holds at the date of the roll.

    Raises `RollError` where two rows are one participant of the body, and `UnknownName`.
    """
    known = {p.id: p.name for p in directory.participants_of(connection, body)}
    entries, notes = matched(roll.rows, known, origin)
    difference = compare(_before(connection, body, name, roll.as_at), entries)
    there = dated.in_force(connection, body, name, roll.as_at)
    dates = (there.as_at, there.source) if there else None
    last = dated.last_import(connection, body, name)
    return Preview(
        as_at=roll.as_at,
        source=roll.source,
        entries=entries,
        difference=difference,
        notes=(
            *notes,
            *about_parts(_parts(connection, body, name), difference.leaving),
            *_notes(connection, body, name, roll.as_at, entries, now),
        ),
        upon=last.number if last else 0,
        is_same=difference.is_none and dates == (roll.as_at, roll.source),
    )


def import_roll(
    connection: Connection,
    body: str,
    name: str,
    roll: Roll,
    origin: str,
    now: datetime,
    by: str,
    upon: int | None = None,
) -> Preview:
    """Keep the roll as a version, unless it is the same; enter the participants that are new.

    Raises `RollMoved` where `upon` is not the last import any more; otherwise as `preview`.
    """
    _lock(connection, body)
    found = preview(connection, body, name, roll, origin, now)
    if upon is not None and upon != found.upon:
        says = _("Somebody imported this roll or undid an import meanwhile; look at it again.")
        raise RollMoved(says)
    if found.is_same:
        return found
    known = {p.id for p in directory.participants_of(connection, body)}
    fresh = [entry for entry in found.entries if entry.participant not in known]
    people = [Participant(e.participant, e.name, e.category, e.group, e.weight) for e in fresh]
    directory.put_participants(connection, body, people, listed=False)
    version = Version(
        body=body,
        name=name,
        number=dated.newest_number(connection, body, name) + 1,
        as_at=roll.as_at,
        source=roll.source,
        entries=found.entries,
        imported_at=now,
        imported_by=by,
        added=tuple(entry.participant for entry in fresh),
    )
    dated.add(connection, version)
    return found


def undo(
    connection: Connection, body: str, name: str, number: int, now: datetime, by: str
) -> Undone:
    """Take the last import out of force, and the participants it entered out of the directory.

    A participant that has a contact, or stands on another roll, stays. Raises `NotTheLast`.
    """
    _lock(connection, body)
    last = dated.last_import(connection, body, name)
    if last is None:
        raise NotTheLast(_("No import of this roll is left that could be undone."))
    if last.number != number:
        says = _(
            "Import {number} is not the last one of this roll; that is import {last}.",
            number=number,
            last=last.number,
        )
        raise NotTheLast(says)
    dated.mark_undone(connection, last, now, by)
    removed = tuple(_unused(connection, last))
    connection.execute(
        delete(participants).where(participants.c.body_id == body, participants.c.id.in_(removed))
    )
    today = directory.day(connection, body, now)
    return Undone(last, dated.in_force(connection, body, name, today), removed)


def _notes(
    connection: Connection,
    body: str,
    name: str,
    as_at: date,
    entries: tuple[Entry, ...],
    now: datetime,
) -> Iterator[Note]:
    today = directory.day(connection, body, now) or as_at
    current = dated.in_force(connection, body, name, today)
    reached = {contact.participant for contact in directory.contacts_of(connection, body)}
    yield from about_date(as_at, today, current.as_at if current else None)
    yield from about_credentials(entries, today)
    yield from about_letters([e.name for e in entries if e.participant not in reached])


def _parts(connection: Connection, body: str, name: str) -> dict[str, list[str]]:
    """The rolls set by hand that draw on the roll of that name, and count."""
    query = select(rolls.c.name, rolls.c.participants).where(rolls.c.body_id == body)
    dated_ones = dated.names(connection, body)
    found = connection.execute(query.order_by(rolls.c.name)) if name == ALL else ()
    return {row.name: row.participants for row in found if row.name not in dated_ones}


def _before(connection: Connection, body: str, name: str, on: date) -> tuple[Entry, ...]:
    try:
        return directory.entries(connection, body, name, on)
    except UnknownName:
        return ()  # a roll that is new


def _unused(connection: Connection, version: Version) -> Iterator[str]:
    """Whom the import entered and nothing else names since."""
    body, of_body = version.body, participants.c.body_id == version.body
    listed = select(participants.c.id).where(of_body, participants.c.listed.is_(True))
    reached = select(contacts.c.participant_id).where(contacts.c.body_id == body)
    named = {*connection.scalars(listed), *connection.scalars(reached)}
    for members in connection.scalars(select(rolls.c.participants).where(rolls.c.body_id == body)):
        named.update(members)
    for other in dated.live(connection, body):
        named.update(entry.participant for entry in other.entries)
    yield from (name for name in version.added if name not in named)


def _lock(connection: Connection, body: str) -> None:
    """One import into a body at a time. Raises `UnknownName`."""
    directory.body_of(connection, body)
    connection.execute(select(bodies.c.id).where(bodies.c.id == body).with_for_update())
