"""What people, and time, do about an agenda and the session that it is of.

A `place` is what an act is about: the place of an item ("1 (a)") or the name of a part of the
organization of work ("outcome").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nemcon.agenda.items import UNSET, Document, Item, Officer, Part, Revisit, Sitting
from nemcon.agenda.record import SessionRecord
from nemcon.procedure.families import ReopenResult, TakeResult
from nemcon.procedure.papers import IssuePaper
from nemcon.procedure.people import Actor, Group, Seat
from nemcon.procedure.profile import RuleValue
from nemcon.procedure.recall import RecallLaunch
from nemcon.timing.durations import Duration


class Change(StrEnum):
    """What a proposal asks for: `EXCEPT` that a place be left out of the adoption for now."""

    ADD = "add"
    DELETE = "delete"
    AMEND = "amend"
    EXCEPT = "except"


class Settlement(StrEnum):
    """What became of a part that had been left open."""

    ADOPTED = "adopted"
    DEFERRED = "deferred"
    DROPPED = "dropped"


class AgendaOutcome(StrEnum):
    """What became of the agenda."""

    ADOPTED = "adopted"
    WITH_EXCEPTIONS = "adopted-with-exceptions"
    NOT_ADOPTED = "not-adopted"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class CirculateAgenda:
    """Open the session's record: circulate the provisional agenda and the organization of work.

    `until` is when proposals are to be in (none: until the agenda is adopted). `next_session` is
    where what is not dealt with is carried over to. For `recall_seconds` the letters are held, and
    the launch may be recalled.
    """

    actor: Actor
    title: str
    items: tuple[Item, ...]
    roll: tuple[Seat, ...]
    profile_id: str
    profile_title: str
    rules: tuple[RuleValue, ...]
    parts: tuple[Part, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    symbol: str = ""
    until: datetime | None = None
    grace_seconds: int = 5
    groups: tuple[Group, ...] = ()
    session: str = ""
    next_session: str = ""
    recall_seconds: int = 0


@dataclass(frozen=True, slots=True)
class ProposeChange:
    """Propose to change the provisional agenda; on behalf of participants or groups, if said."""

    actor: Actor
    change: Change
    place: str
    says: str
    on_behalf_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawProposal:
    """Withdraw the proposal with that number (that of its entry)."""

    actor: Actor
    proposal: int


@dataclass(frozen=True, slots=True)
class PutCompromise:
    """The Chair's compromise: to adopt the agenda with exceptions, to be revisited."""

    actor: Actor
    exceptions: tuple[str, ...] = ()
    revisit: Revisit = UNSET
    says: str = ""


@dataclass(frozen=True, slots=True)
class OpposeCompromise:
    """A delegation cannot join the Chair's compromise."""

    actor: Actor
    says: str = ""


@dataclass(frozen=True, slots=True)
class JoinCompromise:
    """A delegation that opposed the compromise no longer does."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class ReviseAgenda:
    """Issue the provisional agenda anew, before its adoption; `taken_up` are proposals."""

    actor: Actor
    items: tuple[Item, ...]
    parts: tuple[Part, ...]
    taken_up: tuple[int, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class AddItem:
    """A supplementary item, `under` a place or at the end.

    After the adoption it is open until it is settled, at `revisit`.
    """

    actor: Actor
    item: Item
    under: str = ""
    revisit: Revisit = UNSET
    because: str = ""


@dataclass(frozen=True, slots=True)
class PlaceAgendaUnderSilence:
    """Have the agenda adopted by silence: as a whole, or item by item.

    Either `until` or `length`, or neither where the rules have a usual period.
    """

    actor: Actor
    until: datetime | None = None
    length: Duration | None = None
    item_by_item: bool = False
    because: str = ""


@dataclass(frozen=True, slots=True)
class AdoptAgenda:
    """The meeting adopts the agenda, with the exception of the places named."""

    actor: Actor
    exceptions: tuple[str, ...] = ()
    revisit: Revisit = UNSET
    because: str = ""


@dataclass(frozen=True, slots=True)
class SettlePart:
    """What was left open is adopted (in these words, where given), deferred or dropped."""

    actor: Actor
    place: str
    settlement: Settlement
    says: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class ChangeTimetable:
    """Set all sittings anew; what hangs on one moves with it, and everybody is told."""

    actor: Actor
    sittings: tuple[Sitting, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class NameOfficers:
    """Set the officers of the session."""

    actor: Actor
    officers: tuple[Officer, ...]


@dataclass(frozen=True, slots=True)
class NoteSpeaker:
    """Note who spoke on an item at a sitting, and for whom else.

    `speaker` is a participant, or the name of somebody without a seat, such as a panellist.
    """

    actor: Actor
    place: str
    speaker: str
    sitting: int | None = None
    on_behalf_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListDocument:
    """List a document before the session; the same symbol again replaces what was listed."""

    actor: Actor
    document: Document


@dataclass(frozen=True, slots=True)
class KeepRecord:
    """Keep the record from which the report of the session is drafted; it replaces the former.

    `after` is the number of the entry with the record that it was written from, 0 where there was
    none. Where another stands by now, nothing is kept; `None` takes the place of any.
    """

    actor: Actor
    record: SessionRecord
    after: int | None = None


@dataclass(frozen=True, slots=True)
class CloseProposals:
    """Time: the time for proposals has run out."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class RemindOfParts:
    """Time: remind everybody of what is to be revisited; `rung` counts from the earliest."""

    actor: Actor
    instant: datetime
    rung: int


@dataclass(frozen=True, slots=True)
class EndSession:
    """Time: the last sitting is over; what is open still is carried over."""

    actor: Actor


AgendaTimeAct = CloseProposals | RemindOfParts | EndSession | TakeResult | ReopenResult
AgendaRuling = (
    PutCompromise
    | ReviseAgenda
    | AddItem
    | PlaceAgendaUnderSilence
    | AdoptAgenda
    | SettlePart
    | ChangeTimetable
    | RecallLaunch
)
AgendaAct = (
    CirculateAgenda
    | ProposeChange
    | WithdrawProposal
    | OpposeCompromise
    | JoinCompromise
    | NameOfficers
    | NoteSpeaker
    | ListDocument
    | KeepRecord
    | IssuePaper
    | AgendaRuling
    | AgendaTimeAct
)
