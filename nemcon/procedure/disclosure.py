"""How much of the objections of others a delegation may be told: the levels, and what each tells.

The stages have a level each in the profile. How many entries the register holds is told to all,
since a register that hid this could not be checked; what those entries are is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """How much of the objections of others is told."""

    NONE = "none"
    EXISTENCE = "existence"
    COUNT = "count"
    PARAGRAPHS = "paragraphs"
    ANONYMOUS = "anonymous"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Tells:
    """What a level tells: that silence is broken, by how many, on what, which filings, by whom."""

    broken: bool = False
    count: bool = False
    paragraphs: bool = False
    filings: bool = False
    names: bool = False


TELLS: Final = {
    Level.NONE: Tells(),
    Level.EXISTENCE: Tells(broken=True),
    Level.COUNT: Tells(broken=True, count=True),
    Level.PARAGRAPHS: Tells(broken=True, paragraphs=True),
    Level.ANONYMOUS: Tells(broken=True, count=True, paragraphs=True, filings=True),
    Level.NAMED: Tells(broken=True, count=True, paragraphs=True, filings=True, names=True),
}
