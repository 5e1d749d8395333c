"""A register with a body of four members, and a clock that is moved by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from nemcon.procedure import acts as a
from nemcon.procedure.people import Actor, Category, Office
from nemcon.procedure.profile import Profile, profile_of
from nemcon.register import directory
from nemcon.register.database import Database
from nemcon.register.directory import Body, Contact, Participant
from nemcon.register.door import Receipt, Register
from nemcon.text.document import Paragraph, Text
from tests.tables import give_tables

START = datetime(2026, 6, 15, 10, tzinfo=UTC)
DEADLINE = START + timedelta(hours=72)
CHAIR = Actor(Office.CHAIR, person="the Chair", channel="api")
MEMBERS = ("brazil", "egypt", "norway", "japan")


@dataclass(slots=True)
class HandClock:
    """Stands still until it is moved."""

    present: datetime = START

    def now(self) -> datetime:
        return self.present


class Installation:
    """A migrated database with one body in it, and any number of registers over it."""

    def __init__(self, url: str, members: tuple[str, ...] = MEMBERS) -> None:
        self.clock = HandClock()
        self.database = Database(url)
        give_tables(self.database)
        with self.database.writing() as connection:
            directory.put_body(connection, Body("body", "The body", "Europe/Vienna"), START)
            people = [Participant(m, m.title(), Category.MEMBER) for m in members]
            directory.put_participants(connection, "body", people)
            contacts = [Contact(f"c-{m}", m, m.title(), f"{m}@example.org") for m in members]
            directory.put_contacts(connection, "body", contacts)
            self.roll = directory.seats(connection, "body")
        self.register = self.another()

    def another(self) -> Register:
        """A register of another process over the same database."""
        return Register(self.database, self.clock)

    def place(self, procedure: str = "p", profile: Profile | None = None) -> Receipt:
        act = self.placing(profile)
        return taken(self.register.record(procedure, act, self.clock.now(), body="body"))

    def placing(self, profile: Profile | None = None) -> a.PlaceUnderSilence:
        rules = profile or profile_of("test", "Rules for a test", {})
        return a.PlaceUnderSilence(
            actor=CHAIR,
            text=Text("Draft", (Paragraph("1", "One."), Paragraph("2", "Two."))),
            roll=self.roll,
            profile_id=rules.id,
            profile_title=rules.title,
            rules=rules.values,
            until=DEADLINE,
        )

    def close(self) -> None:
        self.database.close()


def objection(member: str = "egypt", says: str = "No.") -> a.File:
    return a.File(Actor(Office.DELEGATION, member, member, "link"), a.Kind.OBJECT, says=says)


def taken(answer: object) -> Receipt:
    assert isinstance(answer, Receipt), answer
    return answer
