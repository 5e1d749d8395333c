"""What the report of a session needs to say and the rest of the register does not hold.

The texts are written with the signs of negotiators: "[2nd and 3rd]" is a fact to be confirmed and
"[...]" a gap to be filled. What a `place` is says `acts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

_Item = TypeVar("_Item")


class Section(StrEnum):
    """The sections of a report; those below the organization of the meeting stand within it."""

    INTRODUCTION = "introduction"
    RECOMMENDATIONS = "recommendations"
    SUMMARY = "summary"
    ORGANIZATION = "organization"
    OPENING = "opening"
    STATEMENTS = "statements"
    AGENDA = "agenda"
    ATTENDANCE = "attendance"
    DOCUMENTATION = "documentation"
    ADOPTION = "adoption"


WITHIN: Final = frozenset(
    {
        Section.OPENING,
        Section.STATEMENTS,
        Section.AGENDA,
        Section.ATTENDANCE,
        Section.DOCUMENTATION,
    }
)
"""What stands below the organization of the meeting."""


class Attendees(StrEnum):
    """Those who were represented, in the order in which a report names them."""

    PARTIES = "parties"
    SIGNATORIES = "signatories"
    OBSERVERS = "observers"
    UNITED_NATIONS = "united-nations"
    INTERGOVERNMENTAL = "intergovernmental"
    NON_GOVERNMENTAL = "non-governmental"


@dataclass(frozen=True, slots=True)
class Heading:
    """A section in its place, under a heading that the body chose."""

    section: Section
    words: str


USUAL: Final = (
    Heading(Section.INTRODUCTION, "Introduction"),
    Heading(Section.RECOMMENDATIONS, "Recommendations"),
    Heading(Section.SUMMARY, "Summary of deliberations"),
    Heading(Section.ORGANIZATION, "Organization of the meeting"),
    Heading(Section.OPENING, "Opening of the meeting"),
    Heading(Section.STATEMENTS, "Statements"),
    Heading(Section.AGENDA, "Adoption of the agenda and organization of work"),
    Heading(Section.ATTENDANCE, "Attendance"),
    Heading(Section.DOCUMENTATION, "Documentation"),
    Heading(Section.ADOPTION, "Adoption of the report"),
)
"""The sections as working groups usually have them."""


@dataclass(frozen=True, slots=True)
class Panellist:
    """Who facilitated a discussion, and that person's office."""

    name: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Deliberation:
    """What was said on an item. `sittings` are none where the timetable says which they were.

    `confirmed` is false while it is not certain at which sittings the item was considered.
    """

    place: str
    summary: tuple[str, ...] = ()
    panellists: tuple[Panellist, ...] = ()
    sittings: tuple[int, ...] = ()
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Capacity:
    """In what further capacity a participant spoke: "also in his capacity as Chair of ..."."""

    participant: str
    says: str


@dataclass(frozen=True, slots=True)
class Statements:
    """Whether the speakers noted on an item are all who spoke, and in what capacities they did."""

    place: str
    complete: bool = True
    capacities: tuple[Capacity, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendance:
    """Those of one kind who were represented.

    `seated` says that all of that kind on the roll were, besides those in `names`; `complete` is
    false while the list is not.
    """

    of: Attendees
    names: tuple[str, ...] = ()
    seated: bool = False
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Opening:
    """How the meeting was held: the end of a sentence on its format, and sentences on the rest.

    `agreed_in` is the silence procedure by which `agreed_by` agreed to the format. `time` is the
    name of the time in which the hours are given.
    """

    format: str = ""
    agreed_by: str = ""
    agreed_in: str = ""
    time: str = ""
    schedule: str = ""
    presided: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """What a sentence calls a part of the organization of work."""

    place: str
    says: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """How the agenda came to be adopted: what was discussed, and in light of what it is revisited.

    `discussed` follows the sentence that the organization of work was discussed.
    """

    discussed: str = ""
    paragraphs: tuple[str, ...] = ()
    called: tuple[Called, ...] = ()
    revisited: str = ""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """The record of a session beyond its agenda, officers, speakers and documents.

    `short` is what the report calls the body, `instrument` what its parties are parties to.
    `summarized` says how the summary came about. `how` says how all were present ("connected
    remotely"). `unconfirmed` are those of whom it is not known whether they made statements.
    """

    symbol: str = ""
    dated: date | None = None
    place: str = ""
    short: str = ""
    instrument: str = ""
    introduction: tuple[str, ...] = ()
    summarized: tuple[str, ...] = ()
    deliberations: tuple[Deliberation, ...] = ()
    opening: Opening = Opening()
    notes: tuple[str, ...] = ()
    statements: tuple[Statements, ...] = ()
    unconfirmed: tuple[Attendees, ...] = ()
    adoption: Adoption = Adoption()
    how: str = ""
    attendance: tuple[Attendance, ...] = ()
    participants: str = ""
    outline: tuple[Heading, ...] = USUAL


def texts_of(record: SessionRecord) -> Iterator[tuple[str, str]]:
    """Every text in which signs are read, with where it stands: "deliberations 2 summary 1".

    The places are named as in the form of the record; lists count from 1.
    """
    opening, adoption = record.opening, record.adoption
    single = {
        "opening format": opening.format,
        "opening agreed_by": opening.agreed_by,
        "opening schedule": opening.schedule,
        "opening presided": opening.presided,
        "adoption discussed": adoption.discussed,
        "adoption revisited": adoption.revisited,
        "how": record.how,
    }
    yield from single.items()
    for where, texts in (
        ("introduction", record.introduction),
        ("summarized", record.summarized),
        ("notes", record.notes),
        ("adoption paragraphs", adoption.paragraphs),
        *((f"deliberations {n} summary", d.summary) for n, d in _counted(record.deliberations)),
    ):
        for count, text in _counted(texts):
            yield f"{where} {count}", text
    for count, called in _counted(adoption.called):
        yield f"adoption called {count} says", called.says
    for count, item in _counted(record.deliberations):
        for nth, who in _counted(item.panellists):
            yield f"deliberations {count} panellists {nth}", f"{who.name}, {who.office}"
    for count, spoken in _counted(record.statements):
        for nth, capacity in _counted(spoken.capacities):
            yield f"statements {count} capacities {nth} says", capacity.says


def _counted(items: Sequence[_Item]) -> Iterator[tuple[int, _Item]]:
    return enumerate(items, start=1)
