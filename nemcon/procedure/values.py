"""How each kind of value in a profile is written, and what it is read into.

A reader takes the one writing of a value and raises `BadValue`, whose message says what belongs
there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from nemcon.language import N_, _
from nemcon.procedure.disclosure import Level
from nemcon.procedure.effects import EFFECTS, Effect
from nemcon.procedure.in_force import InForce, parse_in_force
from nemcon.procedure.people import Category, Office
from nemcon.procedure.threshold import Threshold, Whole, parse_threshold
from nemcon.timing.durations import Duration, Unit, UnreadableDuration, parse_duration
from nemcon.timing.periods import Roll
from nemcon.timing.zones import UnknownZone, zone


class BadValue(ValueError):
    """A value that its key does not take; the message says what it takes."""


LONGEST_WORDS: Final = 800
Reader = Callable[[str], object]


def offices(text: str) -> frozenset[Office]:
    """Read the offices of people, with commas between them; nothing is given to time."""
    people = [office.value for office in Office if office is not Office.TIME]
    for word in _words(text):
        if word not in people:
            message = _("one of {names}", names=", ".join(people))
            raise BadValue(message)
    return frozenset(Office(word) for word in _words(text))


def categories(text: str) -> frozenset[Category]:
    """Read categories of participants, with commas between them."""
    return frozenset(Category(_one_of(word, Category)) for word in _words(text))


def choice(*choices: str) -> Reader:
    """A reader that takes one of the given words."""

    def read(text: str) -> str:
        if text not in choices:
            message = _("one of {names}", names=", ".join(choices))
            raise BadValue(message)
        return text

    return read


def either(on: str, off: str) -> Reader:
    """A reader of two words, of which the first one means yes."""

    def read(text: str) -> bool:
        if text not in (on, off):
            names = f"{on}, {off}"
            message = _("one of {names}", names=names)
            raise BadValue(message)
        return text == on

    return read


def yes(text: str) -> bool:
    """Read true or false."""
    if text not in ("true", "false"):
        message = _("true or false")
        raise BadValue(message)
    return text == "true"


def length(text: str) -> Duration | None:
    """Read a length, or none."""
    if text == "none":
        return None
    try:
        found = parse_duration(text)
    except UnreadableDuration as error:
        message = _("a length such as 72h, 3 days, 10 working days, 4 weeks or 6 months, or none")
        raise BadValue(message) from error
    if found.longer_than_a_century:
        message = _("a length of a century at most")
        raise BadValue(message)
    return found


def lapse(text: str) -> Duration | None:
    """Read a length that has to be counted without a calendar of the duty station, or none."""
    found = length(text)
    if found is not None and found.unit is Unit.WORKING_DAYS:
        message = _(
            "a length in hours, days, weeks or months, since nobody counts working days here"
        )
        raise BadValue(message)
    return found


def lengths(text: str) -> tuple[Duration, ...]:
    """Read several lengths that are counted without a calendar."""
    return tuple(found for word in _words(text) if (found := lapse(word)) is not None)


def code_time(text: str) -> timedelta | None:
    """Read within what time a code has to be entered, or none.

    The book waits as long after each deadline, so that it is short.
    """
    found = lapse(text)
    if found is None:
        return None
    unit = _ON_THE_CLOCK.get(found.unit)
    time_given = unit * found.amount if unit is not None else LONGEST_CODE * 2
    if not SHORTEST_CODE <= time_given <= LONGEST_CODE:
        message = _("a length on the clock from 10 minutes to 24 hours, or none")
        raise BadValue(message)
    return time_given


_ON_THE_CLOCK: Final = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}
SHORTEST_CODE: Final = timedelta(minutes=10)
LONGEST_CODE: Final = timedelta(hours=24)


def hour(text: str) -> time | None:
    """Read an hour of the day, or any."""
    if text == "any":
        return None
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - an hour of any day
    except ValueError as error:
        message = _('an hour such as "18:00", or "any"')
        raise BadValue(message) from error


def zone_name(text: str) -> str:
    """Read the name of a time zone."""
    try:
        return zone(text).key
    except UnknownZone as error:
        message = _("a time zone such as Europe/Vienna")
        raise BadValue(message) from error


_STATION: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)


def station(text: str) -> str | None:
    """Read the form of a name only: a frozen profile is read even when its calendar is gone."""
    if text == "none":
        return None
    if not _STATION.fullmatch(text):
        message = _("a duty station such as vienna or new-york, or none")
        raise BadValue(message)
    return text


def rolls(text: str) -> tuple[Roll, ...]:
    """Read where an end moves that falls on a day on which none may end."""
    return tuple(dict.fromkeys(Roll(_one_of(word, Roll)) for word in _words(text)))


def effect(text: str) -> Effect:
    """Read what an objection does."""
    if text not in EFFECTS:
        message = _("one of {names}", names=", ".join(EFFECTS))
        raise BadValue(message)
    return EFFECTS[text]


def threshold(text: str) -> Threshold:
    """Read how many are enough."""
    try:
        return parse_threshold(text)
    except ValueError as error:
        raise BadValue(str(error)) from error


def majority(text: str) -> Threshold:
    """Read how many of the votes cast are enough."""
    try:
        return parse_threshold(text, Whole.CAST)
    except ValueError as error:
        raise BadValue(str(error)) from error


def maybe_threshold(text: str) -> Threshold | None:
    """Read how many are enough, where the rules ask for that."""
    return None if text == "none" else threshold(text)


def times(text: str) -> int | None:
    """Read how often something may be done."""
    if text == "any":
        return None
    if not (text.isascii() and text.isdigit()):
        message = _('a number of times, or "any"')
        raise BadValue(message)
    return int(text)


def day(text: str) -> date | None:
    """Read a day, or none."""
    if text == "none":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = _("a date such as 2020-05-31, or none")
        raise BadValue(message) from error


def plain(text: str) -> str:
    """Take the words as they are, on one line; none says nothing."""
    if len(text) > LONGEST_WORDS or not text.isprintable():
        message = _("words on one line, {most} characters at most", most=LONGEST_WORDS)
        raise BadValue(message)
    return "" if text == "none" else text


def level(text: str) -> Level:
    """Read how much is told of objections."""
    return Level(_one_of(text, Level))


def in_force(text: str) -> InForce | None:
    """Read when what was adopted enters into force."""
    try:
        return parse_in_force(text)
    except ValueError as error:
        raise BadValue(str(error)) from error


@dataclass(frozen=True, slots=True)
class Version:
    """One decision that set or prolonged the rules, and the days (inclusive) it was in force."""

    decision: str
    since: date
    until: date

    def covers(self, moment: date) -> bool:
        """Whether it was in force on that day."""
        return self.since <= moment <= self.until


_VERSION: Final = re.compile(r"(\S.*?) (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)", re.ASCII)
_VERSIONS: Final = N_('versions such as "74/544 2020-03-27 to 2020-05-31", or none')


def versions(text: str) -> tuple[Version, ...]:
    """Read "74/544 2020-03-27 to 2020-05-31", several with commas between them."""
    return tuple(_version(word) for word in _words(text))


def _version(text: str) -> Version:
    found = _VERSION.fullmatch(text)
    if found is None:
        raise BadValue(_(_VERSIONS))
    try:
        version = Version(found[1], date.fromisoformat(found[2]), date.fromisoformat(found[3]))
    except ValueError as error:
        raise BadValue(_(_VERSIONS)) from error
    if version.until < version.since:
        raise BadValue(_(_VERSIONS))
    return version


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip() not in ("", "none")]


def _one_of(word: str, choices: type[StrEnum]) -> str:
    if word not in set(choices):
        message = _("one of {names}", names=", ".join(choices))
        raise BadValue(message)
    return word
