"""The paragraphs of a text as people type them into one field, and back."""

from __future__ import annotations

import re
from typing import Final

from nemcon.text.document import Text

_NUMBERED: Final = re.compile(r"(\d{1,4}(?: (?:bis|ter|quater))?)[.)]\s+(?=\S)", re.ASCII)


def paragraphs_typed(typed: str) -> tuple[tuple[str, str], ...]:
    """Paragraphs as people type them: parted by blank lines, numbered by hand or else in order."""
    found: list[tuple[str, str]] = []
    for block in re.split(r"\n[ \t]*\n", typed):
        words = block.strip()
        if not words:
            continue
        numbered = _NUMBERED.match(words)
        if numbered:
            found.append((numbered[1], words[numbered.end() :]))
        else:
            found.append((str(len(found) + 1), words))
    return tuple(found)


def paragraphs_written(text: Text) -> str:
    """The paragraphs of a text as they would be typed, each with its number."""
    return "\n\n".join(f"{paragraph.number}. {paragraph.words}" for paragraph in text.paragraphs)
