"""Checking a record without trusting whoever keeps it.

Given the entries in their stored writing, and a head that a letter carried, every changed,
missing, reordered or cut-off entry is found. Nothing here needs the database or the rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from nemcon.language import _
from nemcon.register.codec import GENESIS, Written, digest

BOM: Final = "\ufeff"
_HEAD: Final = re.compile(
    # A letter may name the entry in another language, and isolate the hash (U+2068, U+2069).
    r"[^\d-]{0,40}(\d{1,9})\s*\D?\s*[-:,\u060c\u3001\uff0c\uff1a]\s*\u2068?([0-9a-f]{64})"
    r"[\s\u2068\u2069]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """How far a register had got: the number of its last entry, and that entry's hash."""

    number: int
    hash: str

    def __str__(self) -> str:
        """The head as a letter carries it: "12-3fa9..."."""
        return f"{self.number}-{self.hash}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: the number of entries read, the head they lead to, and every problem."""

    procedure: str
    entries: int
    head: Head | None
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def parse_head(text: str) -> Head:
    """Read a head as a letter carries it. Raises `ValueError`."""
    match = _HEAD.fullmatch(text)
    if match is None:
        message = _(
            "{text} is not a head; copy it whole from a letter, such as 12-3fa9...",
            text=repr(text),
        )
        raise ValueError(message)
    return Head(int(match[1]), match[2].lower())


def verify(procedure: str, entries: Iterable[Written], head: Head | None = None) -> Verification:
    """Check the chain of one procedure, against a published head where one is given."""
    problems: list[str] = []
    previous, number, published = GENESIS, 0, ""
    for entry in entries:
        number += 1
        problems += _problems_of(entry, procedure, number, previous)
        previous = entry.hash
        if head is not None and number == head.number:
            published = entry.hash
    if head is not None and number < head.number:
        problems.append(
            f"the register ends at entry {number}, but a letter carries the head of entry "
            f"{head.number}: entries were cut off"
        )
    elif head is not None and published != head.hash:
        problems.append(f"entry {head.number} is not the one whose hash a letter carries")
    return Verification(
        procedure, number, Head(number, previous) if number else None, tuple(problems)
    )


def _problems_of(entry: Written, procedure: str, number: int, previous: str) -> list[str]:
    place = f"entry {number}"
    try:
        if digest(entry.body) != entry.hash:
            return [f"{place}: its words do not match its hash; it was changed"]
        plain: dict[str, Any] = dict(json.loads(entry.body))
    except (ValueError, TypeError, RecursionError):
        return [f"{place}: it is not an entry at all"]
    problems: list[str] = []
    if (plain.get("number"), entry.number) != (number, number):
        found = plain.get("number")
        problems.append(f"{place}: entry {found} stands here; entries are missing or reordered")
    if plain.get("previous") != previous:
        problems.append(f"{place}: it does not follow the entry before it")
    if (plain.get("procedure"), entry.procedure) != (procedure, procedure):
        problems.append(f"{place}: it belongs to another procedure")
    if plain.get("kind") != entry.kind:
        problems.append(f"{place}: it is listed under another kind than it has")
    return problems


def export(procedure: str, entries: Iterable[Written]) -> str:
    """The record of one procedure as a file that verifies anywhere: a line of JSON an entry."""
    lines = [json.dumps({"nemcon": "register", "version": 1, "procedure": procedure})]
    lines += [
        json.dumps(
            {"number": e.number, "kind": e.kind, "hash": e.hash, "body": e.body},
            ensure_ascii=False,
        )
        for e in entries
    ]
    return "\n".join(lines) + "\n"


def read_export(text: str) -> tuple[str, tuple[Written, ...]]:
    """The procedure and the entries of an exported file. Raises `ValueError` when it is none.

    Only a line feed ends a line: words may hold what else Unicode calls a line break.
    """
    first, *rest = [line for line in text.removeprefix(BOM).split("\n") if line.strip()] or [""]
    match _plain(first):
        case {"nemcon": "register", "version": 1, "procedure": str(procedure)} if procedure:
            return procedure, tuple(
                _read_line(procedure, line, place) for place, line in enumerate(rest, start=2)
            )
        case _:
            message = "this is not an exported register: the first line must name it"
            raise ValueError(message)


def _read_line(procedure: str, line: str, place: int) -> Written:
    match _plain(line):
        case {"number": int(number), "kind": str(kind), "hash": str(hash_), "body": str(body)}:
            return Written(procedure, number, kind, body, hash_)
        case _:
            message = f"this is not an exported register: line {place} is not an entry"
            raise ValueError(message)


def _plain(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
