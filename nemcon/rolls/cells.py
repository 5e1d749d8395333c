"""The cells of a roll as people write them: what may stand in one, and what it means.

What could disguise a name or do something when the file is opened in a spreadsheet is refused and
never repaired: control characters, marks that force the direction of writing, formulas.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Final

from nemcon.language.states import GROUPS
from nemcon.procedure.people import Category

LONGEST: Final = 200
LONGEST_SHOWN: Final = 40
MOST_WEIGHT: Final = 2_147_483_647
STANDINGS: Final[Mapping[str, Category]] = {
    **dict.fromkeys(
        ("member", "party", "member state", "state party", "participating state", "ally"),
        Category.MEMBER,
    ),
    "signatory": Category.SIGNATORY,
    "observer": Category.OBSERVER,
}
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,10}", re.ASCII)
_UNSEEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_DIRECTION: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORMULA: Final = ("=", "+", "-", "@")


class WrongCell(ValueError):
    """A cell that cannot be used: what was found in it, and what belongs there."""

    def __init__(self, found: str, expected: str) -> None:
        self.found = found
        self.expected = expected
        super().__init__(f"{found}; expected {expected}")


def shown(cell: str) -> str:
    """What stands in a cell, fit to be printed: short, and nothing that cannot be seen."""
    cut = cell if len(cell) <= LONGEST_SHOWN else f"{cell[:LONGEST_SHOWN]}..."
    marks = (f"<U+{ord(c):04X}>" if _is_hidden(c) else c for c in cut)
    return f'"{"".join(marks)}"' if cell else "nothing"


def safe(cell: str) -> str:
    """The words of a cell in their composed form, without blanks around. Raises `WrongCell`."""
    words = unicodedata.normalize("NFC", cell).strip()
    if any(_is_hidden(character) for character in words):
        expected = "words without control characters and marks that force a direction"
        raise WrongCell(shown(words), expected)
    if words.startswith(_FORMULA):
        raise WrongCell(shown(words), "words; this would be a formula in a spreadsheet")
    if len(words) > LONGEST:
        raise WrongCell(f"{len(words)} characters", f"at most {LONGEST}")
    return words


def standing(cell: str) -> Category:
    """What a participant is to the body. Raises `WrongCell`."""
    found = STANDINGS.get(" ".join(cell.casefold().split()))
    if found is None:
        raise WrongCell(shown(cell), f"one of {', '.join(STANDINGS)}")
    return found


def day(cell: str) -> date | None:
    """A date, or none. Raises `WrongCell`."""
    if not cell:
        return None
    try:
        # Python reads more forms than this one, and some of them are easily misread.
        return date.fromisoformat(cell if _DATE.fullmatch(cell) else "")
    except ValueError as error:
        raise WrongCell(shown(cell), "a date such as 2026-11-24") from error


def weight(cell: str) -> int:
    """A share, where the rules weigh; one where nothing is said. Raises `WrongCell`."""
    found = int(cell) if _NUMBER.fullmatch(cell) else -1 if cell else 1
    if not 0 <= found <= MOST_WEIGHT:
        raise WrongCell(shown(cell), f"a whole number from 0 to {MOST_WEIGHT}, in digits only")
    return found


def names(cell: str) -> tuple[str, ...]:
    """Names separated by semicolons, each once."""
    found = (" ".join(name.split()) for name in cell.split(";"))
    return tuple(dict.fromkeys(name for name in found if name))


def group(cell: str) -> str:
    """A regional group by its code, or any other group as it is written."""
    return GROUPS.get(cell.upper(), cell)


def _is_hidden(character: str) -> bool:
    return character in _DIRECTION or unicodedata.category(character) in _UNSEEN
