"""When a period ends under the rules of a body: its length, its floor, and where its end rolls to.

A length says how long the period is at least; a floor says what it must hold besides, so that ten
days also hold five working days. What is counted in working days begins to count with the day
after that of receipt, which is the next working day for what comes after the cut-off hour. An end
that falls on a day on which no period may end rolls to a later day and keeps its hour.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from nemcon.language import N_, _
from nemcon.timing.durations import (
    Duration,
    NoCalendar,
    TooFarAhead,
    Unit,
    UnreadableDuration,
    add_months,
    end_of,
    lapse_of,
)
from nemcon.timing.working_days import Calendar
from nemcon.timing.zones import (
    from_wall_clock,
    from_wall_clock_or_later,
    to_wall_clock,
)


class Roll(StrEnum):
    """Where an end moves that falls on a day on which no period may end; never to an earlier one.

    `MONTH_END` turns "two months" into "the end of the second month following".
    """

    NEXT_WORKING_DAY = "next-working-day"
    NEXT_BOARD_DAY = "next-board-day"
    AVOID_RECESS = "avoid-recess"
    MONTH_END = "month-end"


NO_STATION: Final = N_(
    "Working days cannot be counted, since no duty station is named whose official holidays "
    "count. Give the deadline as a date and an hour."
)


@dataclass(frozen=True, slots=True)
class Counting:
    """How a body counts: its zone, the hour at which periods end, the floor, rolls, calendar.

    The rolls are applied in their order.
    """

    zone: str
    ends_at: time | None = None
    floor: Duration | None = None
    rolls: tuple[Roll, ...] = ()
    calendar: Calendar | None = None

    def needs_calendar(self, length: Duration | None = None) -> bool:
        """Whether a period of that length can be worked out with a calendar only."""
        lengths = {part.unit for part in (length, self.floor) if part is not None}
        return Unit.WORKING_DAYS in lengths or bool(set(self.rolls) - {Roll.MONTH_END})


def period_end(start: datetime, length: Duration, counting: Counting) -> datetime:
    """The UTC instant at which a period of `length` that begins at `start` ends.

    Raises `NoCalendar`, `NoBoardDays`, `TooFarAhead`, and the errors of `from_wall_clock` when the
    hour does not exist, or exists twice, on the last day.
    """
    lengths = (length,) if counting.floor is None else (length, counting.floor)
    return rolled(max(_end(start, part, counting) for part in lengths), counting)


def shortest_end(start: datetime, minimum: Duration | None, counting: Counting) -> datetime | None:
    """The earliest end that a minimum and the floor allow, to compare a given deadline with.

    `None` where the rules know neither. Nobody chose its hour, so an hour that does not exist is
    moved on. Raises `NoCalendar` and `TooFarAhead`.
    """
    ends = [
        lapse_of(
            _counted_start(start, part, counting),
            part,
            counting.zone,
            working_days=_calendar(counting) if part.unit is Unit.WORKING_DAYS else None,
        )
        for part in (minimum, counting.floor)
        if part is not None
    ]
    return max(ends, default=None)


def rolled(end: datetime, counting: Counting) -> datetime:
    """The end, or the same hour of the first later day on which a period may end.

    Raises as `period_end` does.
    """
    wall = to_wall_clock(end, counting.zone)
    day = wall.date()
    try:
        for roll in counting.rolls:
            day = _rolled_day(day, roll, counting)
    except OverflowError as error:
        raise TooFarAhead(_("The period would not end in this era.")) from error
    if day == wall.date():
        return end
    hour = counting.ends_at or wall.time()
    return from_wall_clock(datetime.combine(day, hour), counting.zone)


def day_before(end: date, length: Duration, calendar: Calendar | None = None) -> date:
    """The day that lies `length` before `end`: the last on which something may still be done.

    Raises `NoCalendar`, and `UnreadableDuration` for hours and minutes, which count no days.
    """
    match length.unit:
        case Unit.WORKING_DAYS:
            if calendar is None:
                raise NoCalendar(_(NO_STATION))
            return calendar.subtract(end, length.amount)
        case Unit.DAYS | Unit.WEEKS:
            return end - timedelta(days=length.amount * (7 if length.unit is Unit.WEEKS else 1))
        case Unit.MONTHS | Unit.YEARS:
            return add_months(end, -length.amount * (12 if length.unit is Unit.YEARS else 1))
        case _:
            message = _("Days are counted back in days, weeks, months or years.")
            raise UnreadableDuration(message)


def month_end(day: date) -> date:
    """The last day of the month in which `day` lies."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _rolled_day(day: date, roll: Roll, counting: Counting) -> date:
    if roll is Roll.MONTH_END:
        return month_end(day)
    calendar = _calendar(counting)
    if roll is Roll.NEXT_WORKING_DAY:
        return calendar.next_working_day(day)
    if roll is Roll.NEXT_BOARD_DAY:
        return calendar.next_board_day(day)
    return calendar.out_of_recess(day)


def _calendar(counting: Counting) -> Calendar:
    if counting.calendar is None:
        raise NoCalendar(_(NO_STATION))
    return counting.calendar


def _end(start: datetime, length: Duration, counting: Counting) -> datetime:
    hour = counting.ends_at
    if length.unit is not Unit.WORKING_DAYS:
        return end_of(start, length, counting.zone, hour=hour)
    hour = hour or to_wall_clock(start, counting.zone).time()
    counted = _counted_start(start, length, counting)
    return end_of(counted, length, counting.zone, hour=hour, working_days=_calendar(counting))


def _counted_start(start: datetime, length: Duration, counting: Counting) -> datetime:
    """The same hour of the day as of which a period in working days counts as begun."""
    if length.unit is not Unit.WORKING_DAYS:
        return start
    wall = to_wall_clock(start, counting.zone)
    day = _calendar(counting).counts_from(wall)
    if day == wall.date():
        return start
    return from_wall_clock_or_later(datetime.combine(day, wall.time()), counting.zone)
