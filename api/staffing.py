"""The list of the staff as the secretariat keeps it: who may change what.

The secretariat of a body enters people and gives roles there. What lets somebody in everywhere, an
address and a person as such, is for the secretariat of all bodies alone: whoever sets an address
can sign in by it.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import Field
from sqlalchemy import Connection

from api.context import Context
from api.places import at_desk
from api.problems import Problem, unknown_name
from api.sent import Sent, instant_in
from api.words import IDENTIFIER, Address, Identifier, Name, When
from nemcon.language import _
from nemcon.register import directory, people
from nemcon.register.directory import UnknownName
from nemcon.register.people import Deputy, Person, RoleHeld, StaffRefused
from nemcon.register.roles import EVERYWHERE, Role
from nemcon.register.sessions import end_sessions
from nemcon.register.staff import Staff

_PLACE = rf"^$|{IDENTIFIER}"


StaffLanguage = Literal["", "en", "fr"]
_IN_WHICH = "In which letters and pages are written for this person; empty where it is not known."


class Entered(Sent):
    """Somebody to be entered with a role. An address that is known is that person's."""

    name: Name = Field(examples=["Anna Example"])
    address: Address = Field(examples=["anna@secretariat.example"])
    role: Role
    body: str = Field(default="", pattern=_PLACE, description="Empty for all bodies.")
    language: StaffLanguage = Field(default="", description=_IN_WHICH)


class RoleGiven(Sent):
    """A role for somebody who is entered, in the place of the one held there until now."""

    role: Role
    body: str = Field(default="", pattern=_PLACE, description="Empty for all bodies.")


class Place(Sent):
    """In which body."""

    body: str = Field(default="", pattern=_PLACE, description="Empty for all bodies.")


class Changed(Sent):
    """The name and the address of somebody from now on; the language stays where it is not sent."""

    name: Name
    address: Address
    language: StaffLanguage | None = Field(default=None, description=_IN_WHICH)


class Spoken(Sent):
    """The language that somebody of the staff sets for themselves."""

    language: StaffLanguage


class Standing(Sent):
    """Who stands in for an officer, and for how long."""

    deputy: Identifier
    body: str = Field(default="", pattern=_PLACE, description="Empty for wherever the officer is.")
    begins: When = Field(description="Without an offset in the zone of the body, or else in UTC.")
    ends: When


@dataclass(frozen=True, slots=True)
class Listed:
    """One member of the staff, with the roles that the reader sees."""

    person: Person
    roles: tuple[RoleHeld, ...]


@dataclass(frozen=True, slots=True)
class StaffList:
    """The staff of the bodies that the reader sees, and who stands in for whom there."""

    people: tuple[Listed, ...]
    deputies: tuple[Deputy, ...]

    def name_of(self, person: str) -> str:
        """The name of somebody; empty where the reader does not see that person."""
        return next((one.person.name for one in self.people if one.person.id == person), "")


