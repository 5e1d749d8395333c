"""What is told of a roll before it is imported: the difference, and whatever looks wrong."""

from __future__ import annotations

import pytest

from nemcon.procedure.people import Category
from nemcon.register import directory
from nemcon.register.directory import Participant
from nemcon.rolls.problems import RollError
from nemcon.rolls.roll_file import read_roll

from .build import Installation
from .importing import imported, looked_at, roll, rows, seated


def test_a_preview_says_what_is_added_what_is_changed_and_who_leaves(house: Installation) -> None:
    before = rows(house)
    found = looked_at(house, roll())

    assert [entry.name for entry in found.difference.added] == ["Türkiye"]
    assert [entry.name for entry in found.difference.leaving] == ["Japan"]
    assert [(c.name, c.what, c.before, c.after) for c in found.difference.changed] == [
        ("Norway", "standing", "member", "observer"),
        ("Norway", "group", "", "Western European and other States"),
        ("Brazil", "political groups", "", "Two"),
    ]
    assert (found.difference.unchanged, found.upon, found.is_same) == (1, 0, False)
    assert [note.code for note in found.notes] == ["alias", "no-contact"]
    assert rows(house) == before


def test_that_a_roll_set_by_hand_loses_somebody_is_told(house: Installation) -> None:
    with house.database.writing() as connection:
        directory.put_roll(connection, "body", "bureau", ["norway", "japan"])
        directory.put_roll(connection, "body", "friends", ["norway"])

    says = [n.says for n in looked_at(house, roll()).notes if n.code == "leaves-a-part"]
    assert says == ["The roll bureau, set by hand, loses Japan."]


def test_two_rows_that_are_one_participant_of_the_body_are_named(house: Installation) -> None:
    with house.database.writing() as connection:
        people = [Participant("eu", "European Union", Category.OBSERVER)]
        directory.put_participants(connection, "body", people)

    with pytest.raises(RollError) as refused:
        looked_at(house, roll("eu,observer\nEuropean Union,observer\n"))
    (problem,) = refused.value.problems
    assert str(problem).startswith('roll.csv/line 5/participant: found "European Union", the same')


def test_a_participant_is_known_under_its_earlier_name(house: Installation) -> None:
    with house.database.writing() as connection:
        people = [Participant("turkey", "Turkey", Category.MEMBER)]
        directory.put_participants(connection, "body", people)
    found = imported(house, roll("Türkiye,member\n"))

    assert found.difference.added == ()
    assert seated(house) == [("Turkey", "member")]
    again = looked_at(house, roll("Turkey,member\n"))
    assert "alias" not in [note.code for note in again.notes]


def test_one_state_under_two_names_in_the_directory_is_told(house: Installation) -> None:
    with house.database.writing() as connection:
        people = [
            Participant("turkey", "Turkey", Category.MEMBER),
            Participant("turkiye", "Türkiye", Category.MEMBER),
        ]
        directory.put_participants(connection, "body", people)

    notes = [n.says for n in looked_at(house, roll("Türkiye,member\n")).notes]
    assert "The body has Turkey and Türkiye, which are the same State." in notes


def test_credentials_that_are_not_valid_are_told_and_change_no_standing(
    house: Installation,
) -> None:
    text = (
        "# as at: 2026-06-01\n# source: The report\n"
        "participant,standing,credentials from,credentials until\n"
        "Norway,member,,2026-06-14\nEgypt,member,2026-06-16,\nJapan,member,2026-06-15,2026-06-15\n"
    )
    found = imported(house, read_roll(text, "roll.csv"))

    assert [note.says for note in found.notes] == [
        "The credentials of Norway ran until 2026-06-14.",
        "The credentials of Egypt begin on 2026-06-16.",
    ]
    assert seated(house) == [("Norway", "member"), ("Egypt", "member"), ("Japan", "member")]


def test_what_is_no_state_is_told_with_what_may_have_been_meant(house: Installation) -> None:
    says = [
        note.says for note in looked_at(house, roll("Brasill,member\nThe Org,observer\n")).notes
    ]

    assert says[:2] == [
        "Line 4: Brasill is no State that is known here; did you mean Brazil?",
        "Line 5: The Org is no State that is known here.",
    ]
