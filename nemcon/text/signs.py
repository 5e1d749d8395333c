"""The signs of negotiated text: what they look like when typed, and when they are only words.

A backslash makes the sign after it a plain character. People hardly type it; the printer writes
it wherever words would otherwise be read as a mark, so that what it prints reads back the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Final

from nemcon.text.runs import Kind

OPEN: Final = frozenset("[\uff3b")
CLOSE: Final = frozenset("]\uff3d")
STROKE: Final = frozenset("/\uff0f")
ESCAPE: Final = "\\"

GAP: Final = "..."
NO_TEXT: Final = "no text"
KINDS: Final = {
    **{kind.value: kind for kind in Kind},
    "tbc": Kind.TO_BE_CONFIRMED,
    "to be determined": Kind.TO_BE_COMPLETED,
    "tbd": Kind.TO_BE_COMPLETED,
}
# The same two in parentheses, as they are typed after a date or in the place of a name.
ASIDE: Final = re.compile(
    r"\((to be confirmed|tbc|to be completed|to be determined|tbd)\)", re.IGNORECASE
)
_DOTS: Final = re.compile(r"(?:\.\s?){3,}|\u2026+")

_COLON: Final = re.compile("[:\uff1a]")
LONGEST_PREFIX: Final = 1_000  # characters; the names of all who ask for one bracket
LONGEST_CHUNK: Final = 100  # characters on either side that are looked at to judge a stroke
_NAME_START: Final = re.compile(r"[^\W_]")
_SMALL: Final = frozenset(
    {
        *("a", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"),
        *("al", "da", "de", "del", "der", "des", "di", "do", "du", "e", "el", "et"),
        *("la", "las", "le", "les", "los", "und", "y"),
    }
)

_SYMBOL: Final = re.compile(r"\W*[A-Z][\w.*-]*(?:/[A-Z0-9][\w.*-]*)+\W*", re.ASCII)
_TOGETHER: Final = frozenset({"and/or", "either/or", "he/she", "his/her", "him/her", "s/he"})


@dataclass(frozen=True, slots=True)
class Sign:
    """A character as typed: `active` if it may be a mark, `at` its place counted from one."""

    char: str
    active: bool
    at: int


def signs(typed: str) -> list[Sign]:
    """The characters of what was typed; what a backslash made plain is not active."""
    found: list[Sign] = []
    plain = False
    for at, char in enumerate(typed, 1):
        if not plain and char == ESCAPE:
            plain = True
            continue
        found.append(Sign(char, not plain, at))
        plain = False
    if plain:
        found.append(Sign(ESCAPE, active=False, at=len(typed)))
    return found


def is_gap(content: str) -> bool:
    """Whether the content of a bracket only holds a place open."""
    return _DOTS.fullmatch(content.strip()) is not None


@dataclass(frozen=True, slots=True)
class Prefix:
    """What stands before the colon at the beginning of a bracket, and where the rest begins."""

    items: tuple[str, ...]
    end: int

    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that it names."""
        return tuple(KINDS[i.casefold()] for i in self.items if i.casefold() in KINDS)

    def names(self) -> tuple[str, ...]:
        """The delegations that it names."""
        return tuple(item for item in self.items if item.casefold() not in KINDS)


def prefix(content: str, names: Collection[str] = ()) -> Prefix | None:
    """The attribution at the beginning of a bracket's content, if it looks like one.

    Names are written as names are: each word begins with a capital, or in a script that has none,
    save for little words such as "of" and "the". A name that is known is always one.
    """
    colon = _COLON.search(content, 0, LONGEST_PREFIX)
    after = content[colon.end() :] if colon else ""
    if colon is None or (colon[0] == ":" and not after[:1].isspace()):
        return None
    end = len(content) - len(after.lstrip())
    whole = content[: colon.start()].strip()
    if whole in names:
        return Prefix((whole,), end)
    items = tuple(item.strip() for item in re.split("[,\u060c\u3001\uff0c]", whole))
    if all(i in names or i.casefold() in KINDS or _looks_like_a_name(i) for i in items):
        return Prefix(items, end)
    return None


def _looks_like_a_name(item: str) -> bool:
    parts = item.replace("(", " ").replace(")", " ").split()
    return bool(parts) and all(_capital(part) for part in (parts[0], *_large(parts[1:])))


def _large(parts: list[str]) -> list[str]:
    return [part for part in parts if part not in _SMALL and part != "&"]


def _capital(part: str) -> bool:
    first = part[0]
    return _NAME_START.match(first) is not None and first == first.upper()


class Stroke(Enum):
    """What a stroke inside a bracket is."""

    DIVIDES = "it stands between two alternatives"
    JOINS = "it belongs to the words"
    UNCLEAR = "it may be either"


def stroke(before: str, after: str, *, alone: bool) -> Stroke:
    """What a stroke is, from the characters up to the next space or bracket on either side.

    `alone` says that the bracket holds nothing but these characters: "[shall/should]".
    """
    chunk = f"{before}/{after}"
    if "://" in chunk or before.endswith("/") or after.startswith("/"):
        return Stroke.JOINS
    if not before or not after or not before[-1].isalnum() or not after[0].isalnum():
        return Stroke.DIVIDES
    if chunk.casefold().strip("(),.;:") in _TOGETHER:
        return Stroke.JOINS
    if _SYMBOL.fullmatch(chunk) and any(char.isdigit() for char in chunk):
        return Stroke.JOINS
    return Stroke.DIVIDES if alone and not chunk.replace("/", "").isdigit() else Stroke.UNCLEAR
