"""What a scenario says, validated: the meeting, its texts, what happens when, what is expected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from nemcon.procedure.loader import ProfileError, load_profile, with_overrides
from nemcon.procedure.profile import Profile
from nemcon.rehearsal.meeting_parts import MEETING_VERBS
from nemcon.rehearsal.parts import (
    MACHINES,
    VERBS,
    Outline,
    Part,
    ParticipantPart,
    Place,
)
from nemcon.rehearsal.rolls import UnknownRoll, shipped_roll
from nemcon.rehearsal.source import Fault, ScenarioError, Source, read_source
from nemcon.timing.zones import TimeError, from_wall_clock, zone

REFUSED: Final = "refused"
ALL_VERBS: Final = {**VERBS, **MEETING_VERBS}
TIMES: Final = tuple(
    name.replace("_", mark) for name in ("opened_at", "deadline", "decided_at") for mark in "_ "
)
"""The expectations that are times, with the underscores of `--json` or without."""
NOTHING: Final = ("none", "null", "")
"""How an expectation says that there is nothing."""


class Event(BaseModel):
    """What happens at one moment: `details` is the validated part of the verb."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    at: datetime
    by: str
    verb: str
    target: str
    details: Part
    line: int


class Scenario(BaseModel):
    """A scenario, ready to be run."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    outline: Outline
    events: tuple[Event, ...]
    source: Source

    def instant(self, text: str, where: tuple[str | int, ...] = ()) -> datetime:
        """A time in the file as a UTC instant. Raises `ScenarioError` where it names none."""
        return read_instant(text, self.outline.zone, self.source, where)


def cast_of(outline: Outline) -> list[ParticipantPart]:
    """The participants, named in the file or on a shipped roll. Raises `UnknownRoll`."""
    parts = outline.participants
    return shipped_roll(parts) if isinstance(parts, str) else parts


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
    outline = outline.model_copy(update={"rules": _rules_beside(path, outline.rules)})
    events: list[Event] = []
    faults: list[Fault] = []
    for index, entry in enumerate(outline.timeline):
        try:
            event = _event(entry, index, outline, source)
            if isinstance(event.details, Place) and event.details.rules:
                rules = _rules_beside(path, event.details.rules)
                details = event.details.model_copy(update={"rules": rules})
                event = event.model_copy(update={"details": details})
            events.append(event)
        except ScenarioError as error:
            faults += error.faults
    faults += _unknown_names(outline, source) + _unknown_rules(outline, events, source)
    faults += _wrong_expectations(outline, source)
    if faults:
        raise ScenarioError(tuple(faults))
    ordered = tuple(sorted(events, key=lambda event: event.at))
    return Scenario(outline=outline, events=ordered, source=source)


def _rules_beside(scenario: Path, rules: str | Mapping[str, Any]) -> str | Mapping[str, Any]:
    """The rules, with a profile file found from the scenario's folder, else from the current."""
    named = rules if isinstance(rules, str) else str(rules.get("profile", ""))
    beside = scenario.parent / named
    if not named.endswith(".toml") or (Path(named).exists() and not beside.exists()):
        return rules
    return str(beside) if isinstance(rules, str) else {**rules, "profile": str(beside)}


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
    verbs = _verbs(entry)
    if len(verbs) != 1:
        says = f"exactly one verb is expected: one of {', '.join(ALL_VERBS)}"
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
        details = ALL_VERBS[verb].model_validate(rest)
    except ValidationError as error:
        raise ScenarioError(_faults(error, source, where)) from error
    if rest.get("until"):
        read_instant(rest["until"], outline.zone, source, (*where, "until"))
    return Event(
        at=at, by=entry["by"], verb=verb, target=target, details=details, line=source.line(where)
    )


