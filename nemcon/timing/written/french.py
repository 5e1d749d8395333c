"""French: "vendredi 19 juin 2020 à 18 heures", "18 h 30", "midi", "minuit".

Hours are those of the records of meetings, such as A/66/PV.82: "Vendredi 9 décembre 2011, à
15 heures", "15 h 10". That midnight is 0 hours of the day that begins, with its night beside it,
is custom.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from nemcon.timing.written.manner import Manner, is_midnight, is_noon

_DAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_SHORT: Final = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juill.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)


def _number(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _brief(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {_number(day)} {_MONTHS[day.month - 1]}"


def _day(day: date) -> str:
    return f"{_brief(day)} {day.year}"


def _annual(month: int, day: int) -> str:
    return f"{'1er' if day == 1 else day} {_MONTHS[month - 1]}"


def _tick(day: date, with_year: bool) -> str:  # noqa: FBT001 - as `Manner` has it
    return f"{_number(day)} {_SHORT[day.month - 1]}{f' {day.year}' if with_year else ''}"


def _hour(wall: datetime) -> str:
    if is_noon(wall) or is_midnight(wall):
        return "midi" if wall.hour else "minuit"
    if wall.second:
        return f"{wall.hour} h {wall.minute:02} min {wall.second:02} s"
    if wall.minute:
        return f"{wall.hour} h {wall.minute:02}"
    return f"{wall.hour} heure{'s' if wall.hour > 1 else ''}"


def _hours(first: datetime, last: datetime) -> str:
    return f"de {_hour(first)} à {_hour(last)}"


def _midnight(day: str, before: str, brief: str) -> str:
    return f"{day} à 0 heure, minuit entre le {before} et le {brief}"


FRENCH: Final = Manner(
    day=_day,
    brief=_brief,
    annual=_annual,
    tick=_tick,
    hour=_hour,
    at="{day} à {hour}",
    midnight=_midnight,
    hours=_hours,
    within="{day}, {hours}",
    between="du {first} au {last}",
    zoned="{moment} ({zone})",
)
