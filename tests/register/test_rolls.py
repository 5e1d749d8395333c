"""Rolls as of a date: imported, in force from their date on, undone, and never lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nemcon.procedure.people import Category, Group
from nemcon.register import directory
from nemcon.register import rolls as dated
from nemcon.register.directory import Contact, Participant, UnknownName
from nemcon.register.importing import NotTheLast, RollMoved

from .build import START, Installation
from .importing import FOUR, imported, looked_at, roll, rows, seated, undone


def test_what_was_imported_is_what_procedures_freeze(house: Installation) -> None:
    imported(house, roll())

    with house.database.reading() as connection:
        norway, turkey, brazil, egypt = directory.seats(connection, "body", at=START)
        groups = directory.groups(connection, "body", at=START)
    assert (norway.participant, norway.category) == ("norway", Category.OBSERVER)
    assert (turkey.participant, turkey.name, turkey.weight) == ("tur", "Türkiye", 5)
    assert (brazil.participant, egypt.participant) == ("brazil", "egypt")
    assert groups == (Group("Like-minded", ("tur",)), Group("Two", ("tur", "brazil"), ("tur",)))


def test_the_same_import_twice_changes_nothing(house: Installation) -> None:
    imported(house, roll())
    before = rows(house)
    again = imported(house, roll())

    assert again.is_same
    assert rows(house) == before


def test_undoing_an_import_gives_back_what_was(house: Installation) -> None:
    seats, people = seated(house), rows(house)["participants"]
    imported(house, roll())
    done = undone(house, 1)

    assert (done.removed, done.now_in_force) == (("tur",), None)
    assert seated(house) == seats
    assert rows(house)["participants"] == people
    with house.database.reading() as connection:
        (kept,) = dated.versions(connection, "body", "all")
    assert (kept.undone_by, kept.undone_at, len(kept.entries)) == ("Registry", START, 4)


def test_the_version_before_is_in_force_again(house: Installation) -> None:
    imported(house, roll(FOUR))
    imported(house, roll(as_at="2026-06-02"))
    imported(house, roll(as_at="2026-06-02", source="The report, corrected"))
    done = undone(house, 3)
    assert done.now_in_force is not None
    assert done.now_in_force.number == 2
    assert done.removed == ()
    undone(house, 2)

    assert seated(house) == [(n, "member") for n in ("Brazil", "Egypt", "Norway", "Japan")]
    undone(house, 1)
    with pytest.raises(NotTheLast, match="No import"):
        undone(house, 1)


def test_only_the_last_import_can_be_undone(house: Installation) -> None:
    imported(house, roll(FOUR))
    imported(house, roll())

    with pytest.raises(NotTheLast, match="that is import 2"):
        undone(house, 1)


def test_a_roll_of_a_later_date_waits_for_it(house: Installation) -> None:
    found = imported(house, roll(as_at="2026-06-20"))

    assert "begins-later" in [note.code for note in found.notes]
    assert len(seated(house)) == 4
    assert ("Türkiye", "member") in seated(house, days=5)
    assert ("Türkiye", "member") not in seated(house, days=4)


def test_the_date_is_that_of_the_body(house: Installation) -> None:
    imported(house, roll(as_at="2026-06-20"))
    midnight_in_vienna = START.replace(day=19, hour=22)

    with house.database.reading() as connection:
        before = directory.seats(connection, "body", at=midnight_in_vienna - timedelta(seconds=1))
        after = directory.seats(connection, "body", at=midnight_in_vienna)
    assert "tur" not in [seat.participant for seat in before]
    assert "tur" in [seat.participant for seat in after]


def test_an_earlier_roll_imported_later_does_not_replace_the_one_in_force(
    house: Installation,
) -> None:
    imported(house, roll(as_at="2026-06-10"))
    found = imported(house, roll(FOUR, as_at="2026-06-05"))

    assert "of-an-earlier-date" in [note.code for note in found.notes]
    assert ("Türkiye", "member") in seated(house)
    with house.database.reading() as connection:
        then = directory.entries(connection, "body", on=date(2026, 6, 7))
    assert "tur" not in [entry.participant for entry in then]


def test_an_import_that_crosses_another_is_refused(house: Installation) -> None:
    seen = looked_at(house, roll())
    imported(house, roll(FOUR))

    with pytest.raises(RollMoved, match="meanwhile"):
        imported(house, roll(), upon=seen.upon)
    imported(house, roll(), upon=looked_at(house, roll()).upon)


def test_of_imports_at_the_same_moment_one_is_kept_and_the_others_are_told(
    house: Installation,
) -> None:
    def attempt(number: int) -> str:
        try:
            imported(house, roll(source=f"Report {number}"), upon=0)
        except RollMoved as error:
            return error.code
        return "kept"

    with ThreadPoolExecutor(4) as threads:
        answers = sorted(threads.map(attempt, range(4)))
    assert answers == ["kept", *["roll-moved"] * 3]
    with house.database.reading() as connection:
        assert len(dated.versions(connection, "body", "all")) == 1


def test_undoing_is_seen_by_an_import_that_was_looked_at_before(house: Installation) -> None:
    imported(house, roll(FOUR))
    seen = looked_at(house, roll())
    undone(house, 1)

    with pytest.raises(RollMoved):
        imported(house, roll(), upon=seen.upon)


def test_a_participant_that_got_a_contact_or_stands_elsewhere_stays(house: Installation) -> None:
    imported(house, roll("Chad,member\nPeru,member\nMali,member\nFiji,member\n"))
    imported(house, roll("Peru,member\n"), "bureau")
    with house.database.writing() as connection:
        person = Contact("c-new", "tcd", "N. N.", "n@example.org")
        directory.put_contacts(connection, "body", [person])
        directory.put_roll(connection, "body", "friends", ["mli"])

    assert undone(house, 1).removed == ("fji",)
    assert seated(house, "bureau") == [("Peru", "member")]


def test_whoever_a_roll_brought_in_takes_part_where_a_roll_names_it_only(
    house: Installation,
) -> None:
    imported(house, roll("Chad,member\nNorway,member\n"), "bureau")
    assert ("Chad", "member") in seated(house, "bureau")
    assert ("Chad", "member") not in seated(house)

    with house.database.writing() as connection:
        directory.put_participants(
            connection, "body", [Participant("tcd", "Chad", Category.MEMBER)]
        )
    assert ("Chad", "member") in seated(house)
    assert undone(house, 1, "bureau").removed == ()


def test_a_named_roll_is_a_part_of_everybody_until_it_is_imported(house: Installation) -> None:
    with house.database.writing() as connection:
        directory.put_roll(connection, "body", "bureau", ["norway", "japan"])
    imported(house, roll())
    assert seated(house, "bureau") == [("Norway", "observer")]

    imported(house, roll("Norway,member\nEgypt,member\n"), "bureau")
    assert seated(house, "bureau") == [("Norway", "member"), ("Egypt", "member")]
    undone(house, 1, "bureau")
    assert seated(house, "bureau") == [("Norway", "observer")]


def test_a_group_keeps_its_speaker_where_that_one_has_no_seat(house: Installation) -> None:
    imported(house, roll())
    imported(house, roll("Brazil,member\n"), "bureau")

    with house.database.reading() as connection:
        groups = directory.groups(connection, "body", "bureau", START)
    assert groups == (Group("Two", ("brazil",), ("tur",)),)


def test_a_roll_is_listed_while_it_has_a_version_and_unknown_after(house: Installation) -> None:
    imported(house, roll("Norway,member\n"), "bureau")
    with house.database.reading() as connection:
        assert directory.roll_names(connection, "body") == ("bureau",)
    undone(house, 1, "bureau")

    with house.database.reading() as connection:
        assert directory.roll_names(connection, "body") == ()
        with pytest.raises(UnknownName):
            directory.seats(connection, "body", "bureau", START)


def test_a_roll_of_a_later_date_is_named_among_those_that_hold_from_that_date_on(
    house: Installation,
) -> None:
    imported(house, roll("Norway,member\n", as_at="2026-06-20"), "bureau")
    with house.database.writing() as connection:
        directory.put_roll(connection, "body", "friends", ["norway"])

    midnight_in_vienna = START.replace(day=19, hour=22)
    just_before = midnight_in_vienna - timedelta(seconds=1)
    with house.database.reading() as connection:
        assert directory.roll_names(connection, "body") == ("bureau", "friends")
        assert directory.roll_names(connection, "body", just_before) == ("friends",)
        assert directory.roll_names(connection, "body", midnight_in_vienna) == (
            "bureau",
            "friends",
        )


def test_a_procedure_keeps_the_roll_that_it_froze(house: Installation) -> None:
    house.place()
    imported(house, roll("Chad,member\n"))
    position = house.register.position("p")

    assert position is not None
    assert [s.participant for s in position.state.roll] == ["brazil", "egypt", "norway", "japan"]


NAMES = st.sampled_from(["Chad", "Peru", "Mali", "Brazil", "Egypt", "European Union"])
LISTS = st.lists(NAMES, unique=True, min_size=1, max_size=5)


@given(st.lists(LISTS, min_size=1, max_size=4))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undoing_every_import_goes_back_step_by_step(
    tmp_path_factory: pytest.TempPathFactory, lists: list[list[str]]
) -> None:
    house = Installation(f"sqlite:///{tmp_path_factory.mktemp('rolls') / 'r.db'}")
    states: list[object] = []
    for number, names in enumerate(lists, start=1):
        states.append((seated(house), rows(house)["participants"]))
        imported(house, roll("".join(f"{n},member\n" for n in names), source=f"S {number}"))
    for number in range(len(lists), 0, -1):
        undone(house, number)
        assert (seated(house), rows(house)["participants"]) == states.pop()
    house.close()


def test_a_version_comes_back_as_it_was_imported(house: Installation) -> None:
    found = imported(house, roll())

    with house.database.reading() as connection:
        version = dated.in_force(connection, "body", "all", date(2026, 6, 15))
    assert version is not None
    assert version.entries == found.entries
    assert (version.as_at, version.source) == (date(2026, 6, 1), "The report")
    assert replace(version, entries=()).imported_by == "Registry"
