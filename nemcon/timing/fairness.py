"""The fairness check: what a period of silence means where each delegation works.

Each delegation works in up to two places, its capital and its mission. For each place that is
known it is told at which local hour the period ends, whether that is at night, on a weekend or on
a holiday, and how many working hours the period holds there. What is not known is said to be
unknown: a place without a zone is not guessed from a name, nor a holiday from a religion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from nemcon.language import _
from nemcon.timing.durations import NoCalendar
from nemcon.timing.fairness_words import SAYS, in_words, zone_unknown
from nemcon.timing.working_days import DAY, Calendar
from nemcon.timing.zones import TimeError, from_wall_clock, to_wall_clock

OPENS: Final = time(9)
CLOSES: Final = time(17)
NIGHT_FROM: Final = time(22)
NIGHT_UNTIL: Final = time(7)
ASSUMED_WEEKEND: Final = frozenset({6, 7})
SEARCHED: Final = 7
COUNTED: Final = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a delegation works: its zone, its weekend (Monday is 1), and its official holidays.

    Without a weekend that of the calendar counts, and without a calendar Saturday and Sunday are
    assumed, and said to be.
    """

    zone: str
    weekend: frozenset[int] | None = None
    calendar: Calendar | None = None

    def is_weekend(self, day: date) -> tuple[bool, bool]:
        """Whether the day belongs to the weekend, and whether that is an assumption."""
        if self.weekend is not None:
            return day.isoweekday() in self.weekend, False
        try:
            weekdays = self.calendar.year_of(day).weekend if self.calendar else None
        except NoCalendar:
            weekdays = None
        if weekdays is None:
            return day.isoweekday() in ASSUMED_WEEKEND, True
        return day.isoweekday() in weekdays.days, weekdays.citation.basis == "custom"

    def holiday(self, day: date) -> str | None:
        """The name of the holiday, empty where there is none; `None` where it is not known."""
        try:
            holiday = self.calendar.holiday(day) if self.calendar else None
        except NoCalendar:
            return None
        return None if self.calendar is None else holiday.name if holiday else ""

    def is_off(self, day: date) -> bool:
        """Whether nobody is known to work on that day."""
        return self.is_weekend(day)[0] or bool(self.holiday(day))


