"""Russian: "19 июня 2020 года (пятница), 18 ч. 00 м.".

The year with its word and the hour are those of the records of meetings. The weekday stands in
brackets after the date, so that neither it nor the date changes with the word before them ("до",
"с", a colon): that is custom, and so is how midnight is written.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from nemcon.timing.written.manner import Manner, is_midnight, short_dates

_DAYS: Final = (
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
)
_MONTHS: Final = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_SHORT: Final = (
    "янв.",
    "февр.",
    "марта",
    "апр.",
    "мая",
    "июня",
    "июля",
    "авг.",
    "сент.",
    "окт.",
    "нояб.",
    "дек.",
)


def _brief(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} ({_DAYS[day.weekday()]})"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year} года ({_DAYS[day.weekday()]})"


def _annual(month: int, day: int) -> str:
    return f"{day} {_MONTHS[month - 1]}"


def _hour(wall: datetime) -> str:
    seconds = f" {wall.second:02} с." if wall.second else ""
    night = " (полночь)" if is_midnight(wall) else ""
    return f"{wall.hour} ч. {wall.minute:02} м.{seconds}{night}"


def _hours(first: datetime, last: datetime) -> str:
    return f"с {_hour(first)} до {_hour(last)}"


def _midnight(day: str, before: str, brief: str) -> str:
    return f"{day}, 0 ч. 00 м., полночь с {before} на {brief}"


RUSSIAN: Final = Manner(
    day=_day,
    brief=_brief,
    annual=_annual,
    tick=short_dates(_SHORT),
    hour=_hour,
    at="{day}, {hour}",
    midnight=_midnight,
    hours=_hours,
    within="{day}, {hours}",
    between="с {first} до {last}",
    zoned="{moment} ({zone})",
)
