"""Words of a record as they come in: composed, and without anything that hides in them."""

from __future__ import annotations

import unicodedata
from typing import Final

_FORCED: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CONTROL: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def checked(text: str) -> str:
    """The text on one line per paragraph, in Unicode's composed form.

    Line breaks are spaces: a paragraph is an entry of its own. Raises `ValueError` for characters
    that cannot be seen, and for marks that force the direction of writing.
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    for character in composed:
        if character in _FORCED:
            message = "this contains a mark that forces the direction of writing"
            raise ValueError(message)
        if unicodedata.category(character) in _CONTROL:
            message = f"this contains a character that cannot be seen (U+{ord(character):04X})"
            raise ValueError(message)
    return composed
