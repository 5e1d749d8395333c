"""Writes a document as HTML.

A whole page stands alone: one style, no script, nothing from elsewhere, so that it can be kept and
printed. A fragment goes into another page, which serves the same style as a file.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Final

from markupsafe import Markup

from nemcon.documents.house import House
from nemcon.documents.model.document import Document, titled
from nemcon.documents.web.blocks import written_blocks
from nemcon.documents.web.elements import joined, made
from nemcon.documents.web.lines import Pen
from nemcon.documents.web.masthead import masthead

STYLES: Final = Path(__file__).with_name("static")
"""The folder of the style sheet, from which an installation serves it."""
STYLE_SHEET: Final = "document.css"
_STYLE: Final = Markup((STYLES / STYLE_SHEET).read_text(encoding="utf-8"))  # noqa: S704 - ours
_DIGEST: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
STYLE_HASH: Final = f"'sha256-{_DIGEST}'"
"""The source of the style of a whole page, as a Content-Security-Policy names it."""
POLICY: Final = (
    f"default-src 'none'; style-src {STYLE_HASH}; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy under which a whole page is served: it needs nothing else."""


def render_html(document: Document, house: House) -> bytes:
    """The document as a page in UTF-8; the same document gives the same bytes.

    Raises `HouseError` where the house does not write the language of the document, or its logo is
    no picture that a page can show.
    """
    pen = Pen(house.writing(document.language), document.language, prefix="", top=1)
    head = made(
        "head",
        made("meta", charset="utf-8"),
        made("title", titled(document) or document.paper.value),
        made("meta", name="viewport", content="width=device-width, initial-scale=1"),
        made("meta", name="color-scheme", content="light dark"),
        made("meta", name="author", content=house.name),
        made("style", _STYLE),
    )
    body = made("body", made("main", *_inside(pen, document, house), class_="doc"))
    page = made("html", head, body, lang=document.language, dir=_way(pen), class_="alone")
    return f"<!doctype html>\n{page}\n".encode()


def render_fragment(document: Document, house: House, prefix: str = "document-") -> Markup:
    """The document as a part of another page, below whose heading of level 1 it stands.

    `prefix` begins every id, so that the page can show several. The page has to link the style
    sheet. Raises `HouseError` as `render_html` does.
    """
    pen = Pen(house.writing(document.language), document.language, prefix=prefix, top=2)
    inside = _inside(pen, document, house)
    return made("article", *inside, class_="doc", lang=document.language, dir=_way(pen))


def render_part(document: Document, house: House, prefix: str = "document-") -> Markup:
    """The same of blocks alone, which are a part of a document: without what stands above them."""
    pen = Pen(house.writing(document.language), document.language, prefix=prefix, top=2)
    inside = made("div", written_blocks(pen, document.blocks), class_="doc-text"), _below(pen)
    return made("article", *inside, class_="doc", lang=document.language, dir=_way(pen))


def _inside(pen: Pen, document: Document, house: House) -> tuple[Markup, ...]:
    above = masthead(pen, document, house)
    blocks = written_blocks(pen, document.blocks)
    return above, made("div", blocks, class_="doc-text"), _below(pen)


def _below(pen: Pen) -> Markup:
    tag = f"h{pen.top + 1}"
    sections = (
        ("notes", pen.writing.notes, pen.notes),
        ("comments", pen.spoken.comments, pen.comments),
    )
    return joined(
        made("section", made(tag, title), made("ol", *items), class_=f"doc-below doc-{kind}")
        for kind, title, items in sections
        if items
    )


def _way(pen: Pen) -> str:
    return "rtl" if pen.right else "ltr"
