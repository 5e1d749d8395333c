"""People of the staff: entering them, giving and ending their roles, and deputies.

What somebody was allowed to do at some time can be answered for: a role ends by an instant and
with the name of whoever ended it. Ending a person ends everything that lets that person in.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from nemcon.language import _
from nemcon.register.roles import Deputizing, Role, Roles, may_deputize
from nemcon.register.tables_staff import (
    staff_deputies,
    staff_people,
    staff_roles,
    staff_sessions,
    staff_tokens,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the staff; without an address somebody who comes in by a link only.

    `language` is that in which letters and pages are written for them; empty where nobody said.
    """

    id: str
    name: str
    address: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role that somebody has now, in a body or everywhere."""

    person: str
    body: str
    role: Role
    given_at: datetime
    given_by: str


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who stands in for whom, from when until when; in one body, or everywhere."""

    id: int
    absent: str
    deputy: str
    body: str
    begins: datetime
    ends: datetime


class StaffRefused(ValueError):
    """What was asked of the list of the staff is not done; `code` is stable."""

    def __init__(self, code: str, says: str) -> None:
        self.code = code
        self.says = says
        super().__init__(says)


def address_key(address: str) -> str:
    """An address as it is compared: nobody has two that differ only in their capitals."""
    return address.strip().casefold()


def enter_person(
    connection: Connection, name: str, address: str, now: datetime, language: str = ""
) -> Person:
    """Enter somebody; whoever has that address already is that person, as known.

    Raises `StaffRefused` where the address belongs to somebody who was ended.
    """
    key = address_key(address)
    known = _by_address(connection, key) if key else None
    if known is not None:
        if known.ended_at is not None:
            says = _("{name} had this address and was ended; use another address.", name=known.name)
            raise StaffRefused("person-ended", says)
        return _person(known)
    person = Person(secrets.token_hex(8), name, key, language)
    connection.execute(
        insert(staff_people).values(
            id=person.id, name=name, address=key or None, created_at=now, language=language
        )
    )
    return person


def change_person(
    connection: Connection, identifier: str, name: str, address: str, language: str | None = None
) -> Person:
    """Give somebody another name, address or language. Raises `StaffRefused`.

    With `None` the language stays.
    """
    person = person_of(connection, identifier)
    key = address_key(address)
    other = _by_address(connection, key) if key else None
    if other is not None and other.id != identifier:
        says = _("{name} has this address already.", name=other.name)
        raise StaffRefused("address-taken", says)
    connection.execute(
        update(staff_people)
        .where(staff_people.c.id == identifier)
        .values(name=name, address=key or None)
    )
    if language is not None:
        set_language(connection, identifier, language)
        person = replace(person, language=language)
    return replace(person, name=name, address=key)


def set_language(connection: Connection, identifier: str, language: str) -> None:
    """Let letters and pages be written for somebody in that language; empty for none set."""
    connection.execute(
        update(staff_people).where(staff_people.c.id == identifier).values(language=language)
    )


