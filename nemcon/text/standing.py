"""How far the agreement on a paragraph has come, as it is noted beside its number.

6. (agreed ad ref; pending Iran) ...     7 bis. (reserve: EU, Japan) ...     8. (withdrawn) ...
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """A rung of the ladder. What is withdrawn keeps its number until the text is adopted."""

    OPEN = "open"
    IN_INFORMALS = "agreed in informals"
    AD_REFERENDUM = "agreed ad ref"
    IN_COMMITTEE = "agreed in committee"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


_SPELLINGS: Final = {
    **{level.value: level for level in Level},
    "ar": Level.AD_REFERENDUM,
    "ad ref": Level.AD_REFERENDUM,
    "ad referendum": Level.AD_REFERENDUM,
    "agreed ad referendum": Level.AD_REFERENDUM,
    "accepted ad referendum": Level.AD_REFERENDUM,
    "agreed cow": Level.IN_COMMITTEE,
    "agreed in cow": Level.IN_COMMITTEE,
    "deleted": Level.WITHDRAWN,
}
_NOTE: Final = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_LONGEST: Final = 2_000  # characters of a note, which may name many delegations
_PENDING: Final = re.compile(r"\s*(?:[;,]\s*|\b)pending:?\s+", re.IGNORECASE)
_RESERVE: Final = re.compile(r"reserve[sd]?(?:(?::|\s+by)\s+(.+))?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Standing:
    """The rung, who is still awaited, and who has made a reserve (an empty name: somebody)."""

    level: Level = Level.OPEN
    pending: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As it is noted; nothing for a paragraph that is simply open."""
        said = [] if self.level is Level.OPEN else [self.level.value]
        if self.pending:
            said.append(f"pending {', '.join(self.pending)}")
        if self.reserves:
            names = ", ".join(name for name in self.reserves if name)
            said.append(f"reserve: {names}" if names else "reserve")
        return f"({'; '.join(said)})" if said else ""


OPEN: Final = Standing()


def note_before(typed: str) -> tuple[Standing, int] | None:
    """The note with which the typed paragraph begins, and where the rest begins."""
    found = _NOTE.match(typed[:_LONGEST])
    standing = read_note(found[1]) if found else None
    if found is None or standing is None or typed[found.end() :][:1].strip():
        return None
    return standing, found.end()


def note_after(typed: str) -> tuple[Standing, int] | None:
    """The note with which the typed paragraph ends, and where it begins."""
    if not typed.endswith(")"):
        return None
    start = max(0, len(typed) - _LONGEST)
    for found in _NOTE.finditer(typed, start):
        standing = read_note(found[1]) if found.end() == len(typed) else None
        if standing and typed[: found.start()][-1:] != "\\":
            return standing, found.start()
    return None


def read_note(note: str) -> Standing | None:
    """What a note between parentheses says, or nothing if it is part of the wording."""
    level = Level.OPEN
    pending: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()
    for clause in (part.strip() for part in note.split(";")):
        head, *awaited = _PENDING.split(clause, maxsplit=1)
        if awaited:
            pending = _names(awaited[0])
        reserve = _RESERVE.fullmatch(head)
        if reserve:
            reserves = _names(reserve[1]) if reserve[1] else ("",)
        elif head:
            known = _SPELLINGS.get(" ".join(head.casefold().split()))
            if known is None:
                return None
            level = known
        elif not awaited:
            return None
    return Standing(level, pending, reserves)


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name for part in listed.split(",") if (name := part.strip()))
