"""Wall-clock time and the instant it names.

A wall-clock time that the clocks skipped, or showed twice, names no single instant: it is
refused here and never guessed, so that nobody has to argue later about which hour was meant.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nemcon.language import _


class TimeError(ValueError):
    """A time that cannot be used. `code` is stable; the message is for people.

    TimeError
    ├── UnknownZone            no such zone
    ├── NonexistentLocalTime   the clocks were put forward over it
    ├── AmbiguousLocalTime     the clocks were put back over it
    ├── UnreadableDuration     a period that is not in a known form
    ├── NoCalendar             working days were asked for without a calendar
    ├── NoBoardDays            a Board day was asked for, and the calendar names none
    └── TooFarAhead            the period ends after the last date that can be written
    """

    code = "bad-time"


class UnknownZone(TimeError):
    """The name is not in the time-zone database."""

    code = "unknown-zone"


class NonexistentLocalTime(TimeError):
    """The clocks of the zone were put forward over this time."""

    code = "nonexistent-local-time"


class AmbiguousLocalTime(TimeError):
    """The clocks of the zone showed this time twice."""

    code = "ambiguous-local-time"


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name. Raises `UnknownZone`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = _("{name} is not a time zone; write one such as Europe/Vienna.", name=repr(name))
        raise UnknownZone(message) from error


def from_wall_clock(wall: datetime, zone_name: str) -> datetime:
    """The UTC instant at which the clocks of `zone_name` show the naive time `wall`.

    Raises `NonexistentLocalTime` and `AmbiguousLocalTime` where daylight saving begins or ends.
    """
    local = zone(zone_name)
    first = wall.replace(tzinfo=local, fold=0)
    second = wall.replace(tzinfo=local, fold=1)
    instant = first.astimezone(UTC)
    if instant.astimezone(local).replace(tzinfo=None) != wall:
        message = _(
            "{hour} does not exist in {zone}: the clocks are put forward over it. "
            "Choose another hour.",
            hour=wall.strftime("%Y-%m-%d %H:%M"),
            zone=zone_name,
        )
        raise NonexistentLocalTime(message)
    if first.utcoffset() != second.utcoffset():
        message = _(
            "{hour} comes twice in {zone}: the clocks are put back over it. "
            "Choose another hour, or give the offset from UTC.",
            hour=wall.strftime("%Y-%m-%d %H:%M"),
            zone=zone_name,
        )
        raise AmbiguousLocalTime(message)
    return instant


def from_wall_clock_or_later(wall: datetime, zone_name: str) -> datetime:
    """The same for an hour that nobody chose, and that therefore cannot be refused.

    A time that the clocks skip is moved on by as much as they are; of one that comes twice the
    second is meant, so that nothing runs out earlier than its length says.
    """
    local = zone(zone_name)
    return max(wall.replace(tzinfo=local, fold=fold).astimezone(UTC) for fold in (0, 1))


def to_wall_clock(instant: datetime, zone_name: str) -> datetime:
    """What the clocks of `zone_name` show at the aware `instant` (aware, in that zone)."""
    return instant.astimezone(zone(zone_name))


def whole_minutes(offset: timedelta | None) -> int:
    """An offset from UTC in minutes; zones before 1972 are the only ones with seconds."""
    return 0 if offset is None else round(offset.total_seconds() / 60)
