"""Turns a document into the data that the PDF template reads: plain lists, tables and strings.

The template sees no model and the model no template. Every text is a JSON string, so that none of
it can be read as code.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from nemcon.documents.house import FROM_THE_RIGHT, House, Script, Writing
from nemcon.documents.model.blocks import (
    Block,
    Entry,
    Heading,
    Listing,
    Para,
    Signature,
    Table,
)
from nemcon.documents.model.document import Distribution, Document, reads_from_the_right, titled
from nemcon.documents.model.inlines import (
    Bracketed,
    Change,
    Comment,
    Content,
    Footnote,
    Inline,
    Symbol,
    Words,
    content,
    words_of,
)
from nemcon.text.changes import Mark
from nemcon.text.lines import block as safe

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"
_STATED: Final = {Mark.KEPT: "", Mark.INSERTED: "ins", Mark.DELETED: "del"}


def data_of(document: Document, house: House) -> dict[str, Json]:
    """All that the template shows; raises `HouseError` for a language that the house lacks."""
    writing = house.writing(document.language)
    masthead = document.masthead
    fonts = house.fonts.pdf
    return {
        "language": document.language,
        "rtl": document.language in FROM_THE_RIGHT,
        "fonts": [fonts[Script.TEXT], fonts[Script.ARABIC], fonts[Script.HAN]],
        "mono": fonts[Script.MONO],
        "logo": house.logo.name if house.logo else "",
        "organization": writing.organization,
        "organ": safe(masthead.organ),
        "symbol": safe(masthead.symbol),
        "body": safe(masthead.body),
        "notes": [safe(n) for n in (masthead.session, masthead.place, masthead.item) if n],
        "distr": f"{writing.distribution}: {_distribution(writing, masthead.distribution)}",
        "dated": writing.written(masthead.dated),
        "date": [masthead.dated.year, masthead.dated.month, masthead.dated.day],
        "original": f"{writing.original}: {_language(writing, masthead.original)}",
        "title": _line(content(document.title)),
        "titled": safe(titled(document)),
        "note": _line(content(document.note)),
        "signed": writing.signed,
        "endnotes": writing.notes,
        "blocks": [_block(block) for block in document.blocks],
        "changed": any(_changed(document)),
    }


def texts_of(data: Json) -> Iterator[str]:
    """Every string of the data, of which the fonts have to write each sign."""
    match data:
        case str():
            yield data
        case list():
            for item in data:
                yield from texts_of(item)
        case dict():
            for value in data.values():
                yield from texts_of(value)
        case _:
            pass


def _distribution(writing: Writing, distribution: Distribution | str) -> str:
    named = {
        Distribution.GENERAL: writing.general,
        Distribution.LIMITED: writing.limited,
        Distribution.RESTRICTED: writing.restricted,
    }
    return (
        named.get(Distribution(distribution), "") if distribution in named else safe(distribution)
    )


def _language(writing: Writing, code: str) -> str:
    return writing.languages.get(code, safe(code))


def _changed(document: Document) -> Iterator[bool]:
    for block in document.blocks:
        if isinstance(block, Heading | Para):
            yield isinstance(block, Para) and block.whole is not Mark.KEPT
            yield from (isinstance(item, Change) for item in block.content)


def _block(block: Block) -> dict[str, Json]:
    match block:
        case Heading():
            label = safe(block.label)
            return {"is": "heading", "level": block.level, "label": label, **_lined(block.content)}
        case Para():
            return {
                "is": "para",
                "number": safe(block.number),
                "quoted": block.quoted,
                "whole": _STATED[block.whole],
                **_lined(block.content),
            }
        case Listing():
            return {"is": "list", "entries": [_entry(entry) for entry in block.entries]}
        case Table():
            return _table(block)
        case Signature():
            name, office, place = safe(block.name), safe(block.office), safe(block.place)
            return {"is": "signature", "name": name, "office": office, "place": place}


def _table(table: Table) -> dict[str, Json]:
    return {
        "is": "table",
        "caption": safe(table.caption),
        "widths": list[Json](table.widths),
        "head": [_lined(cell) for cell in table.head],
        "rows": [[_lined(cell) for cell in row] for row in table.rows],
    }


def _entry(entry: Entry) -> dict[str, Json]:
    below: list[Json] = [_entry(one) for one in entry.below]
    return {"label": safe(entry.label) or "–", "below": below, **_lined(entry.content)}


def _lined(items: Content) -> dict[str, Json]:
    return {"rtl": reads_from_the_right(words_of(items)), "line": _line(items)}


def _line(items: Content) -> list[Json]:
    return [_inline(item) for item in items]


def _inline(item: Inline) -> dict[str, Json]:
    match item:
        case Words():
            return {"is": item.style.value, "text": _kept(item.text)}
        case Symbol():
            return {"is": "symbol", "text": safe(item.text)}
        case Bracketed():
            by = ", ".join(safe(name) for name in item.by)
            return {"is": "bracket", "by": by, "line": _line(item.content)}
        case Change():
            author = safe(item.author)
            return {"is": _STATED[item.mark], "author": author, "line": _line(item.content)}
        case Comment():
            says = f"{safe(item.author)}: {safe(item.says)}"
            return {"is": "comment", "says": says, "line": _line(item.content)}
        case Footnote():
            return {"is": "footnote", "line": _line(item.content)}


def _kept(text: str) -> str:
    # Spaces at the ends part the words from what stands beside them, and have to stay.
    bare = text.strip(" \n")
    if not bare:
        return text
    before = text[: len(text) - len(text.lstrip(" \n"))]
    after = text[len(text.rstrip(" \n")) :]
    return f"{before}{safe(text)}{after}"
