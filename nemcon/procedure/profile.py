"""A body's rules of procedure, as values that are each cited.

A profile is read once into typed values and frozen into the register when a procedure starts.
`KEYS` is the whole vocabulary: what a key means, how its value is written, and the value that
applies where a profile is silent, which is then marked as custom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from fractions import Fraction
from typing import Final

from nemcon.procedure.effects import EFFECTS, Effect
from nemcon.procedure.people import Category, Office
from nemcon.timing.durations import Duration, Unit, UnreadableDuration, parse_duration
from nemcon.timing.periods import Roll
from nemcon.timing.zones import UnknownZone, zone


class Basis(StrEnum):
    """How well a value is founded."""

    SOURCE = "source"
    SECONDARY = "secondary"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class RuleValue:
    """One value of a profile as it is recorded: `source` cites it, or says why it is custom."""

    key: str
    value: str
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many objectors break silence: at least `share` of the members and at least `number`.

    With `exceeds`, more than the share is needed (a majority is more than one half).
    """

    number: int = 1
    share: Fraction = Fraction(0)
    exceeds: bool = False

    def reached(self, objectors: int, members: int) -> bool:
        """Whether that many objectors among that many members break silence."""
        part = self.share * members
        enough = objectors > part if self.exceeds else objectors >= part
        return objectors >= max(self.number, 1) and enough


@dataclass(frozen=True, slots=True)
class Validity:
    """From and until when (inclusive) the rules themselves are in force, where they say so."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the rules are in force on that day."""
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules of one body for one kind of procedure. See `KEYS` for what each value means."""

    id: str
    title: str
    values: tuple[RuleValue, ...]
    launch_by: frozenset[Office]
    launch_through: frozenset[Office]
    minimum: Duration | None
    usual: Duration | None
    zone: str
    ends_at: time | None
    calendar: str | None
    rolls: tuple[Roll, ...]
    floor: Duration | None
    end_included: bool
    reminders: tuple[Duration, ...]
    objectors: frozenset[Category]
    commenters: frozenset[Category]
    effect: Effect
    threshold: Threshold
    counts_each_signatory: bool
    hold: Duration | None
    grounds_required: bool
    wording_required: bool
    by_paragraph: bool
    withdrawable: str
    names_objectors: bool
    announces_at_once: bool
    divisible: bool
    consultation: Duration | None
    consultation_ends: str
    extension_by: frozenset[Office]
    extensions: int | None
    suspension_by: frozenset[Office]
    early_close_by: frozenset[Office]
    late_admitted_by: frozenset[Office]
    confirmation: str
    validity: Validity

    def cite(self, key: str) -> RuleValue | None:
        """The recorded value of that key, with its source; `None` where no rule is named."""
        return next((value for value in self.values if value.key == key), None)


class BadValue(ValueError):
    """A value that its key does not take; the message says what it takes."""


Reader = Callable[[str], object]


def _offices(text: str) -> frozenset[Office]:
    return frozenset(Office(_one_of(word, Office)) for word in _words(text))


def _categories(text: str) -> frozenset[Category]:
    return frozenset(Category(_one_of(word, Category)) for word in _words(text))


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip() not in ("", "none")]


def _one_of(word: str, choices: type[StrEnum]) -> str:
    if word not in set(choices):
        message = f"one of {', '.join(choices)}"
        raise BadValue(message)
    return word


def choice(*choices: str) -> Reader:
    """A reader that takes one of the given words."""

    def read(text: str) -> str:
        if text not in choices:
            message = f"one of {', '.join(choices)}"
            raise BadValue(message)
        return text

    return read


def _yes(text: str) -> bool:
    if text not in ("true", "false"):
        message = "true or false"
        raise BadValue(message)
    return text == "true"


def _duration(text: str) -> Duration:
    try:
        length = parse_duration(text)
    except UnreadableDuration as error:
        message = "a length such as 72h, 3 days, 10 working days, 4 weeks or 6 months, or none"
        raise BadValue(message) from error
    if length.longer_than_a_century:
        message = "a length of a century at most"
        raise BadValue(message)
    return length


def _length(text: str) -> Duration | None:
    return None if text == "none" else _duration(text)


def _lapse(text: str) -> Duration | None:
    """A length that has to be counted without a calendar of the duty station."""
    length = _length(text)
    if length is not None and length.unit is Unit.WORKING_DAYS:
        message = "a length in hours, days, weeks or months, since nobody counts working days here"
        raise BadValue(message)
    return length


def _lengths(text: str) -> tuple[Duration, ...]:
    return tuple(length for word in _words(text) if (length := _lapse(word)) is not None)


def _hour(text: str) -> time | None:
    if text == "any":
        return None
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - an hour of any day
    except ValueError as error:
        message = 'an hour such as "18:00", or "any"'
        raise BadValue(message) from error


def _zone(text: str) -> str:
    try:
        return zone(text).key
    except UnknownZone as error:
        message = "a time zone such as Europe/Vienna"
        raise BadValue(message) from error


_STATION: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)


def _station(text: str) -> str | None:
    """The form of a name only: a frozen profile is read even when its calendar is gone."""
    if text == "none":
        return None
    if not _STATION.fullmatch(text):
        message = "a duty station such as vienna or new-york, or none"
        raise BadValue(message)
    return text


def _rolls(text: str) -> tuple[Roll, ...]:
    return tuple(dict.fromkeys(Roll(_one_of(word, Roll)) for word in _words(text)))


def _effect(text: str) -> Effect:
    if text not in EFFECTS:
        message = f"one of {', '.join(EFFECTS)}"
        raise BadValue(message)
    return EFFECTS[text]


_FIGURE: Final = re.compile(r"[1-9][0-9]{0,3}(?:/[1-9][0-9]{0,3})?", re.ASCII)
_THRESHOLDS: Final = 'a number such as 1, a share such as "1/3", "more than 1/3" or "majority"'


def _threshold(text: str) -> Threshold:
    """Read "1", "1/3" (at least a third), "more than 1/2", "majority"."""
    words = "more than 1/2" if text == "majority" else text
    exceeds = words.startswith("more than ")
    figure = _FIGURE.fullmatch(words.removeprefix("more than "))
    if figure is None:
        raise BadValue(_THRESHOLDS)
    share = Fraction(figure[0])
    if share.denominator != 1 and share > 1:
        raise BadValue(_THRESHOLDS)
    if share.denominator == 1:
        return Threshold(number=int(share) + exceeds)
    return Threshold(share=share, exceeds=exceeds)


def _times(text: str) -> int | None:
    if text == "any":
        return None
    if not (text.isascii() and text.isdigit()):
        message = 'a number of times, or "any"'
        raise BadValue(message)
    return int(text)


def _day(text: str) -> date | None:
    if text == "none":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = "a date such as 2020-05-31, or none"
        raise BadValue(message) from error


def _plain(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a profile: how its value is read, what applies without it, what it means."""

    read: Reader
    default: str
    means: str


