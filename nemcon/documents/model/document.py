"""A document: its masthead, its title and its blocks, in one language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from nemcon.documents.model.blocks import Block, Heading, Para, contents_of
from nemcon.documents.model.inlines import Bracketed, Change, Comment, Content, Footnote, words_of
from nemcon.text.lines import line
from nemcon.text.runs import Kind

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9.-]+")


class Paper(StrEnum):
    """The documents that there are, by the names under which they are asked for."""

    LETTER = "letter"
    NOTE_VERBALE = "note-verbale"
    NOTICE_OF_OBJECTION = "notice-of-objection"
    NOTICE_OF_EXTENSION = "notice-of-extension"
    NOTICE_OF_SUSPENSION = "notice-of-suspension"
    LETTER_OF_ADOPTION = "letter-of-adoption"
    DECISION_RECORD = "decision-record"
    AGENDA = "agenda"
    REVISION = "revision"
    REDLINE = "redline"
    MARKED_TEXT = "marked-text"
    STARTING_TEXT = "starting-text"
    FINAL_TEXT = "final-text"
    COMPILATION = "compilation"
    PARTICIPANTS = "participants"
    REPORT = "report"


class Distribution(StrEnum):
    """How far a document goes."""

    GENERAL = "General"
    LIMITED = "Limited"
    RESTRICTED = "Restricted"


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above a document.

    `organ` is the principal organ, `body` the body that meets, where it is another. `dated` is the
    day of issue, where the body is. `original` is the code of the language in which the text was
    drafted. `item` is the agenda item that the document is under, as it is to be read.
    """

    organ: str
    symbol: str
    dated: date
    body: str = ""
    session: str = ""
    place: str = ""
    item: str = ""
    distribution: Distribution = Distribution.LIMITED
    original: str = "en"


@dataclass(frozen=True, slots=True)
class Document:
    """A document. `language` is a code of two letters; `note` is small print below the title.

    `properties` say what it was made from, as names and values, where a format has room for them.
    """

    paper: Paper
    masthead: Masthead
    title: str
    blocks: tuple[Block, ...]
    language: str = "en"
    note: str = ""
    properties: tuple[tuple[str, str], ...] = ()

    @property
    def file_name(self) -> str:
        """A name for its file without an ending, of plain letters: "CTOC-COP-WG.3-2020-L.1"."""
        of = self.masthead.symbol or f"{self.paper}-{self.masthead.dated.isoformat()}"
        return _UNSAFE.sub("-", of).strip("-.") or self.paper.value

    @property
    def words(self) -> int:
        """How many words it has, which bodies limit."""
        return sum(len(words_of(content).split()) for _, content in contents_of(self.blocks))


@dataclass(frozen=True, slots=True)
class Pending:
    """What has to be confirmed or filled in before the document is final, and where it stands."""

    kind: Kind
    where: str
    words: str


def pending(document: Document) -> tuple[Pending, ...]:
    """What is in brackets to be confirmed or to be completed, in reading order."""
    found: list[Pending] = []
    where = "the beginning"
    for block, content in contents_of(document.blocks):
        if isinstance(block, Heading):
            where = f"{block.label} {words_of(block.content)}".strip()
        elif isinstance(block, Para) and block.number:
            where = f"paragraph {block.number}"
        found += (
            Pending(bracket.kind, where, words_of((bracket,)))
            for bracket in _brackets(content)
            if bracket.kind is not Kind.DISPUTED
        )
    return tuple(found)


def reads_from_the_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def titled(document: Document) -> str:
    """The symbol and the title on one line, for lists and the properties of files."""
    return " ".join(filter(None, (document.masthead.symbol, line(document.title))))


def _brackets(content: Content) -> Iterator[Bracketed]:
    for item in content:
        match item:
            case Bracketed():
                yield item
                yield from _brackets(item.content)
            case Change() | Comment() | Footnote():
                yield from _brackets(item.content)
            case _:
                pass
