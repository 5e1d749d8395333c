"""A redline without colour and type: with signs for paper, and in sentences to be read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from nemcon.language import _, pgettext
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
        return _("Paragraph {number} is new: {words}", number=change.number, words=_quoted(whole))
    if change.removed:
        return _(
            "Paragraph {number} is deleted: {words}", number=change.number, words=_quoted(whole)
        )
    edits = pgettext("between the changes of a paragraph", "; ").join(_edits(change.pieces))
    if change.was:
        return _(
            "Paragraph {number} (before: {was}): {edits}.",
            number=change.number,
            was=change.was,
            edits=edits,
        )
    return _("Paragraph {number}: {edits}.", number=change.number, edits=edits)


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
            edits.append(_replaced(_near(kept), _quoted(piece.words), _quoted(following.words)))
            at += 2
        else:
            edits.append(_done(_near(kept), piece))
            at += 1
    return edits


def _near(kept: str) -> str:
    """The last words before a change, quoted; nothing at the beginning."""
    near = " ".join(kept.split()[-_NEAR:])
    return _quoted(near) if near else ""


def _replaced(near: str, words: str, by: str) -> str:
    if near:
        return _("after {near}, {words} is replaced by {by}", near=near, words=words, by=by)
    return _("at the beginning, {words} is replaced by {by}", words=words, by=by)


def _done(near: str, piece: Piece) -> str:
    words = _quoted(piece.words)
    if piece.mark is Mark.DELETED:
        if near:
            return _("after {near}, {words} is deleted", near=near, words=words)
        return _("at the beginning, {words} is deleted", words=words)
    if near:
        return _("after {near}, {words} is added", near=near, words=words)
    return _("at the beginning, {words} is added", words=words)


def _quoted(words: str) -> str:
    # Translators: the quotation marks of the language.
    return _("\u201c{words}\u201d", words=words.strip() or _("a space"))
