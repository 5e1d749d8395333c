"""The directory: entered twice it changes nothing, and what is not in it is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from nemcon.procedure.people import Category
from nemcon.register import directory
from nemcon.register.directory import Body, Contact, Participant, UnknownName
from nemcon.register.every_table import metadata
from nemcon.text.document import Paragraph, Text

from .build import START, Installation

BODY = Body("body", "The body", "Europe/Vienna", parent="Conference", chair="C. Hair")
PEOPLE = (
    Participant("norway", "Norway", Category.MEMBER, "Western"),
    Participant("unesco", "UNESCO", Category.OBSERVER),
)
CONTACTS = (Contact("c-1", "norway", "N. N.", "n@example.org", "Europe/Oslo"),)
TEXT = Text("Draft", (Paragraph("1", "One."), Paragraph("2 bis", "Two.")), "L.1")


def enter(house: Installation) -> list[object]:
    """Enter everything, and give back all rows."""
    with house.database.writing() as connection:
        directory.put_body(connection, BODY, START)
        directory.put_participants(connection, "body", PEOPLE)
        directory.put_contacts(connection, "body", CONTACTS)
        directory.put_roll(connection, "body", "bureau", ["norway"])
        directory.put_text(connection, "body", "draft", TEXT)
    with house.database.reading() as connection:
        return [
            tuple(row)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]


def test_entering_everything_twice_changes_nothing(house: Installation) -> None:
    assert enter(house) == enter(house)


def test_what_was_entered_is_given_back(house: Installation) -> None:
    enter(house)

    with house.database.reading() as connection:
        assert directory.body_of(connection, "body") == BODY
        assert directory.all_bodies(connection) == (BODY,)
        assert PEOPLE[1] in directory.participants_of(connection, "body")
        assert directory.contacts_of(connection, "body", ["norway"])[0] == CONTACTS[0]
        assert directory.roll_names(connection, "body") == ("bureau",)
        assert directory.text_names(connection, "body") == (("draft", "Draft"),)
        assert directory.text_of(connection, "body", "draft") == TEXT
        [seat] = directory.seats(connection, "body", "bureau")
    assert (seat.participant, seat.name, seat.group) == ("norway", "Norway", "Western")


def test_participants_keep_the_order_in_which_they_were_first_entered(house: Installation) -> None:
    enter(house)
    with house.database.writing() as connection:
        directory.put_participants(connection, "body", [PEOPLE[1], replace(PEOPLE[0], group="W")])
        people = directory.participants_of(connection, "body")

    assert [person.id for person in people] == ["brazil", "egypt", "norway", "japan", "unesco"]
    assert people[2].group == "W"


def test_a_roll_keeps_the_order_of_the_participants(house: Installation) -> None:
    with house.database.writing() as connection:
        directory.put_roll(connection, "body", "two", ["japan", "egypt"])
        assert [s.participant for s in directory.seats(connection, "body", "two")] == [
            "egypt",
            "japan",
        ]


def test_what_is_not_in_the_directory_is_named(house: Installation) -> None:
    with house.database.writing() as connection:
        for code, call in (
            ("unknown-body", lambda: directory.body_of(connection, "x")),
            ("unknown-roll", lambda: directory.seats(connection, "body", "x")),
            ("unknown-text", lambda: directory.text_of(connection, "body", "x")),
            ("unknown-participant", lambda: directory.put_roll(connection, "body", "r", ["x"])),
        ):
            with pytest.raises(UnknownName, match=r"called 'x' here\.") as refused:
                call()
            assert refused.value.code == code


def test_a_roll_that_is_refused_leaves_the_old_one(house: Installation) -> None:
    enter(house)
    with (
        pytest.raises(UnknownName),
        house.database.writing() as connection,
    ):
        directory.put_roll(connection, "body", "bureau", ["norway", "atlantis"])

    with house.database.reading() as connection:
        assert len(directory.seats(connection, "body", "bureau")) == 1
