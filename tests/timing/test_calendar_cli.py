"""`nemcon calendar`, as people and programs use it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from typer.testing import CliRunner

from nemcon.cli.app import app
from nemcon.cli.calendar_words import working_time
from nemcon.timing.calendars import forget_added

# What a program reads: each test looks at the part that it expects.
Json: TypeAlias = Any
ROLL = """name,capital_zone,mission_zone,capital_weekend
Austria,Europe/Vienna,Europe/Vienna,
Fiji,Pacific/Fiji,,
Egypt,Africa/Cairo,Europe/Vienna,friday saturday
Nowhere,,,
"""
OWN = """calendar = 1
station = "vienna"
year = 2031
title = "Made-up"
[days]
weekend = {value = ["sunday"], custom = "A test."}
[[holidays]]
date = 2031-01-01
name = "New Year's Day"
custom = "A test."
"""


@pytest.fixture(autouse=True)
def _only_what_ships() -> Iterator[None]:
    yield
    forget_added()


def run(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["calendar", *words])
    assert done.exit_code == status, done.output
    return done.output


def data(*words: str, status: int = 0) -> Json:
    return json.loads(run(*words, "--json", status=status))


def test_the_known_lists_are_listed() -> None:
    assert "vienna           2023   9 holidays" in run("list")
    assert [(year["station"], year["year"]) for year in data("list")] == [
        ("new-york", 2017),
        ("new-york", 2020),
        ("vienna", 2023),
    ]


def test_a_list_is_shown_with_its_sources() -> None:
    said = run("show", "vienna", "2023")

    assert "Mon 2023-04-24  Eid al-Fitr (in lieu of 22 April) [1]" in said
    assert "    [1] source: United Nations Information Service Vienna" in said
    assert "unis.unvienna.org" in said
    assert "custom: The list names official holidays only" in said
    assert data("show", "new-york")[1]["holidays"][0]["basis"] == "secondary"


def test_each_day_of_a_list_points_to_where_it_was_read(tmp_path: Path) -> None:
    more = """[[holidays]]
