"""What has happened in a negotiation: appended to the register, never changed.

As everywhere in the register a field may be added by `added`, and never renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from nemcon.negotiation.acts import NegotiationOutcome, Origin, Rung, Stance, Statement
from nemcon.procedure.entries import Happened
from nemcon.procedure.families import ResultReopened, ResultTaken
from nemcon.procedure.papers import PaperIssued
from nemcon.procedure.people import Group, Seat, added
from nemcon.procedure.profile import RuleValue
from nemcon.procedure.recall import LaunchRecalled
from nemcon.text.amendments import Change, Status
from nemcon.text.document import Text


@dataclass(frozen=True, slots=True)
class TextTabled:
    """The text as tabled, the roll and the rules, frozen; the first round has begun.

    `text` is printed with the marks of negotiators, `text_digest` its digest. For `recall_seconds`
    the letters are held, and the launch may be recalled.
    """

    text: Text
    text_digest: str
    roll: tuple[Seat, ...]
    profile_id: str
    profile_title: str
    rules: tuple[RuleValue, ...]
    grace_seconds: int
    package: bool
    until: datetime | None = None
    agenda: str = ""
    sitting: int | None = None
    to: str = ""
    origin: Origin | None = None
    groups: tuple[Group, ...] = ()
    rule: str = "negotiation.tabled_by"
    recall_seconds: int = added(0)


@dataclass(frozen=True, slots=True)
class AmendmentProposed:
    """A delegation proposed an amendment; a late one does not count unless it is admitted."""

    id: str
    participant: str
    paragraph: str
    change: Change
    wording: str
    passage: str
    beneath: bool
    reason: str
    cosponsors: tuple[str, ...]
    round: int
    late: bool
    rule: str = "negotiation.amended_by"


@dataclass(frozen=True, slots=True)
class PositionTaken:
    """A delegation supports, opposes or co-sponsors an amendment, or no longer does."""

    amendment: str
    participant: str
    stance: Stance
    says: str
    rule: str = "negotiation.amended_by"


@dataclass(frozen=True, slots=True)
class AmendmentWithdrawn:
    """The proposer withdrew its amendment; `carried_on_by` is the co-sponsor that keeps it alive.

    A co-sponsor does not lose an amendment because another loses interest in it: the first that
    joined it itself is its proposer from then on. Where there is none the amendment is withdrawn.
    """

    amendment: str
    participant: str
    carried_on_by: str = ""


@dataclass(frozen=True, slots=True)
class LateAmendmentAdmitted:
    """A late amendment counts as if it had been in time."""

    amendment: str
    because: str
    rule: str = "late.admitted_by"


@dataclass(frozen=True, slots=True)
class StatementMade:
    """A delegation explained its position, or made a reserve."""

    participant: str
    kind: Statement
    paragraphs: tuple[str, ...]
    says: str
    late: bool


@dataclass(frozen=True, slots=True)
class Disposed:
    """What a revision made of an amendment; `into` is the one with which it was merged."""

    amendment: str
    status: Status
    into: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """An amendment that the Chair made of several, and that the revision takes up: accepted.

    It has no proposer; `cosponsors` are all who sponsored one of the several.
    """

    id: str
    paragraph: str
    change: Change
    wording: str
    passage: str
    beneath: bool
    cosponsors: tuple[str, ...]
    supporters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RevisionIssued:
    """The text anew; a new round has begun on it where `round` is not the present one.

    `until` and `sitting` are those of the new round, and none where none began.
    `unplaced` are live amendments that no longer fit the text, each with the reason; they stay in
    the record and go to the compilation.
    """

    text: Text
    text_digest: str
    disposed: tuple[Disposed, ...]
    merged: tuple[Merged, ...]
    unplaced: tuple[tuple[str, str], ...]
    round: int
    until: datetime | None
    sitting: int | None
    because: str


@dataclass(frozen=True, slots=True)
class ParagraphsMoved:
    """Paragraphs moved on the ladder; by an amendment, where `amendment` names it."""

    paragraphs: tuple[str, ...]
    rung: Rung
    because: str
    amendment: str = ""


@dataclass(frozen=True, slots=True)
class RoundSet:
    """The end of the round `round` was set; `previous` is none for one that begins."""

    round: int
    until: datetime | None
    sitting: int | None
    previous: datetime | None
    because: str
    begins: bool


@dataclass(frozen=True, slots=True)
class RoundReminded:
    """Those who had filed nothing in the round were reminded of its end."""

    round: int
    rung: int
    participants: tuple[str, ...]
    rule: str = "negotiation.reminders"


@dataclass(frozen=True, slots=True)
class RoundClosed:
    """The round ended at that instant; `chair_until` is when the rules go on without the Chair."""

    round: int
    at: datetime
    chair_until: datetime | None
    rule: str = "negotiation.chair_time"


@dataclass(frozen=True, slots=True)
class NegotiationConcluded:
    """The negotiation was concluded: what is agreed, and what goes to the compilation.

    `final` is the agreed part as it was placed under silence in the procedure `child`, or adopted
    in the meeting where `child` is empty; none where nothing was agreed.
    """

    agreed: tuple[str, ...]
    compiled: tuple[str, ...]
    final: Text | None
    child: str
    in_meeting: bool
    to: str
    because: str
    rule: str


@dataclass(frozen=True, slots=True)
class NegotiationEnded:
    """The outcome: what was adopted, and what the compilation lists, by the numbers as negotiated.

    It is written again where the silence procedure reaches a different outcome later.
    """

    outcome: NegotiationOutcome
    at: datetime
    adopted: tuple[str, ...]
    compiled: tuple[str, ...]
    to: str
    because: str = ""
    rule: str = ""


NegotiationEntry = (
    TextTabled
    | AmendmentProposed
    | PositionTaken
    | AmendmentWithdrawn
    | LateAmendmentAdmitted
    | StatementMade
    | RevisionIssued
    | ParagraphsMoved
    | RoundSet
    | RoundReminded
    | RoundClosed
    | NegotiationConcluded
    | NegotiationEnded
    | ResultTaken
    | ResultReopened
    | PaperIssued
    | LaunchRecalled
)
NegotiationRecorded: TypeAlias = Happened[NegotiationEntry]
