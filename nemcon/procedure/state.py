"""The state of a procedure: everything that the rules need to know of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import Delivery, Kind, Outcome
from nemcon.procedure.entries import Recorded
from nemcon.procedure.papers import IssuedPaper
from nemcon.procedure.people import Group, Scan, Seat
from nemcon.procedure.profile import Profile, RuleValue, profile_of
from nemcon.text.document import Paragraph, Text
from nemcon.timing.deadline import Deadline

REACHED: Final = "sent"
"""The state of a delivery that asked somebody in time."""


class Phase(StrEnum):
    """Where a procedure stands."""

    ANNOUNCED = "announced"
    UNDER_SILENCE = "under-silence"
    SUSPENDED = "suspended"
    CONSULTATION = "consultation"
    VOTING = "voting"
    ENDED = "ended"


RUNNING: Final = (Phase.UNDER_SILENCE, Phase.SUSPENDED)
"""The phases in which a period of silence runs, or stands still."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What a delegation filed; `number` is the number of its entry in the register.

    `scan` is the paper from which the secretariat filed it, where that was scanned.
    """

    number: int
    at: datetime
    participant: str
    kind: Kind
    round: int
    late: bool
    standing: bool
    paragraphs: tuple[str, ...] = ()
    says: str = ""
    wording: tuple[Paragraph, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    withdrawn: bool = False
    lapsed: bool = False
    admitted: bool = False
    scan: Scan | None = None

    @property
    def counted(self) -> bool:
        """Whether the filing counts: in time, or late and admitted."""
        return self.admitted or not self.late

    @property
    def outstanding(self) -> bool:
        """Whether it is an objection that stands now."""
        gone = self.withdrawn or self.lapsed
        return self.kind is Kind.OBJECT and self.counted and self.standing and not gone


@dataclass(frozen=True, slots=True)
class ProcedureState:
    """Everything that the rules need to know of one procedure.

    `open_paragraphs` are undecided; `settled` were adopted before the present period began. `left`
    is what remained of the period when it was suspended, or when a break ended it; `held` says
    that holds suspended it, and not the Chair. `last_acted` is when a person last did something.
    `clocks` are deadlines of single members, `extended_by` the rules that extended this period.
    Until `recall_until` the letters are held and the launch may be recalled, where it ever might.
    `part_of` is how many paragraphs the negotiated text has of which this is the agreed part; 0 for
    a text that was not negotiated. `earlier_symbols` are those of the texts before a revision.
    """

    text: Text
    text_digest: str
    profile: Profile
    roll: tuple[Seat, ...]
    divisible: bool
    grace: timedelta
    among: str
    linked: tuple[str, ...]
    carried_by: str
    parent: str
    warnings: tuple[str, ...]
    groups: tuple[Group, ...]
    starts: datetime
    opened_at: datetime
    text_since: datetime
    last_acted: datetime
    part_of: int = 0
    recall_until: datetime | None = None
    number: int = 0
    phase: Phase = Phase.ANNOUNCED
    book: int = 0
    round: int = 0
    deadline: Deadline | None = None
    announced: datetime | None = None
    clocks: tuple[tuple[str, datetime], ...] = ()
    reminders_from: datetime | None = None
    filings: tuple[Filing, ...] = ()
    broken_at: datetime | None = None
    ended_by_break: bool = False
    left: timedelta | None = None
    resumes_at: datetime | None = None
    held: bool = False
    consultation_until: datetime | None = None
    awaits_finding: bool = False
    rungs: int = 0
    reminded_last: datetime | None = None
    reminded_by_hand: tuple[datetime, ...] = ()
    extended_by: tuple[str, ...] = ()
    closed_books: tuple[int, ...] = ()
    open_paragraphs: tuple[str, ...] = ()
    adopted: tuple[str, ...] = ()
    adopted_at: datetime | None = None
    settled: tuple[str, ...] = ()
    settled_at: datetime | None = None
    contested: tuple[str, ...] = ()
    compiled: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    unreached: tuple[str, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    computed: Outcome | None = None
    declared: Outcome | None = None
    vote_opened: Recorded | None = None
    vote_until: datetime | None = None
    vote: o.VoteClosed | None = None
    confirmed: Recorded | None = None
    in_force: date | None = None
    decided_at: datetime | None = None
    ended_at: datetime | None = None
    because: str = ""
    to: str = ""
    papers: tuple[IssuedPaper, ...] = ()
    earlier_symbols: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """The outcome that stands: the declared one where there is one."""
        return self.declared or self.computed

    @property
    def ended(self) -> bool:
        """Whether nothing is due any more."""
        return self.phase is Phase.ENDED

    def seat(self, participant: str) -> Seat | None:
        """The participant's place on the frozen roll."""
        return next((seat for seat in self.roll if seat.participant == participant), None)

    def time_is_up(self, at: datetime) -> bool:
        """Whether the time of the present phase has run out, recorded or not.

        The clock of a suspended period stands still.
        """
        if self.phase is Phase.UNDER_SILENCE and self.closing is not None:
            return not self.closing.admits(at)
        until = {
            Phase.CONSULTATION: self.consultation_until,
            Phase.VOTING: self.vote_until,
        }.get(self.phase)
        return until is not None and at >= until

    @property
    def patience(self) -> timedelta:
        """How long after its end a book, a vote or a consultation is closed.

        It is the grace, and the time within which a code confirms what came in before the end.
        """
        return self.grace + (self.profile.code_time or timedelta())

    @property
    def code_time(self) -> timedelta | None:
        """Within what time a code confirms what is filed now; `None` where it needs none.

        What prevents a launch needs none: the Chair might begin while it waited, and it be lost.
        """
        return None if self.phase is Phase.ANNOUNCED else self.profile.code_time

    @property
    def extensions(self) -> int:
        """How often somebody extended the period; what the rules extend of themselves is apart."""
        return self.extended_by.count("extension.by")

    @property
    def closing(self) -> Deadline | None:
        """The deadline at which the book closes: the latest that any member has."""
        if self.deadline is None or not self.clocks:
            return self.deadline
        latest = max(self.deadline.instant, *(instant for _, instant in self.clocks))
        return replace(self.deadline, instant=latest)

    def deadline_for(self, participant: str) -> Deadline | None:
        """The participant's deadline: its own where that is later than the one of the period."""
        own = dict(self.clocks).get(participant)
        if own is None or self.deadline is None:
            return self.deadline
        return replace(self.deadline, instant=max(own, self.deadline.instant))

    def is_late(self, participant: str, at: datetime) -> bool:
        """Whether what is received of it at that instant is late; not while the clock stands."""
        opened = self.vote_opened
        if self.phase is Phase.VOTING and opened is not None and at >= opened.at:
            return self.time_is_up(at)
        deadline = self.deadline_for(participant)
        if deadline is None or self.deadline is None:
            return False
        if self.phase is Phase.SUSPENDED and self.left is not None:
            at = min(at, self.deadline.instant - self.left)  # when the clock was stopped
        return not deadline.admits(at)

    @property
    def outstanding(self) -> tuple[Filing, ...]:
        """The objections to the present text that stand now."""
        return tuple(f for f in self.filings if f.round == self.round and f.outstanding)


@lru_cache(maxsize=256)
def frozen_profile(identifier: str, title: str, rules: tuple[RuleValue, ...]) -> Profile:
    """The profile as the procedure froze it."""
    return profile_of(identifier, title, {rule.key: rule for rule in rules})
