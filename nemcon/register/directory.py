"""Bodies, their participants and contacts, named rolls and texts: what a procedure draws on.

What is read here is today's directory. A procedure freezes what it needs when it opens, so that
nothing changed here later changes who had standing or what was agreed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from nemcon.language import N_, _
from nemcon.procedure.people import Category, Group, Seat
from nemcon.register import rolls as dated
from nemcon.register.tables import bodies, contacts, participants, rolls, texts
from nemcon.rolls.roll import ALL, Entry, groups_of
from nemcon.text.document import Paragraph, Text
from nemcon.timing.zones import to_wall_clock


@dataclass(frozen=True, slots=True)
class Body:
    """A body that decides; `zone` is where its deadlines are read."""

    id: str
    name: str
    zone: str
    parent: str = ""
    session: str = ""
    next_session: str = ""
    chair: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """A member, signatory or observer of a body; `weight` is its share where rules weigh."""

    id: str
    name: str
    category: Category
    group: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of a delegation to whom letters go, in that language where one is known.

    `zone` is where that person reads the clock.
    """

    id: str
    participant: str
    name: str
    address: str
    zone: str = ""
    language: str = ""


# Translators: {name} stands in quotation marks already.
_UNKNOWN: Final = {
    "body": N_("There is no body called {name} here."),
    "participant": N_("There is no participant called {name} here."),
    "roll": N_("There is no roll called {name} here."),
    "text": N_("There is no text called {name} here."),
}


class UnknownName(LookupError):
    """Something named in a request is not in the directory; `code` is stable."""

    def __init__(self, what: str, name: str) -> None:
        self.code = f"unknown-{what}"
        self.says = _(_UNKNOWN[what], name=repr(name))
        super().__init__(self.says)


def put_body(connection: Connection, body: Body, now: datetime) -> None:
    """Add a body, or bring its description up to date."""
    values = {
        "name": body.name,
        "zone": body.zone,
        "parent": body.parent,
        "session": body.session,
        "next_session": body.next_session,
        "chair": body.chair,
    }
    if connection.execute(update(bodies).where(bodies.c.id == body.id).values(values)).rowcount:
        return
    connection.execute(insert(bodies).values(id=body.id, created_at=now, **values))


def put_participants(
    connection: Connection, body: str, people: Sequence[Participant], *, listed: bool = True
) -> None:
    """Add participants, or bring theirs up to date; doing it twice changes nothing.

    Those that are not `listed` take part only where a roll that was imported names them.
    """
    known = {p.id for p in participants_of(connection, body)}
    fresh: list[dict[str, object]] = []
    for position, person in enumerate(people, start=len(known)):
        values = {
            "name": person.name,
            "category": person.category,
            "group": person.group,
            "weight": person.weight,
            "listed": listed,
        }
        if person.id in known:
            where = (participants.c.body_id == body) & (participants.c.id == person.id)
            connection.execute(update(participants).where(where).values(values))
        else:
            fresh.append({"body_id": body, "id": person.id, "position": position, **values})
    if fresh:
        connection.execute(insert(participants), fresh)


def put_contacts(connection: Connection, body: str, people: Iterable[Contact]) -> None:
    """Add contacts, or bring theirs up to date; doing it twice changes nothing.

    A colleague to whom the delegation gave a link before is known by the address, and becomes a
    contact.
    """
    rows = connection.execute(select(contacts).where(contacts.c.body_id == body)).all()
    known = {row.id: row.id for row in rows}
    at = {(row.participant_id, row.address): row.id for row in rows}
    fresh: list[dict[str, object]] = []
    for person in people:
        values = {
            "name": person.name,
            "address": person.address,
            "zone": person.zone,
            "language": person.language,
        }
        there = known.get(person.id) or at.get((person.participant, person.address))
        if there:
            where = contacts.c.id == there
            connection.execute(update(contacts).where(where).values(**values, active=True))
        else:
            named = {"id": person.id, "body_id": body, "participant_id": person.participant}
            fresh.append({**named, **values, "active": True})
    if fresh:
        connection.execute(insert(contacts), fresh)


def put_roll(connection: Connection, body: str, name: str, members: Sequence[str]) -> None:
    """Set a named roll, such as the extended Bureau. Raises `UnknownName`."""
    known = {p.id for p in participants_of(connection, body)}
    for member in members:
        if member not in known:
            raise UnknownName("participant", member)
    connection.execute(delete(rolls).where(rolls.c.body_id == body, rolls.c.name == name))
    connection.execute(insert(rolls).values(body_id=body, name=name, participants=list(members)))


def put_text(connection: Connection, body: str, identifier: str, text: Text) -> None:
    """Set a text that may be placed under silence; a procedure freezes it when it opens."""
    values = {
        "title": text.title,
        "symbol": text.symbol,
        "paragraphs": [[p.number, p.words] for p in text.paragraphs],
    }
    where = (texts.c.body_id == body) & (texts.c.id == identifier)
    if not connection.execute(update(texts).where(where).values(values)).rowcount:
        connection.execute(insert(texts).values(body_id=body, id=identifier, **values))


def body_of(connection: Connection, identifier: str) -> Body:
    """The body of that id. Raises `UnknownName`."""
    row = connection.execute(select(bodies).where(bodies.c.id == identifier)).first()
    if row is None:
        raise UnknownName("body", identifier)
    return _body(row)


