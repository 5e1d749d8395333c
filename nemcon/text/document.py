"""A text as it is placed under silence: a title and numbered paragraphs, frozen by its digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from nemcon.text.lines import line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number` is a string, since "2 bis" is a number too."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text; `symbol` is empty until it has one, `revision` 0 for the text as first placed."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    symbol: str = ""
    revision: int = 0

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
        symbol = line(self.symbol)
        if not symbol or not self.revision:
            return symbol
        base, _, number = symbol.rpartition("/Rev.")
        earlier = int(number) if base and number.isdecimal() else 0
        return f"{base if earlier else symbol}/Rev.{earlier + self.revision}"

    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the words in a form that has only one writing."""
        plain = [self.title, self.symbol, self.revision]
        plain += [[paragraph.number, paragraph.words] for paragraph in self.paragraphs]
        written = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()

    def revised(self, wording: dict[str, str]) -> Text:
        """The next revision: the paragraphs named in `wording` read anew, new ones stand last."""
        kept = tuple(
            Paragraph(paragraph.number, wording.get(paragraph.number, paragraph.words))
            for paragraph in self.paragraphs
        )
        added = tuple(
            Paragraph(number, words)
            for number, words in wording.items()
            if number not in self.numbers
        )
        return Text(self.title, kept + added, self.symbol, self.revision + 1)
