"""Lines of text that are safe to show, and lists as they are read aloud.

What people typed is shown as they typed it, but it can neither begin a line of its own nor hide
itself: a name stays on its line, and characters that force the writing direction are shown as the
replacement character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nemcon.language import _, pgettext, spoken

_LINE_BREAKS: Final = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_CONTROLS: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_COMMAS: Final = re.compile(r"[,\u060c\uff0c\u3001]")
_SPACES: Final = re.compile(r"\s+")
_FORCED: Final = re.compile(r"[\u202d\u202e\ud800-\udfff\ufffe\uffff]")


def line(text: str) -> str:
    """The text on one line, with nothing in it that could break or disguise that line."""
    return _SPACES.sub(" ", block(text)).strip()


def block(text: str) -> str:
    """The text with its lines, without control characters and forced writing direction."""
    return signs(text).strip("\n ")


def signs(text: str) -> str:
    """The same for a piece of a line: the spaces and lines at its ends stay."""
    text = _LINE_BREAKS.sub("\n", text)
    return _FORCED.sub("\ufffd", _CONTROLS.sub(" ", text))


def alternatives(items: Sequence[str]) -> str:
    """The items as "one", "one or two", "one or two or three"."""
    return pgettext("between the choices of a list", " or ").join(items)


def capital(text: str) -> str:
    """The text with its first letter as a capital, and the others as they are."""
    return text[:1].upper() + text[1:]


def row(items: Sequence[str]) -> str:
    """The items one after the other: "one, two, three"."""
    return pgettext("between the items of a row", ", ").join(items)


def parted(items: Sequence[str]) -> str:
    """Statements one after the other: "one; two; three"."""
    return pgettext("between statements in a row", "; ").join(items)


def sentences(*parts: str) -> str:
    """The sentences one after the other, without those that are empty."""
    return spoken().gap.join(filter(None, parts))


def items_of(typed: str) -> list[str]:
    """The items of a row that somebody typed, with the commas of whichever script."""
    return [item for part in _COMMAS.split(typed) if (item := part.strip())]


def listed(items: Sequence[str]) -> str:
    """The items as "one", "one and two", "one, two and three"."""
    if len(items) <= 1:
        return "".join(items)
    between = pgettext("between the items of a list", ", ")
    return _("{items} and {last}", items=between.join(items[:-1]), last=items[-1])
