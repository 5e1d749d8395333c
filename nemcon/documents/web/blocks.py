"""Writes the blocks of a document: headings, paragraphs, lists, tables and signatures.

Numbers and labels are words, and not left to the counters of a style, so that "2 bis" is cited,
copied and heard alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from nemcon.documents.model.blocks import Block, Entry, Heading, Listing, Para, Signature, Table
from nemcon.documents.model.inlines import Content, Words
from nemcon.documents.model.reading import all_changed, changes_in, outlined
from nemcon.documents.web.elements import joined, made
from nemcon.documents.web.lines import Pen
from nemcon.text.changes import Mark
from nemcon.text.lines import line, signs

_LAST_LEVEL = 6
_TWENTIETHS = 20
_DASH = "\u2013"


def written_blocks(pen: Pen, blocks: Sequence[Block]) -> Markup:
    """All the blocks."""
    return joined(_block(pen, block, depth) for block, depth in outlined(blocks))


def _block(pen: Pen, block: Block, depth: int) -> Markup:
    match block:
        case Heading():
            return _heading(pen, block, depth)
        case Para():
            return _para(pen, block)
        case Listing():
            return _listing(pen, block.entries)
        case Table():
            return _table(pen, block)
        case Signature():
            return _signature(pen, block)


def _heading(pen: Pen, block: Heading, depth: int) -> Markup:
    # What has no words is no heading to those who hear it.
    tag = f"h{min(pen.top + depth, _LAST_LEVEL)}" if depth else "p"
    words = _words(pen, block.content)
    if not block.label:
        return made(tag, words, class_=f"doc-heading doc-level-{block.level}")
    label = _label(pen, block.label)
    return made(tag, label, " ", words, class_=f"doc-heading doc-labelled doc-level-{block.level}")


def _para(pen: Pen, block: Para) -> Markup:
    words = _whole(pen, block)
    if block.number:
        number = made("span", made("bdi", line(block.number)), ".", class_="doc-label")
        named = pen.id("paragraph", block.number)
        words = made("p", number, " ", words, class_="doc-numbered", id=named)
    else:
        words = made("p", words, class_="doc-plain")
    return made("blockquote", words) if block.quoted else words


def _whole(pen: Pen, block: Para | Entry) -> Markup:
    """The words, and that all of them were inserted or deleted, unless they say so themselves."""
    words = _words(pen, block.content)
    if block.whole is Mark.KEPT or all_changed(block.content, block.whole):
        return words
    # Whoever changed its first words changed it.
    return pen.changed(block.whole, words, next(changes_in(block.content, block.whole), None))


def _listing(pen: Pen, entries: Sequence[Entry]) -> Markup:
    return made("ol", *(_entry(pen, entry) for entry in entries), role="list", class_="doc-listing")


def _entry(pen: Pen, entry: Entry) -> Markup:
    label = _label(pen, entry.label or _DASH)
    words = _whole(pen, entry)
    below = _listing(pen, entry.below) if entry.below else None
    return made("li", label, " ", words, below)


def _table(pen: Pen, block: Table) -> Markup:
    caption = line(block.caption)
    total = sum(block.widths) or 1
    columns = (
        made("col", class_=f"doc-of-twenty-{max(1, round(_TWENTIETHS * width / total))}")
        for width in block.widths
    )
    heads = any(block.head)
    head = made("thead", made("tr", *(_head(pen, cell) for cell in block.head))) if heads else None
    table = made(
        "table",
        made("caption", made("bdi", caption)) if caption else None,
        made("colgroup", *columns),
        head,
        made("tbody", *(made("tr", *_cells(pen, row)) for row in block.rows)),
    )
    # What is too wide for a small screen scrolls by itself, and with the keyboard too.
    named = caption or pen.spoken.table
    return made("div", table, class_="doc-scroll", role="region", tabindex=0, aria_label=named)


def _head(pen: Pen, cell: Content) -> Markup:
    scope = "col" if cell else None
    return made("th" if cell else "td", _words(pen, cell), scope=scope)


def _cells(pen: Pen, row: Sequence[Content]) -> Iterator[Markup]:
    for at, cell in enumerate(row):
        names = at == 0 and bool(cell) and len(row) > 1
        words = _words(pen, cell)
        yield made("th", words, scope="row") if names else made("td", words)


def _signature(pen: Pen, block: Signature) -> Markup:
    name = made("p", made("em", pen.writing.signed), " ", made("strong", signs(block.name)))
    rest = (made("p", signs(text)) for text in (block.office, block.place) if text)
    return made("div", name, *rest, class_="doc-signature")


def _words(pen: Pen, content: Content) -> Markup:
    return made("span", pen.line(content), class_="doc-words", dir=pen.way(content))


def _label(pen: Pen, label: str) -> Markup:
    shown = line(label)
    return made("span", shown, class_="doc-label", dir=pen.way((Words(shown),)))
