"""When a text that was adopted enters into force, where the rules compute the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from nemcon.language import N_, _
from nemcon.timing.durations import Duration, Unit, lapse_of, parse_duration
from nemcon.timing.zones import TimeError, to_wall_clock

FORMS: Final = N_(
    'a length after adoption such as "90 days" (no working days), a day such as "01-01 after 2 '
    'years, cut-off 04-01", or none'
)
_DAY: Final = r"(\d{2})-(\d{2})"
_FIXED: Final = re.compile(rf"{_DAY} after ([1-9]) years?(?:,| with) cut-off {_DAY}", re.ASCII)


@dataclass(frozen=True, slots=True)
class InForce:
    """Either so long `after` adoption, or a fixed day some years after the year of the launch.

    What was launched on the `cut_off` day or later enters into force a year later than what was
    launched before it. Days are (month, day).
    """

    after: Duration | None = None
    on: tuple[int, int] = (1, 1)
    years: int = 0
    cut_off: tuple[int, int] = (1, 1)

    def day(self, launched: datetime, adopted: datetime, zone: str) -> date:
        """The day in the body's zone."""
        if self.after is not None:
            return to_wall_clock(lapse_of(adopted, self.after, zone), zone).date()
        start = to_wall_clock(launched, zone).date()
        late = (start.month, start.day) >= self.cut_off
        return date(start.year + self.years + late, *self.on)


def parse_in_force(text: str) -> InForce | None:
    """Read "90 days", "01-01 after 2 years with cut-off 04-01" or "none".

    Raises `ValueError`, whose message says what is taken.
    """
    if text == "none":
        return None
    fixed = _FIXED.fullmatch(text)
    try:
        if fixed is None:
            return InForce(after=_countable(parse_duration(text)))
        month, day, years, last_month, last_day = (int(figure) for figure in fixed.groups())
        date(2001, month, day)  # no leap day: the formula holds every year
        date(2001, last_month, last_day)
        return InForce(None, (month, day), years, (last_month, last_day))
    except (ValueError, TimeError) as error:
        raise ValueError(_(FORMS)) from error


def _countable(length: Duration) -> Duration:
    """The length, where its end can be counted without a calendar and within a century."""
    if length.longer_than_a_century or length.unit is Unit.WORKING_DAYS:
        raise ValueError(_(FORMS))
    return length
