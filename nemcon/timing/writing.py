"""How an instant is written, so that every page, letter and document writes it alike.

The hour follows the practice of United Nations documents: "6 p.m.", "6.30 p.m.", "12 noon".
The zone is always named, with its offset, because a delegation in another place reads it too.
Midnight belongs to two days, and readers differ on which: it is written between both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from nemcon.timing.deadline import Deadline
from nemcon.timing.zones import to_wall_clock, whole_minutes

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
_CITIES: Final = {
    "Asuncion": "Asunci\u00f3n",
    "Bogota": "Bogot\u00e1",
    "Cordoba": "C\u00f3rdoba",
    "Curacao": "Cura\u00e7ao",
    "Ho_Chi_Minh": "Ho Chi Minh City",
    "Kiev": "Kyiv",
    "Lome": "Lom\u00e9",
    "Ndjamena": "N'Djamena",
    "Noumea": "Noum\u00e9a",
    "Reunion": "R\u00e9union",
    "Sao_Paulo": "S\u00e3o Paulo",
    "Sao_Tome": "S\u00e3o Tom\u00e9",
    "Tirane": "Tirana",
}
"""The places that the time-zone database does not spell as English does."""


@dataclass(frozen=True, slots=True)
class WrittenDeadline:
    """One deadline as it stands on every surface.

    `recipient` is empty when the reader's zone is not known or is the body's own.
    """

    body: str
    utc: str
    recipient: str
    rule: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The deadline in the body's zone, in the reader's and in UTC, each where it differs."""
        written = dict.fromkeys((self.body, self.recipient, self.utc))
        return tuple(line for line in written if line)


def write_hour(wall: datetime) -> str:
    """The hour as "6 p.m.", "6.30 p.m.", "12 noon" or "12 midnight", with seconds if any."""
    if (wall.minute, wall.second) == (0, 0) and wall.hour in (0, 12):
        return "12 noon" if wall.hour else "12 midnight"
    hour = wall.hour % 12 or 12
    minutes = f".{wall.minute:02}" if wall.minute or wall.second else ""
    seconds = f".{wall.second:02}" if wall.second else ""
    return f"{hour}{minutes}{seconds} {'p.m.' if wall.hour >= 12 else 'a.m.'}"  # noqa: PLR2004 - noon


def write_date(wall: datetime) -> str:
    """The date as "Friday, 19 June 2020"."""
    return f"{_DAYS[wall.weekday()]}, {wall.day} {_MONTHS[wall.month - 1]} {wall.year}"


def write_day_and_hour(wall: datetime) -> str:
    """The date and the hour as "Friday, 19 June 2020, 6 p.m.".

    Midnight is "12 midnight between Thursday, 18 June, and Friday, 19 June 2020", which nobody can
    take for another day.
    """
    if not _is_midnight(wall):
        return f"{write_date(wall)}, {write_hour(wall)}"
    before = write_date(wall - timedelta(days=1))
    if wall.month == wall.day == 1:
        return f"{write_hour(wall)} between {before}, and {write_date(wall)}"
    return f"{write_hour(wall)} between {before.rpartition(' ')[0]}, and {write_date(wall)}"


def write_instant(instant: datetime, zone_name: str) -> str:
    """The instant as "Friday, 19 June 2020, 6 p.m. (Vienna time, UTC+2)"."""
    wall = to_wall_clock(instant, zone_name)
    return f"{write_day_and_hour(wall)} ({_zone_in_words(wall, zone_name)})"


def city_of(zone_name: str) -> str:
    """The place that a zone is named after: "Vienna"; the name itself where it is after none."""
    city = zone_name.rsplit("/", 1)[-1]
    return _CITIES.get(city, city.replace("_", " "))


def write_deadline(deadline: Deadline, reader_zone: str | None = None) -> WrittenDeadline:
    """The deadline in the body's zone, in UTC and in the reader's zone, with its rule."""
    elsewhere = reader_zone if reader_zone not in (None, deadline.zone, "UTC") else None
    return WrittenDeadline(
        body=write_instant(deadline.instant, deadline.zone),
        utc=write_instant(deadline.instant, "UTC"),
        recipient=write_instant(deadline.instant, elsewhere) if elsewhere else "",
        rule=_rule(deadline),
    )


def write_length(length: timedelta) -> str:
    """A length of time in its two largest units, rounded down: "2 days 3 hours"."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return "less than a minute"
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        f"{amount} {unit if amount == 1 else unit + 's'}"
        for amount, unit in ((days, "day"), (hours, "hour"), (minutes, "minute"))
        if amount
    ]
    return " ".join(parts[:2])


def write_utc(instant: datetime) -> str:
    """The instant for machines and logs: "2020-06-19T16:00:00Z", microseconds only if any."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _rule(deadline: Deadline) -> str:
    wall = to_wall_clock(deadline.instant, deadline.zone)
    hour = write_hour(wall)
    day = f", the end of {write_date(wall - timedelta(days=1))}," if _is_midnight(wall) else ""
    if deadline.end_included:
        return f"What is received up to and including {hour} exactly{day} is in time."
    late = f"what is received at {hour} or later is late."
    return f"What is received before {hour}{day} is in time; {late}"


def _is_midnight(wall: datetime) -> bool:
    return (wall.hour, wall.minute, wall.second) == (0, 0, 0)


def _zone_in_words(wall: datetime, zone_name: str) -> str:
    if zone_name == "UTC":
        return "UTC"
    minutes = whole_minutes(wall.utcoffset())
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{city_of(zone_name)} time, UTC{sign}{hours}{f':{rest:02}' if rest else ''}"
