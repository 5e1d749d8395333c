"""What a document is made of: headings, paragraphs, lists, tables, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from nemcon.documents.model.inlines import Content
from nemcon.text.changes import Mark
from nemcon.text.numbers import letters_of, roman_of

LEVELS: Final = 4
"""How deep headings go: I., A., 1., (a)."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4. `label` is "I.", "A.", "1." or "(a)"; empty for none."""

    level: int
    content: Content
    label: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `number` is as it is cited, "2" or "2 bis"; empty for one without a number.

    `name` is where it can be found again, when the document comes back: the number in the text that
    it shows, which need not be that of the document. `whole` says that the paragraph itself was
    inserted or deleted, and not only its words. A `quoted` paragraph is set in from both sides.
    """

    content: Content
    number: str = ""
    name: str = ""
    whole: Mark = Mark.KEPT
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list; `label` is "(a)" or "1.", or empty where the list has only dashes.

    `name` and `whole` are those of a paragraph, which a sub-paragraph is too.
    """

    content: Content
    label: str = ""
    below: tuple[Entry, ...] = ()
    name: str = ""
    whole: Mark = Mark.KEPT


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `widths` are the parts of the width that each column takes; `caption` names it."""

    caption: str
    head: tuple[Content, ...]
    rows: tuple[tuple[Content, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs. A note verbale is not signed, and carries none."""

    name: str
    office: str
    place: str = ""


Block: TypeAlias = Heading | Para | Listing | Table | Signature


def labelled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the labels of their headings, counted level by level: I., A., 1., (a).

    A heading that has a label keeps it, and is not counted.
    """
    counts = [0] * LEVELS
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and not block.label:
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (LEVELS - block.level)
            found.append(replace(block, label=_label(block.level, counts[block.level - 1])))
        else:
            found.append(block)
    return tuple(found)


def numbered(blocks: Sequence[Block], first: int = 1) -> tuple[Block, ...]:
    """The blocks with their paragraphs numbered through; what is quoted has no number."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Para) and not block.quoted:
            found.append(replace(block, number=str(first)))
            first += 1
        else:
            found.append(block)
    return tuple(found)


def contents_of(blocks: Sequence[Block]) -> Iterator[tuple[Block, Content]]:
    """Every line of content with the block that it stands in, in reading order."""
    for block in blocks:
        match block:
            case Heading() | Para():
                yield block, block.content
            case Listing():
                for content in _listed(block.entries):
                    yield block, content
            case Table():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield block, cell
            case Signature():
                pass


def _listed(entries: Sequence[Entry]) -> Iterator[Content]:
    for entry in entries:
        yield entry.content
        yield from _listed(entry.below)


def _label(level: int, count: int) -> str:
    match level:
        case 1:
            return f"{roman_of(count).upper()}."
        case 2:
            return f"{letters_of(count).upper()}."
        case 3:
            return f"{count}."
        case _:
            return f"({letters_of(count)})"
