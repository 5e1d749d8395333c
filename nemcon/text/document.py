"""A text as it is placed under silence: a title and numbered paragraphs, frozen by its digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace

from nemcon.text.lines import line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number` is a string, since "2 bis" is a number too."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text; `symbol` is empty until it has one, `revision` 0 for the text as first placed.

    `issued_as` is the symbol that a revision was given where it is not the one that follows. The
    register writes it only then (as `nemcon.procedure.people.added` marks what came later).
    """

    title: str
    paragraphs: tuple[Paragraph, ...]
    symbol: str = ""
    revision: int = 0
    issued_as: str = field(default="", metadata={"added": True})

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the paragraphs, in their order."""
        return tuple(paragraph.number for paragraph in self.paragraphs)

    @property
    def name(self) -> str:
        """The title, with its revision: "Draft decision, Rev.1"."""
        return f"{self.title}, Rev.{self.revision}" if self.revision else self.title

    @property
    def issued_symbol(self) -> str:
        """The symbol of this issue of the text: "A/1/L.1/Rev.1"; empty where the text has none."""
        if self.issued_as:
            return line(self.issued_as)
        symbol = line(self.symbol)
        return _later(symbol, self.revision) if symbol and self.revision else symbol

    @property
    def next_symbol(self) -> str:
        """The symbol that follows, for the next revision: "A/1/L.1/Rev.2" after "A/1/L.1/Rev.1"."""
        symbol = self.issued_symbol
        return _later(symbol, 1) if symbol else ""

    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the words in a form that has only one writing."""
        plain = [self.title, self.symbol, self.revision]
        plain += [self.issued_as] if self.issued_as else []
        plain += [[paragraph.number, paragraph.words] for paragraph in self.paragraphs]
        written = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()

    def revised(self, wording: dict[str, str], symbol: str = "") -> Text:
        """The next revision: the paragraphs named in `wording` read anew, new ones stand last.

        Without a `symbol` of its own it has the one that follows.
        """
        kept = tuple(
            Paragraph(paragraph.number, wording.get(paragraph.number, paragraph.words))
            for paragraph in self.paragraphs
        )
        added = tuple(
            Paragraph(number, words)
            for number, words in wording.items()
            if number not in self.numbers
        )
        revised = Text(self.title, kept + added, self.symbol, self.revision + 1)
        given = symbol or (self.next_symbol if self.issued_as else "")
        return revised if given == revised.issued_symbol else replace(revised, issued_as=given)


def _later(symbol: str, revisions: int) -> str:
    """The symbol so many revisions later."""
    base, _, number = symbol.rpartition("/Rev.")
    earlier = int(number) if base and number.isdecimal() else 0
    return f"{base if earlier else symbol}/Rev.{earlier + revisions}"
