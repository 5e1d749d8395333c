"""A redline without colour and type: with signs for paper, and in sentences to be read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from nemcon.text.changes import Changed, Mark, Piece

_SIGNS: Final = {
    Mark.KEPT: "{}",
    Mark.DELETED: "{{\u2212{}\u2212}}",
    Mark.INSERTED: "{{+{}+}}",
}
_NEAR: Final = 4  # words that are enough to find a place by


def redline(pieces: Iterable[Piece]) -> str:
    """The paragraph with what was deleted as {\u2212...\u2212} and what was added as {+...+}.

    Square brackets are those of the negotiators, and never those of a redline.
    """
    shown: list[str] = []
    before: Mark | None = None
    for piece in pieces:
        if before is Mark.DELETED and piece.mark is Mark.INSERTED:
            shown.append(" ")
        shown.append(_SIGNS[piece.mark].format(piece.words))
        before = piece.mark
    return "".join(shown)


def told(changed: Iterable[Changed]) -> tuple[str, ...]:
    """What changed, a sentence a paragraph, as it is said: "after ..., ... is deleted"."""
    return tuple(_sentence(change) for change in changed)


def _sentence(change: Changed) -> str:
    whole = "".join(piece.words for piece in change.pieces)
    if change.added:
        return f"Paragraph {change.number} is new: {_quoted(whole)}"
    if change.removed:
        return f"Paragraph {change.number} is deleted: {_quoted(whole)}"
    name = f"Paragraph {change.number}"
    if change.was:
        name += f" (before: {change.was})"
    return f"{name}: {'; '.join(_edits(change.pieces))}."


def _edits(pieces: Sequence[Piece]) -> list[str]:
    edits: list[str] = []
    kept = ""
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.mark is Mark.KEPT:
            kept, at = piece.words, at + 1
            continue
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.mark is Mark.DELETED and following and following.mark is Mark.INSERTED:
            does, at = f"{_quoted(piece.words)} is replaced by {_quoted(following.words)}", at + 2
        else:
            done = "deleted" if piece.mark is Mark.DELETED else "added"
            does, at = f"{_quoted(piece.words)} is {done}", at + 1
        near = " ".join(kept.split()[-_NEAR:])
        edits.append(f"after {_quoted(near)}, {does}" if near else f"at the beginning, {does}")
    return edits


def _quoted(words: str) -> str:
    return f"\u201c{words.strip() or 'a space'}\u201d"
