"""What was found in a Word file: what may be filed, and what cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from nemcon.language import N_
from nemcon.text.amendments import Amendment

OUTSIDE: Final = N_("It stands in no paragraph of this text.")
NO_WORDS: Final = N_("It has a number and no words.")


@dataclass(frozen=True, slots=True)
class Found:
    """An amendment that the file proposes, and who marked it up.

    `untracked`: it was found by comparing the words. `note` says what belongs together with it.
    """

    amendment: Amendment
    author: str
    untracked: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A change that cannot be filed: where it stands, whose it is, its words, and why."""

    where: str
    author: str
    words: str
    because: str


@dataclass(slots=True)
class Gathered:
    """What was found, each with the place in the file that it comes from.

    `seen` are the amendments whose changes stand in the file; `renumbered` says that numbers of
    paragraphs were changed.
    """

    found: list[tuple[int, Found | Unplaced]] = field(
        default_factory=list[tuple[int, Found | Unplaced]]
    )
    seen: set[str] = field(default_factory=set[str])
    renumbered: bool = False
