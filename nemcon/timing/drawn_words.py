"""Words in a picture: how wide they are, on how many lines they go, and which way they run."""

from __future__ import annotations

import textwrap
from typing import Final
from unicodedata import east_asian_width

from nemcon.language import spoken

GLYPH: Final = 7.2
"""How wide a letter of 13 px is at most, on average; labels are laid out by it."""


def letters(words: str) -> int:
    """How many letters wide the words are; a Chinese sign takes the room of two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)


def width_of(words: str) -> float:
    """How wide words of 13 px are at most."""
    return letters(words) * GLYPH


def wrapped(words: str, room: int, *, at_hyphens: bool = True) -> list[str]:
    """The words on lines of at most so many letters."""
    wide = letters(words) > len(words)
    room = room // 2 if wide else room
    return textwrap.wrap(words, room, break_on_hyphens=at_hyphens)


def directed() -> str:
    """An attribute for a picture on a page that is written from right to left.

    What is drawn runs from left to right there too.
    """
    return 'direction="ltr" ' if spoken().direction == "rtl" else ""


def reading() -> str:
    """An attribute for each label there: its words keep the order in which they are read."""
    return ' unicode-bidi="plaintext"' if spoken().direction == "rtl" else ""
