"""The state of a negotiation: everything that its rules need to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from nemcon.negotiation.acts import NegotiationOutcome, Origin, Rung, Statement
from nemcon.procedure.families import ResultTaken
from nemcon.procedure.papers import IssuedPaper
from nemcon.procedure.people import Group, Seat
from nemcon.procedure.profile import Profile
from nemcon.text.amendments import Amendment
from nemcon.text.document import Text
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.numbers import read_path
from nemcon.text.standing import Level

RUNGS: Final = {
    Level.OPEN: Rung.OPEN,
    Level.IN_INFORMALS: Rung.AD_REFERENDUM,
    Level.AD_REFERENDUM: Rung.AD_REFERENDUM,
    Level.IN_COMMITTEE: Rung.AD_REFERENDUM,
    Level.AGREED: Rung.AGREED,
    Level.WITHDRAWN: Rung.WITHDRAWN,
}
"""What the notes beside the numbers mean here; whatever is agreed below the body is ad ref."""
LEVELS: Final = {
    Rung.OPEN: Level.OPEN,
    Rung.AD_REFERENDUM: Level.AD_REFERENDUM,
    Rung.AGREED: Level.AGREED,
    Rung.WITHDRAWN: Level.WITHDRAWN,
}
"""The note that is set beside the number of a paragraph which the Chair moves there."""


class NegotiationPhase(StrEnum):
    """Where a negotiation stands."""

    IN_ROUND = "in-round"
    BETWEEN_ROUNDS = "between-rounds"
    UNDER_SILENCE = "under-silence"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Proposed:
    """An amendment with its place in the record: `number` is that of its entry.

    `fits` is empty while it fits the present text, else why it does not. `merged` says that the
    Chair made it of several. `said` is what delegations said when they took their position, and
    `confirmed` are the co-sponsors that joined it themselves, and were not only named by another.
    `settled` is the number of the entry of the revision that disposed of it, 0 where none did.
    """

    amendment: Amendment
    number: int
    at: datetime
    round: int
    late: bool = False
    admitted: bool = False
    fits: str = ""
    merged: bool = False
    said: tuple[tuple[str, str], ...] = ()
    confirmed: tuple[str, ...] = ()
    settled: int = 0

    @property
    def counts(self) -> bool:
        """Whether it is in time, or was admitted."""
        return self.admitted or not self.late

    @property
    def live(self) -> bool:
        """Whether it waits to be dealt with."""
        return self.counts and self.amendment.live


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement; `number` is that of its entry."""

    number: int
    at: datetime
    participant: str
    kind: Statement
    paragraphs: tuple[str, ...]
    says: str
    late: bool


@dataclass(frozen=True, slots=True)
class Issue:
    """The text as tabled (revision 0) or revised, and where it stands in the record."""

    number: int
    at: datetime
    text: Text


@dataclass(frozen=True, slots=True)
class NegotiationState:
    """Everything that the rules need to know of one negotiation.

    `text` is the tree of the present text, with its notes, and `issues` all texts as they were
    issued, the present one last. `until` is the end of the round also after it has closed, and
    `filed` are those who filed something in it. `agreed` and `compiled` are as concluded; `adopted`
    is what was adopted in the end, and `listed` what the compilation lists then. `child` is the
    silence procedure under which the agreed part was placed, `result` its outcome. `tabled_by`
    is the participant that tabled the text, if a delegation did. Until `recall_until` the letters
    are held and the launch may be recalled.
    """

    text: NegotiatedText
    issues: tuple[Issue, ...]
    text_digest: str
    profile: Profile
    roll: tuple[Seat, ...]
    groups: tuple[Group, ...]
    grace: timedelta
    package: bool
    agenda: str
    origin: Origin | None
    to: str
    opened_at: datetime
    last_acted: datetime
    number: int = 0
    phase: NegotiationPhase = NegotiationPhase.IN_ROUND
    round: int = 1
    until: datetime | None = None
    sitting: int | None = None
    round_since: datetime | None = None
    rungs: int = 0
    filed: frozenset[str] = frozenset()
    chair_until: datetime | None = None
    amendments: tuple[Proposed, ...] = ()
    statements: tuple[Stated, ...] = ()
    agreed: tuple[str, ...] = ()
    compiled: tuple[str, ...] = ()
    final: Text | None = None
    child: str = ""
    concluded_at: datetime | None = None
    result: ResultTaken | None = None
    adopted: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    outcome: NegotiationOutcome | None = None
    decided_at: datetime | None = None
    ended_at: datetime | None = None
    because: str = ""
    tabled_by: str = ""
    papers: tuple[IssuedPaper, ...] = ()
    recall_until: datetime | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing is due any more."""
        return self.phase is NegotiationPhase.ENDED

    @property
    def issued(self) -> Text:
        """The present text as it was issued."""
        return self.issues[-1].text

    def seat(self, participant: str) -> Seat | None:
        """The participant's place on the frozen roll."""
        return next((seat for seat in self.roll if seat.participant == participant), None)

    def proposed(self, amendment: str) -> Proposed | None:
        """The amendment of that id."""
        return next((p for p in self.amendments if p.amendment.id == amendment), None)

    def rung_of(self, paragraph: str) -> Rung:
        """How far the agreement on a paragraph, as it is cited, has come.

        A sub-paragraph stands where its paragraph stands. Raises `MarksRefused` for what is no
        number; a paragraph that is not in the text is open.
        """
        clause = self.text.find(read_path(paragraph)[:1])
        return RUNGS[clause.standing.level] if clause else Rung.OPEN

    def over(self, at: datetime) -> bool:
        """Whether what is received at that instant comes after the end of the round.

        It is the same whether the end has been recorded or not.
        """
        if self.concluded_at is not None and at >= self.concluded_at:
            return True
        return self.until is not None and at >= self.until
