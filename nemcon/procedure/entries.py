"""What has happened: past tense, appended to the register and never changed.

Each entry names in `rule` the key of the profile's value that was applied, where the rules of
the body led to it. The order number, the instant and the actor stand in `Recorded`, around it.
Reading old registers for ever is a promise: a field may be added by `added`, never renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

from nemcon.procedure.acts import Delivery, Kind
from nemcon.procedure.outcome_entries import (
    OutcomeConfirmed,
    OutcomeDeclared,
    OutcomeReached,
    OutcomeReopened,
    VoteClosed,
    VoteOpened,
)
from nemcon.procedure.papers import PaperIssued
from nemcon.procedure.people import Actor, Group, Seat, added
from nemcon.procedure.profile import RuleValue
from nemcon.procedure.recall import LaunchRecalled
from nemcon.procedure.reminders import DelegationsReminded
from nemcon.text.document import Paragraph, Text


@dataclass(frozen=True, slots=True)
class ProcedureOpened:
    """The text, the roll and the rules, frozen; `text_digest` is the digest of the text.

    `parent` is the procedure that waits for the outcome of this one, where there is one. `part_of`
    is how many paragraphs the text negotiated there has, of which these were agreed; 0 elsewhere.
    For `recall_seconds` the letters are held, and the launch may be recalled.
    """

    text: Text
    text_digest: str
    roll: tuple[Seat, ...]
    profile_id: str
    profile_title: str
    rules: tuple[RuleValue, ...]
    divisible: bool
    grace_seconds: int
    among: str = ""
    linked: tuple[str, ...] = ()
    carried_by: str = ""
    warnings: tuple[str, ...] = ()
    rule: str = "launch.by"
    groups: tuple[Group, ...] = added(())
    starts: datetime | None = added(None)
    parent: str = added("")
    part_of: int = added(0)
    recall_seconds: int = added(0)


@dataclass(frozen=True, slots=True)
class LaunchAnnounced:
    """The launch was announced, with that deadline; a veto prevents it, and the Chair begins it."""

    deadline: datetime
    rule: str = "launch.veto"


@dataclass(frozen=True, slots=True)
class PeriodOpened:
    """A period of silence began; `book` numbers the periods, `round` the texts put to them.

    `cause` is "placed" for the first one, "revised" on a new text, "restored" on the same text.
    `warnings` are those against the deadline of a later period; the first one's stand in
    `ProcedureOpened`.
    """

    book: int
    round: int
    deadline: datetime
    cause: str
    rule: str
    warnings: tuple[str, ...] = added(())


@dataclass(frozen=True, slots=True)
class ClocksSet:
    """Deadlines of single members that differ from that of the period."""

    deadlines: tuple[tuple[str, datetime], ...]
    rule: str = "period.tail"


@dataclass(frozen=True, slots=True)
class Filed:
    """A delegation filed something; `late` ones do not count unless the Chair admits them."""

    kind: Kind
    participant: str
    round: int
    late: bool
    standing: bool
    paragraphs: tuple[str, ...] = ()
    says: str = ""
    wording: tuple[Paragraph, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionWithdrawn:
    """A delegation withdrew the objections with these numbers."""

    participant: str
    filings: tuple[int, ...]
    rule: str = "objection.withdrawable"


@dataclass(frozen=True, slots=True)
class HoldLapsed:
    """The time of a hold ran out, and the objections that made it no longer count."""

    filings: tuple[int, ...]
    rule: str = "objection.hold"


@dataclass(frozen=True, slots=True)
class SilenceBroken:
    """Silence was broken at that instant; with `ends_period` the period ended there and then."""

    at: datetime
    ends_period: bool
    rule: str = "objection.effect"


@dataclass(frozen=True, slots=True)
class SilenceMended:
    """With a withdrawal nothing outstanding breaks silence any more, while the period runs on."""

    rule: str = "objection.withdrawable"


@dataclass(frozen=True, slots=True)
class ReminderIssued:
    """Those still silent were reminded."""

    book: int
    rung: int
    participants: tuple[str, ...]
    rule: str = "period.reminders"


@dataclass(frozen=True, slots=True)
class PeriodExtended:
    """The deadline was moved; `warnings` are those against the new one where somebody chose it."""

    deadline: datetime
    previous: datetime
    because: str
    rule: str = "extension.by"
    warnings: tuple[str, ...] = added(())


@dataclass(frozen=True, slots=True)
class PeriodSuspended:
    """The clock was stopped with `left_seconds` to run, until `until` where a time was set."""

    left_seconds: float
    because: str
    until: datetime | None = None
    rule: str = "suspension.by"


@dataclass(frozen=True, slots=True)
class PeriodResumed:
    """The clock runs again, to `deadline`."""

    deadline: datetime
    because: str
    rule: str = "suspension.by"


@dataclass(frozen=True, slots=True)
class PeriodEndedEarly:
    """The period was declared ended; the deadline is the instant of that declaration."""

    deadline: datetime
    because: str
    rule: str = "early_close.by"


@dataclass(frozen=True, slots=True)
class BookClosed:
    """The book of a period was closed; `at` is the nominal deadline, however late it was done.

    `kept` says whether silence was kept on the whole text. `silent` are the participants with
    standing who filed no objection and were reached; `unreached` are those to whom no letter
    left and who filed nothing, whose consent nobody presumes.
    """

    book: int
    at: datetime
    kept: bool
    contested: tuple[str, ...]
    silent: tuple[str, ...]
    unreached: tuple[str, ...]
    deliveries: tuple[Delivery, ...]
    rule: str = "objection.threshold"


@dataclass(frozen=True, slots=True)
class ParagraphsAdopted:
    """Paragraphs were adopted, at that nominal instant."""

    paragraphs: tuple[str, ...]
    at: datetime
    rule: str


@dataclass(frozen=True, slots=True)
class ConsultationOpened:
    """The text is in consultation, until `until` where the rules limit it.

    With `finding` the rules leave it to the Chair, or to a second body, to find what follows.
    """

    paragraphs: tuple[str, ...]
    until: datetime | None
    finding: bool
    rule: str = "consultation.length"


@dataclass(frozen=True, slots=True)
class TextRevised:
    """The text was replaced by a revision, and a new round begins on it."""

    text: Text
    text_digest: str
    because: str
    rule: str = "launch.by"


@dataclass(frozen=True, slots=True)
class SilenceRestored:
    """The same text is under silence again; a `PeriodOpened` follows."""

    because: str
    rule: str = "consultation.length"


@dataclass(frozen=True, slots=True)
class LateFilingAdmitted:
    """The Chair admitted late filings, by their numbers."""

    participant: str
    filings: tuple[int, ...]
    because: str
    rule: str = "late.admitted_by"


Entry = (
    ProcedureOpened
    | LaunchAnnounced
    | PeriodOpened
    | ClocksSet
    | Filed
    | ObjectionWithdrawn
    | HoldLapsed
    | SilenceBroken
    | SilenceMended
    | ReminderIssued
    | PeriodExtended
    | PeriodSuspended
    | PeriodResumed
    | PeriodEndedEarly
    | BookClosed
    | ParagraphsAdopted
    | ConsultationOpened
    | TextRevised
    | SilenceRestored
    | LateFilingAdmitted
    | OutcomeReached
    | OutcomeReopened
    | OutcomeDeclared
    | VoteOpened
    | VoteClosed
    | OutcomeConfirmed
    | PaperIssued
    | LaunchRecalled
    | DelegationsReminded
)


_Entry_co = TypeVar("_Entry_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Happened(Generic[_Entry_co]):
    """An entry in its place: its number in the procedure, the instant of receipt, and who acted."""

    number: int
    at: datetime
    actor: Actor
    entry: _Entry_co


Recorded: TypeAlias = Happened[Entry]
"""An entry of a silence procedure."""