NO_SOURCE: Final = "no rule of the body was found; this value is custom"

KEYS: Final[Mapping[str, Key]] = {
    "launch.by": Key(_offices, "chair", "who places a text under silence"),
    "launch.through": Key(_offices, "secretariat", "who may do so on instruction of those who may"),
    "period.minimum": Key(_length, "none", "the shortest period that the rules foresee"),
    "period.usual": Key(_length, "none", "the period where none is given"),
    "period.zone": Key(_zone, "UTC", "the zone in which deadlines are fixed and read"),
    "period.ends_at": Key(_hour, "any", "the hour of the day at which periods end"),
    "period.calendar": Key(
        _station, "none", "the duty station whose official holidays and weekends are not worked"
    ),
    "period.floor": Key(_length, "none", "what a period must hold besides its own length"),
    "period.roll": Key(
        _rolls, "none", "where an end moves that falls on a day on which no period may end"
    ),
    "period.end_included": Key(
        _yes, "false", "whether a filing received exactly at the deadline is in time"
    ),
    "period.reminders": Key(
        _lengths, "24h", "how long before the deadline those still silent are reminded"
    ),
    "standing.object": Key(_categories, "member", "which participants may object"),
    "standing.comment": Key(
        _categories,
        "member, signatory, observer",
        "which participants may file what does not object",
    ),
    "objection.effect": Key(_effect, "collect", "what an objection does"),
    "objection.threshold": Key(_threshold, "1", "how many objectors break silence"),
    "objection.joint": Key(
        choice("each", "once"), "each", "how an objection on behalf of others is counted"
    ),
    "objection.hold": Key(_lapse, "none", "how long a hold suspends the period"),
    "objection.grounds": Key(
        choice("required", "optional"), "optional", "whether an objection must give grounds"
    ),
    "objection.wording": Key(
        choice("required", "optional"), "optional", "whether an objection must propose wording"
    ),
    "objection.paragraphs": Key(_yes, "true", "whether an objection may be limited to paragraphs"),
    "objection.withdrawable": Key(
        choice("until-deadline", "until-the-end", "never"),
        "until-the-end",
        "until when an objection may be withdrawn",
    ),
    "objection.named": Key(_yes, "true", "whether notices name who objected"),
    "objection.announced": Key(
        choice("at-once", "at-the-deadline"), "at-once", "when the others learn of an objection"
    ),
    "text.divisible": Key(
        _yes, "false", "whether paragraphs that nobody objected to are adopted without the others"
    ),
    "consultation.length": Key(
        _lapse, "none", "how long the Chair may consult after silence was broken"
    ),
    "consultation.at_end": Key(
        choice("not-adopted", "compiled", "referred", "lapsed"),
        "not-adopted",
        "what follows when that time runs out",
    ),
    "extension.by": Key(_offices, "chair", "who may extend the period"),
    "extension.times": Key(_times, "any", "how often the period may be extended"),
    "suspension.by": Key(_offices, "chair", "who may suspend the period and let it resume"),
    "early_close.by": Key(_offices, "chair", "who may declare the period ended before its time"),
    "late.admitted_by": Key(_offices, "none", "who may admit a filing that was late"),
    "confirmation.form": Key(_plain, "letter from the Chair", "how the outcome is confirmed"),
    "validity.since": Key(_day, "none", "the first day on which the rules are in force"),
    "validity.until": Key(_day, "none", "the last day on which the rules are in force"),
}


