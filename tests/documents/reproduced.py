"""How much of an original report a drafted one reproduces in substance, paragraph by paragraph.

A paragraph is reproduced when the draft has one of the same number under the same headings, with
exactly its facts (names, numbers, symbols and brackets), each as often and all in the same order,
and nearly all of its words in the same order. Ordinals, hours and brackets are compared by what
they mean and not by how they are written.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from nemcon.documents.building.report_text import report_text
from nemcon.documents.model.document import Document

ENOUGH: Final = 0.9
"""How much of the words two paragraphs must share."""
_ROMAN: Final = re.compile(r"([IVX]+)\. (\w.*)")
_LETTER: Final = re.compile(r"([A-Z])\. (\w.*)")
_NUMBERED: Final = re.compile(r"(\d+)\. (.*)")
_GAP: Final = "..."
_WORD: Final = re.compile(r"\.\.\.|[\[\]]|[A-Za-z0-9][\w./-]*\w|\w")
_SLIPS: Final = {"International criminal Police": "International Criminal Police"}
"""Slips of the original that a draft does not repeat."""
_SAME: Final = {
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "12:00": "12 noon",
    "14:00": "2 p.m",
    "16:00": "4 p.m",
    "18:00": "6 p.m",
    "hrs.": "",
}  # fmt: skip - pairs are read side by side


@dataclass(frozen=True, slots=True)
class Compared:
    """One paragraph: where it stands, how its facts differ, and the words in common.

    `lacking` are facts of the original that the draft has not, or not as often; `added` are those
    that only the draft has. `in_order` says that the facts come in the order of the original.
    """

    section: str
    number: str
    lacking: tuple[str, ...]
    added: tuple[str, ...]
    in_order: bool
    overlap: float

    @property
    def reproduced(self) -> bool:
        """Whether it is there in substance."""
        return self.in_order and not (self.lacking or self.added) and self.overlap >= ENOUGH


@dataclass(frozen=True, slots=True)
class Told:
    """A report as sections: headings in order, and paragraphs by section and number."""

    headings: tuple[tuple[str, str], ...]
    paragraphs: dict[tuple[str, str], str]


def of_original(text: str) -> Told:
    """The original from its text, in which pages break sentences over empty lines."""
    headings: list[tuple[str, str]] = []
    paragraphs: dict[tuple[str, str], str] = {}
    section, expected, last = "", 1, ("", "")
    for line in filter(None, map(str.strip, text.splitlines())):
        numbered = _NUMBERED.fullmatch(line)
        if found := _ROMAN.fullmatch(line):
            section = found[1]
            headings.append((section, found[2]))
        elif section and (found := _LETTER.fullmatch(line)):
            section = f"{section.split()[0]} {found[1]}"
            headings.append((section, found[2]))
        elif section and numbered and int(numbered[1]) == expected:
            last, expected = (section, numbered[1]), expected + 1
            paragraphs[last] = numbered[2]
        elif last in paragraphs:
            paragraphs[last] += f" {line}"
    return Told(tuple(headings), paragraphs)


def of_document(document: Document) -> Told:
    """The same of a document."""
    headings: list[tuple[str, str]] = []
    paragraphs: dict[tuple[str, str], str] = {}
    for paragraph in report_text(document).paragraphs:
        if paragraph.number.isdigit():
            paragraphs[headings[-1][0], paragraph.number] = paragraph.words
        else:
            headings.append((paragraph.number, paragraph.words))
    return Told(tuple(headings), paragraphs)


def compared(original: Told, draft: Told) -> tuple[Compared, ...]:
    """Every paragraph of the original against that of the draft with its section and number."""
    return tuple(
        _compared(where, words, draft.paragraphs.get(where, ""))
        for where, words in original.paragraphs.items()
    )


def table(original: Told, found: tuple[Compared, ...]) -> str:
    """The comparison in Markdown: each section, with those below it, and a row for all."""
    lines = [
        "| section | paragraphs | reproduced | words in common, at least |",
        "|---|---|---|---|",
    ]
    for section, _ in original.headings:
        below = [each for each in found if each.section.startswith(f"{section} ")]
        rows = [each for each in found if each.section == section] + below
        lines.append(_row(f"**{section}**" if below else section, rows))
    done = sum(each.reproduced for each in found)
    lines.append(f"| all | {len(found)} | {done} of {len(found)} ({done / len(found):.0%}) | |")
    return "\n".join(lines)


def _row(section: str, rows: list[Compared]) -> str:
    if not rows:
        return f"| {section} | | nothing in the original | |"
    numbers = f"{rows[0].number}-{rows[-1].number}" if len(rows) > 1 else rows[0].number
    done = sum(each.reproduced for each in rows)
    least = min(each.overlap for each in rows)
    return f"| {section} | {numbers} | {done} of {len(rows)} | {least:.0%} |"


def _compared(where: tuple[str, str], original: str, draft: str) -> Compared:
    one, other = _words(original), _words(draft)
    facts, found = (list(filter(_is_fact, words)) for words in (one, other))
    lacking, added = Counter(facts) - Counter(found), Counter(found) - Counter(facts)
    shared = SequenceMatcher(None, _folded(one), _folded(other), autojunk=False).ratio()
    return Compared(
        *where,
        lacking=tuple(lacking.elements()),
        added=tuple(added.elements()),
        in_order=facts == found,
        overlap=shared,
    )


def _folded(words: list[str]) -> list[str]:
    return [word.casefold() for word in words]


def _words(text: str) -> list[str]:
    for slip, right in _SLIPS.items():
        text = text.replace(slip, right)
    # A gap is one whether or not it has brackets of its own, as within others it has none.
    text = text.replace("[...]", _GAP)
    for written, meant in _SAME.items():
        text = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", meant, text)
    return _WORD.findall(text)


def _is_fact(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word[0] in "[]."
