"""Calendars as files: one duty station and one year each, read and checked to the last key.

A bad file is refused with everything that is wrong in it at once, each with the place, what was
found there and what belongs there, so that a secretariat corrects it in one go.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

from nemcon.timing.data_files import DataFileError, Problem, Reading, Table, is_table, listed, shown
from nemcon.timing.working_days import (
    CalendarYear,
    Citation,
    CutOff,
    Holiday,
    Recess,
    Weekdays,
)

VERSION: Final = 1
BASES: Final = {"at-source": "source", "secondary": "secondary"}
WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TOP: Final = (
    *("calendar", "station", "year", "title", "about"),
    *("sources", "days", "holidays", "recesses"),
)
DAYS: Final = ("weekend", "board", "cut_off")
CITED: Final = ("source", "custom")
STATION: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
YEARS: Final = range(1900, 2200)
VALUE_FORM: Final = 'a table such as {value = ["saturday", "sunday"], source = "..."}'


class CalendarError(DataFileError):
    """A calendar that cannot be used. `problems` names everything that is wrong in it."""

    code = "bad-calendar"


def read_calendar_text(text: str, origin: str) -> CalendarYear:
    """The list that a file says; `origin` is the file's name. Raises `CalendarError`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = f"what TOML does not allow ({error})"
        raise CalendarError((Problem(origin, found, "a TOML file"),)) from error
    return read_calendar(data, origin)


def read_calendar(data: Table, origin: str) -> CalendarYear:
    """The same for data that was read already. Raises `CalendarError`."""
    reading = _Reading(data, origin)
    found = reading.calendar()
    if reading.problems or found is None:
        raise CalendarError(tuple(reading.problems))
    return found