def end_person(connection: Connection, identifier: str, by: str, now: datetime) -> None:
    """Let somebody in no more, by whatever way. Raises `StaffRefused`."""
    person_of(connection, identifier)
    ended = {"ended_at": now, "ended_by": by}
    deputies = staff_deputies.c
    for table, where, values in (
        (staff_people, staff_people.c.id == identifier, {"ended_at": now}),
        (staff_roles, staff_roles.c.person_id == identifier, ended),
        (
            staff_deputies,
            (deputies.deputy_id == identifier) | (deputies.absent_id == identifier),
            ended,
        ),
        (staff_sessions, staff_sessions.c.person_id == identifier, {"ended_at": now}),
    ):
        connection.execute(update(table).where(where, table.c.ended_at.is_(None)).values(values))
    connection.execute(
        update(staff_tokens)
        .where(staff_tokens.c.person_id == identifier, staff_tokens.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def give_role(
    connection: Connection, person: str, body: str, role: Role, by: str, now: datetime
) -> None:
    """Give somebody a role in a body, in the place of the one held there until now."""
    person_of(connection, person)
    if _own(connection, person).get(body) is role:
        return
    end_role(connection, person, body, by, now)
    connection.execute(
        insert(staff_roles).values(
            person_id=person, body_id=body, role=role, given_at=now, given_by=by
        )
    )


def end_role(connection: Connection, person: str, body: str, by: str, now: datetime) -> bool:
    """End the role that somebody has in a body; whether there was one."""
    done = connection.execute(
        update(staff_roles)
        .where(
            staff_roles.c.person_id == person,
            staff_roles.c.body_id == body,
            staff_roles.c.ended_at.is_(None),
        )
        .values(ended_at=now, ended_by=by)
    )
    return bool(done.rowcount)


def deputize(connection: Connection, wanted: Deputy, by: str, now: datetime) -> Deputy:
    """Let one officer stand in for another for that time; the `id` is given here.

    Raises `StaffRefused` where there is nothing to stand in for, or the rules of roles forbid it.
    """
    absent, deputy = person_of(connection, wanted.absent), person_of(connection, wanted.deputy)
    if wanted.ends <= max(wanted.begins, now):
        says = _("The end has to lie after the beginning, and ahead.")
        raise StaffRefused("period-over", says)
    if absent.id == deputy.id:
        says = _("Nobody deputizes themselves; name another person.")
        raise StaffRefused("own-deputy", says)
    theirs = roles_of(connection, [absent.id]).get(absent.id, Roles())
    mine = roles_of(connection, [deputy.id]).get(deputy.id, Roles())
    places = {wanted.body} if wanted.body else set(theirs.own)
    if not any(_stands_in(mine, theirs, place) for place in places):
        says = _(
            "{deputy} cannot stand in for {absent} there: an officer is deputized by an officer, "
            "and a member of the secretariat by the secretariat.",
            deputy=deputy.name,
            absent=absent.name,
        )
        raise StaffRefused("no-deputy", says)
    made = connection.execute(
        insert(staff_deputies).values(
            absent_id=absent.id,
            deputy_id=deputy.id,
            body_id=wanted.body,
            begins_at=wanted.begins,
            ends_at=wanted.ends,
            given_at=now,
            given_by=by,
        )
    )
    return replace(wanted, id=int(made.inserted_primary_key[0]))  # type: ignore[index]  # one row


def end_deputy(connection: Connection, identifier: int, by: str, now: datetime) -> bool:
    """End a deputy before the time; whether there was one."""
    done = connection.execute(
        update(staff_deputies)
        .where(staff_deputies.c.id == identifier, staff_deputies.c.ended_at.is_(None))
        .values(ended_at=now, ended_by=by)
    )
    return bool(done.rowcount)


def person_of(connection: Connection, identifier: str) -> Person:
    """The person of that id who was not ended. Raises `StaffRefused`."""
    query = select(staff_people).where(
        staff_people.c.id == identifier, staff_people.c.ended_at.is_(None)
    )
    row = connection.execute(query).first()
    if row is None:
        says = _("There is no member of the staff of that name.")
        raise StaffRefused("unknown-person", says)
    return _person(row)


def person_at(connection: Connection, address: str) -> Person | None:
    """Who has that address, and was not ended."""
    row = _by_address(connection, address_key(address)) if address.strip() else None
    return _person(row) if row is not None and row.ended_at is None else None


def language_at(connection: Connection, address: str) -> str:
    """In which language the staff is written to at that address; empty where nobody said."""
    person = person_at(connection, address)
    return person.language if person else ""


def all_people(connection: Connection) -> tuple[Person, ...]:
    """Everybody who was not ended, by name."""
    query = select(staff_people).where(staff_people.c.ended_at.is_(None))
    rows = connection.execute(query.order_by(staff_people.c.name, staff_people.c.id))
    return tuple(map(_person, rows))


def all_roles(connection: Connection) -> tuple[RoleHeld, ...]:
    """Every role that is held now."""
    query = select(staff_roles).where(staff_roles.c.ended_at.is_(None))
    rows = connection.execute(query.order_by(staff_roles.c.body_id, staff_roles.c.id))
    return tuple(
        RoleHeld(row.person_id, row.body_id, Role(row.role), row.given_at, row.given_by)
        for row in rows
    )


def all_deputies(connection: Connection, now: datetime) -> tuple[Deputy, ...]:
    """Every deputy whose time has not ended."""
    query = select(staff_deputies).where(
        staff_deputies.c.ended_at.is_(None), staff_deputies.c.ends_at > now
    )
    rows = connection.execute(query.order_by(staff_deputies.c.begins_at, staff_deputies.c.id))
    return tuple(
        Deputy(row.id, row.absent_id, row.deputy_id, row.body_id, row.begins_at, row.ends_at)
        for row in rows
    )


def roles_of(connection: Connection, people: Iterable[str]) -> dict[str, Roles]:
    """The own roles of these people; whoever has none is left out."""
    query = select(staff_roles.c.person_id, staff_roles.c.body_id, staff_roles.c.role).where(
        staff_roles.c.person_id.in_(list(people)), staff_roles.c.ended_at.is_(None)
    )
    found: dict[str, dict[str, Role]] = {}
    for row in connection.execute(query):
        found.setdefault(row.person_id, {})[row.body_id] = Role(row.role)
    return {person: Roles(own) for person, own in found.items()}


def roles_now(connection: Connection, person: str, now: datetime) -> Roles:
    """Everything that somebody may be at that instant, also in the place of the absent."""
    away = list(
        connection.execute(
            _STANDS_IN.where(
                staff_deputies.c.deputy_id == person,
                staff_deputies.c.begins_at <= now,
                staff_deputies.c.ends_at > now,
            )
        )
    )
    own = roles_of(connection, {person, *(row.absent_id for row in away)})
    nobody = Roles()
    deputizing = tuple(
        Deputizing(row.name, own.get(row.absent_id, nobody).own, row.body_id) for row in away
    )
    return Roles(own.get(person, nobody).own, deputizing)


_STANDS_IN: Final = (
    select(staff_deputies.c.absent_id, staff_deputies.c.body_id, staff_people.c.name)
    .join(staff_people, staff_people.c.id == staff_deputies.c.absent_id)
    .where(staff_deputies.c.ended_at.is_(None), staff_people.c.ended_at.is_(None))
    .order_by(staff_deputies.c.id)
)


def _stands_in(mine: Roles, theirs: Roles, place: str) -> bool:
    held, absent = mine.at(place), theirs.at(place)
    return absent is not None and may_deputize(held.role if held else None, absent.role)


def _own(connection: Connection, person: str) -> dict[str, Role]:
    return dict(roles_of(connection, [person]).get(person, Roles()).own)


def _by_address(connection: Connection, key: str) -> Row[Any] | None:
    query = select(staff_people).where(staff_people.c.address == key)
    return connection.execute(query).first()


def _person(row: Row[Any]) -> Person:
    return Person(row.id, row.name, row.address or "", row.language)
