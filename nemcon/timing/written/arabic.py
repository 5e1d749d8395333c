"""Arabic: "الجمعة، 19 حزيران/يونيه 2020، الساعة 18:00", with both names of the month.

The months are those of documents of the United Nations, of which five were seen in stored texts
(February, June, July, October, November; September on the pages of the General Assembly). The
hour in digits from 0 to 23, with a colon, and how midnight is written, are custom. `hour` begins
with the word for "hour", so that a preposition may stand before it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from nemcon.timing.written.manner import Manner, is_midnight, on_the_clock, short_dates

_DAYS: Final = (
    "الاثنين",
    "الثلاثاء",
    "الأربعاء",
    "الخميس",
    "الجمعة",
    "السبت",
    "الأحد",
)
_MONTHS: Final = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيه",
    "تموز/يوليه",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)


def _brief(day: date) -> str:
    return f"{_DAYS[day.weekday()]}، {day.day} {_MONTHS[day.month - 1]}"


def _day(day: date) -> str:
    return f"{_brief(day)} {day.year}"


def _annual(month: int, day: int) -> str:
    return f"{day} {_MONTHS[month - 1]}"


def _digits(wall: datetime) -> str:
    return f"{'0' if wall.hour < 10 else ''}{on_the_clock(wall, ':')}"  # noqa: PLR2004 - two digits


def _hour(wall: datetime) -> str:
    night = " (منتصف الليل)" if is_midnight(wall) else ""
    return f"الساعة {_digits(wall)}{night}"


def _hours(first: datetime, last: datetime) -> str:
    return f"من {_hour(first)} إلى {_hour(last)}"


def _midnight(day: str, before: str, brief: str) -> str:
    return f"{day}، الساعة 00:00، منتصف الليل بين {before} و{brief}"


ARABIC: Final = Manner(
    day=_day,
    brief=_brief,
    annual=_annual,
    tick=short_dates(_MONTHS),
    hour=_hour,
    at="{day}، {hour}",
    midnight=_midnight,
    hours=_hours,
    within="{day}، {hours}",
    between="من {first} إلى {last}",
    zoned="{moment} ({zone})",
    comma="، ",
)