def all_bodies(connection: Connection, among: Collection[str] | None = None) -> tuple[Body, ...]:
    """Every body, or with `among` those of them, by name."""
    query = select(bodies).order_by(bodies.c.name)
    if among is not None:
        query = query.where(bodies.c.id.in_(sorted(among)))
    return tuple(_body(row) for row in connection.execute(query))


def participants_of(connection: Connection, body: str) -> tuple[Participant, ...]:
    """The participants of a body, in the order in which they were entered."""
    rows = connection.execute(
        select(participants)
        .where(participants.c.body_id == body)
        .order_by(participants.c.position, participants.c.id)
    )
    return tuple(Participant(r.id, r.name, Category(r.category), r.group, r.weight) for r in rows)


def contacts_of(
    connection: Connection, body: str, members: Iterable[str] | None = None
) -> tuple[Contact, ...]:
    """The active contacts of a body, of these participants only where they are given."""
    query = select(contacts).where(contacts.c.body_id == body, contacts.c.active.is_(True))
    wanted = None if members is None else set(members)
    rows = connection.execute(query.order_by(contacts.c.participant_id, contacts.c.id))
    return tuple(
        Contact(r.id, r.participant_id, r.name, r.address, r.zone, r.language)
        for r in rows
        if wanted is None or r.participant_id in wanted
    )


def roll_names(connection: Connection, body: str, at: datetime | None = None) -> tuple[str, ...]:
    """The names of the rolls of a body; with an instant, of those that hold then.

    Raises `UnknownName`.
    """
    query = select(rolls.c.name).where(rolls.c.body_id == body)
    imported = dated.names(connection, body, day(connection, body, at))
    return tuple(sorted({*connection.scalars(query), *imported}))


def seats(
    connection: Connection, body: str, roll: str = "", at: datetime | None = None
) -> tuple[Seat, ...]:
    """The seats of a procedure that begins at that instant: those of everybody, or of a roll.

    Who may object is worked out by the rules when the text is placed. Raises `UnknownName`.
    """
    return tuple(
        entry.seat() for entry in entries(connection, body, roll, day(connection, body, at))
    )


def groups(
    connection: Connection, body: str, roll: str = "", at: datetime | None = None
) -> tuple[Group, ...]:
    """The political groups of those who have these seats, with who may speak for each.

    A roll that names groups speaks for itself; otherwise they are those of everybody. Whoever may
    speak for a group stays named without a seat, since else any of its members might.
    """
    on = day(connection, body, at)
    seated = entries(connection, body, roll, on)
    own = groups_of(seated) if dated.in_force(connection, body, roll or ALL, on) else ()
    there = {entry.participant for entry in seated}
    found = (
        replace(group, members=tuple(name for name in group.members if name in there))
        for group in own or groups_of(entries(connection, body, "", on))
    )
    return tuple(group for group in found if group.members)


def day(connection: Connection, body: str, at: datetime | None) -> date | None:
    """The date at that instant where the body is. Raises `UnknownName`."""
    return None if at is None else to_wall_clock(at, body_of(connection, body).zone).date()


def entries(
    connection: Connection, body: str, roll: str = "", on: date | None = None
) -> tuple[Entry, ...]:
    """Who stands on a roll at that date, or on the newest; without a roll, on that of everybody.

    A version that was imported is what counts. Where there is none, a named roll is a part of
    everybody, and everybody are the participants that the directory lists. Raises `UnknownName`.
    """
    people = participants_of(connection, body)
    version = dated.in_force(connection, body, roll or ALL, on)
    if version is not None:
        return _with_names(version, people)
    plain = select(rolls.c.participants).where(rolls.c.body_id == body, rolls.c.name == roll)
    members = connection.scalars(plain).first() if roll else None
    if members is None and roll not in ("", ALL):
        raise UnknownName("roll", roll)
    version = dated.in_force(connection, body, ALL, on)
    if version is not None:
        everybody = _with_names(version, people)
    else:
        there = None if members is not None else _listed(connection, body)
        found = (person for person in people if there is None or person.id in there)
        everybody = tuple(Entry(p.id, p.name, p.category, p.group, p.weight) for p in found)
    return tuple(e for e in everybody if members is None or e.participant in members)


def _listed(connection: Connection, body: str) -> set[str]:
    where = (participants.c.body_id == body) & participants.c.listed.is_(True)
    return set(connection.scalars(select(participants.c.id).where(where)))


def _with_names(version: dated.Version, people: Sequence[Participant]) -> tuple[Entry, ...]:
    """What a version says, under the names that the participants have today."""
    now = {person.id: person.name for person in people}
    return tuple(
        replace(entry, name=now.get(entry.participant, entry.name)) for entry in version.entries
    )


def text_of(connection: Connection, body: str, identifier: str) -> Text:
    """The text of that id as it stands now. Raises `UnknownName`."""
    where = (texts.c.body_id == body) & (texts.c.id == identifier)
    row = connection.execute(select(texts).where(where)).first()
    if row is None:
        raise UnknownName("text", identifier)
    paragraphs = tuple(Paragraph(number, words) for number, words in row.paragraphs)
    return Text(row.title, paragraphs, row.symbol)


def text_names(connection: Connection, body: str) -> tuple[tuple[str, str], ...]:
    """The ids and titles of a body's texts."""
    query = select(texts.c.id, texts.c.title).where(texts.c.body_id == body).order_by(texts.c.id)
    return tuple((row.id, row.title) for row in connection.execute(query))


def _body(row: Row[Any]) -> Body:
    return Body(
        id=row.id,
        name=row.name,
        zone=row.zone,
        parent=row.parent,
        session=row.session,
        next_session=row.next_session,
        chair=row.chair,
    )
