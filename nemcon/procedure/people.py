"""Who acts, in which office, and who stands on the roll with what standing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an office, the participant where a delegation acts, and the person's name.

    `channel` says how the act arrived: "link", "api", "page", "rehearsal", "engine".
    """

    office: Office
    participant: str = ""
    person: str = ""
    channel: str = ""


TIME = Actor(Office.TIME, person="the clock", channel="engine")


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant as it stood on the roll when the text was placed under silence."""

    participant: str
    name: str
    category: Category
    group: str = ""
    may_object: bool = False
    may_comment: bool = False
