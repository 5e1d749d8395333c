"""References from one paragraph of a text to another, as they are written in English.

"paragraph 3 above", "paragraphs 2 and 3 bis", "paras. 2 to 5", "paragraph 2 (a) and (b)",
"subparagraph (a)", "OP3". A reference to another document is left alone: "paragraph 3 of
resolution 55/25", "article 18, paragraph 3", "paragraph 12 thereof".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from nemcon.text.numbers import LATIN, Path, path_written, read_path
from nemcon.text.refused import MarksRefused

_LATIN: Final = "|".join(sorted(LATIN, key=len, reverse=True))
_TAIL: Final = rf"(?:\s(?:{_LATIN})\b)?(?:\salt\b(?:\s\d+\b)?)?"
_LABELS: Final = rf"(?:\s?\((?:[a-z]|[ivx]{{2,6}}){_TAIL}\))"
_WHOLE: Final = rf"\d{{1,3}}\b{_TAIL}{_LABELS}*"
_NEXT: Final = r"(?:,\s(?:and\s|or\s)?|\s(?:and|or|to|through)\s|\s?[\u2013\u2014-]\s?)"
# After "paragraph 2" only sub-paragraphs go on with the list: "paragraph 2, 15 days later".
_REFERENCE: Final = re.compile(
    rf"\bpara(?:graph|\.)?\s(?P<one>{_WHOLE}(?:{_NEXT}{_LABELS}+)*)"
    rf"|\bpara(?:graph)?s\.?\s(?P<list>{_WHOLE}(?:{_NEXT}(?:{_WHOLE}|{_LABELS}+))*)"
    rf"|\bsub-?paragraphs?(?P<labels>{_LABELS}+(?:{_NEXT}{_LABELS}+)*)"
    rf"|\b(?P<part>(?:OP|PP)\s?\d{{1,3}}\b{_TAIL}{_LABELS}*)",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(rf"(?:^|{_NEXT})(?P<item>{_WHOLE}|{_LABELS}+)", re.IGNORECASE)
_ELSEWHERE_AFTER: Final = re.compile(
    r"(?:\s(?:above|below))?,?\s(?:thereof\b|of\s(?!the\s(?:present|following)\b|this\b|these\b))"
)
_ELSEWHERE_BEFORE: Final = re.compile(
    r"\b(?:article|resolution|decision|annex|rule|regulation|section|document)s?\s\S+,?\s$",
    re.IGNORECASE,
)
_FAR: Final = 80  # characters; no document that a paragraph belongs to is named further away


@dataclass(frozen=True, slots=True)
class Reference:
    """One number that is referred to: the path, and from where to where it is written."""

    path: Path
    start: int
    end: int


def references(words: str, here: Path) -> tuple[Reference, ...]:
    """The references to paragraphs of the same text in the words of the paragraph `here`."""
    return tuple(
        reference
        for found in _REFERENCE.finditer(words)
        if not _elsewhere(words, found)
        for reference in _listed(found, here)
    )


def rewritten(words: str, here: Path, says: Callable[[Reference], str]) -> str:
    """The words with each reference written anew as `says` has it."""
    parts: list[str] = []
    at = 0
    for reference in references(words, here):
        parts += (words[at : reference.start], says(reference))
        at = reference.end
    return "".join((*parts, words[at:]))


def _elsewhere(words: str, found: re.Match[str]) -> bool:
    return bool(
        _ELSEWHERE_AFTER.match(words, found.end())
        or _ELSEWHERE_BEFORE.search(words, max(0, found.start() - _FAR), found.start())
    )


def _listed(found: re.Match[str], here: Path) -> Iterator[Reference]:
    group = found.lastgroup or "part"
    above = here if group == "labels" else ()
    for item in _ITEM.finditer(found[group]) if group != "part" else [None]:
        written = item["item"] if item else found["part"]
        start = found.start(group) + (item.start("item") if item else 0)
        start += len(written) - len(written.lstrip())
        try:
            path = _below(above, written) if written.strip()[0] == "(" else read_path(written)
        except MarksRefused:
            continue  # "(vi)" where only letters can stand is not a label of this text
        above = path
        yield Reference(path, start, start + len(written.strip()))


def _below(above: Path, labels: str) -> Path:
    """The path that "(b)" means beside a reference to "2 (a)", or within paragraph 2."""
    roman = re.match(r"\s?\([ivx]+\b", labels) and len(above) >= _WITH_ROMAN
    parents = above[: len(above) - 1 if roman else 1]
    return read_path(f"{path_written(parents)} {labels.strip()}")


_WITH_ROMAN: Final = 3  # levels of a path that ends with a Roman numeral: 2 (a) (i)
