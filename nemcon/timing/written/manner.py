"""What a language decides about dates and hours, and how its parts are put together.

Each language is a module of this package with one `Manner` in it. What is put together is so built
that it may stand after a preposition or a colon, and that midnight names both of its days.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

NOON: Final = 12
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Manner:
    """How one language writes. `wall` is always what the clocks of the zone show.

    `day` writes a date with its weekday and year, `brief` one without its year, where another
    date says it; `annual` a day of every year, of its month and number; `tick` a date without its
    weekday, as it stands on an axis, with its year or without; `hour` an hour alone; `at` joins a
    date and an hour; `midnight` writes the midnight with which a day begins, out of that day, the
    day before, and that day in short; `hours` writes from which hour to which, `within` from a date
    and such hours, `between` from one moment to another; `zoned` adds the zone, whose parts are
    joined by `comma`.
    """

    day: Callable[[date], str]
    brief: Callable[[date], str]
    annual: Callable[[int, int], str]
    tick: Callable[[date, bool], str]
    hour: Callable[[datetime], str]
    at: str
    midnight: Callable[[str, str, str], str]
    hours: Callable[[datetime, datetime], str]
    within: str
    between: str
    zoned: str
    comma: str = ", "

    def moment(self, wall: datetime) -> str:
        """The date and the hour; of midnight both days."""
        if not is_midnight(wall):
            return self.at.format(day=self.day(wall), hour=self.hour(wall))
        before = wall - _DAY
        write = self.brief if before.year == wall.year else self.day
        return self.midnight(self.day(wall), write(before), write(wall))

    def span(self, first: datetime, last: datetime) -> str:
        """From when to when; the date once where it is one, and neither end is midnight."""
        if first.date() == last.date() and not is_midnight(first):
            return self.within.format(day=self.day(first), hours=self.hours(first, last))
        return self.between.format(first=self.moment(first), last=self.moment(last))


def is_midnight(wall: datetime) -> bool:
    """Whether it is the moment that belongs to two days."""
    return (wall.hour, wall.minute, wall.second) == (0, 0, 0)


def is_noon(wall: datetime) -> bool:
    """Whether it is exactly the middle of the day."""
    return (wall.hour, wall.minute, wall.second) == (NOON, 0, 0)


def short_dates(months: Sequence[str]) -> Callable[[date, bool], str]:
    """How a `tick` is written out of such short names: "19 Jun", "19 Jun 2020"."""

    def tick(day: date, with_year: bool) -> str:  # noqa: FBT001 - as `Manner` has it
        return f"{day.day} {months[day.month - 1]}{f' {day.year}' if with_year else ''}"

    return tick


def on_the_clock(wall: datetime, separator: str) -> str:
    """The hour in digits, from 0 to 23, with its minutes, and with seconds if any."""
    seconds = f"{separator}{wall.second:02}" if wall.second else ""
    return f"{wall.hour}{separator}{wall.minute:02}{seconds}"