class _Reading(Reading):
    """Reads one calendar, and collects what is wrong with it."""

    def __init__(self, data: Table, origin: str) -> None:
        super().__init__(data, origin)
        self.sources: dict[str, Citation | None] = {}
        self.used: set[str] = set()
        self.year = 0

    def calendar(self) -> CalendarYear | None:
        """The calendar, as far as it can be read."""
        station, title, about = self._head()
        self._sources()
        days = self._table("days")
        self._only("days", days, DAYS)
        weekend = self._weekdays("weekend", days, required=True)
        board = self._weekdays("board", days, required=False)
        cut_off = self._cut_off(days)
        holidays = tuple(self._holidays())
        recesses = tuple(self._recesses())
        for name in self.sources:
            if name not in self.used:
                self.wrong(f"sources.{name}", "a source that nothing names", "a day that cites it")
        if weekend is None:
            return None
        return CalendarYear(
            station=station,
            year=self.year,
            title=title,
            origin=self.origin,
            holidays=holidays,
            weekend=weekend,
            board=board,
            recesses=recesses,
            cut_off=cut_off,
            about=about,
        )

    def _head(self) -> tuple[str, str, str]:
        self._only("", self.data, TOP)
        version = self.data.get("calendar")
        if version != VERSION or isinstance(version, bool):
            self.wrong("calendar", shown(version), f"the number {VERSION}, the form of this file")
        year = self.data.get("year")
        if isinstance(year, int) and not isinstance(year, bool) and year in YEARS:
            self.year = year
        else:
            self.wrong("year", shown(year), "the year of the list, such as 2023")
        station = self.text("", "station", self.data)
        if station and not STATION.fullmatch(station):
            self.wrong("station", shown(station), "a name such as vienna or new-york")
        name = f"{station}-{self.year}.toml"
        if station and self.year and self.origin != name:
            self.wrong("", shown(self.origin), f'the name "{name}", after its station and year')
        about = self.text("", "about", self.data) if "about" in self.data else ""
        return station, self.text("", "title", self.data), about

    def _sources(self) -> None:
        for name, source in self._table("sources").items():
            where = f"sources.{name}"
            self.sources[name] = None
            if not is_table(source):
                self.wrong(where, shown(source), 'a table {cite = "...", read = "at-source"}')
                continue
            self._only(where, source, ("cite", "read"))
            cite = self.text(where, "cite", source)
            read = source.get("read")
            if not isinstance(read, str) or read not in BASES:
                self.wrong(f"{where}.read", shown(read), f"one of {', '.join(BASES)}")
            elif cite:
                self.sources[name] = Citation(BASES[read], cite)

    def _value(self, name: str, days: Table) -> tuple[object, Citation] | None:
        where, entry = f"days.{name}", days[name]
        if not is_table(entry) or "value" not in entry:
            self.wrong(where, shown(entry), VALUE_FORM)
            return None
        self._only(where, entry, ("value", *CITED))
        citation = self._citation(where, entry)
        return (entry["value"], citation) if citation else None

    def _weekdays(self, name: str, days: Table, *, required: bool) -> Weekdays | None:
        where = f"days.{name}"
        if name not in days:
            if required:
                self.wrong(where, "nothing", VALUE_FORM)
            return None
        pair = self._value(name, days)
        if pair is None:
            return None
        value, citation = pair
        words = listed(value)
        named = [word for word in words if isinstance(word, str) and word in WEEK]
        if not named or named != words or len(set(named)) in (0, len(WEEK)):
            expected = f"some, not all, of {', '.join(WEEK)}, as a list"
            self.wrong(where, shown(value), expected)
            return None
        return Weekdays(frozenset(WEEK.index(word) + 1 for word in named), citation)

    def _cut_off(self, days: Table) -> CutOff | None:
        pair = self._value("cut_off", days) if "cut_off" in days else None
        if pair is None:
            return None
        value, citation = pair
        try:
            hour = time.fromisoformat(str(value))
        except ValueError:
            hour = None
        if hour is None or hour.tzinfo is not None:
            self.wrong("days.cut_off", shown(value), 'an hour such as "17:30"')
            return None
        return CutOff(hour, citation)

    def _holidays(self) -> Iterator[Holiday]:
        seen: set[date] = set()
        entries = list(self._entries("holidays"))
        if not entries and "holidays" not in self.data:
            self.wrong("holidays", "nothing", "the official holidays, each as [[holidays]]")
        for where, entry in entries:
            self._only(where, entry, ("date", "name", *CITED))
            day = self._day(where, "date", entry)
            name, citation = self.text(where, "name", entry), self._citation(where, entry)
            if day is not None and day in seen:
                self.wrong(f"{where}.date", f"{day} a second time", "each day once")
            elif day is not None and name and citation:
                seen.add(day)
                yield Holiday(day, name, citation)

    def _recesses(self) -> Iterator[Recess]:
        for where, entry in self._entries("recesses"):
            self._only(where, entry, ("from", "until", "name", *CITED))
            first, last = self._day(where, "from", entry), self._day(where, "until", entry)
            name, citation = self.text(where, "name", entry), self._citation(where, entry)
            if first is None or last is None:
                continue
            if last < first:
                self.wrong(f"{where}.until", str(last), f"a day that is not before {first}")
            elif name and citation:
                yield Recess(first, last, name, citation)

    def _day(self, where: str, name: str, entry: Table) -> date | None:
        value = entry.get(name)
        day = value if isinstance(value, date) and not isinstance(value, datetime) else None
        if day is None:
            self.wrong(f"{where}.{name}", shown(value), "a date such as 2023-01-02")
        elif self.year and day.year != self.year:
            self.wrong(f"{where}.{name}", str(day), f"a day in {self.year}")
            return None
        return day

    def _citation(self, where: str, entry: Table) -> Citation | None:
        if ("source" in entry) == ("custom" in entry):
            found = "both source and custom" if "source" in entry else "neither source nor custom"
            self.wrong(where, found, "either where it was read or why it is custom")
            return None
        if "custom" in entry:
            reason = self.text(where, "custom", entry)
            return Citation("custom", reason) if reason else None
        name = entry["source"]
        if not isinstance(name, str) or name not in self.sources:
            known = ", ".join(self.sources) or "none yet"
            self.wrong(f"{where}.source", shown(name), f"the name of a source ({known})")
            return None
        self.used.add(name)
        return self.sources[name]

    def _table(self, name: str) -> Table:
        value = self.data.get(name, {})
        if is_table(value):
            return value
        self.wrong(name, shown(value), f"a section [{name}]")
        return {}

    def _entries(self, name: str) -> Iterator[tuple[str, Table]]:
        value = self.data.get(name, [])
        if not isinstance(value, list):
            self.wrong(name, shown(value), f"a list; write each one as [[{name}]]")
            return
        for number, entry in enumerate(listed(self.data.get(name)), start=1):
            if is_table(entry):
                yield f"{name}[{number}]", entry
            else:
                self.wrong(f"{name}[{number}]", shown(entry), f"one day as [[{name}]]")

    def _only(self, where: str, table: Table, known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                place = f"{where}.{name}" if where else name
                self.wrong(place, "a name that no calendar has", f"one of {', '.join(known)}")
