"""What the letters of a meeting are made of: sections, each with a title and blocks.

An agenda and a negotiation have many kinds of letter, which differ in what they say and not in how
they look; one pair of templates shows them all. A block names how it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from nemcon.mail.facts import Moment, Names, RuleLine
from nemcon.text.changes import Piece
from nemcon.text.telling import redline


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph in the letter's own words."""

    shown: ClassVar[str] = "words"
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody typed, as it was typed."""

    shown: ClassVar[str] = "quoted"
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, each entry on a line of its own."""

    shown: ClassVar[str] = "listed"
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """An item of a numbered tree; `depth` is 0 at the top."""

    depth: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A numbered tree, in its order."""

    shown: ClassVar[str] = "tree"
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A name, and what is said under it, a line each."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Names and what is said under them."""

    shown: ClassVar[str] = "terms"
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Redline:
    """A paragraph as it was changed; `heading` says which one, and whether it is new."""

    shown: ClassVar[str] = "redline"
    heading: str
    pieces: tuple[Piece, ...]

    @property
    def signed(self) -> str:
        """The change with signs, for a reader without type or colour."""
        return redline(self.pieces)


Block: TypeAlias = Words | Quoted | Listed | Tree | Terms | Redline


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a letter; `frame` sets it off from the rest."""

    title: str
    blocks: tuple[Block, ...]
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Timed:
    """An instant, and what happens then."""

    title: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter says of its occasion.

    `ending` is how its subject ends. The first sentence of `lead` goes on from "has the honour to";
    `rules` are the keys of the rules to be cited besides that of the entry.
    """

    title: str
    ending: str
    lead: tuple[str, ...]
    moments: tuple[Timed, ...] = ()
    sections: tuple[Section, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """Everything that the templates of a meeting's letters may say.

    `may` is what the reader's delegation may do on its page now; empty for nothing.
    """

    procedure: str
    heading: tuple[str, ...]
    body: str
    instructed: str
    subject: str
    title: str
    symbol: str
    said: Said
    may: str
    ended: bool
    rules: tuple[RuleLine, ...]
    receipt: str
    head: str
    enquiries: str
    reader: Names

    @property
    def attached(self) -> None:
        """No document goes with the letters of a meeting."""
        return

    @property
    def folder(self) -> str:
        """The folder of the templates."""
        return "meeting"