def profile_of(identifier: str, title: str, values: Mapping[str, RuleValue]) -> Profile:
    """Read the recorded values into a profile; keys that are missing take their default.

    Raises `BadValue`, whose message says what the key takes.
    """
    complete = {
        key: values.get(key) or RuleValue(key, spec.default, Basis.CUSTOM, NO_SOURCE)
        for key, spec in KEYS.items()
    }
    read: dict[str, object] = {key: spec.read(complete[key].value) for key, spec in KEYS.items()}
    fields = {field: read[key] for field, key in _FIELDS.items()}
    return Profile(
        id=identifier,
        title=title,
        values=tuple(complete.values()),
        counts_each_signatory=read["objection.joint"] == "each",
        grounds_required=read["objection.grounds"] == "required",
        wording_required=read["objection.wording"] == "required",
        announces_at_once=read["objection.announced"] == "at-once",
        validity=Validity(read["validity.since"], read["validity.until"]),  # type: ignore[arg-type]  # read by _day
        **fields,  # type: ignore[arg-type]  # each field is read by the reader of its own key
    )


_FIELDS: Final = {
    "launch_by": "launch.by",
    "launch_through": "launch.through",
    "minimum": "period.minimum",
    "usual": "period.usual",
    "zone": "period.zone",
    "ends_at": "period.ends_at",
    "calendar": "period.calendar",
    "rolls": "period.roll",
    "floor": "period.floor",
    "end_included": "period.end_included",
    "reminders": "period.reminders",
    "objectors": "standing.object",
    "commenters": "standing.comment",
    "effect": "objection.effect",
    "threshold": "objection.threshold",
    "hold": "objection.hold",
    "by_paragraph": "objection.paragraphs",
    "withdrawable": "objection.withdrawable",
    "names_objectors": "objection.named",
    "divisible": "text.divisible",
    "consultation": "consultation.length",
    "consultation_ends": "consultation.at_end",
    "extension_by": "extension.by",
    "extensions": "extension.times",
    "suspension_by": "suspension.by",
    "early_close_by": "early_close.by",
    "late_admitted_by": "late.admitted_by",
    "confirmation": "confirmation.form",
}
