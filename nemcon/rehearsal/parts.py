"""The parts of a scenario file: which keys each verb has, and what a value must look like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from nemcon.procedure.acts import Kind, Outcome
from nemcon.procedure.people import Category
from nemcon.timing.durations import Duration, parse_duration
from nemcon.timing.zones import zone

MEMBERS: Final = ("party", "member", "member state", "state party", "participating state", "ally")


def _category(value: object) -> object:
    return Category.MEMBER if value in MEMBERS else value


def _duration(value: object) -> object:
    return parse_duration(value) if isinstance(value, str) else value


def zone_name(value: str) -> str:
    """The name of a time zone. Raises `TimeError` where there is none of that name."""
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
    zone: Annotated[str, BeforeValidator(zone_name)] | Literal[""] = ""
    language: Literal["", "ar", "zh", "en", "fr", "ru", "es"] = ""
    weight: int = Field(default=1, ge=1)


class GroupPart(Part):
    """A political group: who belongs to it, and who may speak for it."""

    members: list[str] = Field(min_length=1)
    speakers: list[str] = []


class TextPart(Part):
    """A text that may be placed under silence."""

    title: str
    symbol: str = ""
    paragraphs: Wording = Field(min_length=1)


class Period(Part):
    """The length of a period: either its end or its length."""

    until: str = ""
    length: Length | None = Field(default=None, alias="for")

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        if self.until and self.length:
            message = "either `until` or `for` is expected, not both"
            raise ValueError(message)
        return self


class Place(Period):
    """`place-under-silence`."""

    among: str = ""
    divisible: bool | None = None
    text: str = ""
    rules: str | dict[str, Any] | None = None
    linked: list[str] = Field(default=[], alias="with")
    starts: str = ""
    meeting: str = ""
    clocks: dict[str, str] = {}


class Objection(Part):
    """`object`."""

    paragraphs: list[str] = []
    because: str = ""
    instead: str | Wording = {}
    on_behalf_of: list[str] = Field(default=[], alias="on behalf of")


class Comment(Part):
    """What is filed besides an objection: statements, requests, votes, a veto of the launch."""

    says: str = ""
    paragraphs: list[str] = []
    instead: Wording = {}
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


class Revision(Period):
    """`revise`."""

    paragraphs: Wording = Field(min_length=1)
    symbol: str = ""
    because: str = ""


class Destination(Part):
    """`refer` and `compile`."""

    to: str = ""
    because: str = ""


class Beginning(Period):
    """`begin-silence`."""

    because: str = ""


class Confirmation(Part):
    """`confirm`."""

    number: str = ""
    embargo_until: date | None = Field(default=None, alias="embargo until")
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
    **dict.fromkeys((kind.value for kind in Kind if kind is not Kind.OBJECT), Comment),
    "begin-silence": Beginning,
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
    "confirm": Confirmation,
    "stop": Nothing,
    "start": Nothing,
}
MACHINES: Final = ("engine", "mail", "worker")


class Outline(Part):
    """The file without its timeline."""

    rehearsal: Literal["1"]
    title: str
    zone: Annotated[str, BeforeValidator(zone_name)]
    rules: str | dict[str, Any]
    body: BodyPart = BodyPart(name="The body")
    chair: str = "Chair"
    participants: list[ParticipantPart] | str
    rolls: dict[str, list[str]] = {}
    groups: dict[str, GroupPart] = {}
    texts: dict[str, TextPart] = {}
    timeline: list[dict[str, Any]] = []
    expect: dict[str, Any] = {}
