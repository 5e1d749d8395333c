"""Reads a paragraph in which a delegation has struck out and underlined what it proposes.

    States parties ~~should~~ **shall** meet ~~every year~~.

`~~` strikes out; `**` and `__` add (bold and underlined, as mail programs type them). What comes
out is an amendment of the whole paragraph, once the rest of it is found to be the present wording.
"""

from __future__ import annotations

import re
from typing import Final

from nemcon.language import _
from nemcon.text.refused import MarksRefused, Place

_MARK: Final = re.compile(r"\\.|~~|\*\*|__+", re.DOTALL)
_STRIKE: Final = "~~"
_ADDING: Final = frozenset({"**", "__"})  # a longer line of low lines is a blank to be filled in
_SPACE: Final = re.compile(r"\s+")


def proposed(typed: str, present: str, paragraph: str = "") -> str:
    """The wording that is proposed, with its marks, from what was typed over the present one."""
    before, after = struck(typed, paragraph)
    if _even(before) != _even(present):
        raise MarksRefused(
            "not-the-present-wording",
            _(
                "without what is added, and with what is struck out, this is not how the "
                "paragraph reads now."
            ),
            Place(paragraph),
        )
    return after


def struck(typed: str, paragraph: str = "") -> tuple[str, str]:
    """The wording before and after, from one that is struck out and underlined."""
    before: list[str] = []
    after: list[str] = []
    opened: tuple[str, int] | None = None
    at = 0
    for found in _MARK.finditer(typed):
        mark = found[0]
        if mark != _STRIKE and mark not in _ADDING:
            continue
        _keep(before, after, typed[at : found.start()], opened[0] if opened else "")
        at = found.end()
        if opened and opened[0] != mark:
            raise _refused(
                typed, paragraph, opened[1], _("another mark begins before this one ends.")
            )
        opened = None if opened else (mark, found.start())
    if opened:
        raise _refused(typed, paragraph, opened[1], _("this mark is opened and never closed."))
    _keep(before, after, typed[at:], "")
    return _even("".join(before)), _even("".join(after))


def _keep(before: list[str], after: list[str], words: str, mark: str) -> None:
    if mark not in _ADDING:
        before.append(words)
    if mark != _STRIKE:
        after.append(words)


def _even(words: str) -> str:
    """The words with single spaces, and without the one that a deletion leaves before a comma."""
    return re.sub(r" (?=[,.;:)])", "", _SPACE.sub(" ", words)).strip()


def _refused(typed: str, paragraph: str, at: int, says: str) -> MarksRefused:
    return MarksRefused("strike-not-closed", says, Place(paragraph, at + 1, typed[at : at + 24]))
