"""Entries in their one canonical writing, and the chain of hashes over it.

The writing is JSON with sorted keys and no spaces, in UTF-8, of one object per entry: procedure,
number, instant of receipt, actor, kind, the entry itself, and the hash of the entry before it.
The hash of an entry is SHA-256 over exactly these bytes; the first entry follows `GENESIS`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from nemcon.procedure.entries import Happened
from nemcon.procedure.people import Actor, Seat
from nemcon.register.kinds import ENTRIES
from nemcon.text.document import Text

GENESIS: Final = "0" * 64
_PARTS: Final = (Actor, Seat, Text)
"""What stands within entries and gained a field later."""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it is stored: its canonical writing and the hash of that."""

    procedure: str
    number: int
    kind: str
    body: str
    hash: str


def write(procedure: str, recorded: Happened[Any], previous: str) -> Written:
    """The canonical writing of an entry that follows the one with the hash `previous`."""
    kind: str = recorded.entry.__class__.__name__
    plain = {
        "procedure": procedure,
        "number": recorded.number,
        "at": _instant().dump_python(recorded.at.astimezone(UTC), mode="json"),
        "actor": _actor().dump_python(
            recorded.actor, mode="json", exclude=set(_silent(recorded.actor)) or None
        ),
        "kind": kind,
        "entry": _entry(kind).dump_python(recorded.entry, mode="json", exclude=_unsaid(recorded)),
        "previous": previous,
    }
    body = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return Written(procedure, recorded.number, kind, body, digest(body))


def read(body: str) -> Happened[Any]:
    """The entry from its writing, of whatever kind of procedure.

    Raises `ValueError` when it is not one.
    """
    try:
        plain = json.loads(body)
        kind = plain["kind"]
        if kind not in ENTRIES:
            message = f"{kind!r} is not a kind of entry"
            raise ValueError(message)
        return Happened(
            number=plain["number"],
            at=_instant().validate_python(plain["at"]),
            actor=_actor().validate_python(plain["actor"]),
            entry=_entry(kind).validate_python(plain["entry"]),
        )
    except (KeyError, TypeError, RecursionError) as error:
        message = "this is not the writing of an entry"
        raise ValueError(message) from error


def digest(body: str) -> str:
    """SHA-256 over the writing, in hexadecimal. Raises `ValueError` on half a character."""
    return hashlib.sha256(body.encode()).hexdigest()


def _unsaid(recorded: Happened[Any]) -> dict[str, Any] | None:
    """The fields that were added later and say nothing here: the writing is as it always was."""
    entry = recorded.entry
    left_out: dict[str, Any] = dict.fromkeys(_silent(entry), True)
    for name in (field.name for field in fields(entry)):
        value = getattr(entry, name)
        if name == "roll":
            left_out[name] = {i: set(_silent(seat)) for i, seat in enumerate(value)}
        elif isinstance(value, Text):
            left_out[name] = set(_silent(value))
    return left_out or None


def _silent(value: object) -> tuple[str, ...]:
    later = _added()[type(value).__name__]
    return tuple(name for name, default in later if getattr(value, name) == default)


@cache
def _added() -> dict[str, tuple[tuple[str, object], ...]]:
    return {
        name: tuple((f.name, f.default) for f in fields(kind) if f.metadata.get("added"))
        for name, kind in {**ENTRIES, **{part.__name__: part for part in _PARTS}}.items()
    }


@cache
def _entry(kind: str) -> TypeAdapter[Any]:
    """Built when first used, one by one: building all takes half a second that most may spare."""
    return TypeAdapter(ENTRIES[kind])


@cache
def _actor() -> TypeAdapter[Actor]:
    return TypeAdapter(Actor)


@cache
def _instant() -> TypeAdapter[datetime]:
    return TypeAdapter(datetime)
