"""How an instant is written, so that every page, letter and document writes it alike.

Dates and hours follow the practice of United Nations documents in the language that is spoken (see
`nemcon.timing.written`): in English "6 p.m.", "6.30 p.m.", "12 noon".
The zone is always named, with its offset, because a delegation in another place reads it too.
Midnight belongs to two days, and readers differ on which: it is written between both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from nemcon.language import _, ngettext, spoken
from nemcon.timing.deadline import Deadline
from nemcon.timing.written import places
from nemcon.timing.written.arabic import ARABIC
from nemcon.timing.written.chinese import CHINESE
from nemcon.timing.written.english import ENGLISH
from nemcon.timing.written.french import FRENCH
from nemcon.timing.written.manner import Manner, is_midnight
from nemcon.timing.written.russian import RUSSIAN
from nemcon.timing.written.spanish import SPANISH
from nemcon.timing.zones import to_wall_clock, whole_minutes

_MANNERS: Final[Mapping[str, Manner]] = {
    "ar": ARABIC,
    "zh": CHINESE,
    "en": ENGLISH,
    "fr": FRENCH,
    "ru": RUSSIAN,
    "es": SPANISH,
}


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
    return _manner().hour(wall)


def write_hours(begins: datetime, ends: datetime) -> str:
    """From which hour of a day to which: "12 noon to 2 p.m."."""
    return _manner().hours(begins, ends)


def write_date(wall: date) -> str:
    """The date as "Friday, 19 June 2020"."""
    return _manner().day(wall)


def write_day_of_year(month: int, day: int) -> str:
    """A day of every year as "1 July"."""
    return _manner().annual(month, day)


def write_tick(wall: date, *, with_year: bool) -> str:
    """The date as short as it stands on an axis: "19 Jun 2020", or "19 Jun"."""
    return _manner().tick(wall, with_year)


def write_day_and_hour(wall: datetime) -> str:
    """The date and the hour as "Friday, 19 June 2020, 6 p.m.".

    Midnight is "12 midnight between Thursday, 18 June, and Friday, 19 June 2020", which nobody can
    take for another day.
    """
    return _manner().moment(wall)


def write_instant(instant: datetime, zone_name: str) -> str:
    """The instant as "Friday, 19 June 2020, 6 p.m. (Vienna time, UTC+2)"."""
    wall = to_wall_clock(instant, zone_name)
    return _zoned(_manner().moment(wall), wall, zone_name)


def write_span(begins: datetime, ends: datetime, zone_name: str) -> str:
    """From when to when: "Tuesday, 7 July 2020, 12 noon to 2 p.m. (Vienna time, UTC+2)".

    The zone is that of the end.
    """
    first, last = to_wall_clock(begins, zone_name), to_wall_clock(ends, zone_name)
    return _zoned(_manner().span(first, last), last, zone_name)


def city_of(zone_name: str) -> str:
    """The place that a zone is named after: "Vienna"; the name itself where it is after none."""
    return places.place(zone_name)


def write_zone(zone_name: str) -> str:
    """What the time of the zone is called: "Vienna time"; "UTC" is called so everywhere."""
    return zone_name if zone_name == "UTC" else places.time_of(zone_name)


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
        return _("less than a minute")
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        said
        for amount, said in (
            (days, ngettext("{n} day", "{n} days", days)),
            (hours, ngettext("{n} hour", "{n} hours", hours)),
            (minutes, ngettext("{n} minute", "{n} minutes", minutes)),
        )
        if amount
    ]
    if len(parts) == 1:
        return parts[0]
    # Translators: a length of time in two units, such as "2 days 3 hours".
    return _("{larger} {smaller}", larger=parts[0], smaller=parts[1])


def write_utc(instant: datetime) -> str:
    """The instant for machines and logs: "2020-06-19T16:00:00Z", microseconds only if any."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _manner() -> Manner:
    return _MANNERS[spoken().code]


def _rule(deadline: Deadline) -> str:
    wall = to_wall_clock(deadline.instant, deadline.zone)
    hour, day = write_hour(wall), write_date(wall - timedelta(days=1))
    midnight = is_midnight(wall)
    # Translators: {hour} is "6 p.m.", "18 heures", "18.00 horas", "18 ч. 00 м.", "下午6时",
    # "الساعة 18:00"; {day} is a date with its weekday.
    if deadline.end_included and midnight:
        return _(
            "What is received up to and including {hour} exactly, the end of {day}, is in time.",
            hour=hour,
            day=day,
        )
    if deadline.end_included:
        return _("What is received up to and including {hour} exactly is in time.", hour=hour)
    if midnight:
        return _(
            "What is received before {hour}, the end of {day}, is in time; "
            "what is received at {hour} or later is late.",
            hour=hour,
            day=day,
        )
    return _(
        "What is received before {hour} is in time; what is received at {hour} or later is late.",
        hour=hour,
    )


def _zoned(written: str, wall: datetime, zone_name: str) -> str:
    """What was written, with the zone and its offset at that time."""
    manner = _manner()
    if zone_name == "UTC":
        return manner.zoned.format(moment=written, zone="UTC")
    minutes = whole_minutes(wall.utcoffset())
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    offset = f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}"
    named = f"{write_zone(zone_name)}{manner.comma}{offset}"
    return manner.zoned.format(moment=written, zone=named)
