"""Who acts, in which office, and who stands on the roll with what standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from nemcon.language import N_, _
from nemcon.text.lines import alternatives


def added(default: Any) -> Any:  # noqa: ANN401 - the type is that of the field
    """A field that the register did not always have: written only where it is not the default."""
    return field(default=default, metadata={"added": True})


class Office(StrEnum):
    """The capacity in which a person, or time, acts."""

    CHAIR = "chair"
    BUREAU = "bureau"
    SECRETARIAT = "secretariat"
    DELEGATION = "delegation"
    TIME = "time"


class Category(StrEnum):
    """What a participant is to the body; the profile says which category may object."""

    MEMBER = "member"
    SIGNATORY = "signatory"
    OBSERVER = "observer"


OFFICES: Final[Mapping[Office, str]] = {
    Office.CHAIR: N_("the chair"),
    Office.BUREAU: N_("the bureau"),
    Office.SECRETARIAT: N_("the secretariat"),
    Office.DELEGATION: N_("the delegation"),
    Office.TIME: N_("the time"),
}
CATEGORIES: Final[Mapping[Category, str]] = {
    Category.MEMBER: N_("member"),
    Category.SIGNATORY: N_("signatory"),
    Category.OBSERVER: N_("observer"),
}
"""The words for offices and categories, looked up where they are shown."""


def any_of(offices: Iterable[Office]) -> str:
    """The offices as one among which there is a choice: "the bureau or the chair"."""
    return alternatives([_(OFFICES[office]) for office in sorted(offices)])


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned paper, by the SHA-256 of its bytes in hexadecimal; `size` is in bytes."""

    digest: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an office, the participant where a delegation acts, and the person's name.

    `channel` says how the act arrived: "link", "api", "page", "rehearsal", "engine". `scan` is the
    paper on the strength of which the secretariat acts for a delegation, where it was scanned.
    """

    office: Office
    participant: str = ""
    person: str = ""
    channel: str = ""
    scan: Scan | None = added(None)


TIME = Actor(Office.TIME, person="the clock", channel="engine")


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant as it stood on the roll when the text was placed under silence.

    `weight` is its share where the rules weigh (tonnage, votes, capital) instead of counting.
    """

    participant: str
    name: str
    category: Category
    group: str = ""
    may_object: bool = False
    may_comment: bool = False
    weight: int = added(1)


@dataclass(frozen=True, slots=True)
class Group:
    """A political group that may act for its members: what it files counts for each of them.

    `speakers` are the participants that may speak for it, such as its presidency; where none is
    named any of its members may.
    """

    name: str
    members: tuple[str, ...]
    speakers: tuple[str, ...] = ()
