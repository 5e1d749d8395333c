"""A body's rules of procedure, as values that are each cited.

A profile is read once into typed values and frozen into the register when a procedure starts.
Where it is silent, the default of the key applies, which is then marked as custom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

from nemcon.procedure import values as v
from nemcon.procedure.disclosure import Level
from nemcon.procedure.effects import Effect
from nemcon.procedure.in_force import InForce
from nemcon.procedure.keys import KEYS, NO_SOURCE
from nemcon.procedure.people import Category, Office
from nemcon.procedure.threshold import Threshold
from nemcon.timing.durations import Duration
from nemcon.timing.periods import Roll


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
class Profile:
    """The rules of one body for one kind of procedure. See `KEYS` for what each value means."""

    id: str
    title: str
    values: tuple[RuleValue, ...]
    launch_by: frozenset[Office]
    launch_through: frozenset[Office]
    styled: str
    condition: str
    vetoers: frozenset[Category]
    minimum: Duration | None
    usual: Duration | None
    maximum: Duration | None
    starts: str
    before_meeting: Duration | None
    zone: str
    ends_at: time | None
    calendar: str | None
    floor: Duration | None
    rolls: tuple[Roll, ...]
    end_included: bool
    tail: Duration | None
    reminders: tuple[Duration, ...]
    objectors: frozenset[Category]
    commenters: frozenset[Category]
    vote_requesters: frozenset[Category]
    meeting_requesters: frozenset[Category]
    code_time: timedelta | None
    effect: Effect
    threshold: Threshold
    counts_each_signatory: bool
    hold: Duration | None
    form: str
    grounds_required: bool
    wording_required: bool
    by_paragraph: bool
    amendments_object: bool
    withdrawable: str
    leads_to: str
    divisible: bool
    silence_means: str
    quorum: Threshold | None
    during: Level
    in_consultation: Level
    after: Level
    consultation: Duration | None
    consultation_ends: str
    finding_by: frozenset[Office]
    vote: Duration | None
    vote_majority: Threshold
    vote_quorum: Threshold | None
    extension_by: frozenset[Office]
    extensions: int | None
    longest_extension: Duration | None
    extends_on_objection: Duration | None
    extends_on_request: Duration | None
    suspension_by: frozenset[Office]
    early_close_by: frozenset[Office]
    late_admitted_by: frozenset[Office]
    confirmation: str
    confirmed_by: frozenset[Office]
    in_force: InForce | None
    agenda_adopted_by: frozenset[Office]
    agenda_proposers: frozenset[Category]
    agenda_reminders: tuple[Duration, ...]
    tabled_by: frozenset[Office]
    amenders: frozenset[Category]
    package: bool
    round_reminders: tuple[Duration, ...]
    chair_time: Duration | None
    time_runs_out: str
    final_objection: str
    names_proposers: bool
    valid_since: date | None
    valid_until: date | None
    versions: tuple[v.Version, ...]

    def cite(self, key: str) -> RuleValue | None:
        """The recorded value of that key, with its source; `None` where no rule is named."""
        return next((value for value in self.values if value.key == key), None)

    def in_validity(self, day: date) -> bool:
        """Whether the rules themselves are in force on that day, as far as they say."""
        if self.valid_since is not None and day < self.valid_since:
            return False
        if self.valid_until is not None and day > self.valid_until:
            return False
        return not self.versions or self.version_on(day) is not None

    def version_on(self, day: date) -> v.Version | None:
        """The decision by which the rules were in force on that day; the latest of several."""
        return next((found for found in reversed(self.versions) if found.covers(day)), None)


def profile_of(identifier: str, title: str, values: Mapping[str, RuleValue]) -> Profile:
    """Read the recorded values into a profile; keys that are missing take their default.

    Raises `BadValue`, whose message says what the key takes.
    """
    complete = {
        key: values.get(key) or RuleValue(key, spec.default, Basis.CUSTOM, NO_SOURCE)
        for key, spec in KEYS.items()
    }
    fields: dict[str, Any] = {
        spec.field: spec.read(complete[key].value) for key, spec in KEYS.items()
    }
    return Profile(id=identifier, title=title, values=tuple(complete.values()), **fields)
