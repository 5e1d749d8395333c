"""The names by which paragraphs and amendments are found again when a file comes back from Word.

A bookmark has at most 40 letters, digits and low lines, and Word takes "A" and "a" for the same. A
space is written as a low line, and every other sign as its number between two letters x. A name
that is too long is replaced by its digest, which can be compared but not read.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

PARAGRAPH: Final = "nc_"
AMENDMENT: Final = "na_"
_LONGEST: Final = 40
_ROOM_FOR_COUNT: Final = 5
_DIGEST: Final = "xx"
_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwyz0123456789")
_ESCAPED: Final = re.compile(r"x([0-9a-f]+)x")
_COUNT: Final = re.compile(r"x_\d+$")
_WRITTEN: Final = re.compile(r"(?:[a-wyz0-9_]|x[0-9a-f]+x)*")


def bookmark_of(name: str, prefix: str = PARAGRAPH, count: int = 1) -> str:
    """The bookmark of that name; `count` tells the second place of a name from the first."""
    coded = "".join(_coded(sign) for sign in name)
    if len(prefix + coded) > _LONGEST - _ROOM_FOR_COUNT:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        coded = f"{_DIGEST}{digest[: _LONGEST - _ROOM_FOR_COUNT - len(prefix + _DIGEST)]}"
    return f"{prefix}{coded}" if count == 1 else f"{prefix}{coded}x_{count}"


def name_of(bookmark: str, prefix: str = PARAGRAPH) -> str | None:
    """The name that the bookmark was made of.

    None where it is not one of ours, or holds a digest: then compare it with `bookmark_of`.
    """
    coded = _COUNT.sub("", bookmark.removeprefix(prefix))
    if not bookmark.startswith(prefix) or not _WRITTEN.fullmatch(coded):
        return None
    try:
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), coded.replace("_", " "))
    except (ValueError, OverflowError):
        return None


def _coded(sign: str) -> str:
    if sign in _PLAIN:
        return sign
    return "_" if sign == " " else f"x{ord(sign):x}x"