date = 2031-05-01
name = "May Day"
custom = "Another."
[[holidays]]
date = 2031-12-25
name = "Christmas Day"
custom = "A test."
"""
    (tmp_path / "vienna-2031.toml").write_text(OWN + more, encoding="utf-8")

    assert run("show", "vienna", "2031", "--calendars", str(tmp_path)).endswith(
        "Wed 2031-01-01  New Year's Day [1]\n"
        "Thu 2031-05-01  May Day [2]\n"
        "Thu 2031-12-25  Christmas Day [1]\n"
        "    [1] custom: A test.\n"
        "    [2] custom: Another.\n\n"
    )


def test_a_year_that_is_not_known_is_refused() -> None:
    assert "in 2024 are not known" in run("show", "vienna", "2024", status=1)
    assert data("show", "vienna", "2024", status=1)["code"] == "no-calendar"


def test_a_period_is_counted_with_the_holidays_on_its_way() -> None:
    words = ("count", "--station", "vienna", "--from", "2023-04-06", "--add", "10 working days")

    assert run(*words).startswith("Tuesday, 25 April 2023\n")
    found = data(*words)
    assert (found["date"], found["working_days"], found["calendar_days"]) == ("2023-04-25", 10, 19)
    assert [day["date"] for day in found["holidays"]] == ["2023-04-07", "2023-04-10", "2023-04-24"]


def test_an_hour_is_counted_on_the_clock_of_a_zone_with_a_floor_and_a_roll() -> None:
    said = run(
        *("count", "--station", "new-york", "--from", "2020-05-16 15:00", "--add", "7 days"),
        *("--floor", "5 wd", "--roll", "next-working-day", "--zone", "America/New_York"),
    )

    assert said.startswith("Wednesday, 27 May 2020, 3 p.m. (New York time, UTC-4)")


def test_days_are_counted_back() -> None:
    words = ("--station", "vienna", "--from", "2023-04-12", "--subtract", "7 working days")

    assert data("count", *words)["date"] == "2023-03-30"


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("--from", "2023-04-06"), "no-length", 2),
        (("--from", "2023-04-06", "--add", "3 wd"), "no-calendar", 1),
        (("--from", "6 April", "--add", "3 days"), "bad-time", 2),
        (("--from", "2023-04-06", "--add", "3 moons"), "unreadable-duration", 2),
        (("--from", "0001-01-02", "--subtract", "3 days"), "too-far-ahead", 2),
        (("--from", "2023-04-06T10:00Z", "--add", "3 days"), "bad-time", 2),
        (("--from", "2023-04-06", "--add", "3 days", "--zone", "Wien"), "unknown-zone", 2),
    ],
)
def test_what_cannot_be_counted_is_refused(words: tuple[str, ...], code: str, status: int) -> None:
    assert data("count", *words, status=status)["code"] == code


def test_a_list_of_ones_own_is_checked_and_used(tmp_path: Path) -> None:
    own = tmp_path / "vienna-2031.toml"
    own.write_text(OWN, encoding="utf-8")

    assert "vienna-2031.toml is in order: 1 holidays in 2031." in run("check", str(own))
    found = data(
        *("count", "--station", "vienna", "--from", "2031-01-03", "--add", "2 wd"),
        *("--calendars", str(tmp_path)),
    )
    assert found["date"] == "2031-01-06"


def test_what_is_wrong_in_a_list_is_told_line_by_line(tmp_path: Path) -> None:
    own = tmp_path / "vienna-2031.toml"
    own.write_text(OWN.replace('title = "Made-up"', "").replace("sunday", "son"), encoding="utf-8")

    said = run("check", str(own), status=2)

    assert "vienna-2031.toml/title: found nothing; expected some text" in said
    assert 'vienna-2031.toml/days.weekend: found ["son"]' in said
    assert len(data("check", str(own), status=2)["problems"]) == 2


def test_the_fairness_of_a_period_is_shown(tmp_path: Path) -> None:
    roll = tmp_path / "roll.csv"
    roll.write_text(ROLL, encoding="utf-8")
    words = (
        *("fairness", "--from", "2023-04-06 16:00", "--until", "2023-04-08 18:00"),
        *("--zone", "Europe/Vienna", "--roll", str(roll), "--station", "vienna"),
    )

    said = run(*words)

    assert "Fiji, capital: Sunday, 9 April 2023, 4 a.m.; 8 working hours (1 working day);" in said
    assert "For 3 delegations the deadline falls on a weekend in the capital or at the" in said
    assert "For 3 delegations the weekend in the capital or at the mission is assumed" in said
    assert "For 1 delegation no zone is known" in said
    found = data(*words)
    assert found["better"] == {"until": "2023-04-11T16:00:00Z", "disadvantaged": 1}
    assert found["delegations"][1]["places"][0]["at_night"] is True


def test_a_roll_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    words = ("--from", "2023-04-06", "--until", "2023-04-08", "--zone", "UTC")

    assert "No such file" in run("fairness", *words, "--roll", str(tmp_path / "x"), status=2)


@pytest.mark.parametrize(
    ("length", "written"),
    [
        (timedelta(hours=95), "95 working hours (11 working days and 7 hours)"),
        (timedelta(hours=8), "8 working hours (1 working day)"),
        (timedelta(hours=1), "1 working hour"),
        (timedelta(hours=7, minutes=30), "7 working hours 30 minutes"),
        (timedelta(minutes=30), "30 working minutes"),
        (timedelta(seconds=30), "less than a working minute"),
        (timedelta(0), "no working hours"),
    ],
)
def test_working_time_is_told_in_hours_and_in_the_days_of_work_that_they_make(
    length: timedelta, written: str
) -> None:
    assert working_time(length) == written


@pytest.mark.parametrize("head", ["# as at: 2026-11-24\n# source: A report\n\n", ""])
def test_a_membership_roll_is_not_taken_for_a_roll_of_places(tmp_path: Path, head: str) -> None:
    roll = tmp_path / "roll.csv"
    roll.write_text(f"{head}participant,standing\nFiji,member\n", encoding="utf-8")
    words = ("--from", "2023-04-06", "--until", "2023-04-08", "--zone", "UTC")

    said = run("fairness", *words, "--roll", str(roll), status=2)

    assert "roll.csv: found a membership roll, which names no zones; expected the columns" in said
    assert "docs/calendars.md" in said
