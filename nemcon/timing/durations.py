"""Lengths of a period, as rules of procedure state them, and the instant at which they end.

Hours are hours on the clock and are added in UTC, so that seventy-two hours are seventy-two
hours when daylight saving begins. Days, weeks and months are counted on the calendar of the
body's zone and keep the hour of the day. A month that has no such day ends on its last day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, Protocol

from nemcon.language import _, ngettext
from nemcon.timing.zones import (
    TimeError,
    from_wall_clock,
    from_wall_clock_or_later,
    to_wall_clock,
)


class Unit(StrEnum):
    """What a period is counted in."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class UnreadableDuration(TimeError):
    """The text is not a length of time in a known form."""

    code = "unreadable-duration"


class NoCalendar(TimeError):
    """Working days cannot be counted without the official holidays of the duty station."""

    code = "no-calendar"


class TooFarAhead(TimeError):
    """The period would end after the last date that can be written."""

    code = "too-far-ahead"


class WorkingDays(Protocol):
    """A duty station's calendar, as far as a period needs it."""

    def add(self, start: date, days: int) -> date:
        """The date on which the `days`-th working day after `start` falls."""
        ...


@dataclass(frozen=True, slots=True)
class Duration:
    """A length such as "72 hours" or "10 working days"; `amount` is positive."""

    amount: int
    unit: Unit

    @property
    def longer_than_a_century(self) -> bool:
        """Whether nobody alive could wait for its end, so that it must be a slip."""
        return self.amount > _IN_A_CENTURY[self.unit]

    def __str__(self) -> str:
        """The length in words, such as "1 hour", in the language that is spoken."""
        return _IN_WORDS[self.unit](self.amount)


_IN_WORDS: Final[Mapping[Unit, Callable[[int], str]]] = {
    Unit.MINUTES: lambda n: ngettext("{n} minute", "{n} minutes", n),
    Unit.HOURS: lambda n: ngettext("{n} hour", "{n} hours", n),
    Unit.DAYS: lambda n: ngettext("{n} day", "{n} days", n),
    Unit.WORKING_DAYS: lambda n: ngettext("{n} working day", "{n} working days", n),
    Unit.WEEKS: lambda n: ngettext("{n} week", "{n} weeks", n),
    Unit.MONTHS: lambda n: ngettext("{n} month", "{n} months", n),
    Unit.YEARS: lambda n: ngettext("{n} year", "{n} years", n),
}
_IN_A_CENTURY: Final = {
    Unit.MINUTES: 100 * 366 * 24 * 60,
    Unit.HOURS: 100 * 366 * 24,
    Unit.DAYS: 100 * 366,
    Unit.WORKING_DAYS: 100 * 366,
    Unit.WEEKS: 100 * 53,
    Unit.MONTHS: 100 * 12,
    Unit.YEARS: 100,
}
_UNITS: Final = {
    "min": Unit.MINUTES,
    "minute": Unit.MINUTES,
    "h": Unit.HOURS,
    "hour": Unit.HOURS,
    "d": Unit.DAYS,
    "day": Unit.DAYS,
    "calendar day": Unit.DAYS,
    "cd": Unit.DAYS,
    "wd": Unit.WORKING_DAYS,
    "working day": Unit.WORKING_DAYS,
    "w": Unit.WEEKS,
    "week": Unit.WEEKS,
    "mo": Unit.MONTHS,
    "month": Unit.MONTHS,
    "y": Unit.YEARS,
    "year": Unit.YEARS,
}
_FORM: Final = re.compile(r"\s*(\d{1,5})\s*([a-z]+(?: [a-z]+)?)\s*", re.IGNORECASE)


def parse_duration(text: str) -> Duration:
    """Read "72h", "3 days", "10 working days", "6 months". Raises `UnreadableDuration`."""
    match = _FORM.fullmatch(text)
    word = match[2].lower() if match else ""
    unit = _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))
    if match is None or unit is None or int(match[1]) == 0:
        message = _(
            "{text} is not a length of time; write it like 72h, 3 days, 10 working days, "
            "4 weeks or 6 months.",
            text=repr(text),
        )
        raise UnreadableDuration(message)
    return Duration(int(match[1]), unit)