class StaffDesk:
    """What one member of the secretariat does with the list of the staff."""

    def __init__(self, context: Context, staff: Staff) -> None:
        """`staff` is of the secretariat somewhere; where, each method looks at."""
        self._context = context
        self._staff = staff

    def listed(self) -> StaffList:
        """Who is on the list. Roles in bodies that the reader does not see are left out."""
        with self._context.database.reading() as connection:
            everybody = people.all_people(connection)
            roles = tuple(r for r in people.all_roles(connection) if self._sees(r.body))
            deputies = people.all_deputies(connection, self._context.clock.now())
        found = [
            Listed(person, tuple(role for role in roles if role.person == person.id))
            for person in everybody
        ]
        shown = tuple(one for one in found if one.roles or self._staff.bodies is None)
        ids = {one.person.id for one in shown}
        seen = tuple(d for d in deputies if d.absent in ids and self._sees(d.body))
        return StaffList(shown, seen)

    def enter(self, sent: Entered, now: datetime) -> Person:
        """Enter somebody with a role. Raises `Problem`."""
        self._require(sent.body)
        with self._changing(sent.body) as connection:
            person = people.enter_person(connection, sent.name, sent.address, now, sent.language)
            people.give_role(connection, person.id, sent.body, sent.role, self._name, now)
        return person

    def give(self, person: str, sent: RoleGiven, now: datetime) -> None:
        """Give somebody on the list a role. Raises `Problem`."""
        self._require(sent.body)
        with self._changing(sent.body) as connection:
            people.give_role(connection, person, sent.body, sent.role, self._name, now)

    def end_role(self, person: str, body: str, now: datetime) -> None:
        """End the role that somebody has in a body. Raises `Problem`."""
        self._require(body)
        with self._changing() as connection:
            if not people.end_role(connection, person, body, self._name, now):
                raise Problem(404, "no-such-role", _("This person has no role there."))

    def change(self, person: str, sent: Changed) -> Person:
        """Give somebody another name, address or language. Raises `Problem`."""
        self._require(EVERYWHERE)
        with self._changing() as connection:
            return people.change_person(connection, person, sent.name, sent.address, sent.language)

    def end(self, person: str, now: datetime) -> None:
        """Let somebody in no more. Raises `Problem`."""
        self._require(EVERYWHERE)
        if person == self._staff.person:
            raise Problem(409, "own-end", _("Nobody ends themselves; let a colleague do it."))
        with self._changing() as connection:
            people.end_person(connection, person, self._name, now)

    def end_sessions(self, person: str, now: datetime) -> int:
        """End every session of somebody; how many there were. Raises `Problem`."""
        self._require(EVERYWHERE)
        with self._changing() as connection:
            people.person_of(connection, person)
            return end_sessions(connection, person, now)

    def deputize(self, absent: str, sent: Standing, now: datetime) -> Deputy:
        """Let somebody stand in for an officer. Raises `Problem`."""
        self._require(sent.body)
        with self._context.database.reading() as connection:
            zone = directory.body_of(connection, sent.body).zone if sent.body else "UTC"
        begins, ends = instant_in(sent.begins, zone), instant_in(sent.ends, zone)
        wanted = Deputy(0, absent, sent.deputy, sent.body, begins, ends)
        with self._changing() as connection:
            return people.deputize(connection, wanted, self._name, now)

    def end_deputy(self, number: int, now: datetime) -> None:
        """End a deputy before the time. Raises `Problem`."""
        with self._context.database.reading() as connection:
            known = people.all_deputies(connection, now)
        found = next((deputy for deputy in known if deputy.id == number), None)
        if found is None or not self._sees(found.body):
            raise Problem(404, "no-such-deputy", _("There is no deputy of that number."))
        self._require(found.body)
        with self._changing() as connection:
            people.end_deputy(connection, number, self._name, now)

    @property
    def _name(self) -> str:
        return self._staff.signs_as

    def _sees(self, body: str) -> bool:
        bodies = self._staff.bodies
        return bodies is None or body in bodies or body == EVERYWHERE

    def _require(self, body: str) -> None:
        """Raises `Problem` unless the secretariat of that body asks, or that of all bodies."""
        held = at_desk(self._context, self._staff, body) if body else self._staff.everywhere()
        if held is None or held.role is not Role.SECRETARIAT:
            if body:
                raise Problem(403, "secretariat-only", _("Only the secretariat may do this."))
            says = _("For all bodies only the secretariat of all bodies does this; name your body.")
            raise Problem(403, "body-needed", says)

    @contextmanager
    def _changing(self, body: str = "") -> Generator[Connection]:
        try:
            with self._context.database.writing() as connection:
                if body:
                    directory.body_of(connection, body)
                yield connection
        except StaffRefused as error:
            status = 404 if error.code == "unknown-person" else 409
            raise Problem(status, error.code, error.says) from error
        except UnknownName as error:
            raise unknown_name(error) from error