def _verbs(entry: Mapping[str, Any]) -> list[str]:
    """The verbs of an event. A word that is a key of the event's first verb is that key."""
    found = [key for key in entry if key in ALL_VERBS]
    keys: set[str] = set()
    for name, field in ALL_VERBS[found[0]].model_fields.items() if found else ():
        keys.add(field.alias or name)
    return [verb for at, verb in enumerate(found) if not at or verb not in keys]


def _check_target(verb: str, target: str, line: int) -> None:
    if verb in ("stop", "start") and target not in MACHINES:
        says = f"one of {', '.join(MACHINES)} is expected, not {target!r}"
        raise ScenarioError((Fault(line, verb, says),))


def _unknown_names(outline: Outline, source: Source) -> list[Fault]:
    try:
        people = cast_of(outline)
    except UnknownRoll as error:
        return [Fault(source.line(("participants",)), "participants", str(error))]
    known = {participant.name for participant in people}
    listed: list[tuple[tuple[str, ...], str, list[str]]] = [
        (("rolls", roll), roll, names) for roll, names in outline.rolls.items()
    ]
    for group, part in outline.groups.items():
        listed.append((("groups", group, "members"), group, part.members))
        listed.append((("groups", group, "speakers"), group, part.speakers))
    faults = [
        Fault(source.line((*where, index)), key, f"{name!r} is not among the participants")
        for where, key, names in listed
        for index, name in enumerate(names)
        if name not in known
    ]
    seen: set[str] = set()
    for index, participant in enumerate(people):
        if participant.name in seen:
            line = source.line(("participants", index))
            faults.append(Fault(line, participant.name, "this participant stands twice"))
        seen.add(participant.name)
    return faults


def _wrong_expectations(outline: Outline, source: Source) -> list[Fault]:
    faults: list[Fault] = []
    for name, wanted in outline.expect.items():
        where = ("expect", name)
        times: dict[str, Any] = dict.fromkeys(TIMES, NOTHING[0])
        if name == REFUSED and not isinstance(wanted, list):
            faults.append(Fault(source.line(where), name, "a list of codes is expected"))
        elif name != REFUSED and not isinstance(wanted, dict):
            faults.append(Fault(source.line(where), name, "a table is expected"))
        elif name != REFUSED:
            times |= wanted
        for key in TIMES:
            if times[key] not in NOTHING:
                faults += _not_a_time(times[key], outline, source, (*where, key))
    return faults


def _not_a_time(
    value: object, outline: Outline, source: Source, where: tuple[str, ...]
) -> tuple[Fault, ...]:
    try:
        read_instant(str(value), outline.zone, source, where)
    except ScenarioError as error:
        return error.faults
    return ()


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
    found = [(_place(e["loc"], e["type"], source, where), e) for e in error.errors()]
    places = [place for place, _ in found]
    return tuple(
        Fault(
            source.line(place),
            ".".join(map(str, place[len(where) :])),
            _says(e["type"], e["msg"]),
        )
        for place, e in found
        # Where a value may be of two kinds, the fault deeper inside is of the kind it is.
        if not any(len(other) > len(place) and other[: len(place)] == place for other in places)
    )


def _place(
    location: tuple[str | int, ...], kind: str, source: Source, where: tuple[str | int, ...]
) -> tuple[str | int, ...]:
    """Where in the file a fault is, without the names of the kinds that the value may be of."""
    place = where
    for part in location:
        if (*place, part) in source.lines:
            place = (*place, part)
    return (*place, location[-1]) if kind == "missing" else place


def _says(kind: str, message: str) -> str:
    words = {
        "extra_forbidden": "this key is not foreseen here",
        "missing": "this key is missing",
        "literal_error": "version 1 of the format is expected here",
        "list_type": "a list is expected here",
        "dict_type": "a table is expected here",
        "model_type": "a table is expected here",
        "string_type": "a single value is expected here",
    }
    if kind == "enum":
        return message.replace("Input should be", "expected is")
    return words.get(kind, message.removeprefix("Value error, "))
