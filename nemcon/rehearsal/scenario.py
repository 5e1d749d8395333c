"""What a scenario says, validated: the meeting, its texts, what happens when, what is expected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from nemcon.procedure.acts import Outcome
from nemcon.procedure.loader import ProfileError, load_profile, with_overrides
from nemcon.procedure.people import Category
from nemcon.procedure.profile import Profile
from nemcon.rehearsal.source import Fault, ScenarioError, Source, read_source
from nemcon.timing.durations import Duration, parse_duration
from nemcon.timing.zones import TimeError, from_wall_clock, zone

MEMBERS: Final = ("party", "member", "member state", "state party", "participating state", "ally")


def _category(value: object) -> object:
    return Category.MEMBER if value in MEMBERS else value


def _duration(value: object) -> object:
    return parse_duration(value) if isinstance(value, str) else value


def _zone_name(value: str) -> str:
    return zone(value).key


Length = Annotated[Duration, BeforeValidator(_duration)]
Wording = dict[str, str]


class Part(BaseModel):
    """A part of the file; a key that is not foreseen is a fault."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=True
    )


class BodyPart(Part):
    """The body that meets."""

    name: str
    parent: str = ""
    session: str = ""
    next_session: str = Field(default="", alias="next session")


class ParticipantPart(Part):
    """One participant."""

    name: str = Field(min_length=1)
    standing: Annotated[Category, BeforeValidator(_category)] = Category.MEMBER
    group: str = ""
    zone: Annotated[str, BeforeValidator(_zone_name)] | Literal[""] = ""


class TextPart(Part):
    """A text that may be placed under silence."""

    title: str
    symbol: str = ""
    paragraphs: Wording = Field(min_length=1)


class Place(Part):
    """`place-under-silence`."""

    until: str = ""
    length: Length | None = Field(default=None, alias="for")
    among: str = ""
    divisible: bool | None = None
    text: str = ""
    rules: str | dict[str, Any] | None = None
    linked: list[str] = Field(default=[], alias="with")


class Objection(Part):
    """`object`."""

    paragraphs: list[str] = []
    because: str = ""
    instead: str | Wording = {}
    on_behalf_of: list[str] = Field(default=[], alias="on behalf of")


class Comment(Part):
    """`explain`, `reserve`, `dissociate`, `agree`, `correct`, `ask-for-time`, `acknowledge`."""

    says: str = ""
    paragraphs: list[str] = []
    on_behalf_of: list[str] = Field(default=[], alias="on behalf of")


class Nothing(Part):
    """A verb without keys of its own."""


class Reason(Part):
    """A ruling that needs no more than its reason."""

    because: str = ""


class TimedReason(Part):
    """A ruling that may set a time."""

    because: str = ""
    until: str = ""


class Extension(Part):
    """`extend`."""

    until: str
    because: str = ""


class Revision(Part):
    """`revise`."""

    paragraphs: Wording = Field(min_length=1)
    until: str = ""
    length: Length | None = Field(default=None, alias="for")
    because: str = ""


class Destination(Part):
    """`refer` and `compile`."""

    to: str = ""
    because: str = ""


class Admission(Part):
    """`admit-late`."""

    of: str
    because: str = ""


class Finding(Part):
    """`declare`."""

    outcome: Outcome
    because: str = ""


VERBS: Final[Mapping[str, type[Part]]] = {
    "place-under-silence": Place,
    "object": Objection,
    "withdraw-objection": Nothing,
    **dict.fromkeys(
        ("explain", "reserve", "dissociate", "agree", "correct", "ask-for-time", "acknowledge"),
        Comment,
    ),
    "extend": Extension,
    "suspend": TimedReason,
    "resume": TimedReason,
    "close-early": Reason,
    "revise": Revision,
    "restore-silence": TimedReason,
    "refer": Destination,
    "withdraw-text": Reason,
    "compile": Destination,
    "admit-late": Admission,
    "declare": Finding,
    "stop": Nothing,
    "start": Nothing,
}
OTHER_VERBS: Final = frozenset(
    {
        "circulate-agenda",
        "propose",
        "compromise",
        "adopt",
        "revisit",
        "table",
        "amend",
        "support",
        "oppose",
        "agree-ad-referendum",
        "issue-revision",
        "conclude",
    }
)
"""Verbs of the format that belong to agendas and negotiations, which are not rehearsed yet."""

MACHINES: Final = ("engine", "mail", "worker")


class Event(BaseModel):
    """What happens at one moment: `details` is the validated part of the verb."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    at: datetime
    by: str
    verb: str
    target: str
    details: Part | None
    line: int


class Outline(Part):
    """The file without its timeline."""

    rehearsal: Literal["1"]
    title: str
    zone: Annotated[str, BeforeValidator(_zone_name)]
    rules: str | dict[str, Any]
    body: BodyPart = BodyPart(name="The body")
    chair: str = "Chair"
    participants: list[ParticipantPart] | str
    rolls: dict[str, list[str]] = {}
    texts: dict[str, TextPart] = {}
    timeline: list[dict[str, Any]] = []
    expect: dict[str, Any] = {}


class Scenario(BaseModel):
    """A scenario, ready to be run."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    outline: Outline
    events: tuple[Event, ...]
    source: Source

    def instant(self, text: str, where: tuple[str | int, ...] = ()) -> datetime:
        """A time in the file as a UTC instant. Raises `ScenarioError` where it names none."""
        return read_instant(text, self.outline.zone, self.source, where)


