"""Whether the words of a document keep to the conventions: dates, times, symbols, brackets.

A date is written as the house writes it in that language, in figures nowhere; a time of day by its
clock, where it has one (the Editorial Manual of the United Nations, and the style guide of its
office at Geneva). A symbol in the text is at fault where it is a slip of one that the house uses;
those of other organizations are theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Final

from nemcon.documents.checking_places import Fault, Placed, shown
from nemcon.documents.house import Clock, House, Writing
from nemcon.documents.model.inlines import (
    Change,
    Comment,
    Content,
    Footnote,
    Symbol,
    content,
    words_of,
)
from nemcon.documents.symbols import SymbolRefused, read_symbol
from nemcon.language import _
from nemcon.text.changes import Mark

_SPACES: Final = re.compile(r"\s+")
# 08.07.2020, 8/7/2020, 08-07-2020; not part of a longer number, a symbol or an address.
_FIGURES: Final = re.compile(
    r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(?:19|20)\d\d(?![./-]?\w)", re.ASCII
)
_MOST_DAYS, _MONTHS_OF_A_YEAR, _LEAST_FOR_SHORT = 31, 12, 4
# 6 p.m., 6:00 PM, 6.30pm; then 18:00, but not the end of an instant or an offset as programs write.
_HALVED: Final = re.compile(
    r"(?<![\w:.,+\u2212-])(?P<hour>1[0-2]|0?[1-9])(?:[:.h](?P<minute>[0-5]\d))? ?"
    r"(?P<half>[AaPp])\.? ?[Mm](?:\.|\b(?!-))",
    re.ASCII,
)
_COUNTED: Final = re.compile(
    r"(?<![\w:.,+\u2212-])(?<!\d{4}-\d\d-\d\d )(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"
    r"(?![\w:]| ?[AaPp]\.? ?[Mm]\b)",
    re.ASCII,
)
# "a)" and "1)" label an entry in a sentence, and close nothing.
_LABEL: Final = re.compile(r"(?<![^\s(\[])\w{1,4}\)")
_ESCAPED: Final = re.compile(r"\\[\\\[\]]")
_PUNCTUATION: Final = frozenset(".,;:!?")
_PAIRS: Final = {"(": ")", "[": "]"}


def misworded(place: Placed, house: House, language: str) -> Iterator[Fault]:
    """The faults in the words of one place."""
    writing = house.writing(language)
    yield from _misplaced_notes(place, writing)
    words = _SPACES.sub(" ", place.words)
    for code, says in (
        *_dates(words, writing),
        *_times(words, writing.clock),
        *_symbols(words, house),
        *_brackets(words),
    ):
        yield Fault(code, place.where, says)


def _misplaced_notes(place: Placed, writing: Writing) -> Iterator[Fault]:
    """The notes on the wrong side of punctuation, where the house has a rule."""
    follow = writing.notes_follow
    for before, after in pairwise(_around(place.content)) if follow is not None else ():
        wrong = after[:1] if follow else before[-1:]
        if wrong and wrong in _PUNCTUATION:
            says = (
                _("The number of the footnote goes after “{sign}”.", sign=wrong)
                if follow
                else _("The number of the footnote goes before “{sign}”.", sign=wrong)
            )
            yield Fault("footnote-place", place.where, says)


def _around(items: Content) -> list[str]:
    """The words between the footnotes of a line: before the first, between two, after the last."""
    found = [""]
    for item in items:
        match item:
            case Footnote():
                found.append("")
            case Change(mark=Mark.DELETED):
                pass
            case Change() | Comment():
                first, *further = _around(item.content)
                found[-1] += first
                found += further
            case _:
                found[-1] += words_of((item,))
    return found


def _dates(words: str, writing: Writing) -> Iterator[tuple[str, str]]:
    for found in _FIGURES.finditer(words):
        first, second = int(found[1]), int(found[3])
        if min(first, second) in range(1, _MONTHS_OF_A_YEAR + 1) and max(first, second) in range(
            1, _MOST_DAYS + 1
        ):
            says = _("“{words}” is a date in figures: write out the month.", words=found[0])
            yield "date-style", says
    for pattern in _patterns(writing.months):
        for found in pattern.finditer(words):
            day = _day(found, writing)
            if day is None or words.startswith(day, found.start()):
                continue
            # The first of the month has an ordinal in French.
            if found["nth"] == "er" and words.replace("1er", "1").startswith(day, found.start()):
                continue
            yield (
                "date-style",
                _("“{words}” is written “{day}” in this house.", words=shown(found[0]), day=day),
            )


def _day(found: re.Match[str], writing: Writing) -> str | None:
    name = found["month"].rstrip(".")
    months = [n for n, month in enumerate(writing.months, 1) if name in _forms(month)]
    try:
        return writing.written(date(int(found["year"]), months[0], int(found["day"])))
    except (ValueError, IndexError):
        return None


def _forms(month: str) -> frozenset[str]:
    """The name of a month, its halves where it has two, and the short form of a Latin one."""
    short = month[:3] if month.isascii() and len(month) >= _LEAST_FOR_SHORT else month
    return frozenset({month, *month.split("/"), short})


@cache
def _patterns(months: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """A date in any order of its parts, in the months of one language."""
    names = sorted({form for month in months for form in _forms(month)}, key=len, reverse=True)
    month = f"(?P<month>(?:{'|'.join(map(re.escape, names))})\\.?)"
    day, year = r"(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d\d)"
    nth = r"(?P<nth>st|nd|rd|th|er|º|ª)?"
    return (
        re.compile(rf"(?<![\d.,/]){day}{nth},? (?:de |of )?{month},? (?:de |of )?{year}(?!\d)"),
        re.compile(rf"(?<!\w){month} {day}{nth},? {year}(?!\d)"),
        re.compile(rf"(?<!\d){year}[年 ] ?{month} ?{day}(?P<nth>日)?(?!\d)"),
    )


def _times(words: str, clock: Clock | None) -> Iterator[tuple[str, str]]:
    if clock is None:
        return
    for found in (*_HALVED.finditer(words), *_COUNTED.finditer(words)):
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if half := found.groupdict().get("half"):
            hour = hour % 12 + 12 * (half in "Pp")
        written = clock.written(hour, minute)
        if found[0].rstrip(".") != written.rstrip("."):
            yield "time-style", _("“{words}” is written “{right}”.", words=found[0], right=written)


def _symbols(words: str, house: House) -> Iterator[tuple[str, str]]:
    for item in content(words):
        if isinstance(item, Symbol):
            try:
                read_symbol(item.text, house)
            except SymbolRefused as refused:
                if refused.slip:
                    yield "symbol-in-text", refused.says


def _brackets(words: str) -> Iterator[tuple[str, str]]:
    # In a text with its marks a bracket that is only a sign has a stroke before it.
    words = _ESCAPED.sub("  ", words)
    opened: list[str] = []
    labels = {found.end() - 1 for found in _LABEL.finditer(words)}
    for at, sign in enumerate(words):
        if sign in _PAIRS:
            opened.append(sign)
        elif sign in _PAIRS.values():
            if opened and _PAIRS[opened[-1]] == sign:
                opened.pop()
            elif at not in labels:
                yield (
                    "bracket",
                    _(
                        "“{words}”: nothing is open here.",
                        words=shown(words[max(0, at - 20) : at + 1]),
                    ),
                )
                return
    if opened:
        says = _("“{sign}” is not closed in “{words}”.", sign=opened[-1], words=shown(words))
        yield "bracket", says
