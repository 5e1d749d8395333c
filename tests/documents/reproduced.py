"""How much of an original report a drafted one reproduces in substance, paragraph by paragraph.

A paragraph is reproduced when the draft has one of the same number under the same headings, with
all of its facts (names, numbers, symbols and brackets) and nearly all of its words in the same
order. Ordinals, hours and brackets are compared by what they mean and not by how they are written.
"""

from __future__ import annotations

import re
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
_WORD: Final = re.compile(r"\[\.\.\.\]|[\[\]]|[A-Za-z0-9][\w./-]*\w|\w")
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
    """One paragraph: where it stands, the facts that the draft lacks, and the words in common."""

    section: str
    number: str
    lacking: tuple[str, ...]
    overlap: float

    @property
    def reproduced(self) -> bool:
        """Whether it is there in substance."""
        return not self.lacking and self.overlap >= ENOUGH


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


def table(found: tuple[Compared, ...]) -> str:
    """The comparison as a table in Markdown, section by section."""
    lines = [
        "| section | paragraphs | reproduced | words in common, at least |",
        "|---|---|---|---|",
    ]
    for section in dict.fromkeys(each.section for each in found):
        rows = [each for each in found if each.section == section]
        numbers = f"{rows[0].number}-{rows[-1].number}" if len(rows) > 1 else rows[0].number
        done = sum(each.reproduced for each in rows)
        least = min(each.overlap for each in rows)
        lines.append(f"| {section} | {numbers} | {done} of {len(rows)} | {least:.0%} |")
    done = sum(each.reproduced for each in found)
    lines.append(f"| all | {len(found)} | {done} of {len(found)} ({done / len(found):.0%}) | |")
    return "\n".join(lines)


def _compared(where: tuple[str, str], original: str, draft: str) -> Compared:
    one, other = _words(original), _words(draft)
    have = [word.casefold() for word in other]
    lacking = tuple(word for word in one if _is_fact(word) and word.casefold() not in have)
    shared = SequenceMatcher(None, [word.casefold() for word in one], have, autojunk=False).ratio()
    return Compared(*where, lacking, shared)


def _words(text: str) -> list[str]:
    for written, meant in _SAME.items():
        text = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", meant, text)
    return _WORD.findall(text)


def _is_fact(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word[0] == "["
