"""Writes what stands above the text: who issues it, under which symbol, when, and what it is."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from nemcon.documents.house import House, HouseError
from nemcon.documents.model.document import Document
from nemcon.documents.model.inlines import content
from nemcon.documents.web.elements import made
from nemcon.documents.web.lines import Pen, symbol
from nemcon.text.lines import signs

_PICTURES: Final = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}


def masthead(pen: Pen, document: Document, house: House) -> Markup:
    """The masthead, what stands under it, the title and the small print."""
    head = document.masthead
    name = made("p", signs(pen.writing.organization), class_="doc-organization")
    under = made("p", symbol(head.symbol), class_="doc-at") if head.symbol else None
    organ = made("p", signs(head.organ), class_="doc-organ", dir=pen.way(content(head.organ)))
    facts = made("div", *_facts(pen, document), class_="doc-facts")
    title = made(f"h{pen.top}", pen.line(content(document.title)), class_="doc-title")
    note = (
        made("p", pen.line(content(document.note)), class_="doc-small") if document.note else None
    )
    return made(
        "header",
        made("div", name, under, class_="doc-name"),
        made("div", _logo(house), organ, facts, class_="doc-issue"),
        *_notation(pen, document),
        title,
        note,
        class_="doc-masthead",
    )


def _facts(pen: Pen, document: Document) -> Iterator[Markup]:
    head, writing = document.masthead, pen.writing
    yield made("p", made("bdi", writing.distributed(head.distribution)))
    yield made("p", made("time", writing.written(head.dated), datetime=head.dated.isoformat()))
    yield made("p", made("bdi", writing.drafted_in(head.original)))


def _notation(pen: Pen, document: Document) -> Iterator[Markup]:
    head = document.masthead
    for text, class_ in (
        (head.body, "doc-body"),
        (head.session, "doc-session"),
        (head.place, "doc-place"),
        (head.item, "doc-item"),
    ):
        if text:
            shown = content(text)
            yield made("p", pen.line(shown), class_=class_, dir=pen.way(shown))


def _logo(house: House) -> Markup | None:
    """The logo within the page, which then needs nothing from elsewhere."""
    if house.logo is None:
        return None
    kind = _PICTURES.get(house.logo.suffix.lower())
    if kind is None:
        raise HouseError(f"{house.logo.name} is no picture that a page can show; use PNG or SVG.")
    data = base64.b64encode(house.logo.read_bytes()).decode()
    return made("img", src=f"data:{kind};base64,{data}", alt=house.name, class_="doc-logo")
