"""Calendars as files, those of the secretariat among them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import date, time
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.bootstrap import build_register
from nemcon.settings import Settings
from nemcon.timing.calendar_files import CalendarError, read_calendar, read_calendar_text
from nemcon.timing.calendars import (
    all_years,
    forget_added,
    known,
    learn,
    load_calendar,
    load_folder,
    shipped,
)
from nemcon.timing.durations import NoCalendar

# What stands in a file is passed on as it comes.
Part: TypeAlias = Any

GENEVA = """
calendar = 1
station = "geneva"
year = 2031
title = "Made-up Office, Geneva"
about = "For tests."

[sources.circular]
cite = "Made-up circular 1"
read = "at-source"

[days]
weekend = {value = ["saturday", "sunday"], source = "circular"}
board = {value = ["monday", "wednesday"], custom = "The Board meets then."}
cut_off = {value = "17:30", custom = "The registry closes then."}

[[holidays]]
date = 2031-01-01
name = "New Year's Day"
source = "circular"

[[recesses]]
from = 2031-08-04
until = 2031-08-15
name = "Summer recess"
custom = "Practice."
"""


@pytest.fixture(autouse=True)
def _only_what_ships() -> Iterator[None]:
    yield
    forget_added()


def data(**changes: Part) -> dict[str, Any]:
    """The list with some of it changed: `holidays__0__name="x"`; `None` takes it away."""
    found: Any = deepcopy(tomllib.loads(GENEVA))
    for key, value in changes.items():
        *path, last = key.split("__")
        table = found
        for part in path:
            table = table[int(part) if part.isdigit() else part]
        if value is None:
            del table[last]
        else:
            table[last] = value
    whole: dict[str, Any] = found
    return whole


def problems(**changes: Part) -> list[str]:
    with pytest.raises(CalendarError) as caught:
        read_calendar(data(**changes), "geneva-2031.toml")
    assert caught.value.code == "bad-calendar"
    return [str(problem) for problem in caught.value.problems]


def test_a_list_is_read_with_the_source_of_each_value() -> None:
    year = read_calendar_text(GENEVA, "geneva-2031.toml")

    assert (year.station, year.year, year.about) == ("geneva", 2031, "For tests.")
    assert year.holidays[0].day == date(2031, 1, 1)
    assert year.holidays[0].citation.source == "Made-up circular 1"
    assert year.weekend.citation.basis == "source"
    assert year.board is not None
    assert year.board.days == {1, 3}
    assert year.cut_off is not None
    assert year.cut_off.hour == time(17, 30)
    assert year.recesses[0].last == date(2031, 8, 15)
    assert year.recesses[0].citation.basis == "custom"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"calendar": 2}, "geneva-2031.toml/calendar: found 2; expected the number 1"),
        ({"station": "Geneva"}, '/station: found "Geneva"; expected a name such as vienna'),
        ({"station": "bern"}, 'geneva-2031.toml: found "geneva-2031.toml"; expected the name'),
        ({"year": "2031"}, '/year: found "2031"; expected the year of the list'),
        ({"title": None}, "/title: found nothing; expected some text"),
        ({"holiday": []}, "/holiday: found a name that no calendar has; expected one of"),
        ({"sources__circular__read": "x"}, '/sources.circular.read: found "x"; expected one of'),
        ({"sources__circular": "x"}, '/sources.circular: found "x"; expected a table'),
        ({"sources": 3}, "/sources: found 3; expected a section [sources]"),
        (
            {"sources__other": {"cite": "Nobody", "read": "secondary"}},
            "/sources.other: found a source that nothing names",
        ),
        ({"days__weekend": None}, "/days.weekend: found nothing; expected a table"),
        ({"days__weekend": ["saturday"]}, '/days.weekend: found ["saturday"]; expected a table'),
        ({"days__weekend__value": ["caturday"]}, '/days.weekend: found ["caturday"]; expected'),
        ({"days__weekend__value": []}, "/days.weekend: found []; expected some, not all"),
        ({"days__board__reason": "x"}, "/days.board.reason: found a name that no calendar has"),
        ({"days__cut_off__value": "25:00"}, '/days.cut_off: found "25:00"; expected an hour'),
        ({"days__cut_off__value": "17:30+02:00"}, '/days.cut_off: found "17:30+02:00"'),
        ({"days__halves": 1}, "/days.halves: found a name that no calendar has"),
        ({"holidays": None}, "/holidays: found nothing; expected the official holidays"),
        ({"holidays": ["x"]}, '/holidays[1]: found "x"; expected one day as [[holidays]]'),
        ({"holidays": "x"}, '/holidays: found "x"; expected a list'),
        ({"holidays__0__date": "1 January"}, '/holidays[1].date: found "1 January"; expected'),
        ({"holidays__0__date": date(2030, 1, 1)}, "/holidays[1].date: found 2030-01-01"),
        ({"holidays__0__source": None}, "/holidays[1]: found neither source nor custom"),
        ({"holidays__0__custom": "x"}, "/holidays[1]: found both source and custom"),
        ({"holidays__0__source": "x"}, '/holidays[1].source: found "x"; expected the name of a'),
        ({"holidays__0__name": " "}, '/holidays[1].name: found " "; expected some text'),
        ({"recesses__0__until": date(2031, 8, 1)}, "/recesses[1].until: found 2031-08-01"),
        ({"recesses__0__from": date(2030, 8, 1)}, "/recesses[1].from: found 2030-08-01"),
    ],
)
def test_what_is_wrong_in_a_list_is_named_with_its_place(
    changes: dict[str, Any], expected: str
) -> None:
    found = problems(**changes)

    assert any(expected in problem for problem in found), found


def test_everything_that_is_wrong_is_named_at_once() -> None:
    found = problems(
        calendar=True, title="", days__weekend__value=["sunday", 7], holidays__0__date=None
    )

    assert [problem.partition(":")[0] for problem in found] == [
        "geneva-2031.toml/calendar",
        "geneva-2031.toml/title",
        "geneva-2031.toml/days.weekend",
        "geneva-2031.toml/holidays[1].date",
    ]


def test_a_day_that_is_listed_twice_is_a_slip() -> None:
    twice = data()["holidays"] * 2

    assert "found 2031-01-01 a second time" in problems(holidays=twice)[0]


def test_an_empty_list_of_holidays_may_be_meant() -> None:
    only = data(holidays=[])

    assert read_calendar(only, "geneva-2031.toml").holidays == ()


def test_a_file_that_cannot_be_read_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "bad.toml").write_text("calendar = ", encoding="utf-8")
    for name, words in {
        "gone.toml": "No such file",
        "latin.toml": "not UTF-8",
        "bad.toml": "what TOML does not allow",
    }.items():
        with pytest.raises(CalendarError, match=words):
            load_calendar(tmp_path / name)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.floats(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["value", "source", "custom", "date", "name", "cite", "read", "days"]
                ),
                inner,
                max_size=4,
            )
        ),
    ),
    st.sampled_from(["calendar", "station", "year", "sources", "days", "holidays", "recesses"]),
)
def test_whatever_stands_in_a_file_it_is_read_or_refused(value: Part, key: str) -> None:
    with suppress(CalendarError):
        read_calendar({**data(), key: value}, "geneva-2031.toml")


def test_a_list_that_the_secretariat_adds_is_known_at_once(tmp_path: Path) -> None:
    (tmp_path / "geneva-2031.toml").write_text(GENEVA, encoding="utf-8")
    with pytest.raises(NoCalendar):
        known("geneva")

    learn(load_folder(tmp_path))

    assert known("geneva").add(date(2031, 1, 2), 1) == date(2031, 1, 3)


def test_a_list_that_is_added_stands_in_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    text = GENEVA.replace("geneva", "vienna").replace("2031", "2023")
    (tmp_path / "vienna-2023.toml").write_text(text, encoding="utf-8")

    learn(load_folder(tmp_path))

    assert known("vienna").title == "Made-up Office, Geneva"
    assert len(all_years()) == len(shipped())
    forget_added()
    assert known("vienna").title == "United Nations, Vienna"


def test_an_installation_knows_the_lists_of_its_folder_when_it_starts(tmp_path: Path) -> None:
    (tmp_path / "geneva-2031.toml").write_text(GENEVA, encoding="utf-8")
    database = f"sqlite:///{tmp_path / 'never-opened.db'}"

    build_register(Settings(database_url=database, calendars_folder=str(tmp_path)))

    assert known("geneva").years[0].year == 2031


def test_the_problems_of_all_files_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    for year in (2032, 2033):
        text = GENEVA.replace("2031", str(year)).replace('cite = "', 'cites = "')
        (tmp_path / f"geneva-{year}.toml").write_text(text, encoding="utf-8")

    with pytest.raises(CalendarError) as caught:
        load_folder(tmp_path)

    assert {problem.where.partition("/")[0] for problem in caught.value.problems} == {
        "geneva-2032.toml",
        "geneva-2033.toml",
    }


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalendarError, match="no folder"):
        load_folder(tmp_path / "gone")