def end_of(
    start: datetime,
    length: Duration,
    zone_name: str,
    *,
    hour: time | None = None,
    working_days: WorkingDays | None = None,
) -> datetime:
    """The UTC instant at which a period of `length` that begins at `start` ends.

    `hour` is the hour of the day, in `zone_name`, at which periods counted in days end; without
    it they end at the hour at which they began. Raises `NoCalendar`, `TooFarAhead`, and the errors
    of `from_wall_clock` when the hour does not exist, or exists twice, on the last day.
    """
    end = _end(start, length, zone_name, hour, working_days)
    return end if end.tzinfo else from_wall_clock(end, zone_name)


def lapse_of(
    start: datetime,
    length: Duration,
    zone_name: str,
    *,
    working_days: WorkingDays | None = None,
) -> datetime:
    """The UTC instant at which a time that nobody fixed runs out, such as that for consultation.

    Unlike a deadline it cannot be refused, so an hour that the clocks skip is moved on. Raises
    `NoCalendar` and `TooFarAhead`.
    """
    end = _end(start, length, zone_name, None, working_days)
    return end if end.tzinfo else from_wall_clock_or_later(end, zone_name)


def begin_of(end: datetime, length: Duration, zone_name: str) -> datetime:
    """The UTC instant that lies `length` before `end`: when a reminder falls due.

    Hours and minutes are subtracted in UTC; days and weeks count twenty-four hours each, since a
    reminder may fall a little off the hour but must never fall on one that does not exist.
    """
    hours = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.WEEKS: 7 * 24}
    if length.unit is Unit.MINUTES:
        return end.astimezone(UTC) - timedelta(minutes=length.amount)
    if length.unit in hours:
        return end.astimezone(UTC) - timedelta(hours=hours[length.unit] * length.amount)
    day = to_wall_clock(end, zone_name)
    months = length.amount * (12 if length.unit is Unit.YEARS else 1)
    if length.unit is Unit.WORKING_DAYS:
        message = _("A reminder is set in hours, days, weeks or months, not in working days.")
        raise UnreadableDuration(message)
    return (day + (add_months(day.date(), -months) - day.date())).astimezone(UTC)


def _end(
    start: datetime,
    length: Duration,
    zone_name: str,
    hour: time | None,
    working_days: WorkingDays | None,
) -> datetime:
    """The end in UTC for what is counted on the clock, else on the wall clock and naive."""
    try:
        if length.unit is Unit.MINUTES:
            return start.astimezone(UTC) + timedelta(minutes=length.amount)
        if length.unit is Unit.HOURS:
            return start.astimezone(UTC) + timedelta(hours=length.amount)
        wall = to_wall_clock(start, zone_name).replace(tzinfo=None)
        day = _last_day(wall.date(), length, working_days)
        return datetime.combine(day, hour or wall.time())
    except TimeError:
        raise
    except (OverflowError, ValueError) as error:
        message = _("A period of {length} would not end in this era.", length=str(length))
        raise TooFarAhead(message) from error


def _last_day(first: date, length: Duration, working_days: WorkingDays | None) -> date:
    match length.unit:
        case Unit.WEEKS:
            return first + timedelta(weeks=length.amount)
        case Unit.MONTHS:
            return add_months(first, length.amount)
        case Unit.YEARS:
            return add_months(first, 12 * length.amount)
        case Unit.WORKING_DAYS:
            if working_days is None:
                message = _(
                    "Working days cannot be counted: no list of official holidays is given for "
                    "this duty station. Give the deadline as a date and an hour."
                )
                raise NoCalendar(message)
            return working_days.add(first, length.amount)
        case _:
            return first + timedelta(days=length.amount)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
