"""Writes the blocks of a document: headings, paragraphs, lists, tables and signatures.

Numbers and labels are words with a tab behind them, and not left to the numbering of Word, so that
"2 bis" is cited alike in every format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from nemcon.documents.house import FROM_THE_RIGHT
from nemcon.documents.model.blocks import Block, Entry, Heading, Listing, Para, Signature, Table
from nemcon.documents.model.document import Document, reads_from_the_right
from nemcon.documents.model.inlines import (
    Change,
    Content,
    Inline,
    Style,
    Words,
)
from nemcon.documents.model.reading import changes_in
from nemcon.documents.word.bookmarks import PARAGRAPH
from nemcon.documents.word.writing_lines import Look, Pen, bidi
from nemcon.documents.word.xml import Element, made, val
from nemcon.text.changes import Mark
from nemcon.text.lines import line

TEXT_WIDTH = 9638
"""The width between the margins of A4, in twentieths of a point."""
_LEFT = 1742
_STEP = 475
_STEP_FROM_THE_RIGHT = 600  # Arabic letters are set larger, and so are their labels
_LONG = 40
_DASH = "\u2013"
_STRONG = Look(Style.BOLD)


def paragraph(
    pen: Pen,
    style: str,
    content: Content,
    *,
    label: str = "",
    over: Change | None = None,
    name: str = "",
    indent: Element | None = None,
    right: bool = False,
) -> Element:
    """A paragraph in a style, with the label that stands before its words.

    It reads from the right by its words, or in any case where `right` says so.
    """
    right = right or pen.from_the_right(content)
    mark = "w:ins" if over and over.mark is Mark.INSERTED else "w:del"
    ending = made("w:rPr", pen.marked(over, mark)) if over else None
    # Justified, the few words beside what cannot be broken would stand far apart.
    ragged = val("w:jc", "left") if any(map(_is_long, content)) else None
    properties = made("w:pPr", val("w:pStyle", style), bidi(right=right), indent, ragged, ending)
    element = made("w:p", properties)
    if label:
        look = Look().under(over) if over else Look()
        element.extend(pen.words(f"{label}\t", look, right=right))
    if not name:
        element.extend(pen.line(content, over=over, right=right))
        return element
    start, end = pen.bookmark(name, PARAGRAPH)
    element.extend((start, *pen.line(content, over=over, right=right), end))
    return element


def _is_long(item: Inline) -> bool:
    return isinstance(item, Words) and item.style is Style.MONO and len(item.text) > _LONG


def written_block(pen: Pen, block: Block, document: Document) -> Iterator[Element]:
    """The elements of a block."""
    match block:
        case Heading():
            yield paragraph(pen, f"Heading{block.level}", block.content, label=block.label)
        case Para():
            yield _para(pen, block, document)
        case Listing():
            yield from _entries(pen, block.entries, 0, document)
        case Table():
            yield from _table(pen, block)
        case Signature():
            yield from _signature(pen, block)


def _para(pen: Pen, block: Para, document: Document) -> Element:
    over = _over(pen, block, document)
    style = "Quote" if block.quoted else "BodyText"
    label = f"{block.number}." if block.number else ""
    return paragraph(pen, style, block.content, label=label, over=over, name=block.name)


def _over(pen: Pen, block: Para | Entry, document: Document) -> Change | None:
    """The change that the paragraph itself is under, in the name of the first of its words."""
    if block.whole is Mark.KEPT:
        return None
    midnight = datetime.combine(document.masthead.dated, time(), UTC)
    first = next(changes_in(block.content, block.whole), None)
    by, at = (first.author, first.at) if first else (pen.house.name, midnight)
    return Change(block.whole, (), by, at)


def _entries(
    pen: Pen, entries: Sequence[Entry], depth: int, document: Document
) -> Iterator[Element]:
    step = _STEP_FROM_THE_RIGHT if _arabic(pen) else _STEP
    left = _LEFT + step * (depth + 1)
    for entry in entries:
        indent = made("w:ind", left=left, right=1267, hanging=step)
        label = entry.label or _DASH
        yield paragraph(
            pen,
            "ListEntry",
            entry.content,
            label=label,
            over=_over(pen, entry, document),
            name=entry.name,
            indent=indent,
        )
        yield from _entries(pen, entry.below, depth + 1, document)


def _signature(pen: Pen, block: Signature) -> Iterator[Element]:
    signed = pen.house.writing(pen.language).signed
    first = made(
        "w:pPr", val("w:pStyle", "Signature"), made("w:keepNext"), bidi(right=_arabic(pen))
    )
    name = (
        *pen.words(f"{signed} ", Look(Style.ITALIC), right=_arabic(pen)),
        *pen.words(block.name, _STRONG, right=_arabic(pen)),
    )
    yield made("w:p", first, *name)
    for text in filter(None, (block.office, block.place)):
        properties = made("w:pPr", val("w:pStyle", "Signature"), bidi(right=_arabic(pen)))
        yield made("w:p", properties, *pen.words(text, Look(), right=_arabic(pen)))


def _arabic(pen: Pen) -> bool:
    return pen.language in FROM_THE_RIGHT


def _table(pen: Pen, block: Table) -> Iterator[Element]:
    if block.caption:
        right = reads_from_the_right(block.caption)
        caption = made("w:pPr", val("w:pStyle", "Caption"), bidi(right=right))
        yield made("w:p", caption, *pen.words(block.caption, Look(), right=right))
    rows = (block.head, *block.rows) if any(block.head) else block.rows
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return
    parts = (*block.widths, *([1] * columns))[:columns]
    widths = [TEXT_WIDTH * part // sum(parts) for part in parts]
    grid = made("w:tblGrid", *(made("w:gridCol", w=width) for width in widths))
    table = made("w:tbl", _table_properties(pen, block.caption), grid)
    for index, row in enumerate(rows):
        heads = index == 0 and any(block.head)
        table.append(_row(pen, (*row, *([()] * (columns - len(row)))), widths, heads=heads))
    yield table
    yield made("w:p", made("w:pPr", val("w:pStyle", "AfterTable")))


def _table_properties(pen: Pen, caption: str) -> Element:
    return made(
        "w:tblPr",
        val("w:tblStyle", "TableOfFacts"),
        made("w:bidiVisual") if _arabic(pen) else None,
        made("w:tblW", w=TEXT_WIDTH, type="dxa"),
        made("w:tblLayout", type="fixed"),
        made(
            "w:tblLook",
            val="0020",
            firstRow=1,
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
        val("w:tblCaption", line(caption)) if caption else None,
    )


def _row(pen: Pen, cells: Sequence[Content], widths: Sequence[int], *, heads: bool) -> Element:
    properties = made("w:trPr", made("w:cantSplit"), made("w:tblHeader") if heads else None)
    row = made("w:tr", properties)
    style = "TableHead" if heads else "TableText"
    for cell, width in zip(cells, widths, strict=True):
        borders = made("w:tcBorders", made("w:bottom", val="single", sz=12, space=0, color="auto"))
        size = made("w:tcPr", made("w:tcW", w=width, type="dxa"), borders if heads else None)
        row.append(made("w:tc", size, paragraph(pen, style, cell)))
    return row
