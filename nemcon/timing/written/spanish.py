"""Spanish: "viernes 19 de junio de 2020, a las 18.00 horas".

Days and hours are those of the manual of the Spanish translation service of the United Nations
(onutraduccion.wordpress.com/manual/ortografia/fechas): "el jueves 7 de enero a las 15.00 horas".
The comma before the hour, and how midnight is written, are custom.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from nemcon.timing.written.manner import Manner, is_midnight, on_the_clock, short_dates

_DAYS: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS: Final = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
_SHORT: Final = (
    "ene.",
    "feb.",
    "mar.",
    "abr.",
    "mayo",
    "jun.",
    "jul.",
    "ago.",
    "sep.",
    "oct.",
    "nov.",
    "dic.",
)


def _brief(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.day} de {_MONTHS[day.month - 1]}"


def _day(day: date) -> str:
    return f"{_brief(day)} de {day.year}"


def _annual(month: int, day: int) -> str:
    return f"{day} de {_MONTHS[month - 1]}"


def _hour(wall: datetime) -> str:
    night = " (medianoche)" if is_midnight(wall) else ""
    return f"{on_the_clock(wall, '.')} horas{night}"


def _hours(first: datetime, last: datetime) -> str:
    return f"de {on_the_clock(first, '.')} a {_hour(last)}"


def _midnight(day: str, before: str, brief: str) -> str:
    return f"{day}, a las 0.00 horas, medianoche entre el {before} y el {brief}"


SPANISH: Final = Manner(
    day=_day,
    brief=_brief,
    annual=_annual,
    tick=short_dates(_SHORT),
    hour=_hour,
    at="{day}, a las {hour}",
    midnight=_midnight,
    hours=_hours,
    within="{day}, {hours}",
    between="del {first} al {last}",
    zoned="{moment} ({zone})",
)