def profile_for(rules: str | Mapping[str, Any], zone: str) -> Profile:
    """The profile that a scenario names, with the values it overrides, read in its own zone."""
    if isinstance(rules, str):
        rules = {"profile": rules}
    profile = load_profile(str(rules.get("profile", "")))
    overrides = {key: value for key, value in rules.items() if key != "profile"}
    if profile.zone != zone:
        period = {"zone": zone, **dict(overrides.get("period", {}))}
        overrides["period"] = period
    return with_overrides(profile, overrides) if overrides else profile


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file. Raises `ScenarioError`, which lists every fault with its line."""
    source = read_source(path)
    try:
        outline = Outline.model_validate(source.data)
    except ValidationError as error:
        raise ScenarioError(_faults(error, source, ())) from error
    events: list[Event] = []
    faults: list[Fault] = []
    for index, entry in enumerate(outline.timeline):
        try:
            events.append(_event(entry, index, outline, source))
        except ScenarioError as error:
            faults += error.faults
    faults += _unknown_names(outline, source) + _unknown_rules(outline, events, source)
    if faults:
        raise ScenarioError(tuple(faults))
    ordered = tuple(sorted(events, key=lambda event: event.at))
    return Scenario(outline=outline, events=ordered, source=source)


def read_instant(
    text: str, zone_name: str, source: Source, where: tuple[str | int, ...]
) -> datetime:
    """A time with an offset is that instant; one without is read on the clocks of the zone."""
    key = str(where[-1]) if where else ""
    try:
        read = datetime.fromisoformat(text)
        if read.tzinfo is not None:
            return read.astimezone(zone("UTC"))
        return from_wall_clock(read, zone_name)
    except TimeError as error:
        raise ScenarioError((Fault(source.line(where), key, str(error)),)) from error
    except ValueError as error:
        says = f"a time such as 2020-06-19 18:00 is expected, not {text!r}"
        raise ScenarioError((Fault(source.line(where), key, says),)) from error


def _event(entry: dict[str, Any], index: int, outline: Outline, source: Source) -> Event:
    where: tuple[str | int, ...] = ("timeline", index)
    verbs = [key for key in entry if key in VERBS or key in OTHER_VERBS]
    if len(verbs) != 1 and not (verbs and verbs[0] in OTHER_VERBS):
        says = f"exactly one verb is expected: one of {', '.join((*VERBS, *sorted(OTHER_VERBS)))}"
        raise ScenarioError((Fault(source.line(where), ", ".join(verbs), says),))
    verb = verbs[0]
    for key in ("at", "by"):
        if not isinstance(entry.get(key), str):
            raise ScenarioError((Fault(source.line(where), key, "this key is missing"),))
    at = read_instant(entry["at"], outline.zone, source, (*where, "at"))
    target = str(entry[verb])
    _check_target(verb, target, source.line((*where, verb)))
    rest = {key: value for key, value in entry.items() if key not in ("at", "by", verb)}
    try:
        details = VERBS[verb].model_validate(rest) if verb in VERBS else None
    except ValidationError as error:
        raise ScenarioError(_faults(error, source, where)) from error
    for key in ("until",):
        if isinstance(rest.get(key), str) and rest[key] and verb in VERBS:
            read_instant(rest[key], outline.zone, source, (*where, key))
    return Event(
        at=at, by=entry["by"], verb=verb, target=target, details=details, line=source.line(where)
    )


def _check_target(verb: str, target: str, line: int) -> None:
    if verb in ("stop", "start") and target not in MACHINES:
        says = f"one of {', '.join(MACHINES)} is expected, not {target!r}"
        raise ScenarioError((Fault(line, verb, says),))


def _unknown_names(outline: Outline, source: Source) -> list[Fault]:
    if isinstance(outline.participants, str):
        return []
    known = {participant.name for participant in outline.participants}
    faults = [
        Fault(source.line(("rolls", roll, index)), roll, f"{name!r} is not among the participants")
        for roll, names in outline.rolls.items()
        for index, name in enumerate(names)
        if name not in known
    ]
    seen: set[str] = set()
    for index, participant in enumerate(outline.participants):
        if participant.name in seen:
            line = source.line(("participants", index))
            faults.append(Fault(line, participant.name, "this participant stands twice"))
        seen.add(participant.name)
    return faults


def _unknown_rules(outline: Outline, events: list[Event], source: Source) -> list[Fault]:
    named = [(source.line(("rules",)), outline.rules)]
    named += [
        (event.line, event.details.rules)
        for event in events
        if isinstance(event.details, Place) and event.details.rules
    ]
    faults: list[Fault] = []
    for line, rules in named:
        try:
            profile_for(rules, outline.zone)
        except ProfileError as error:
            faults += [
                Fault(line, "rules", f"{p.where}: found {p.found}; expected {p.expected}")
                for p in error.problems
            ]
    return faults


def _faults(
    error: ValidationError, source: Source, where: tuple[str | int, ...]
) -> tuple[Fault, ...]:
    return tuple(
        Fault(
            source.line((*where, *found["loc"])),
            ".".join(str(part) for part in found["loc"]),
            _says(found["type"], found["msg"]),
        )
        for found in error.errors()
    )


def _says(kind: str, message: str) -> str:
    words = {
        "extra_forbidden": "this key is not foreseen here",
        "missing": "this key is missing",
        "literal_error": "version 1 of the format is expected here",
    }
    return words.get(kind, message.removeprefix("Value error, "))
