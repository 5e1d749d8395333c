"""The state of an agenda and of the session that it is of: everything that its rules need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from nemcon.agenda.acts import AgendaOutcome, Change, Settlement
from nemcon.agenda.items import Document, Item, Officer, Part, Revisit, Sitting, places_of
from nemcon.agenda.record import SessionRecord
from nemcon.procedure.families import ResultTaken
from nemcon.procedure.papers import IssuedPaper
from nemcon.procedure.people import Group, Seat
from nemcon.procedure.profile import Profile


class AgendaPhase(StrEnum):
    """Where an agenda stands. Once it is adopted its session goes on."""

    CIRCULATED = "circulated"
    UNDER_SILENCE = "under-silence"
    ADOPTED = "adopted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal to change the agenda; `number` is that of its entry."""

    number: int
    at: datetime
    participant: str
    change: Change
    place: str
    says: str
    on_behalf_of: tuple[str, ...] = ()
    late: bool = False
    withdrawn: bool = False
    taken_up: bool = False


@dataclass(frozen=True, slots=True)
class Compromise:
    """The Chair's compromise that stands now; `number` is that of its entry."""

    number: int
    at: datetime
    exceptions: tuple[str, ...]
    revisit: Revisit
    says: str
    opposed_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OpenPart:
    """What was left out of the adoption; `settlement` is none while it is open.

    `settled_at` dates the settlement, and `says` is how it was then adopted, where that was said.
    `added` tells an item that was added after the adoption from what was left out of it. `was`
    holds the words before, where it was adopted in others.
    """

    place: str
    revisit: Revisit
    since: datetime
    settlement: Settlement | None = None
    settled_at: datetime | None = None
    says: str = ""
    because: str = ""
    added: bool = False
    was: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody spoke on an item; `number` is that of the entry."""

    number: int
    at: datetime
    place: str
    speaker: str
    sitting: int | None
    on_behalf_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaState:
    """Everything that the rules need to know of an agenda and its session.

    `exceptions` were left open, settled or not, in the order in which they were. `child` is the
    silence procedure by which the agenda is, or was, adopted, and `children` counts those that it
    opened; `result` is the last outcome that was taken over. `record_number` is that of the entry
    that kept the record. `timetable_since` is when the sittings were last set anew, and `reminded`
    are the reminders sent, each with the instant that it was of.
    Until `recall_until` the letters are held and the launch may be recalled.
    """

    title: str
    symbol: str
    session: str
    next_session: str
    profile: Profile
    roll: tuple[Seat, ...]
    groups: tuple[Group, ...]
    grace: timedelta
    items: tuple[Item, ...]
    parts: tuple[Part, ...]
    sittings: tuple[Sitting, ...]
    until: datetime | None
    opened_at: datetime
    last_acted: datetime
    number: int = 0
    phase: AgendaPhase = AgendaPhase.CIRCULATED
    revision: int = 0
    proposals_closed: bool = False
    proposals: tuple[Proposal, ...] = ()
    compromise: Compromise | None = None
    exceptions: tuple[OpenPart, ...] = ()
    child: str = ""
    children: int = 0
    item_by_item: bool = False
    result: ResultTaken | None = None
    adopted_at: datetime | None = None
    outcome: AgendaOutcome | None = None
    officers: tuple[Officer, ...] = ()
    speakers: tuple[Spoken, ...] = ()
    documents: tuple[Document, ...] = ()
    record: SessionRecord | None = None
    record_number: int = 0
    timetable_since: datetime | None = None
    reminded: tuple[tuple[datetime, int], ...] = ()
    session_over: bool = False
    carried_over: tuple[str, ...] = ()
    ended_at: datetime | None = None
    because: str = ""
    papers: tuple[IssuedPaper, ...] = ()
    recall_until: datetime | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing is due any more."""
        return self.phase is AgendaPhase.ENDED

    @property
    def places(self) -> tuple[str, ...]:
        """Everything that can be adopted or left open: items, then parts."""
        items = tuple(place for place, _ in places_of(self.items))
        return (*items, *(part.name for part in self.parts))

    @property
    def open_parts(self) -> tuple[OpenPart, ...]:
        """What was left open and is not settled."""
        return tuple(part for part in self.exceptions if part.settlement is None)

    def seat(self, participant: str) -> Seat | None:
        """The participant's place on the frozen roll."""
        return next((seat for seat in self.roll if seat.participant == participant), None)

    def sitting(self, number: int | None) -> Sitting | None:
        """The sitting of that number."""
        return next((sitting for sitting in self.sittings if sitting.number == number), None)

    def instant_of(self, revisit: Revisit) -> datetime | None:
        """When that is, by the timetable as it stands now."""
        sitting = self.sitting(revisit.sitting)
        return sitting.begins if sitting is not None else revisit.at
