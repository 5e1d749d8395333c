"""What the pages of a negotiation show, as a template reads it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from api.pages.shown import When
from api.pages.telling import SOMEBODY
from api.pages.wording import Standing
from nemcon.negotiation.acts import Stance
from nemcon.negotiation.drafting import may_amend
from nemcon.negotiation.state import NegotiationState


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: whether names are told, and which delegation it is, if one; staff see all.

    `named` are the names on the roll by participant.
    """

    named: dict[str, str]
    tells: bool
    participant: str = ""
    amends: bool = False
    sees_all: bool = False

    @classmethod
    def of(cls, state: NegotiationState, *, sees_all: bool, participant: str = "") -> Reader:
        """The reader of that state."""
        seat = state.seat(participant) if participant else None
        return cls(
            {seat.participant: seat.name for seat in state.roll},
            sees_all or state.profile.names_proposers,
            participant,
            seat is not None and may_amend(state.profile, seat),
            sees_all,
        )

    def name(self, participant: str) -> str:
        """The participant's name where it may be told."""
        if not self.tells and participant != self.participant:
            return SOMEBODY
        return self.named.get(participant, participant)

    def names(self, participants: tuple[str, ...]) -> str:
        """Their names; where they may not be told, how many they are."""
        if self.tells:
            return ", ".join(self.named.get(name, name) for name in participants)
        own = [self.named.get(p, p) for p in participants if p == self.participant]
        others = len(participants) - len(own)
        counted = [f"{others} other{'' if others == 1 else 's'}" if own else str(others)]
        return ", ".join([*own, *(counted if others else [])])


@dataclass(frozen=True, slots=True)
class AmendmentShown:
    """An amendment beside the paragraph that it is about."""

    id: str
    does: str
    by: str
    cosponsors: str
    wording: Markup
    reason: str
    supporters: str
    opponents: str
    said: tuple[tuple[str, str], ...]
    at: When
    round: int
    status: str
    taken: str
    fits: str
    own: bool
    stance: Stance
    stances: tuple[Stance, ...]
    live: bool
    late: bool


@dataclass(frozen=True, slots=True)
class LineShown:
    """A paragraph or sub-paragraph, `depth` levels down, in its present wording."""

    label: str
    depth: int
    words: Markup
    note: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A paragraph with all below it, and the amendments to it; `place` is empty before all."""

    place: str
    standing: Standing | None
    lines: tuple[LineShown, ...]
    live: tuple[AmendmentShown, ...]
    settled: tuple[AmendmentShown, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A statement on paragraphs, or on the whole text."""

    number: int
    by: str
    own: bool
    does: str
    paragraphs: str
    says: str
    at: When
    late: bool


@dataclass(frozen=True, slots=True)
class IssueShown:
    """The text as it was tabled or revised, and what that changed."""

    revision: int
    name: str
    at: When


@dataclass(frozen=True, slots=True)
class RevisionShown:
    """What one issue changed in the one before it."""

    number: str
    note: str
    words: Markup


@dataclass(frozen=True, slots=True)
class EndShown:
    """What became of the text."""

    word: str
    says: str
    at: When | None
    adopted: tuple[str, ...]
    compiled: tuple[str, ...]
    to: str