@dataclass(frozen=True, slots=True)
class Delegation:
    """A participant, as far as it is known where it works."""

    name: str
    capital: Place | None = None
    mission: Place | None = None

    @property
    def places(self) -> tuple[tuple[str, Place], ...]:
        """The known places, each with what it is."""
        both = (("capital", self.capital), ("mission", self.mission))
        return tuple((where, place) for where, place in both if place is not None)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the period means in one place. `deadline` is what the clocks there show at its end."""

    where: str
    zone: str
    deadline: datetime
    at_night: bool
    on_weekend: bool
    holiday: str
    working: timedelta
    worked_days: int
    weekend_assumed: bool
    holidays_known: bool

    @property
    def disadvantages(self) -> bool:
        """Whether the end, or the whole period, lies outside the time at which people work."""
        return self.at_night or self.on_weekend or bool(self.holiday) or not self.working


@dataclass(frozen=True, slots=True)
class DelegationMeaning:
    """What the period means for one delegation; without places it is not known."""

    name: str
    places: tuple[Meaning, ...]

    @property
    def disadvantaged(self) -> bool:
        """Whether any of its places is at a disadvantage."""
        return any(place.disadvantages for place in self.places)


@dataclass(frozen=True, slots=True)
class FairnessWarning:
    """Something that people should know before the letter leaves, and whom it touches."""

    code: str
    says: str
    delegations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Better:
    """A later end at which fewer delegations are at a disadvantage."""

    deadline: datetime
    disadvantaged: int


@dataclass(frozen=True, slots=True)
class Fairness:
    """The whole check. `better` is `None` where no later day within a week would be."""

    begin: datetime
    deadline: datetime
    zone: str
    delegations: tuple[DelegationMeaning, ...]
    warnings: tuple[FairnessWarning, ...]
    better: Better | None

    @property
    def disadvantaged(self) -> int:
        """How many delegations are at a disadvantage, those of unknown places left out."""
        return sum(one.disadvantaged for one in self.delegations)


def check_fairness(
    begin: datetime,
    deadline: datetime,
    body: Place,
    delegations: Iterable[Delegation],
    *,
    hour: time | None = None,
) -> Fairness:
    """What a period from `begin` to `deadline` means for each delegation, in their order.

    `body` is where the body sits: a better end is sought on its working days, at `hour` there or,
    without one, at the hour of the deadline. Raises `UnknownZone`, and `ValueError` when the
    deadline does not lie ahead.
    """
    if deadline <= begin:
        message = _("The deadline must lie ahead of the moment at which the period begins.")
        raise ValueError(message)
    everybody = tuple(delegations)
    meanings = _meanings(begin, deadline, everybody)
    return Fairness(
        begin=begin.astimezone(UTC),
        deadline=deadline.astimezone(UTC),
        zone=body.zone,
        delegations=meanings,
        warnings=tuple(_warnings(meanings)),
        better=_better(begin, deadline, body, everybody, hour),
    )


def _meanings(
    begin: datetime, deadline: datetime, delegations: Sequence[Delegation]
) -> tuple[DelegationMeaning, ...]:
    read: dict[tuple[str, Place], Meaning] = {}
    for key in {key for delegation in delegations for key in delegation.places}:
        read[key] = _meaning(begin, deadline, *key)
    return tuple(
        DelegationMeaning(one.name, tuple(read[key] for key in one.places)) for one in delegations
    )


def _meaning(begin: datetime, deadline: datetime, where: str, place: Place) -> Meaning:
    wall = to_wall_clock(deadline, place.zone)
    first = to_wall_clock(max(begin, deadline - COUNTED), place.zone).replace(tzinfo=None)
    days = _days(first, wall.replace(tzinfo=None))
    worked = [day for day in days if not place.is_off(day)]
    weekend, assumed = place.is_weekend(wall.date())
    return Meaning(
        where=where,
        zone=place.zone,
        deadline=wall,
        at_night=wall.time() >= NIGHT_FROM or wall.time() < NIGHT_UNTIL,
        on_weekend=weekend,
        holiday=place.holiday(wall.date()) or "",
        working=sum(
            (_hours(day, first, wall.replace(tzinfo=None)) for day in worked), timedelta(0)
        ),
        worked_days=len(worked),
        weekend_assumed=assumed,
        holidays_known=all(place.holiday(day) is not None for day in (*days, wall.date())),
    )


def _days(first: datetime, last: datetime) -> tuple[date, ...]:
    """The days on which the period runs; one that ends at midnight does not run on the next."""
    count = ((last - timedelta.resolution).date() - first.date()).days + 1
    return tuple(first.date() + DAY * number for number in range(count))


def _hours(day: date, first: datetime, last: datetime) -> timedelta:
    opens, closes = datetime.combine(day, OPENS), datetime.combine(day, CLOSES)
    return max(min(closes, last) - max(opens, first), timedelta(0))


def _better(
    begin: datetime,
    deadline: datetime,
    body: Place,
    delegations: Sequence[Delegation],
    hour: time | None,
) -> Better | None:
    """The earliest end within a week at which the fewest are at a disadvantage, if any helps."""

    def disadvantaged(end: datetime) -> int:
        return sum(one.disadvantaged for one in _meanings(begin, end, delegations))

    wall = to_wall_clock(deadline, body.zone)
    best: Better | None = None
    fewest = disadvantaged(deadline)
    for number in range(SEARCHED + 1):
        end = _candidate(wall.date(), number, hour or wall.time(), body)
        if end is None or end <= deadline:
            continue
        count = disadvantaged(end)
        if count < fewest:
            best, fewest = Better(end, count), count
    return best


def _candidate(first: date, number: int, hour: time, body: Place) -> datetime | None:
    """That hour of a later day, where the body works on it and the hour exists once."""
    try:
        day = first + DAY * number
        return (
            None
            if body.is_off(day)
            else from_wall_clock(datetime.combine(day, hour.replace(fold=0)), body.zone)
        )
    except (TimeError, OverflowError):
        return None


Test = Callable[[Meaning], bool]

TOLD: Final[tuple[tuple[str, Test], ...]] = (
    ("whole-period-off", lambda place: not place.worked_days),
    ("no-working-hours", lambda place: bool(place.worked_days) and not place.working),
    ("deadline-at-night", lambda place: place.at_night),
    ("deadline-on-weekend", lambda place: place.on_weekend),
    ("deadline-on-holiday", lambda place: bool(place.holiday)),
)
UNKNOWN: Final[tuple[tuple[str, Test], ...]] = (
    ("weekend-assumed", lambda place: place.weekend_assumed),
    ("holidays-unknown", lambda place: not place.holidays_known),
)


def _warnings(meanings: Sequence[DelegationMeaning]) -> Iterable[FairnessWarning]:
    for code, test in (*TOLD, *UNKNOWN):
        touched = {
            one.name: {place.where for place in one.places if test(place)} for one in meanings
        }
        names = tuple(name for name, where in touched.items() if where)
        if names:
            where = in_words({where for places in touched.values() for where in places})
            yield FairnessWarning(code, SAYS[code](len(names), where), names)
    unknown = tuple(one.name for one in meanings if not one.places)
    if unknown:
        yield FairnessWarning("zone-unknown", zone_unknown(len(unknown)), unknown)
