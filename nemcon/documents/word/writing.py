"""Writes a document as a Word file.

The parts are written here and not by a library, since no library writes footnotes and tracked
changes, and since the same document has to give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

from nemcon.documents.house import House
from nemcon.documents.model.blocks import Para
from nemcon.documents.model.document import Document, titled
from nemcon.documents.word.writing_blocks import written_block
from nemcon.documents.word.writing_lines import Pen
from nemcon.documents.word.writing_masthead import (
    FOOTER,
    HEADER,
    logo_part,
    masthead,
    running_foot,
    running_head,
    section,
)
from nemcon.documents.word.writing_package import (
    Part,
    core_part,
    packed,
    properties_part,
    word_part,
)
from nemcon.documents.word.writing_styles import settings, styles
from nemcon.documents.word.xml import Element, made, written


def render_docx(
    document: Document, house: House, properties: Mapping[str, str] | None = None
) -> bytes:
    """The document as a Word file; the same document gives the same bytes.

    `properties` are kept in the file, each under its name with `PREFIX`, beside the kind of paper
    and the symbol: by them a file that comes back is known. Raises `HouseError` where the house
    does not write the language of the document, or its logo is no picture that Word can show.
    """
    pen = Pen(house, document.language)
    blocks = [
        element for block in document.blocks for element in written_block(pen, block, document)
    ]
    headed = bool(document.masthead.symbol)
    body = made("w:body", *masthead(pen, document), *blocks, section(pen, headed=headed))
    known = {
        "paper": document.paper.value,
        "symbol": document.masthead.symbol,
        "language": document.language,
    }
    core = core_part(
        title=titled(document),
        author=house.name,
        language=document.language,
        dated=document.masthead.dated,
    )
    custom = properties_part({**known, **dict(document.properties), **(properties or {})})
    return packed(written(made("w:document", body)), _parts(pen, document), core, custom)


def _parts(pen: Pen, document: Document) -> list[Part]:
    house = pen.house
    named = any(isinstance(block, Para) and block.name for block in document.blocks)
    found = [
        word_part("rIdStyles", "styles", "styles.xml", styles(house, document.language)),
        word_part("rIdSettings", "settings", "settings.xml", settings(tracked=named)),
        word_part("rIdNotes", "footnotes", "footnotes.xml", _notes(pen)),
        word_part(FOOTER, "footer", "footer1.xml", running_foot(pen)),
    ]
    if document.masthead.symbol:
        found.append(word_part(HEADER, "header", "header1.xml", running_head(pen, document)))
    if pen.comments:
        comments = made("w:comments", *pen.comments)
        found.append(word_part("rIdComments", "comments", "comments.xml", comments))
    logo = logo_part(house)
    return [*found, logo] if logo else found


def _notes(pen: Pen) -> Element:
    """The notes, below the two rules that Word expects before them."""
    rules = (
        made(
            "w:footnote",
            made(
                "w:p",
                made("w:pPr", made("w:spacing", after=0, line=240, lineRule="auto")),
                made("w:r", made(f"w:{kind}")),
            ),
            type=kind,
            id=number,
        )
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return made("w:footnotes", *rules, *pen.notes)
