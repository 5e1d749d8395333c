"""What people, and time, do in a negotiation.

Paragraphs are named as they are cited ("2 bis", "OP3 (a)"), words are typed with the marks of
`nemcon.text`, and amendments have ids of the register's making ("A7").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nemcon.procedure.families import FollowTimetable, ReopenResult, TakeResult
from nemcon.procedure.papers import IssuePaper
from nemcon.procedure.people import Actor, Group, Seat
from nemcon.procedure.profile import RuleValue
from nemcon.procedure.recall import RecallLaunch
from nemcon.text.amendments import Change
from nemcon.text.document import Paragraph, Text
from nemcon.timing.durations import Duration


class Stance(StrEnum):
    """What a delegation says to an amendment of another; `NONE` takes back what it said."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    COSPONSOR = "cosponsor"
    NONE = "none"


class Statement(StrEnum):
    """What a delegation may state on paragraphs without amending them."""

    EXPLAIN = "explain"
    RESERVE = "reserve"
    DISSOCIATE = "dissociate"


class Rung(StrEnum):
    """The rungs to which the Chair moves paragraphs; brackets are in the wording itself."""

    OPEN = "open"
    AD_REFERENDUM = "agreed-ad-referendum"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


class NegotiationOutcome(StrEnum):
    """What became of the text."""

    AGREED = "agreed"
    PARTLY_AGREED = "partly-agreed"
    COMPILED = "compiled"
    WITHDRAWN = "withdrawn"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Origin:
    """The compilation that a negotiation takes up: of which procedure, and the head it had."""

    procedure: str
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class TableText:
    """Open the negotiation: table the text, freeze roll and rules, and begin the first round.

    `until` is the end of the round (none: until the Chair ends it); with `sitting` it is when that
    sitting of the agenda `agenda` begins, and moves with it. `package`: nothing is agreed until
    everything is agreed (none: as the rules say). `to` is where what is not agreed goes. For
    `recall_seconds` the letters are held, and the launch may be recalled.
    """

    actor: Actor
    text: Text
    roll: tuple[Seat, ...]
    profile_id: str
    profile_title: str
    rules: tuple[RuleValue, ...]
    until: datetime | None = None
    agenda: str = ""
    sitting: int | None = None
    package: bool | None = None
    to: str = ""
    origin: Origin | None = None
    grace_seconds: int = 5
    groups: tuple[Group, ...] = ()
    recall_seconds: int = 0


@dataclass(frozen=True, slots=True)
class ProposeAmendment:
    """Propose to change a paragraph, or the words `passage` in it.

    `INSERT` without a passage adds a paragraph after the one named (an empty one: before all), or
    `beneath` it as its last sub-paragraph. `text_digest` is that of the text as it was read,
    without the names that whoever acts is not told.
    """

    actor: Actor
    paragraph: str
    change: Change
    wording: str = ""
    passage: str = ""
    beneath: bool = False
    reason: str = ""
    cosponsors: tuple[str, ...] = ()
    text_digest: str = ""


@dataclass(frozen=True, slots=True)
class TakePosition:
    """Support, oppose or co-sponsor the amendment of another, or take that back."""

    actor: Actor
    amendment: str
    stance: Stance
    says: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawAmendment:
    """Withdraw one's own amendment."""

    actor: Actor
    amendment: str


@dataclass(frozen=True, slots=True)
class MakeStatement:
    """Explain a position, or make a reservation, on paragraphs or on the whole text."""

    actor: Actor
    kind: Statement
    paragraphs: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Merging:
    """Several amendments to the same words, merged into one wording."""

    amendments: tuple[str, ...]
    wording: str


@dataclass(frozen=True, slots=True)
class IssueRevision:
    """The Chair issues the text anew, and may begin a new round.

    Amendments are accepted, merged into a wording, left as alternatives in brackets, or not taken
    up; those that are not named stay live. `wording` sets paragraphs by the Chair's own hand after
    all that. `until` (or `sitting`, of the agenda) ends the round that begins with the revision;
    without them the present round goes on, or the next has no end yet.
    """

    actor: Actor
    accepted: tuple[str, ...] = ()
    merged: tuple[Merging, ...] = ()
    alternatives: tuple[str, ...] = ()
    not_taken_up: tuple[str, ...] = ()
    wording: tuple[Paragraph, ...] = ()
    until: datetime | None = None
    sitting: int | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class MoveParagraphs:
    """Move paragraphs on the ladder: agreed ad referendum, agreed, withdrawn, or open again."""

    actor: Actor
    paragraphs: tuple[str, ...]
    rung: Rung
    because: str = ""


@dataclass(frozen=True, slots=True)
class SetRound:
    """Extend the running round, or open another one after it has ended."""

    actor: Actor
    until: datetime | None = None
    sitting: int | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class AdmitLateAmendment:
    """Admit an amendment that was late as if it had been in time."""

    actor: Actor
    amendment: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class ConcludeNegotiation:
    """End the negotiation: what is agreed goes under silence, the rest to the compilation.

    Either `until` or `length` of the period, or neither where the rules have a usual one;
    `in_meeting`: what is agreed is adopted there and then. `to` is where the rest goes.
    """

    actor: Actor
    until: datetime | None = None
    length: Duration | None = None
    in_meeting: bool = False
    to: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawTabled:
    """Withdraw the whole text."""

    actor: Actor
    because: str = ""


@dataclass(frozen=True, slots=True)
class RemindOfRound:
    """Time: remind those who have filed nothing in the round; `rung` counts from the first."""

    actor: Actor
    round: int
    rung: int


@dataclass(frozen=True, slots=True)
class CloseRound:
    """Time: the round has ended; what comes later is late."""

    actor: Actor
    round: int


@dataclass(frozen=True, slots=True)
class EndOfTime:
    """Time: the time that the rules give the Chair after a round has run out; they go on."""

    actor: Actor
    round: int


NegotiationTimeAct = (
    RemindOfRound | CloseRound | EndOfTime | FollowTimetable | TakeResult | ReopenResult
)
NegotiationRuling = (
    IssueRevision
    | MoveParagraphs
    | SetRound
    | AdmitLateAmendment
    | ConcludeNegotiation
    | WithdrawTabled
    | RecallLaunch
)
NegotiationAct = (
    TableText
    | ProposeAmendment
    | TakePosition
    | WithdrawAmendment
    | MakeStatement
    | IssuePaper
    | NegotiationRuling
    | NegotiationTimeAct
)
