"""A duty station's calendar: which days are worked, and how working days are counted.

Every day that is looked at has to lie in a year whose official holidays are known. A year without
a list is refused, since the days are set anew for each year and no formula finds them. Half days
are not known here: a day is worked or it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from nemcon.language import _
from nemcon.timing.durations import NoCalendar
from nemcon.timing.zones import TimeError

DAY: Final = timedelta(days=1)


class NoBoardDays(TimeError):
    """The calendar does not say on which days a Board meets."""

    code = "no-board-days"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a value was read: `basis` is "source", "secondary" or "custom"."""

    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """An official holiday of one duty station."""

    day: date
    name: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Recess:
    """Days, both ends included, on which the body does not conduct business."""

    first: date
    last: date
    name: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week, Monday being 1, and where that was read."""

    days: frozenset[int]
    citation: Citation


@dataclass(frozen=True, slots=True)
class CutOff:
    """The hour from which what is received counts as received on the next working day."""

    hour: time
    citation: Citation


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year of one duty station, as its file says it. `origin` names the file."""

    station: str
    year: int
    title: str
    origin: str
    holidays: tuple[Holiday, ...]
    weekend: Weekdays
    board: Weekdays | None = None
    recesses: tuple[Recess, ...] = ()
    cut_off: CutOff | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A duty station's calendar over the years whose lists are known, in their order."""

    station: str
    years: tuple[CalendarYear, ...]

    @property
    def title(self) -> str:
        """The name of the duty station, as its latest list gives it."""
        return self.years[-1].title if self.years else self.station

    def year_of(self, day: date) -> CalendarYear:
        """The list of the year in which `day` lies. Raises `NoCalendar`."""
        for year in self.years:
            if year.year == day.year:
                return year
        listed = ", ".join(str(year.year) for year in self.years) or _("no year")
        message = _(
            "The official holidays of {station} in {year} are not known (there are lists "
            "for {listed}), so working days cannot be counted. Give the deadline as a date and "
            "an hour, or add the list for {year}.",
            station=self.title,
            year=day.year,
            listed=listed,
        )
        raise NoCalendar(message)

    def holiday(self, day: date) -> Holiday | None:
        """The official holiday that falls on that day. Raises `NoCalendar`."""
        return next((found for found in self.year_of(day).holidays if found.day == day), None)

    def is_weekend(self, day: date) -> bool:
        """Whether the day belongs to the weekend of the duty station. Raises `NoCalendar`."""
        return day.isoweekday() in self.year_of(day).weekend.days

    def is_worked(self, day: date) -> bool:
        """Whether the day is a working day. Raises `NoCalendar`."""
        return not self.is_weekend(day) and self.holiday(day) is None

    def recess(self, day: date) -> Recess | None:
        """The recess in which the day lies. Raises `NoCalendar`."""
        recesses = self.year_of(day).recesses
        return next((found for found in recesses if found.first <= day <= found.last), None)

    def is_board_day(self, day: date) -> bool:
        """Whether the Board may meet: on its weekday, a working day, out of recess.

        Raises `NoCalendar`, and `NoBoardDays` where the list of the year names none.
        """
        board = self.year_of(day).board
        if board is None:
            message = _(
                "The calendar of {station} for {year} does not say on which days of the "
                "week the Board meets.",
                station=self.title,
                year=day.year,
            )
            raise NoBoardDays(message)
        return day.isoweekday() in board.days and self.is_worked(day) and not self.recess(day)

    def add(self, start: date, days: int) -> date:
        """The date of the `days`-th working day after `start`, which itself is not counted.

        Raises `NoCalendar`.
        """
        return self._step(start, days, DAY)

    def subtract(self, end: date, days: int) -> date:
        """The date of the `days`-th working day before `end`, which itself is not counted.

        Raises `NoCalendar`.
        """
        return self._step(end, days, -DAY)

    def count(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and including `last`.

        Raises `NoCalendar`.
        """
        return sum(self.is_worked(day) for day in days_after(first, last))

    def next_working_day(self, day: date) -> date:
        """That day if it is worked, or the first working day after it. Raises `NoCalendar`."""
        while not self.is_worked(day):
            day += DAY
        return day

    def next_board_day(self, day: date) -> date:
        """That day if the Board may meet on it, or the first such day after it.

        Raises `NoCalendar` and `NoBoardDays`.
        """
        while not self.is_board_day(day):
            day += DAY
        return day

    def out_of_recess(self, day: date) -> date:
        """That day if it lies in no recess, or the first working day after the recess.

        Raises `NoCalendar`.
        """
        while (recess := self.recess(day)) is not None:
            day = self.next_working_day(recess.last + DAY)
        return day

    def counts_from(self, wall: datetime) -> date:
        """The day as of which something counts that the clocks of the duty station date `wall`.

        What comes at the cut-off hour or later, or on a day that is not worked, counts as of the
        next working day where there is a cut-off; without one, every day counts as itself. Raises
        `NoCalendar`.
        """
        day = wall.date()
        cut_off = self.year_of(day).cut_off
        if cut_off is None:
            return day
        return self.next_working_day(day + DAY if wall.time() >= cut_off.hour else day)

    def _step(self, day: date, days: int, step: timedelta) -> date:
        if days < 0:
            raise ValueError("Working days are counted forwards or backwards, not below nothing.")
        while days:
            day += step
            days -= self.is_worked(day)
        return day


def days_after(first: date, last: date) -> Iterator[date]:
    """The days after `first`, up to and including `last`."""
    while first < last:
        first += DAY
        yield first
