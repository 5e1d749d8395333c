"""Lays the text of a letter out in lines that any program shows whole.

A line that goes on keeps its indentation; links and the register's head stay unbroken. Chinese has
no spaces: there a line may end between any two characters, save that none begins with a sign that
closes, or ends with one that opens.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from typing import Final

_WIDTH: Final = 76
_LINK: Final = re.compile(r"\s*https?://")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_OPENS: Final = "\uff08\u300a\u3008\u300c\u300e\u3010\u3014\u201c\u2018"
_CLOSES: Final = (
    "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09"
    "\u300b\u3009\u300d\u300f\u3011\u3015\u201d\u2019\u2026\u2014"
)
_WIDE: Final = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60"
_HAS_WIDE: Final = re.compile(f"[{_WIDE}]")
_PIECE: Final = re.compile(
    # A wide character with the signs that stay with it, a word with what closes after it, spaces.
    rf"[{_OPENS}]*[{_WIDE}][{_CLOSES}]*|[^\s{_WIDE}]+[{_CLOSES}]*|\s+"
)


def wrapped(text: str, unbroken: str = "") -> str:
    """The text in lines; one with what is to stay `unbroken` in it is left as it is."""
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.rstrip()
        whole = _LINK.match(stripped) or (unbroken and unbroken in stripped)
        lines += [stripped] if whole else _lines(stripped)
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n") + "\n"


def width(text: str) -> int:
    """How many columns the text takes where every letter is as wide, and a Chinese one twice so."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _lines(line: str) -> list[str]:
    indent = line[: len(line) - len(line.lstrip())]
    if _HAS_WIDE.search(line):
        return list(_wide_lines(line.strip(), indent)) or [""]
    if len(line) <= _WIDTH:
        return [line]
    return textwrap.wrap(
        line,
        _WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _wide_lines(words: str, indent: str) -> Iterator[str]:
    room = _WIDTH - width(indent)
    found, taken = "", 0
    for piece in _PIECE.findall(words):
        if found and taken + width(piece.rstrip()) > room:
            yield f"{indent}{found.rstrip()}"
            found, taken = "", 0
        if found or not piece.isspace():
            found, taken = f"{found}{piece}", taken + width(piece)
    if found:
        yield f"{indent}{found.rstrip()}"
