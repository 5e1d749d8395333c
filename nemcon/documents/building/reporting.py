"""What the sections of a report are told from: the session, its record, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from nemcon.agenda.items import Sitting, covered_by, places_of
from nemcon.agenda.record import Attendees, SessionRecord
from nemcon.agenda.state import AgendaState
from nemcon.documents.building.report_words import days, days_of, known, ordinal, said
from nemcon.documents.house import House, Writing, shipped_house
from nemcon.documents.model.inlines import Content
from nemcon.negotiation.compiled import Compilation
from nemcon.negotiation.final import FinalText
from nemcon.procedure.people import Category
from nemcon.procedure.state import ProcedureState
from nemcon.text.lines import listed
from nemcon.timing.zones import to_wall_clock

CATEGORIES = {
    Attendees.PARTIES: Category.MEMBER,
    Attendees.SIGNATORIES: Category.SIGNATORY,
}
"""As what those take part who are no observers."""


@dataclass(frozen=True, slots=True)
class Recommended:
    """What became of a text that was negotiated: what was adopted, and what was compiled.

    `by_silence` is the instant at which silence adopted it, where it did.
    """

    title: str
    final: FinalText | None = None
    compilation: Compilation | None = None
    by_silence: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a report needs of other procedures and of the directory.

    `silences` are silence procedures that the record may name, by their ids; `silence` is the one
    in which the report itself is, or was.
    """

    body: str
    organ: str = ""
    recommended: tuple[Recommended, ...] = ()
    silences: tuple[tuple[str, ProcedureState], ...] = ()
    silence: ProcedureState | None = None
    house: House = field(default_factory=shipped_house)


@dataclass(frozen=True, slots=True)
class Reporting:
    """A session about to be reported on.

    `as_placed` says that the report reads as the text that was placed under silence, revisions
    included. The register may have moved on since: the record was kept anew, or a speaker noted.
    """

    state: AgendaState
    record: SessionRecord
    facts: ReportFacts
    as_placed: bool = True

    @property
    def zone(self) -> str:
        """The zone of the body."""
        return self.state.profile.zone

    @property
    def writing(self) -> Writing:
        """How the house writes English, in which the sentences are."""
        return self.facts.house.writing("en")

    @property
    def body(self) -> str:
        """What the body is called where its full name was given before."""
        return self.record.short or self.facts.body

    @property
    def held_on(self) -> tuple[date, ...]:
        """The days of the session."""
        return days_of(self.state.sittings, self.zone)

    def on(self, on: Iterable[date], *, confirmed: bool = True) -> Content:
        """The days in words."""
        return days(tuple(on), self.writing.months, confirmed=confirmed)

    def dated(self, instant: datetime) -> str:
        """The day of an instant in words."""
        return self.writing.written(to_wall_clock(instant, self.zone).date())

    def to_the(self, what: str) -> str:
        """What they are parties to, where it is said: "parties to the Convention"."""
        return f"{what} to the {self.record.instrument}" if self.record.instrument else what

    def at_meetings(self, sittings: Iterable[Sitting], *, confirmed: bool = True) -> Content:
        """At which meetings: "At its 1st and 2nd meetings, on 7 July 2020, "."""
        found = sorted(sittings, key=lambda sitting: sitting.number)
        numbers = listed([ordinal(sitting.number) for sitting in found])
        meetings = "meeting" if len(found) == 1 else "meetings"
        on = self.on(days_of(found, self.zone), confirmed=confirmed)
        which = known(numbers, confirmed=confirmed)
        return said("At its ", which, f" {meetings}, on ", on, ", ")

    def sitting_at(self, instant: datetime) -> Sitting | None:
        """The sitting during which that was."""
        during = (s for s in self.state.sittings if s.begins <= instant < s.ends)
        return next(during, None)

    def when(self, instant: datetime) -> Content:
        """When the meeting did something: at which meeting, or on which day."""
        sitting = self.sitting_at(instant)
        if sitting is None:
            return said(f"On {self.dated(instant)}, ")
        return self.at_meetings((sitting,))

    def sittings_of(self, place: str, numbers: Iterable[int] = ()) -> tuple[Sitting, ...]:
        """The sittings with these numbers, or else those that take up the place."""
        wanted = set(numbers)
        if wanted:
            return tuple(s for s in self.state.sittings if s.number in wanted)
        places = covered_by(self.state.items, (place,))
        return tuple(s for s in self.state.sittings if places & set(s.items))

    def title_of(self, place: str) -> str:
        """The title of the item at that place."""
        return next((i.title for at, i in places_of(self.state.items) if at == place), place)
