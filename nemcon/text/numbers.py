"""The numbers of paragraphs while a text is negotiated.

A number is kept until the text is adopted, so that everybody means the same paragraph: what is
inserted after paragraph 2 is 2 *bis*, and another wording for it is "2 alt". "PP" and "OP" tell
preambular and operative paragraphs apart. Below a paragraph stand (a), (i), a. and i., in the
order of the United Nations Editorial Manual.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from nemcon.language import _
from nemcon.text.refused import MarksRefused

# Inserted first, second, third ... after a number.
LATIN: Final = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies"),
    *("undecies", "duodecies", "terdecies", "quaterdecies", "quindecies", "sexdecies"),
    *("septdecies", "octodecies", "novodecies", "vicies"),
)
DEEPEST: Final = 4
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN: Final = 39
_LETTERS: Final = 26

_LATIN: Final = "|".join(sorted(LATIN, key=len, reverse=True))
# After the parenthesis the same is accepted, "(a) bis", and written within it.
AFTER: Final = re.compile(
    rf"\s?(?:\(?(?P<latin>{_LATIN})\)?|(?P<alt>alt)(?:\s?(?P<nth>\d{{1,2}}))?)(?=\s|$)",
    re.IGNORECASE,
)
_TAIL: Final = rf"(?:\s?\(?(?P<latin>{_LATIN})\)?)?(?:\s?(?P<alt>alt)(?:\s?(?P<nth>\d{{1,2}}))?)?"
TOP: Final = re.compile(rf"(?P<part>PP|OP)?\s?(?P<ordinal>\d{{1,3}}){_TAIL}", re.IGNORECASE)
LABEL: Final = re.compile(rf"\(?(?P<letters>[a-z]{{1,7}}){_TAIL}\)", re.IGNORECASE)
DOTTED: Final = re.compile(rf"(?P<letters>[a-z]{{1,7}}){_TAIL}\.", re.IGNORECASE)


class Part(StrEnum):
    """The part of the text that a paragraph belongs to, where its number says so."""

    UNSAID = ""
    PREAMBULAR = "PP"
    OPERATIVE = "OP"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at one level: 2, 2 *bis* (`inserted` 1), 2 *bis* alt 2 (`alternative` 2)."""

    ordinal: int
    inserted: int = 0
    alternative: int = 0
    part: Part = Part.UNSAID

    @property
    def order(self) -> tuple[bool, int, int, int]:
        """Where it stands among its neighbours; 2, 2 alt, 2 bis, 3, and the preamble before all."""
        return (
            self.part is not Part.PREAMBULAR,
            self.ordinal,
            self.inserted,
            self.alternative,
        )

    @property
    def family(self) -> tuple[bool, int]:
        """What a number shares with all that were inserted after it."""
        return self.order[:2]

    def written(self, depth: int) -> str:
        """As it is written at this depth: "PP2 bis", "(a bis)", "(iv)", "a"."""
        if not depth:
            return f"{self.part}{self.ordinal}{self._tail()}"
        letters = letters_of(self.ordinal) if depth % 2 else roman_of(self.ordinal)
        return f"({letters}{self._tail()})" if depth <= DEEPEST // 2 else f"{letters}{self._tail()}"

    def _tail(self) -> str:
        tail = f" {LATIN[self.inserted - 1]}" if self.inserted else ""
        if self.alternative:
            tail += " alt" if self.alternative == 1 else f" alt {self.alternative}"
        return tail


Path: TypeAlias = tuple[Number, ...]


def path_written(path: Path) -> str:
    """A path as it is cited: "2 bis (a) (iv)"."""
    return " ".join(number.written(depth) for depth, number in enumerate(path))


def read_path(cited: str) -> Path:
    """The path that is cited: "2 bis", "OP3 alt", "2 (a bis) (i)"."""
    text = " ".join(cited.split())
    first = TOP.match(text)
    if not first:
        raise MarksRefused(
            "number-unreadable", _("\u201c{cited}\u201d is no paragraph number.", cited=cited)
        )
    path = [top(first)]
    text = text[first.end() :].strip()
    while text:
        depth = len(path)
        pattern = LABEL if depth <= DEEPEST // 2 else DOTTED
        found = pattern.match(text if depth <= DEEPEST // 2 or "." in text else f"{text}.")
        ordinal = ordinal_at(found["letters"], depth) if found and depth <= DEEPEST else None
        if found is None or ordinal is None:
            raise MarksRefused(
                "number-unreadable", _("\u201c{cited}\u201d is no paragraph number.", cited=cited)
            )
        path.append(number_of(found, ordinal))
        text = text[found.end() :].strip()
    return tuple(path)


def top(found: re.Match[str]) -> Number:
    """The number that `TOP` found."""
    part = Part((found["part"] or "").upper())
    plain = number_of(found, int(found["ordinal"]))
    return Number(plain.ordinal, plain.inserted, plain.alternative, part)


def number_of(found: re.Match[str], ordinal: int) -> Number:
    """The number with this ordinal and the tail that was found."""
    inserted = LATIN.index(found["latin"].casefold()) + 1 if found["latin"] else 0
    return Number(ordinal, inserted, int(found["nth"] or 1) if found["alt"] else 0)


def ordinal_at(letters: str, depth: int) -> int | None:
    """What the letters count at a depth: letters at odd depths, Roman numerals at even ones."""
    return ordinal_of_letters(letters) if depth % 2 else ordinal_of_roman(letters)


def letters_of(ordinal: int) -> str:
    """1 is a, 26 is z, 27 is aa, 28 is bb."""
    times, letter = divmod(ordinal - 1, _LETTERS)
    return chr(ord("a") + letter) * (times + 1)


def ordinal_of_letters(letters: str) -> int | None:
    """What `letters_of` was given, or nothing if these are no such letters."""
    low = letters.casefold()
    if len(set(low)) != 1 or not "a" <= low[0] <= "z":
        return None
    return ord(low[0]) - ord("a") + 1 + _LETTERS * (len(low) - 1)


def roman_of(ordinal: int) -> str:
    """The Roman numeral, in small letters."""
    written = ""
    for value, letters in _ROMAN:
        times, ordinal = divmod(ordinal, value)
        written += letters * times
    return written


def ordinal_of_roman(letters: str) -> int | None:
    """The value of a Roman numeral up to 39, or nothing if it is none."""
    return _ROMANS.get(letters.casefold())


_ROMANS: Final = {roman_of(ordinal): ordinal for ordinal in range(1, _MOST_ROMAN + 1)}
