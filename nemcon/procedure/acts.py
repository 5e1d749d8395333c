"""What people, and time, do: imperative, each one a request that the rules may refuse.

Every act says who acts. Times are aware UTC instants; lengths are `Duration`s. What an act does
not say (the deadline where only a length is given) the rules work out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from nemcon.procedure.papers import IssuePaper
from nemcon.procedure.people import Actor, Group, Seat
from nemcon.procedure.profile import RuleValue
from nemcon.procedure.recall import RecallLaunch
from nemcon.procedure.reminders import RemindDelegations
from nemcon.text.document import Paragraph, Text
from nemcon.timing.durations import Duration


class Kind(StrEnum):
    """What a delegation files. Only `OBJECT` can break silence.

    The requests and the veto of a launch are for those to whom the rules give them; ballots are
    cast while a remote roll-call is open.
    """

    OBJECT = "object"
    EXPLAIN = "explain"
    RESERVE = "reserve"
    DISSOCIATE = "dissociate"
    AGREE = "agree"
    CORRECT = "correct"
    ASK_FOR_TIME = "ask-for-time"
    ACKNOWLEDGE = "acknowledge"
    REQUEST_VOTE = "request-vote"
    REQUEST_MEETING = "request-meeting"
    VETO_LAUNCH = "veto-launch"
    VOTE_FOR = "vote-for"
    VOTE_AGAINST = "vote-against"
    ABSTAIN = "abstain"


BALLOTS: Final = (Kind.VOTE_FOR, Kind.VOTE_AGAINST, Kind.ABSTAIN)
REQUESTS: Final = (Kind.REQUEST_VOTE, Kind.REQUEST_MEETING)
EXPLANATIONS: Final = (Kind.EXPLAIN, Kind.RESERVE, Kind.DISSOCIATE)
COMMENTS: Final = (
    *EXPLANATIONS,
    Kind.AGREE,
    Kind.CORRECT,
    Kind.ASK_FOR_TIME,
    Kind.ACKNOWLEDGE,
)


class Outcome(StrEnum):
    """What became of the text."""

    ADOPTED = "adopted"
    PARTLY_ADOPTED = "partly-adopted"
    NOT_ADOPTED = "not-adopted"
    REFERRED = "referred"
    COMPILED = "compiled"
    VOTED = "voted"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    NOT_LAUNCHED = "not-launched"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far the letter of the period got to one participant: the best of its contacts."""

    participant: str
    state: str


@dataclass(frozen=True, slots=True)
class PlaceUnderSilence:
    """Open the procedure: freeze the text, the roll and the rules, and start the period.

    Either `until` or `length` is given, or neither where the rules have a usual period.
    `grace_seconds` is how long after the deadline the book stays open for filings that were
    received in time and are on their way. `linked` names the other procedures of a common letter;
    with `carried_by` that letter is the one of another procedure, and none is sent for this one.
    `starts` is the instant from which a length counts, where it is not the launch itself;
    `meeting` the one from which the rules count back. `clocks` are deadlines of single members.
    `parent` is the procedure that waits for the outcome of this one, and `part_of` how many
    paragraphs the text negotiated there has, of which these were agreed. People give neither, but
    for the report of a session, whose parent is the agenda. For `recall_seconds` the letters are
    held, and the launch may be recalled.
    """

    actor: Actor
    text: Text
    roll: tuple[Seat, ...]
    profile_id: str
    profile_title: str
    rules: tuple[RuleValue, ...]
    until: datetime | None = None
    length: Duration | None = None
    divisible: bool | None = None
    grace_seconds: int = 5
    among: str = ""
    linked: tuple[str, ...] = ()
    carried_by: str = ""
    groups: tuple[Group, ...] = ()
    starts: datetime | None = None
    meeting: datetime | None = None
    clocks: tuple[tuple[str, datetime], ...] = ()
    parent: str = ""
    part_of: int = 0
    recall_seconds: int = 0


@dataclass(frozen=True, slots=True)
class BeginSilence:
    """Let the period begin of a text whose launch was announced, and which nobody vetoed.

    It ends at the deadline that was announced, or `until`, or after `length`.
    """

    actor: Actor
    until: datetime | None = None
    because: str = ""
    length: Duration | None = None


@dataclass(frozen=True, slots=True)
class File:
    """File something for a delegation: an objection, or what does not break silence.

    `paragraphs` empty means the whole text. `on_behalf_of` names participants or groups.
    `text_digest` is that of the text which the sender read, where the sender says so.
    """

    actor: Actor
    kind: Kind
    paragraphs: tuple[str, ...] = ()
    says: str = ""
    wording: tuple[Paragraph, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    text_digest: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawObjection:
    """Withdraw every objection of the delegation that is outstanding."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Extend:
    """Move the deadline of the running period to a later instant."""

    actor: Actor
    until: datetime
    because: str = ""


@dataclass(frozen=True, slots=True)
class Suspend:
    """Stop the clock of the period, until it is resumed or until `until`."""

    actor: Actor
    because: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the period run again: to `until`, or for the time that was left."""

    actor: Actor
    because: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CloseEarly:
    """Declare the period ended, effective immediately."""

    actor: Actor
    because: str = ""


@dataclass(frozen=True, slots=True)
class Revise:
    """Place a revision of the text under silence, as a new round.

    Without a `symbol` it has the one that follows from that of the present text.
    """

    actor: Actor
    wording: tuple[Paragraph, ...]
    until: datetime | None = None
    length: Duration | None = None
    because: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class RestoreSilence:
    """Let the same text run under silence again, its objections having been withdrawn."""

    actor: Actor
    until: datetime | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Refer:
    """Refer the text to a meeting."""

    actor: Actor
    to: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawText:
    """Withdraw the text."""

    actor: Actor
    because: str = ""


@dataclass(frozen=True, slots=True)
class Compile:
    """List what is not agreed in the Chair's compilation for a later session."""

    actor: Actor
    to: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class AdmitLate:
    """Admit the late filings of a participant as if they had been in time."""

    actor: Actor
    participant: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Declare:
    """Find an outcome that differs from the computed one; both are kept."""

    actor: Actor
    outcome: Outcome
    because: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Confirm the outcome: the `number` it was given, the day until which its text is withheld."""

    actor: Actor
    number: str = ""
    embargo_until: date | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class CloseBook:
    """Time: close the book of period `book`, with how far its letters got."""

    actor: Actor
    book: int
    deliveries: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Remind:
    """Time: remind those who have neither acted nor acknowledged; `rung` counts from the first."""

    actor: Actor
    book: int
    rung: int


@dataclass(frozen=True, slots=True)
class ResumeOnTime:
    """Time: the suspension of period `book` has run out."""

    actor: Actor
    book: int


@dataclass(frozen=True, slots=True)
class EndConsultation:
    """Time: the consultation after period `book` has run out."""

    actor: Actor
    book: int


@dataclass(frozen=True, slots=True)
class CloseVote:
    """Time: the remote roll-call that followed period `book` is over."""

    actor: Actor
    book: int


Ruling = (
    BeginSilence
    | Extend
    | Suspend
    | Resume
    | CloseEarly
    | Revise
    | RestoreSilence
    | Refer
    | WithdrawText
    | Compile
    | AdmitLate
    | Declare
    | Confirm
    | RecallLaunch
)
TimeAct = CloseBook | Remind | ResumeOnTime | EndConsultation | CloseVote
Act = (
    PlaceUnderSilence | File | WithdrawObjection | Ruling | RemindDelegations | TimeAct | IssuePaper
)
