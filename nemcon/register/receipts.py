"""Checking a receipt against the register: whether its entry stands, not what that says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nemcon.register.codec import Written
from nemcon.register.verify import verify

_CODE: Final = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9._-]{0,63})\s*/\s*([0-9]{1,9})\s*/\s*([0-9a-f]{12,64})", re.IGNORECASE
)
LONGEST: Final = 160


class Found(StrEnum):
    """What became of the entry that a receipt names."""

    STANDS = "stands"
    ALTERED = "altered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """What a receipt names: an entry, and its hash or the first digits of it, at least twelve."""

    procedure: str
    number: int
    digits: str


def parse_code(text: str) -> ReceiptCode:
    """Read the code of a receipt; the whole hash may stand in it. Raises `ValueError`."""
    match = _CODE.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if match is None:
        message = "this is not the code of a receipt"
        raise ValueError(message)
    return ReceiptCode(match[1], int(match[2]), match[3].lower())


def check(code: ReceiptCode, entries: Sequence[Written]) -> Found:
    """Whether the entry is there with that hash, in a chain in which nothing was changed.

    An entry that is not there and one with another hash are not told apart, so that nobody learns
    what exists by asking. `entries` are all of the procedure.
    """
    there = 0 < code.number <= len(entries)
    if not there or not entries[code.number - 1].hash.startswith(code.digits):
        return Found.NONE
    return Found.STANDS if verify(code.procedure, entries).sound else Found.ALTERED
