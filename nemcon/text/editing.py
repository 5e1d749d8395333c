"""An amendment as edits of the wording as it is typed, and an edited wording as an amendment.

A paragraph that somebody edited in a program of their own becomes the narrowest amendment that
makes the same of it: one place that was edited is about the words there, several are about the
paragraph as a whole. What is proposed is always what the edited paragraph said, since each
amendment is tried before it is answered with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from nemcon.text.amendments import Amendment, Change
from nemcon.text.applying import applied
from nemcon.text.changes import Mark, compared
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import Path, path_written
from nemcon.text.reading import read_runs
from nemcon.text.refused import TextRefused
from nemcon.text.runs import Alternatives, Bracket, Option, Run, Runs, unattributed
from nemcon.text.tokens import says_something, tokens
from nemcon.text.writing import write_runs

# Pieces that are quoted on the left and on the right of an edit until the words stand only once.
_AROUND: Final = (
    *((0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (6, 0), (8, 0)),
    *((0, 1), (0, 2), (0, 3), (2, 2), (0, 4), (4, 4), (6, 6), (8, 8), (12, 12)),
)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Words in the place of those from `start` to `end` of a wording as it is typed."""

    start: int
    end: int
    words: str

    def touches(self, other: Edit) -> bool:
        """Whether the two have a place in common, be it only one between two characters."""
        return self.start <= other.end and other.start <= self.end


def edited(words: str, edits: Sequence[Edit]) -> str:
    """The words with the edits, which come in order."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (words[at : edit.start], edit.words)
        at = max(at, edit.end)
    return "".join((*pieces, words[at:]))


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """What was done to a wording, word by word, in order."""
    found: list[Edit] = []
    at = 0
    for piece in compared(before, after):
        if piece.mark is Mark.DELETED:
            found.append(Edit(at, at + len(piece.words), ""))
        elif piece.mark is Mark.INSERTED:
            replaces = found[-1] if found and found[-1].end == at and not found[-1].words else None
            if replaces is not None:
                found[-1] = replace(replaces, words=piece.words)
            else:
                found.append(Edit(at, at, piece.words))
        at += len(piece.words) if piece.mark is not Mark.INSERTED else 0
    return tuple(found)


def edits_of(text: NegotiatedText, amendment: Amendment) -> tuple[Edit, ...]:
    """What an amendment to a paragraph, or to words in it, does to its wording.

    Raises `AmendmentRefused` where it does not fit the text. What adds a paragraph edits none.
    """
    if amendment.adds_paragraph:
        return ()
    before = write_runs(text.at(amendment.place).runs)
    alone = _with(text, amendment)
    if amendment.change is Change.DELETE and not amendment.passage:
        return (Edit(0, len(before), ""),) if before else ()
    return edits_between(before, write_runs(alone))


def amendment_for(
    text: NegotiatedText, path: Path, after: str, *, proposer: str = ""
) -> Amendment | None:
    """The amendment that makes the paragraph say `after`; none where it says so already.

    Without an id. Raises `MarksRefused` where the marks in `after` cannot be read.
    """
    clause = text.at(path)
    wanted = read_runs(after, path_written(path))
    if wanted == clause.runs:
        return None
    if not wanted:
        return Amendment("", proposer, Change.DELETE, path)
    for change, passage, wording in _candidates(write_runs(clause.runs), after):
        found = _tried(text, Amendment("", proposer, change, path, passage=passage), wording)
        if found is not None and _reads(text, found) == _compared_as(change, wanted):
            return found
    return Amendment("", proposer, Change.REPLACE, path, wanted)


def _tried(text: NegotiatedText, amendment: Amendment, wording: str) -> Amendment | None:
    try:
        found = replace(amendment, wording=read_runs(wording))
        _with(text, found)
    except TextRefused:
        return None
    return found


def _reads(text: NegotiatedText, amendment: Amendment) -> Runs:
    return _compared_as(amendment.change, _with(text, amendment))


def _compared_as(change: Change, runs: Runs) -> Runs:
    # Brackets that an amendment asks for get the names of its sponsors once it is taken up.
    return unattributed(runs) if change is Change.BRACKET else runs


def _candidates(before: str, after: str) -> Iterator[tuple[Change, str, str]]:
    """What may have been done, the narrowest first: the change, its passage and its wording."""
    edits = edits_between(before, after)
    if after == f"[{before}]":
        yield Change.BRACKET, "", ""
    if [(e.words, e.start == e.end) for e in edits] in _BRACKETS:
        yield Change.BRACKET, before[edits[0].end : edits[-1].start], ""
        yield Change.BRACKET, before[edits[0].start : edits[-1].end], ""
    elif len(edits) == 1 and edits[0].words == f"[{before[edits[0].start : edits[0].end]}]":
        yield Change.BRACKET, before[edits[0].start : edits[0].end], ""
    if len(edits) == 1:
        yield from _about_words(before, edits[0])


_BRACKETS: Final = ([("[", True), ("]", True)],)


def _about_words(before: str, edit: Edit) -> Iterator[tuple[Change, str, str]]:
    borders = [0, *accumulate(len(token) for token in tokens(before))]
    if edit.start not in borders or edit.end not in borders:
        return
    first, last = borders.index(edit.start), borders.index(edit.end)
    for left, right in _AROUND:
        start, end = borders[max(first - left, 0)], borders[min(last + right, len(borders) - 1)]
        passage = before[start:end].strip()
        wording = f"{before[start : edit.start]}{edit.words}{before[edit.end : end]}".strip()
        if not says_something(passage):
            continue
        if not wording:
            yield Change.DELETE, passage, ""
        elif wording.startswith(passage) and edit.start == edit.end:
            yield Change.INSERT, passage, wording.removeprefix(passage).strip()
        yield Change.REPLACE, passage, wording


def _with(text: NegotiatedText, amendment: Amendment) -> Runs:
    """The paragraph as the amendment alone would have it, in nobody's name."""
    top: Clause = text.at(amendment.place[:1])
    nobody = replace(amendment, proposer="", cosponsors=())
    alone = applied(NegotiatedText("", (top,)), [nobody])
    return tuple(_in_no_name(run) for run in alone.at(amendment.place).runs)


def _in_no_name(run: Run) -> Run:
    match run:
        case Bracket():
            inside = tuple(_in_no_name(one) for one in run.runs)
            return Bracket(run.kind, inside, tuple(filter(None, run.by)))
        case Alternatives():
            return Alternatives(
                tuple(Option(tuple(_in_no_name(r) for r in o.runs), o.by) for o in run.options)
            )
        case _:
            return run
