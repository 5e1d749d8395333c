"""What the pages of a negotiation show, as a template reads it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from api.pages.shown import When
from api.pages.wording import Standing
from nemcon.negotiation.acts import Stance


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
    rung: str = ""


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A statement on paragraphs, or on the whole text."""

    number: int
    by: str
    own: bool
    does: str
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


@dataclass(frozen=True, slots=True)
class AdoptedShown:
    """The text as it was adopted: its paragraphs, and which numbers became which.

    `kept_because` says why they are still the numbers of the negotiation, where they are.
    """

    title: str
    symbol: str
    paragraphs: tuple[tuple[str, str], ...]
    renumbered: tuple[tuple[str, str], ...]
    kept_because: str
