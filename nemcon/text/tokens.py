"""Cuts text into the pieces that a redline may strike out or add: words, never parts of words.

A letter keeps its combining marks, an Arabic word its vowels, a Devanagari syllable its signs.
Scripts that put no spaces between words (Chinese, Japanese, Thai, Khmer and others) are cut
between their characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_LAST: Final = 0x1FFFF  # the marks beyond are the variation selectors, which are named below
# Han, kana, Bopomofo, Thai, Lao, Tibetan, Myanmar, Khmer.
_UNSPACED: Final = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)


def tokens(text: str) -> list[str]:
    """The pieces of the text; joined they are the text again."""
    return _pattern().findall(text)


def says_something(token: str) -> bool:
    """Whether the token holds a letter or a digit."""
    return any(char.isalnum() for char in token)


@cache
def _pattern() -> re.Pattern[str]:
    marks = f"[{_marks()}\u200c\u200d]*"
    character = f"[{_UNSPACED}]{marks}"
    letter = f"(?:(?![{_UNSPACED}])[^\\W_]{marks})"
    # A hyphen, an apostrophe or the point in 2.5 holds a word together; so it does in Hebrew.
    word = f"{letter}+(?:(?:[-\u2019'\u05f3\u05f4]|(?<=\\d)[.,](?=\\d)){letter}+)*"
    return re.compile(f"\\s+{marks}|{word}|{character}|.{marks}", re.DOTALL)


def _marks() -> str:
    """The combining marks, as the inside of a character class."""
    ranges: list[str] = []
    start: int | None = None
    for point in range(_LAST + 2):
        mark = point <= _LAST and unicodedata.category(chr(point)).startswith("M")
        if mark and start is None:
            start = point
        elif not mark and start is not None:
            ranges.append(f"\\U{start:08x}-\\U{point - 1:08x}")
            start = None
    return "".join([*ranges, "\U000e0100-\U000e01ef"])
