"""The form in which the record of a session is written, as a file in YAML or as JSON.

Words are kept as they were typed. Signs in them are read where the report is drafted: "[2nd and
3rd]" is to be confirmed, "[...]" is missing.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    TypeAdapter,
)

from nemcon.agenda import record as r
from nemcon.agenda.record import Attendees, Section, SessionRecord
from nemcon.documents.record.words import checked

LONGEST: Final = 20_000
MOST: Final = 300
Words = Annotated[str, Field(max_length=LONGEST), AfterValidator(checked)]
Name = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(checked)]
Place = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(checked)]
Texts = Annotated[list[Words], Field(max_length=MOST)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class PanellistForm(_Part):
    """Who facilitated a discussion, and that person's office."""

    name: Name
    office: Words = ""


class DeliberationForm(_Part):
    """What was said on an item; `sittings` are none where the timetable says which they were."""

    place: Place = Field(examples=["2"])
    summary: Texts = Field(default_factory=list[str])
    panellists: list[PanellistForm] = Field(default_factory=list[PanellistForm], max_length=MOST)
    sittings: list[StrictInt] = Field(default_factory=list[int], max_length=MOST)
    confirmed: StrictBool = True


class CapacityForm(_Part):
    """In what further capacity a participant spoke."""

    participant: Name
    says: Words


class StatementsForm(_Part):
    """Whether the speakers noted on an item are all who spoke."""

    place: Place
    complete: StrictBool = True
    capacities: list[CapacityForm] = Field(default_factory=list[CapacityForm], max_length=MOST)


class AttendanceForm(_Part):
    """Those of one kind who were represented; `seated` adds all of that kind on the roll."""

    of: Attendees
    names: list[Name] = Field(default_factory=list[str], max_length=1_000)
    seated: StrictBool = False
    complete: StrictBool = True


class OpeningForm(_Part):
    """How the meeting was held, its hours, and who presided."""

    format: Words = ""
    agreed_by: Words = ""
    agreed_in: Words = Field(default="", description="The silence procedure that agreed to it.")
    time: Words = Field(default="", examples=["Central European Summer Time (CEST)"])
    schedule: Words = ""
    presided: Words = ""


class CalledForm(_Part):
    """What a sentence calls a part of the organization of work."""

    place: Place
    says: Words


class AdoptionForm(_Part):
    """How the agenda came to be adopted."""

    discussed: Words = ""
    paragraphs: Texts = Field(default_factory=list[str])
    called: list[CalledForm] = Field(default_factory=list[CalledForm], max_length=MOST)
    revisited: Words = ""


class HeadingForm(_Part):
    """A section in its place, under a heading of the body's own."""

    section: Section
    words: Name


class RecordForm(_Part):
    """The record of a session from which its report is drafted."""

    symbol: Words = ""
    dated: date | None = None
    place: Words = ""
    short: Words = Field(default="", examples=["Working Group"])
    instrument: Words = Field(default="", examples=["Convention"])
    introduction: Texts = Field(default_factory=list[str])
    summarized: Texts = Field(default_factory=list[str])
    deliberations: list[DeliberationForm] = Field(
        default_factory=list[DeliberationForm], max_length=MOST
    )
    opening: OpeningForm = OpeningForm()
    notes: Texts = Field(default_factory=list[str])
    statements: list[StatementsForm] = Field(default_factory=list[StatementsForm], max_length=MOST)
    unconfirmed: list[Attendees] = Field(default_factory=list[Attendees], max_length=MOST)
    adoption: AdoptionForm = AdoptionForm()
    how: Words = ""
    attendance: list[AttendanceForm] = Field(default_factory=list[AttendanceForm], max_length=MOST)
    participants: Words = Field(default="", description="The symbol of the list of participants.")
    outline: list[HeadingForm] = Field(
        default_factory=lambda: [HeadingForm.model_validate(each) for each in r.USUAL],
        max_length=MOST,
        description="The sections in their order; as working groups usually have them if left out.",
    )

    def record(self) -> SessionRecord:
        """The record as the register keeps it."""
        return _record().validate_python(self.model_dump())

    @classmethod
    def of(cls, record: SessionRecord) -> RecordForm:
        """The form of a record that was kept."""
        return cls.model_validate(record)


@cache
def _record() -> TypeAdapter[SessionRecord]:
    return TypeAdapter(SessionRecord)
