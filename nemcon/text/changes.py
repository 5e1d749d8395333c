"""What differs between two versions of a text, word by word.

Paragraphs are compared with those of the same number, which they keep until adoption; words with
words, in every script. Whoever shows it strikes out what was deleted and underlines what was
added; `redline` does without colour and type, and `telling` says it in sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nemcon.text.aligning import matches
from nemcon.text.document import Paragraph, Text
from nemcon.text.tokens import says_something, tokens


class Mark(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph."""

    mark: Mark
    words: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A paragraph that the later version changed, added or left out; `was` if it is renumbered."""

    number: str
    added: bool
    pieces: tuple[Piece, ...]
    removed: bool = False
    was: str = ""


def changes(
    old: Text, new: Text, renumbered: Mapping[str, str] | None = None
) -> tuple[Changed, ...]:
    """The paragraphs that read otherwise than before, in the order of the new text.

    What was left out stands where it stood. `renumbered` maps the numbers of the old text to those
    of the new one, where they changed at adoption.
    """
    now = {p.number: (renumbered or {}).get(p.number, p.number) for p in old.paragraphs}
    before = {now[p.number]: p for p in old.paragraphs}
    after = {p.number: p.words for p in new.paragraphs}
    gone = [p for p in old.paragraphs if now[p.number] not in after]
    found: list[Changed] = []
    for paragraph in new.paragraphs:
        earlier = before.get(paragraph.number)
        if earlier:
            found += _left_out(gone, old, earlier.number)
        if earlier is None or earlier.words != paragraph.words:
            pieces = tuple(compared(earlier.words if earlier else "", paragraph.words))
            was = earlier.number if earlier and earlier.number != paragraph.number else ""
            found.append(Changed(paragraph.number, earlier is None, pieces, was=was))
    return (*found, *_left_out(gone, old, ""))


def compared(old: str, new: str) -> Iterator[Piece]:
    """The two wordings as one, each piece with what became of it."""
    left, right = tokens(old), tokens(new)
    i = k = 0
    edits: list[tuple[str, str, str]] = []  # deleted, inserted, and what both kept after it
    for ours, theirs, length in (*matches(left, right), (len(left), len(right), 0)):
        deleted, inserted = "".join(left[i:ours]), "".join(right[k:theirs])
        edits.append((deleted, inserted, "".join(left[ours : ours + length])))
        i, k = ours + length, theirs + length
    for deleted, inserted, kept in _readable(edits):
        yield from _marked((Mark.DELETED, deleted), (Mark.INSERTED, inserted), (Mark.KEPT, kept))


def _readable(edits: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The edits, joined over what is too little to be read as kept: a space, a comma, an "of"."""
    joined: list[tuple[str, str, str]] = []
    for deleted, inserted, kept in edits:
        if joined and _too_little(joined[-1], deleted, inserted):
            before = joined.pop()
            joined.append((before[0] + before[2] + deleted, before[1] + before[2] + inserted, kept))
        else:
            joined.append((deleted, inserted, kept))
    return joined


def _too_little(before: tuple[str, str, str], deleted: str, inserted: str) -> bool:
    kept = before[2]
    if not (before[0] or before[1]) or not (deleted or inserted):
        return False
    if not says_something(kept):
        # A deletion and an addition that are apart stay apart; replaced words read as one, but
        # not over the end of a sentence.
        return kept.strip() in {"", ","} and bool(before[0] and before[1] and deleted and inserted)
    around = min(max(len(before[0]), len(before[1])), max(len(deleted), len(inserted)))
    return len(kept.split()) == 1 and 2 * len(kept) <= around and bool(before[0] and before[1])


def _marked(*pieces: tuple[Mark, str]) -> Iterator[Piece]:
    for mark, words in pieces:
        if words:
            yield Piece(mark, words)


def _left_out(gone: list[Paragraph], old: Text, before: str) -> Iterator[Changed]:
    """The paragraphs left out that stood before the one of this number, or all that are left."""
    order = {number: at for at, number in enumerate(old.numbers)}
    while gone and (not before or order[gone[0].number] < order[before]):
        paragraph = gone.pop(0)
        pieces = tuple(_marked((Mark.DELETED, paragraph.words)))
        yield Changed(paragraph.number, added=False, pieces=pieces, removed=True)
