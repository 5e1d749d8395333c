"""The calendars that are known: those that ship, and those that a secretariat added.

`known` answers with the calendar of a duty station. A list that was added stands in the place of
the shipped one of the same station and year, since a secretariat knows its own circular best.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from nemcon.language import _
from nemcon.timing.calendar_files import CalendarError, read_calendar_text
from nemcon.timing.data_files import Problem
from nemcon.timing.durations import NoCalendar
from nemcon.timing.working_days import Calendar, CalendarYear, Citation, Weekdays

WEEKDAYS: Final = "weekdays"
_added: Final[dict[tuple[str, int], CalendarYear]] = {}


@cache
def shipped() -> tuple[CalendarYear, ...]:
    """The lists that come with the product, by station and year."""
    folder = files("nemcon.timing") / "stations"
    lists = [
        read_calendar_text(entry.read_text(encoding="utf-8"), entry.name)
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    ]
    return tuple(sorted(lists, key=lambda year: (year.station, year.year)))


def all_years() -> tuple[CalendarYear, ...]:
    """Every list that is known, by station and year."""
    lists = {(year.station, year.year): year for year in shipped()} | _added
    return tuple(lists[key] for key in sorted(lists))


def stations() -> tuple[str, ...]:
    """The duty stations of which at least one year is known."""
    return tuple(dict.fromkeys(year.station for year in all_years()))


def all_names() -> tuple[str, ...]:
    """Every name that `known` answers to."""
    return (*stations(), WEEKDAYS)


@cache
def _weekdays() -> Calendar:
    """Every day from Monday to Friday is worked: for bodies that keep no list of holidays."""
    weekend = Weekdays(frozenset({6, 7}), Citation("custom", "a body without a list of holidays"))
    return Calendar(
        WEEKDAYS,
        tuple(
            CalendarYear(WEEKDAYS, year, "Monday to Friday", "built in", (), weekend)
            for year in range(1990, 2151)
        ),
    )


def known(station: str) -> Calendar:
    """The calendar of that duty station. Raises `NoCalendar` where no year of it is known.

    `WEEKDAYS` names no station: under it every day from Monday to Friday is worked.
    """
    if station == WEEKDAYS:
        return _weekdays()
    years = tuple(year for year in all_years() if year.station == station)
    if not years:
        message = _(
            "The official holidays of {station} are not known (there are lists for "
            "{listed}), so working days cannot be counted. Give the deadline as "
            "a date and an hour, or name the folder of your own lists (--calendars, or "
            "NEMCON_CALENDARS_FOLDER).",
            station=repr(station),
            listed=", ".join(all_names()),
        )
        raise NoCalendar(message)
    return Calendar(station, years)


def load_calendar(path: str | Path) -> CalendarYear:
    """The list in that file. Raises `CalendarError`, which names everything wrong in it."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        problem = Problem(str(path), error.strerror or "nothing", "a file that can be read")
    except UnicodeDecodeError:
        problem = Problem(str(path), "bytes that are not UTF-8", "a TOML file in UTF-8")
    else:
        return read_calendar_text(text, file.name)
    raise CalendarError((problem,))


def load_folder(folder: str | Path) -> tuple[CalendarYear, ...]:
    """Every list in a folder. Raises `CalendarError` with the problems of all files at once."""
    place = Path(folder)
    if not place.is_dir():
        raise CalendarError((Problem(str(folder), "no folder", "a folder of TOML files"),))
    lists: dict[tuple[str, int], CalendarYear] = {}
    problems: list[Problem] = []
    for path in sorted(place.glob("*.toml")):
        try:
            year = load_calendar(path)
        except CalendarError as error:
            problems += error.problems
            continue
        first = lists.setdefault((year.station, year.year), year)
        if first is not year:
            found = f"a second list of {year.station} for {year.year}"
            problems.append(Problem(path.name, found, f"one; the other is {first.origin}"))
    if problems:
        raise CalendarError(tuple(problems))
    return tuple(lists.values())


def learn(years: Iterable[CalendarYear]) -> None:
    """Let these lists be known from now on, in the place of others of the same year."""
    _added.update({(year.station, year.year): year for year in years})


def forget_added() -> None:
    """Know what ships, and nothing else."""
    _added.clear()
