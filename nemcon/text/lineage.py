"""The issues of one document, and the text that they make together.

A document is issued once; after that Rev. replaces it, Add. extends it and Corr. mends it in
place. What is current is computed from the chain: the latest Rev. (or the first issue), with the
addenda and corrigenda that were issued after it. A corrigendum may be for some languages only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nemcon.language import _
from nemcon.text.document import Paragraph, Text
from nemcon.text.refused import LineageRefused, Place


class Nature(StrEnum):
    """What an issue does to those before it, by the suffix of its symbol."""

    BASE = ""
    REVISION = "Rev."
    ADDENDUM = "Add."
    CORRIGENDUM = "Corr."


@dataclass(frozen=True, slots=True)
class Correction:
    """In this paragraph, for these words read those; without `instead_of`, the whole of it."""

    number: str
    read: str
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue, in the order in which they were issued.

    `number` counts among those of its nature since the last revision, and revisions among
    themselves. A base, a revision and an addendum have a text, a corrigendum its corrections;
    no languages means all of them.
    """

    nature: Nature
    number: int = 0
    text: Text | None = None
    corrections: tuple[Correction, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """The end of the symbol: "Rev.1", or nothing for the first issue."""
        return f"{self.nature}{self.number}" if self.nature else ""


def current(issues: Sequence[Issue], language: str = "") -> Text:
    """The text that is current after the last of these issues, in one language."""
    _check(issues)
    text = Text("", ())
    for issue in issues:
        if issue.nature is Nature.CORRIGENDUM:
            if not issue.languages or language in issue.languages:
                text = _corrected(text, issue)
        elif issue.nature is Nature.ADDENDUM:
            text = _extended(text, issue)
        elif issue.text:
            text = replace(
                issue.text, symbol=text.symbol or issue.text.symbol, revision=issue.number
            )
    return text


def symbols(issues: Sequence[Issue]) -> tuple[str, ...]:
    """The symbol of each issue: "A/1/L.1", "A/1/L.1/Rev.1", "A/1/L.1/Rev.1/Corr.1"."""
    _check(issues)
    first = issues[0].text
    base = first.symbol if first else ""
    found: list[str] = []
    latest = base
    for issue in issues:
        if issue.nature is Nature.REVISION:
            latest = f"{base}/{issue.suffix}"
        own = issue.nature in {Nature.ADDENDUM, Nature.CORRIGENDUM}
        found.append(f"{latest}/{issue.suffix}" if own else latest)
    return tuple(found)


def _check(issues: Sequence[Issue]) -> None:
    if not issues or issues[0].nature is not Nature.BASE:
        raise LineageRefused("base-missing", _("The first issue of a document has no suffix."))
    counts = dict.fromkeys(Nature, 0)
    for at, issue in enumerate(issues):
        if at and issue.nature is Nature.BASE:
            raise LineageRefused("base-twice", _("A document has only one first issue."))
        if at and issue.number != counts[issue.nature] + 1:
            raise LineageRefused(
                "issue-out-of-order",
                _(
                    "{suffix} does not follow {nature}{number}.",
                    suffix=issue.suffix,
                    nature=issue.nature,
                    number=counts[issue.nature],
                ),
            )
        if (issue.text is None) is not (issue.nature is Nature.CORRIGENDUM):
            raise LineageRefused(
                "issue-incomplete",
                _("A corrigendum has corrections; every other issue has a text."),
            )
        counts[issue.nature] = issue.number
        if issue.nature is Nature.REVISION:
            counts[Nature.ADDENDUM] = counts[Nature.CORRIGENDUM] = 0


def _extended(text: Text, issue: Issue) -> Text:
    added = issue.text.paragraphs if issue.text else ()
    taken = next((p.number for p in added if p.number in text.numbers), None)
    if taken is not None:
        raise LineageRefused(
            "number-taken",
            _("{suffix} adds a paragraph whose number the text has already.", suffix=issue.suffix),
            Place(taken),
        )
    return replace(text, paragraphs=(*text.paragraphs, *added))


def _corrected(text: Text, issue: Issue) -> Text:
    words = {paragraph.number: paragraph.words for paragraph in text.paragraphs}
    for correction in issue.corrections:
        place = Place(correction.number)
        if correction.number not in words:
            raise LineageRefused(
                "no-such-paragraph",
                _(
                    "{suffix} corrects a paragraph that the text does not have.",
                    suffix=issue.suffix,
                ),
                place,
            )
        before = words[correction.number]
        times = before.count(correction.instead_of) if correction.instead_of else 1
        if times != 1:
            raise LineageRefused(
                "words-not-found" if not times else "words-twice",
                _(
                    "{suffix} corrects words that do not stand there exactly once.",
                    suffix=issue.suffix,
                ),
                place,
            )
        words[correction.number] = (
            before.replace(correction.instead_of, correction.read)
            if correction.instead_of
            else correction.read
        )
    paragraphs = tuple(Paragraph(p.number, words[p.number]) for p in text.paragraphs)
    return replace(text, paragraphs=paragraphs)
