"""Whether headings, lists and paragraphs are numbered as the conventions ask.

No subheading stands alone (an A needs a B), no level is left out, and paragraphs have consecutive
numbers through the whole document (Editorial Manual of the United Nations, on headings and on
paragraphs). What is inserted while a text is negotiated is 2 bis, and its numbers stay until it is
adopted, so that gaps are faults only in what is final. What is quoted keeps the numbers it had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from nemcon.documents.checking_places import Fault, place_of, shown
from nemcon.documents.model.blocks import Entry, Heading, Listing, Para
from nemcon.documents.model.document import Document, Paper
from nemcon.language import N_, _, ngettext
from nemcon.text.changes import Mark
from nemcon.text.numbers import (
    DOTTED,
    LABEL,
    Number,
    number_of,
    ordinal_of_letters,
    ordinal_of_roman,
    read_path,
)
from nemcon.text.refused import MarksRefused

_NEGOTIATED: Final = frozenset(
    {Paper.REVISION, Paper.REDLINE, Paper.MARKED_TEXT, Paper.COMPILATION}
)
_FIGURES: Final = re.compile(r"\(?(\d{1,3})[.)]", re.ASCII)
_HEADED: Final = re.compile(r"\(?([A-Za-z]{1,7}|\d{1,3})[.)]", re.ASCII)
_ROMAN_LEVEL, _FIGURES_LEVEL = 1, 3
_WRONG: Final = {
    "first": N_("{label} comes first, where the first was to be expected."),
    "twice": N_("{label} is given twice."),
    "behind": N_("{label} stands after one that goes behind it."),
    "gap": N_("{label} leaves a gap after the one before it."),
}
_WRONG_NUMBER: Final = {
    "first": N_("The number comes first, where the first was to be expected."),
    "twice": N_("The number is given twice."),
    "behind": N_("The number stands after one that goes behind it."),
    "gap": N_("The number leaves a gap after the one before it."),
}
_Item = TypeVar("_Item")


def misnumbered(document: Document) -> Iterator[Fault]:
    """The faults in the order of headings, entries and paragraphs."""
    yield from _headings([block for block in document.blocks if isinstance(block, Heading)])
    yield from _lists(document)
    yield from _paragraphs(document)


def _headings(headings: Sequence[Heading]) -> Iterator[Fault]:
    above = 0
    for heading in headings:
        if heading.level > above + 1:
            name = place_of(heading, "")
            says = ngettext(
                "The heading is {n} level below the one before it.",
                "The heading is {n} levels below the one before it.",
                heading.level - above,
            )
            yield Fault("level-skipped", name, says)
        above = heading.level
    for group in _groups(headings):
        labelled = [heading for heading in group if heading.label]
        if len(group) == 1 and labelled:
            name = place_of(group[0], "")
            says = _("{label} stands alone at its level.", label=shown(group[0].label))
            yield Fault("heading-alone", name, says)
        numbers = [_of_heading(heading) for heading in labelled]
        for heading, wrong in _out_of_order(labelled, numbers):
            says = _(_WRONG[wrong], label=shown(heading.label))
            yield Fault("heading-order", place_of(heading, ""), says)


def _groups(headings: Sequence[Heading]) -> Iterator[list[Heading]]:
    """The headings of one level that stand under the same heading, by their first."""
    opened: dict[int, list[Heading]] = {}
    for heading in headings:
        for level in [level for level in opened if level > heading.level]:
            yield opened.pop(level)
        opened.setdefault(heading.level, []).append(heading)
    yield from opened.values()


def _of_heading(heading: Heading) -> Number | None:
    found = _HEADED.fullmatch(heading.label)
    if not found:
        return None
    if heading.level == _ROMAN_LEVEL:
        ordinal = ordinal_of_roman(found[1])
    elif heading.level == _FIGURES_LEVEL:
        ordinal = int(found[1]) if found[1].isdecimal() else None
    else:
        ordinal = ordinal_of_letters(found[1])
    return Number(ordinal) if ordinal else None


def _lists(document: Document) -> Iterator[Fault]:
    """Lists that go on after a paragraph without a number are one; what is quoted is left alone."""
    gaps = document.paper not in _NEGOTIATED
    where, quoted = _("the beginning"), False
    entries: list[Entry] = []
    for block in (*document.blocks, Heading(1, ())):
        if isinstance(block, Heading) or (isinstance(block, Para) and (block.number or quoted)):
            yield from _entries(entries, where, gaps=gaps)
            entries = []
        where = place_of(block, where)
        if isinstance(block, Para):
            quoted = block.quoted
        elif isinstance(block, Listing) and not quoted:
            if entries and block.entries and _begins(block.entries[0].label):
                yield from _entries(entries, where, gaps=gaps)
                entries = []
            entries += block.entries


def _begins(label: str) -> bool:
    return not label or any(n.ordinal == 1 for n in _readings(label).values())


def _entries(entries: Sequence[Entry], where: str, *, gaps: bool) -> Iterator[Fault]:
    labelled = [entry for entry in entries if entry.label]
    if gaps and len(labelled) == len(entries) == 1 and _readings(labelled[0].label):
        says = _(
            "{label} stands alone: a list has two entries at least.",
            label=shown(labelled[0].label),
        )
        yield Fault("entry-alone", where, says)
    read = [_readings(entry.label) for entry in labelled]
    common = [key for key in (read[0] if read else ()) if all(key in each for each in read)]
    ways = [
        tuple(_out_of_order(labelled, [each[key] for each in read], gaps=gaps)) for key in common
    ]
    for entry, wrong in min(ways, key=len) if ways else ():
        yield Fault("entry-order", where, _(_WRONG[wrong], label=shown(entry.label)))
    for entry in entries:
        yield from _entries(entry.below, where, gaps=gaps)


def _readings(label: str) -> Mapping[str, Number]:
    """What a label can count by: (i) is a letter or a Roman numeral."""
    if figures := _FIGURES.fullmatch(label):
        return {"figures": Number(int(figures[1]))}
    found = LABEL.fullmatch(label) or DOTTED.fullmatch(label)
    if not found:
        return {}
    ways = {
        "letters": ordinal_of_letters(found["letters"]),
        "Roman": ordinal_of_roman(found["letters"]),
    }
    return {way: number_of(found, ordinal) for way, ordinal in ways.items() if ordinal}


def _paragraphs(document: Document) -> Iterator[Fault]:
    blocks = [block for block in document.blocks if isinstance(block, Para) and not block.quoted]
    kept = {block.number for block in blocks if block.whole is not Mark.DELETED}
    # What was deleted as a whole has its number still, unless its successor has it by now.
    blocks = [b for b in blocks if b.whole is not Mark.DELETED or b.number not in kept]
    read = [(block, _of_paragraph(block)) for block in blocks]
    counted = [(block, number) for block, number in read if number is not None]
    gaps = document.paper not in _NEGOTIATED
    numbers = [number for _block, number in counted]
    for block, wrong in _out_of_order([block for block, _number in counted], numbers, gaps=gaps):
        yield Fault("paragraph-order", place_of(block, ""), _(_WRONG_NUMBER[wrong]))


def _of_paragraph(block: Para) -> Number | None:
    try:
        path = read_path(block.number) if block.number else ()
    except MarksRefused:
        return None
    return path[0] if len(path) == 1 else None


def _out_of_order(
    items: Sequence[_Item],
    numbers: Sequence[Number | None],
    *,
    gaps: bool = True,
) -> Iterator[tuple[_Item, str]]:
    """The items whose number does not follow from the one before it, and why; unread: none."""
    known = [number for number in numbers if number is not None]
    if len(known) != len(items):
        return
    before: Number | None = None
    for item, number in zip(items, known, strict=True):
        if wrong := _wrong(before, number, gaps=gaps):
            yield item, wrong
        before = number


def _wrong(before: Number | None, number: Number, *, gaps: bool) -> str:
    if before is None or before.part is not number.part:
        before = Number(0, part=number.part)
    if before.order == number.order:
        return "twice"
    if number.order < before.order:
        return "behind"
    if gaps and not _follows(before, number):
        return "gap" if before.ordinal else "first"
    return ""


def _follows(before: Number, number: Number) -> bool:
    if number.ordinal != before.ordinal:
        return number.ordinal == before.ordinal + 1 and not number.inserted
    if number.inserted != before.inserted:
        return number.inserted == before.inserted + 1 and number.alternative <= 1
    return number.alternative == before.alternative + 1
