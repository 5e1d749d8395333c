"""Finds the words that an amendment quotes, and puts others in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from nemcon.language import _
from nemcon.text.refused import AmendmentRefused, Place
from nemcon.text.runs import Alternatives, Bracket, Option, Run, Runs, Words, leaves, plain, tidy
from nemcon.text.tokens import tokens

_CLOSING: Final = frozenset(",.;:!?)]\u2019\u201d\u060c\u061b\u061f\u3001\u3002\uff0c\uff1b")
_CLOSE: Final = frozenset("([\u2018\u201c\u00ab")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words within one run: which one, counted in reading order, and from where to where."""

    leaf: int
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether they have a character in common."""
        return self.leaf == other.leaf and self.start < other.end and other.start < self.end


Edits = Mapping[Span, Runs]


def located(runs: Runs, quoted: str, paragraph: str) -> Span:
    """Where the quoted words stand: whole words, in one run, and only once in the paragraph."""
    passage = " ".join(quoted.split())
    texts = [leaf.words for leaf in leaves(runs)]
    found = [
        Span(leaf, start, start + len(passage))
        for leaf, text in enumerate(texts)
        for start in _starts(text, passage)
    ]
    if len(found) == 1:
        return found[0]
    place = Place(paragraph, 0, passage)
    if found:
        raise AmendmentRefused(
            "passage-twice", _("these words stand there more than once; quote more of them."), place
        )
    if passage in plain(runs):
        raise AmendmentRefused(
            "passage-crosses-marks",
            _(
                "these words are not within the same brackets, or are not whole words; quote "
                "others."
            ),
            place,
        )
    raise AmendmentRefused("passage-not-found", _("these words do not stand there."), place)


def spliced(runs: Runs, edits: Edits) -> Runs:
    """The runs with each span replaced; spans do not overlap."""
    return tidy(_Splicer(edits).all(runs))


def words_at(runs: Runs, span: Span) -> str:
    """The words of a span."""
    return list(leaves(runs))[span.leaf].words[span.start : span.end]


def after(runs: Runs, span: Span, wording: Runs) -> tuple[Span, Runs]:
    """The edit that adds the wording after a span, with a space where the script has one."""
    end = Span(span.leaf, span.end, span.end)
    first, before = plain(wording)[:1], words_at(runs, span)[-1:]
    apart = first not in _CLOSING and before not in _CLOSE and not _unspaced(before + first)
    return end, (Words(" "), *wording) if apart else wording


def without(runs: Runs, span: Span) -> tuple[Span, Runs]:
    """The edit that takes a span out, with the space that would be left before a comma."""
    text = list(leaves(runs))[span.leaf].words
    loose = text[span.start - 1 : span.start] == " " and text[span.end : span.end + 1] in _CLOSING
    return Span(span.leaf, span.start - 1, span.end) if loose else span, ()


def _starts(text: str, passage: str) -> list[int]:
    borders = {0, *accumulate(len(token) for token in tokens(text))}
    found: list[int] = []
    at = text.find(passage) if passage else -1
    while at >= 0:
        if at in borders and at + len(passage) in borders:
            found.append(at)
        at = text.find(passage, at + 1)
    return found


def _unspaced(pair: str) -> bool:
    """Whether two characters that follow each other stand in a script without spaces."""
    return len(pair) == len("ab") and pair.isalnum() and len(tokens(pair)) == len(pair)


def _says_something(run: Run) -> bool:
    return not isinstance(run, Words) or bool(run.words.strip())


class _Splicer:
    def __init__(self, edits: Edits) -> None:
        self.edits = sorted(edits.items(), key=lambda edit: edit[0])
        self.leaf = -1

    def all(self, runs: Sequence[Run]) -> Runs:
        spliced: list[Run] = []
        for run in runs:
            match run:
                case Words():
                    spliced += self.words(run.words)
                case Bracket():
                    spliced += self.bracket(run)
                case Alternatives():
                    options = tuple(Option(self.all(o.runs), o.by) for o in run.options)
                    spliced.append(Alternatives(options))
        return tuple(spliced)

    def bracket(self, bracket: Bracket) -> list[Run]:
        """The bracket with what is left in it; none where all its words were taken out."""
        runs = self.all(bracket.runs)
        emptied = bracket.runs and not any(_says_something(run) for run in runs)
        return [] if emptied else [Bracket(bracket.kind, runs, bracket.by)]

    def words(self, text: str) -> list[Run]:
        self.leaf += 1
        parts: list[Run] = []
        at = 0
        for span, runs in self.edits:
            if span.leaf == self.leaf:
                parts += (Words(text[at : span.start]), *runs)
                at = span.end
        return [*parts, Words(text[at:])]
