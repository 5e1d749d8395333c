"""English: "Friday, 19 June 2020, 6 p.m.", "6.30 p.m.", "12 noon", "12 midnight"."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from nemcon.timing.written.manner import NOON, Manner, is_midnight, is_noon, short_dates

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LETTERS: Final = 3


def _brief(day: date) -> str:
    return f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]}"


def _day(day: date) -> str:
    return f"{_brief(day)} {day.year}"


def _annual(month: int, day: int) -> str:
    return f"{day} {_MONTHS[month - 1]}"


def _hour(wall: datetime) -> str:
    if is_midnight(wall) or is_noon(wall):
        return "12 noon" if wall.hour else "12 midnight"
    hour = wall.hour % NOON or NOON
    minutes = f".{wall.minute:02}" if wall.minute or wall.second else ""
    seconds = f".{wall.second:02}" if wall.second else ""
    return f"{hour}{minutes}{seconds} {'p.m.' if wall.hour >= NOON else 'a.m.'}"


def _hours(first: datetime, last: datetime) -> str:
    return f"{_hour(first)} to {_hour(last)}"


def _midnight(day: str, before: str, _brief: str) -> str:
    return f"12 midnight between {before}, and {day}"


class _English(Manner):
    """English names both days of a midnight first, so that an hour may follow it."""

    __slots__ = ()

    def span(self, first: datetime, last: datetime) -> str:
        """From when to when; the date once where it is one."""
        if first.date() == last.date():
            return self.between.format(first=self.moment(first), last=self.hour(last))
        return Manner.span(self, first, last)


ENGLISH: Final = _English(
    day=_day,
    brief=_brief,
    annual=_annual,
    tick=short_dates(tuple(month[:_LETTERS] for month in _MONTHS)),
    hour=_hour,
    at="{day}, {hour}",
    midnight=_midnight,
    hours=_hours,
    within="{day}, {hours}",
    between="{first} to {last}",
    zoned="{moment} ({zone})",
)
