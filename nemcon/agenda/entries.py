"""What has happened to an agenda and in its session: appended to the register, never changed.

As everywhere in the register a field may be added by `added`, and never renamed. `rule` is the key
of the profile's value that was applied: who may propose, or on whose authority the session's
agenda, timetable and record are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from nemcon.agenda.acts import AgendaOutcome, Change, Settlement
from nemcon.agenda.items import Document, Item, Officer, Part, Revisit, Sitting
from nemcon.agenda.record import SessionRecord
from nemcon.procedure.entries import Happened
from nemcon.procedure.families import ResultReopened, ResultTaken
from nemcon.procedure.papers import PaperIssued
from nemcon.procedure.people import Group, Seat, added
from nemcon.procedure.profile import RuleValue
from nemcon.procedure.recall import LaunchRecalled


@dataclass(frozen=True, slots=True)
class AgendaCirculated:
    """The provisional agenda, the organization of work, the roll and the rules; frozen.

    For `recall_seconds` the letters are held, and the launch may be recalled.
    """

    title: str
    items: tuple[Item, ...]
    parts: tuple[Part, ...]
    sittings: tuple[Sitting, ...]
    roll: tuple[Seat, ...]
    profile_id: str
    profile_title: str
    rules: tuple[RuleValue, ...]
    grace_seconds: int
    symbol: str = ""
    until: datetime | None = None
    groups: tuple[Group, ...] = ()
    session: str = ""
    next_session: str = ""
    rule: str = "agenda.adopted_by"
    recall_seconds: int = added(0)


@dataclass(frozen=True, slots=True)
class ChangeProposed:
    """A delegation proposed a change; a late one is kept, and does not bind the Chair."""

    participant: str
    change: Change
    place: str
    says: str
    on_behalf_of: tuple[str, ...] = ()
    late: bool = False
    rule: str = "agenda.proposed_by"


@dataclass(frozen=True, slots=True)
class ProposalWithdrawn:
    """A delegation withdrew its proposal."""

    proposal: int
    rule: str = "agenda.proposed_by"


@dataclass(frozen=True, slots=True)
class ProposalsClosed:
    """The time for proposals ran out at that instant."""

    at: datetime
    rule: str = "agenda.proposed_by"


@dataclass(frozen=True, slots=True)
class CompromisePut:
    """The Chair put a compromise; the one before it no longer stands."""

    exceptions: tuple[str, ...]
    revisit: Revisit
    says: str
    rule: str = "agenda.adopted_by"


@dataclass(frozen=True, slots=True)
class CompromiseOpposed:
    """A delegation cannot join the compromise."""

    participant: str
    says: str
    rule: str = "agenda.proposed_by"


@dataclass(frozen=True, slots=True)
class CompromiseJoined:
    """A delegation no longer opposes the compromise."""

    participant: str
    rule: str = "agenda.proposed_by"


@dataclass(frozen=True, slots=True)
class AgendaRevised:
    """The provisional agenda was issued anew; `taken_up` are the proposals that it takes up."""

    items: tuple[Item, ...]
    parts: tuple[Part, ...]
    taken_up: tuple[int, ...]
    because: str
    rule: str = "agenda.adopted_by"


@dataclass(frozen=True, slots=True)
class ItemAdded:
    """A supplementary item; after the adoption it is open until it is settled."""

    item: Item
    under: str
    revisit: Revisit
    because: str
    rule: str = "agenda.adopted_by"


@dataclass(frozen=True, slots=True)
class AgendaPlacedUnderSilence:
    """The agenda is to be adopted by silence, in the silence procedure `child`."""

    child: str
    item_by_item: bool
    because: str
    rule: str = "agenda.adopted_by"


@dataclass(frozen=True, slots=True)
class AgendaAdopted:
    """The agenda was adopted, with these exceptions; by silence where `child` names how."""

    exceptions: tuple[str, ...]
    revisit: Revisit
    at: datetime
    because: str = ""
    child: str = ""
    rule: str = "agenda.adopted_by"


@dataclass(frozen=True, slots=True)
class PartSettled:
    """What had been left open was settled."""

    place: str
    settlement: Settlement
    says: str
    because: str
    rule: str = "agenda.adopted_by"


@dataclass(frozen=True, slots=True)
class TimetableChanged:
    """The sittings were set anew."""

    sittings: tuple[Sitting, ...]
    because: str
    rule: str = "agenda.adopted_by"


@dataclass(frozen=True, slots=True)
class OfficersNamed:
    """The officers of the session were named."""

    officers: tuple[Officer, ...]
    rule: str = "agenda.adopted_by"


@dataclass(frozen=True, slots=True)
class SpeakerNoted:
    """Somebody spoke on an item."""

    place: str
    speaker: str
    sitting: int | None
    on_behalf_of: tuple[str, ...] = ()
    rule: str = "agenda.adopted_by"


@dataclass(frozen=True, slots=True)
class DocumentListed:
    """A document was listed."""

    document: Document
    rule: str = "agenda.adopted_by"


@dataclass(frozen=True, slots=True)
class RecordKept:
    """The record of the session was kept; it replaces the one before."""

    record: SessionRecord
    rule: str = "agenda.adopted_by"


@dataclass(frozen=True, slots=True)
class RemindedOfParts:
    """Everybody was reminded of what is to be revisited at that instant."""

    instant: datetime
    rung: int
    places: tuple[str, ...]
    rule: str = "agenda.reminders"


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The last sitting was over at that instant; `carried_over` goes to the next session.

    `outcome` is what became of the agenda.
    """

    at: datetime
    outcome: AgendaOutcome
    carried_over: tuple[str, ...]
    to: str
    rule: str = "agenda.adopted_by"


AgendaEntry = (
    AgendaCirculated
    | ChangeProposed
    | ProposalWithdrawn
    | ProposalsClosed
    | CompromisePut
    | CompromiseOpposed
    | CompromiseJoined
    | AgendaRevised
    | ItemAdded
    | AgendaPlacedUnderSilence
    | AgendaAdopted
    | PartSettled
    | TimetableChanged
    | OfficersNamed
    | SpeakerNoted
    | DocumentListed
    | RecordKept
    | RemindedOfParts
    | SessionEnded
    | ResultTaken
    | ResultReopened
    | PaperIssued
    | LaunchRecalled
)
AgendaRecorded: TypeAlias = Happened[AgendaEntry]
