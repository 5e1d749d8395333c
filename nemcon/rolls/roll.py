"""Who stands on a roll as of a date: entries, political groups, what differs from before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from nemcon.procedure.people import Category, Group, Seat

ALL: Final = "all"
"""The name of the roll of everybody who takes part in a body."""
COLUMNS: Final[Mapping[str, str]] = {
    "name": "participant",
    "category": "standing",
    "group": "group",
    "weight": "weight",
    "credentials_from": "credentials from",
    "credentials_until": "credentials until",
    "political_groups": "political groups",
    "speaks_for": "speaks for",
    "source": "source",
}
"""What the parts of an entry are called in a file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A participant on a roll. `state` is its ISO 3166 code in three letters, for a State.

    `political_groups` are those it belongs to; `speaks_for` are those for which it may speak.
    """

    participant: str
    name: str
    category: Category
    group: str = ""
    weight: int = 1
    state: str = ""
    credentials_from: date | None = None
    credentials_until: date | None = None
    political_groups: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()
    source: str = ""

    def seat(self) -> Seat:
        """The seat that a procedure freezes; who may object the rules work out."""
        return Seat(self.participant, self.name, self.category, self.group, weight=self.weight)


@dataclass(frozen=True, slots=True)
class Change:
    """One part of an entry that is not what it was; `what` is the name of its column."""

    participant: str
    name: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How a roll differs from the one before it."""

    added: tuple[Entry, ...]
    changed: tuple[Change, ...]
    leaving: tuple[Entry, ...]
    unchanged: int

    @property
    def is_none(self) -> bool:
        """Whether the two rolls say the same."""
        return not (self.added or self.changed or self.leaving)


def compare(before: Sequence[Entry], after: Sequence[Entry]) -> Difference:
    """What is added, what is changed and who leaves; the order of a roll does not matter."""
    old = {entry.participant: entry for entry in before}
    new = {entry.participant: entry for entry in after}
    stays = [(old[name], new[name]) for name in new if name in old]
    changed = [change for was, now in stays for change in _changes(was, now)]
    touched = {change.participant for change in changed}
    return Difference(
        added=tuple(entry for name, entry in new.items() if name not in old),
        changed=tuple(changed),
        leaving=tuple(entry for name, entry in old.items() if name not in new),
        unchanged=len(stays) - len(touched),
    )


def groups_of(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """The political groups with their members and those who may speak for them, by name."""
    names = sorted({name for entry in entries for name in entry.political_groups})
    return tuple(
        Group(
            name=name,
            members=tuple(e.participant for e in entries if name in e.political_groups),
            speakers=tuple(e.participant for e in entries if name in e.speaks_for),
        )
        for name in names
    )


def _changes(was: Entry, now: Entry) -> list[Change]:
    return [
        Change(now.participant, now.name, column, _written(was, part), _written(now, part))
        for part, column in COLUMNS.items()
        if getattr(was, part) != getattr(now, part)
    ]


def _written(entry: Entry, part: str) -> str:
    value: date | str | int | tuple[str, ...] | None = getattr(entry, part)
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value)
