"""The words that the sentences of a report are put together from: days, ordinals, lists of names.

What is not confirmed stands in brackets, and what is missing is a gap: both are data.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from nemcon.agenda.items import Sitting
from nemcon.documents.model.blocks import Para
from nemcon.documents.model.inlines import Bracketed, Content, Words, content, negotiated
from nemcon.text.lines import line, listed
from nemcon.text.reading import read_runs
from nemcon.text.runs import Kind
from nemcon.timing.zones import to_wall_clock

GAP: Final = Bracketed(Kind.TO_BE_COMPLETED, ())
"""What is missing: it reads "[...]"."""
_COUNTED: Final = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_IN_WORDS: Final = ("first", "second", "third", "fourth", "fifth", "sixth")
_TEENS: Final = (11, 12, 13)


def read(typed: str) -> Content:
    """What a rapporteur typed; a bracket that does not say why it is there is to be confirmed.

    Raises `MarksRefused` where its brackets cannot be read.
    """
    return negotiated(read_runs(typed, bare=Kind.TO_BE_CONFIRMED))


def said(*parts: str | Bracketed | Content) -> Content:
    """A sentence from its parts: words, brackets, and what was read already."""
    found: list[Content] = []
    for part in parts:
        match part:
            case str():
                found.append(content(part))
            case Bracketed():
                found.append((part,))
            case _:
                found.append(part)
    return tuple(item for items in found for item in items)


def unconfirmed(*parts: str | Bracketed | Content) -> Bracketed:
    """The same in brackets, to be confirmed."""
    return Bracketed(Kind.TO_BE_CONFIRMED, said(*parts))


def known(words: str, *, confirmed: bool = True) -> Content:
    """The words; in brackets where they are not confirmed, and a gap where there are none."""
    if not words:
        return (GAP,)
    return content(words) if confirmed else (unconfirmed(words),)


def sentences(*parts: Content) -> Content:
    """The sentences one after another, with a space between them; those without words left out."""
    found: list[Content] = []
    for part in (part for part in parts if part):
        found += [(Words(" "),), part] if found else [part]
    return tuple(item for items in found for item in items)


def paragraphs(typed: Iterable[str]) -> list[Para]:
    """A paragraph for each text that was typed."""
    return [Para(read(text)) for text in typed]


def ordinal(number: int) -> str:
    """The ordinal in figures: "1st", "2nd", "3rd", "4th", "11th"."""
    last = "th" if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def ordinal_in_words(number: int) -> str:
    """The ordinal in words up to the sixth, and then in figures."""
    return _IN_WORDS[number - 1] if number <= len(_IN_WORDS) else ordinal(number)


def counted(number: int) -> str:
    """The number in words up to twelve, and then in figures."""
    return _COUNTED[number] if number < len(_COUNTED) else str(number)


def day_of(sitting: Sitting, zone: str) -> date:
    """The day on which the sitting begins, in that zone."""
    return to_wall_clock(sitting.begins, zone).date()


def days_of(sittings: Iterable[Sitting], zone: str) -> tuple[date, ...]:
    """The days on which they begin, each once, in order."""
    return tuple(sorted({day_of(sitting, zone) for sitting in sittings}))


def days(on: Sequence[date], months: Sequence[str], *, confirmed: bool = True) -> Content:
    """The days as "7 and 8 July 2020"; where they are not confirmed the days are in brackets."""
    if not on:
        return (GAP,)
    parts: list[Content] = []
    for (year, month), found in groupby(on, key=lambda day: (day.year, day.month)):
        numbers = listed([str(day.day) for day in found])
        parts.append(said(known(numbers, confirmed=confirmed), f" {months[month - 1]} {year}"))
    return series(parts)


def series(parts: Sequence[Content]) -> Content:
    """What is listed, as it is read aloud: "one", "one and two", "one, two and three"."""
    joined: list[Content] = []
    for count, part in enumerate(parts):
        joined += [content(" and " if count == len(parts) - 1 else ", "), part] if count else [part]
    return tuple(item for items in joined for item in items)


def names(them: Iterable[str]) -> tuple[str, ...]:
    """The names in the order of the alphabet, each once, on one line."""
    return tuple(sorted(dict.fromkeys(line(name) for name in them), key=sorting))


def named(them: Sequence[str | Content], *, complete: bool) -> Content:
    """The list of names as it is read aloud; open at its end where it is not complete."""
    parts = [content(one) if isinstance(one, str) else one for one in them]
    if complete and parts:
        return series(parts)
    with_commas = (said(", ", part) if count else part for count, part in enumerate(parts))
    return said(*with_commas, " " if parts else "", GAP)


def sorting(name: str) -> tuple[str, str]:
    """What names are sorted by: without marks on letters, capitals or not."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return plain.casefold(), name
