"""The parts of the record of a session that have a form each: what they ask, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from nemcon.agenda.record import Attendees, Section
from nemcon.language import N_, _


class Part(StrEnum):
    """A part of the record with a form of its own, named as in the address of the form."""

    MASTHEAD = "masthead"
    INTRODUCTION = "introduction"
    SUMMARY = "summary"
    OPENING = "opening"
    STATEMENTS = "statements"
    AGENDA = "agenda"
    ATTENDANCE = "attendance"
    OUTLINE = "outline"

    @property
    def section(self) -> Section | None:
        """The section of the report that it tells; none for what is of the whole report."""
        return Section(self.value) if self.value in set(Section) else None


class Shape(StrEnum):
    """How a field is typed: on a line, as one paragraph, a paragraph a line, a day, or chosen."""

    LINE = "line"
    WORDS = "words"
    PARAGRAPHS = "paragraphs"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field, with where what it holds stands in the record: "opening format"."""

    where: str
    label: str
    says: str = ""
    shape: Shape = Shape.LINE

    @property
    def name(self) -> str:
        """The name of the field in the form."""
        return name_of(self.where)

    def spoken(self) -> Asked:
        """The same with its words in the language that is spoken."""
        return replace(self, label=_(self.label), says=_(self.says) if self.says else "")


def name_of(where: str) -> str:
    """The name of the field that holds what stands there."""
    return where.replace(" ", "-")


def fields_of(part: Part) -> tuple[Asked, ...]:
    """The fields of that part which do not repeat."""
    return _ASKED.get(part, ())


TITLES: Final[Mapping[str, str]] = {
    Part.MASTHEAD: N_("Title and names"),
    Part.INTRODUCTION: N_("Introduction"),
    Section.RECOMMENDATIONS: N_("Recommendations"),
    Part.SUMMARY: N_("Summary of deliberations, item by item"),
    Part.OPENING: N_("Opening of the meeting"),
    Part.STATEMENTS: N_("Statements, item by item"),
    Part.AGENDA: N_("Adoption of the agenda"),
    Part.ATTENDANCE: N_("Attendance"),
    Section.DOCUMENTATION: N_("Documentation"),
    Section.ADOPTION: N_("Adoption of the report"),
    Part.OUTLINE: N_("Sections and their headings"),
    Section.ORGANIZATION: N_("Organization of the meeting"),
}
"""What the pages call each part, and those sections that the register tells alone."""

SAYS: Final[Mapping[str, str]] = {
    Part.MASTHEAD: N_("What stands above the report, and what its sentences call the body."),
    Part.INTRODUCTION: N_("The mandate of the body, and what it did before this session."),
    Section.RECOMMENDATIONS: N_(
        "What was adopted of the texts that were negotiated in this session. The register has it, "
        "and nothing is asked."
    ),
    Part.SUMMARY: N_("What was said on each item, and who facilitated the discussion."),
    Part.OPENING: N_("How the meeting was held. Its sittings and its Chair are in the register."),
    Part.STATEMENTS: N_("Whether the speakers that were noted are all, and in what capacity."),
    Part.AGENDA: N_(
        "What was discussed before. How the agenda was adopted, and what was excepted, is in the "
        "register."
    ),
    Part.ATTENDANCE: N_("Who was represented, kind by kind."),
    Section.DOCUMENTATION: N_(
        "The documents that were listed before the session, as the register has them."
    ),
    Section.ADOPTION: N_(
        "How the report itself was adopted. It says so once the report was placed under silence."
    ),
    Part.OUTLINE: N_("In which order the sections stand, and under which headings."),
}
"""What each is about, in a sentence."""

KINDS: Final[Mapping[Attendees, str]] = {
    Attendees.PARTIES: N_("Parties"),
    Attendees.SIGNATORIES: N_("Signatories"),
    Attendees.OBSERVERS: N_("Observer States"),
    Attendees.UNITED_NATIONS: N_("Entities of the United Nations system"),
    Attendees.INTERGOVERNMENTAL: N_("Intergovernmental organizations"),
    Attendees.NON_GOVERNMENTAL: N_("Non-governmental organizations"),
}
"""The kinds of those who are represented."""

_A_LINE: Final = N_("One paragraph a line. Lines between them may be left blank.")
_ASKED: Final[Mapping[Part, tuple[Asked, ...]]] = {
    Part.MASTHEAD: (
        Asked("symbol", N_("Symbol of the report"), N_("Such as CTOC/COP/WG.3/2020/L.1.")),
        Asked(
            "dated",
            N_("Date of the report"),
            N_("Left empty, it is the last day of the session."),
            Shape.DAY,
        ),
        Asked("place", N_("Where the session was held"), N_("Such as Vienna.")),
        Asked(
            "short",
            N_("Short name of the body"),
            N_("Sentences call it so once its full name was given, such as Working Group."),
        ),
        Asked(
            "instrument",
            N_("What its parties are parties to"),
            N_("Such as Convention, for \u201cparties to the Convention\u201d."),
        ),
    ),
    Part.INTRODUCTION: (Asked("introduction", N_("Introduction"), _A_LINE, Shape.PARAGRAPHS),),
    Part.SUMMARY: (
        Asked("summarized", N_("How the summary came about"), _A_LINE, Shape.PARAGRAPHS),
    ),
    Part.OPENING: (
        Asked(
            "opening format",
            N_("How the meeting was held"),
            N_(
                "The end of the sentence \u201cThe meeting was held ...\u201d, such as: in person "
                "and online. Left empty, the report does not say it."
            ),
            Shape.WORDS,
        ),
        Asked(
            "opening agreed_by",
            N_("Who agreed to that by silence procedure"),
            N_("Such as: the extended Bureau of the Conference. Leave it empty if nobody had to."),
        ),
        Asked("opening agreed_in", N_("In which silence procedure"), "", Shape.CHOICE),
        Asked(
            "opening time",
            N_("Name of the time in which the hours are given"),
            N_("Such as Central European Summer Time (CEST)."),
        ),
        Asked(
            "opening schedule",
            N_("More on the hours"),
            N_("Whole sentences, after the sentence on the hours."),
            Shape.WORDS,
        ),
        Asked(
            "opening presided",
            N_("More on who presided"),
            N_("Whole sentences, after the one that names the Chair."),
            Shape.WORDS,
        ),
    ),
    Part.STATEMENTS: (
        Asked("notes", N_("What is to be said before the statements"), _A_LINE, Shape.PARAGRAPHS),
    ),
    Part.AGENDA: (
        Asked(
            "adoption discussed",
            N_("What was said when the organization of work was discussed"),
            N_("Whole sentences. Left empty, the report does not say that it was discussed."),
            Shape.WORDS,
        ),
        Asked("adoption paragraphs", N_("Further paragraphs"), _A_LINE, Shape.PARAGRAPHS),
        Asked(
            "adoption revisited",
            N_("In light of what the excepted parts are revisited"),
            N_(
                "The end of the sentence \u201cIt was agreed that this part would be revisited at "
                "the last session of the meeting ...\u201d."
            ),
            Shape.WORDS,
        ),
    ),
    Part.ATTENDANCE: (
        Asked("how", N_("How all were present"), N_("Such as: connected remotely.")),
        Asked("participants", N_("Symbol of the list of participants")),
    ),
}
