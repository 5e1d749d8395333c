"""What a vote and an outcome record; the entries of `nemcon.procedure.entries`, by subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nemcon.procedure.acts import Outcome
from nemcon.procedure.people import added


@dataclass(frozen=True, slots=True)
class OutcomeReached:
    """The procedure ended with this outcome, computed by the rules from the record."""

    outcome: Outcome
    at: datetime
    adopted: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    compiled: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    to: str = ""
    because: str = ""
    rule: str = ""
    in_force: date | None = added(None)


@dataclass(frozen=True, slots=True)
class VoteOpened:
    """A remote roll-call was opened, until that instant; `paragraphs` are put to it."""

    until: datetime
    paragraphs: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class VoteClosed:
    """The remote roll-call was closed, nominally at that instant, with how each member voted.

    `absent` did not vote. Without a `quorum` nothing is adopted, whatever the votes.
    """

    at: datetime
    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    abstaining: tuple[str, ...]
    absent: tuple[str, ...]
    quorum: bool
    carried: bool
    rule: str = "vote.majority"


@dataclass(frozen=True, slots=True)
class OutcomeConfirmed:
    """The outcome was confirmed, with its number, and an embargo on the text where there is one."""

    number: str
    embargo_until: date | None
    because: str
    rule: str = "confirmation.by"


@dataclass(frozen=True, slots=True)
class OutcomeReopened:
    """An admitted late filing set the outcome aside; everybody is told."""

    previous: Outcome
    rule: str = "late.admitted_by"


@dataclass(frozen=True, slots=True)
class OutcomeDeclared:
    """The Chair's finding; the computed outcome stands beside it."""

    outcome: Outcome
    computed: Outcome | None
    at: datetime
    because: str
    rule: str = "objection.effect"
    in_force: date | None = added(None)
