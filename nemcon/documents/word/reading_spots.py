"""Where a paragraph that somebody added to a Word file would stand in the text."""

from __future__ import annotations

from typing import Final

from nemcon.documents.word.reading_places import even, label_in
from nemcon.text.amendments import Amendment, Change
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.numbers import DOTTED, LABEL, Path, number_of, ordinal_at
from nemcon.text.reading import read_runs

_PARENTHESES: Final = (1, 2)
_DOTS: Final = (3, 4)


def addition(
    text: NegotiatedText, words: str, last: Path, *, below: bool, proposer: str = ""
) -> Amendment | None:
    """The amendment that adds these words after the paragraph at `last`; none for no words.

    A label decides at which level. Without one `below` says whether it looks like the
    sub-paragraph before it. Raises `MarksRefused` where the marks in it cannot be read.
    """
    label, end = label_in(words)
    wording = read_runs(even(words[end:]))
    if not wording:
        return None
    place, beneath = last[:1], False
    if last and is_label(words):
        place, beneath = _beside(text, label, last)
    elif not label and below and len(last) > 1:
        place, beneath = _after(text, last)
    return Amendment("", proposer, Change.INSERT, place, wording, beneath=beneath)


def is_label(words: str) -> bool:
    """Whether the words begin with the label of a sub-paragraph."""
    label = label_in(words)[0]
    return bool(label) and not any(sign.isdigit() for sign in label)


def _beside(text: NegotiatedText, label: str, last: Path) -> tuple[Path, bool]:
    """Where the label belongs: in the row of the paragraph before it, or of one above that."""
    found, depths = LABEL.match(label), _PARENTHESES
    if found is None:
        found, depths = DOTTED.match(label), _DOTS
    for depth in range(len(last), 0, -1):
        ordinal = ordinal_at(found["letters"], depth) if found and depth in depths else None
        if found is None or ordinal is None:
            continue
        if depth == len(last):
            if ordinal == 1 and not number_of(found, 1).inserted:
                return last, True
            continue
        inserted, before = number_of(found, ordinal).inserted, last[depth].ordinal
        if inserted and ordinal == before:
            return last[: depth + 1], False
        if not inserted and ordinal == before + 1:
            return _after(text, last[: depth + 1])
    return _after(text, last) if len(last) > 1 else (last, True)


def _after(text: NegotiatedText, last: Path) -> tuple[Path, bool]:
    """After a sub-paragraph: as the last one below its paragraph where it is the last now."""
    subs = text.at(last[:-1]).subs
    return (last[:-1], True) if subs[-1].number.order == last[-1].order else (last, False)
