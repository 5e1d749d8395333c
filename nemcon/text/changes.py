"""What a revision changed, word by word, so that it can be shown struck out and underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from nemcon.text.document import Text

_TOKENS: Final = re.compile(r"\s+|[^\W_]+(?:[-\u2019'][^\W_]+)*|.", re.DOTALL)
_LONGEST: Final = 4_000  # tokens; beyond it the comparison would take longer than a page may


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
    """A paragraph that a revision changed or added."""

    number: str
    added: bool
    pieces: tuple[Piece, ...]


def changes(old: Text, new: Text) -> tuple[Changed, ...]:
    """The paragraphs of the revision that read otherwise than before, in their order."""
    before = {paragraph.number: paragraph.words for paragraph in old.paragraphs}
    return tuple(
        Changed(p.number, p.number not in before, tuple(_pieces(before.get(p.number, ""), p.words)))
        for p in new.paragraphs
        if before.get(p.number) != p.words
    )


def _pieces(old: str, new: str) -> Iterator[Piece]:
    left, right = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(left) + len(right) > _LONGEST:
        yield from _replaced(old, new)
        return
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Mark.KEPT, "".join(left[i:j]))
        else:
            yield from _replaced("".join(left[i:j]), "".join(right[k:m]))


def _replaced(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece(Mark.DELETED, old)
    if new:
        yield Piece(Mark.INSERTED, new)
