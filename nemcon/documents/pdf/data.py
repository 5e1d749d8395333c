"""Turns a document into the data that the PDF template reads: plain lists, tables and strings.

The template sees no model and the model no template. Every text is a JSON string, so that none of
it can be read as code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final, TypeAlias

from nemcon.documents.house import FROM_THE_RIGHT, House, Script, Writing
from nemcon.documents.model.blocks import Block, Entry, Heading, Listing, Para, Signature, Table
from nemcon.documents.model.document import Document, titled
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
)
from nemcon.documents.model.reading import (
    all_changed,
    changes_in,
    outlined,
    right_to_left,
    without_notes,
)
from nemcon.text.changes import Mark
from nemcon.text.lines import block as safe
from nemcon.text.lines import line, signs
from nemcon.text.runs import Kind

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"
_STATED: Final = {Mark.KEPT: "", Mark.INSERTED: "ins", Mark.DELETED: "del"}
_UPRIGHT: Final = frozenset({"ar", "zh"})
"""The languages that are not written in italics."""


def data_of(document: Document, house: House) -> dict[str, Json]:
    """All that the template shows; raises `HouseError` for a language that the house lacks."""
    writing = house.writing(document.language)
    right = document.language in FROM_THE_RIGHT
    lines = _Lines(writing, right, count(1))
    masthead = document.masthead
    fonts = house.fonts.pdf
    notation = (masthead.session, masthead.place, masthead.item)
    return {
        "language": document.language,
        "rtl": right,
        "upright": document.language in _UPRIGHT,
        "fonts": [fonts[Script.TEXT], fonts[Script.ARABIC], fonts[Script.HAN]],
        "mono": fonts[Script.MONO],
        "logo": house.logo.name if house.logo else "",
        "house": house.name,
        "organization": writing.organization,
        "organ": safe(masthead.organ),
        "symbol": safe(masthead.symbol),
        "body": safe(masthead.body),
        "notes": [lines.line(content(text)) for text in notation if text],
        "distr": writing.distributed(masthead.distribution),
        "dated": writing.written(masthead.dated),
        "date": [masthead.dated.year, masthead.dated.month, masthead.dated.day],
        "original": line(writing.drafted_in(masthead.original)),
        "title": lines.line(content(document.title)),
        "titled": safe(titled(document)) or document.paper.value,
        "note": lines.line(content(document.note)),
        "signed": writing.signed,
        "blocks": [lines.block(block, depth) for block, depth in outlined(document.blocks)],
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


@dataclass(frozen=True, slots=True)
class _Lines:
    """Turns blocks and lines into data; `comments` numbers the comments as they come."""

    writing: Writing
    right: bool
    comments: Iterator[int]

    def block(self, block: Block, depth: int) -> dict[str, Json]:
        match block:
            case Heading():
                return {
                    "is": "heading",
                    "level": block.level,
                    "depth": depth,
                    **self._labelled(block.label),
                    **self._lined(block.content),
                }
            case Para():
                return self._para(block)
            case Listing():
                return {"is": "list", "entries": [self._entry(entry) for entry in block.entries]}
            case Table():
                return self._table(block)
            case Signature():
                name, office, place = safe(block.name), safe(block.office), safe(block.place)
                return {"is": "signature", "name": name, "office": office, "place": place}

    def line(self, items: Content) -> list[Json]:
        return [self._inline(item) for item in items]

    def _para(self, para: Para) -> dict[str, Json]:
        return {
            "is": "para",
            **self._labelled(para.number),
            "quoted": para.quoted,
            **self._whole(para),
        }

    def _table(self, table: Table) -> dict[str, Json]:
        columns = max(map(len, (table.head, *table.rows)))
        return {
            "is": "table",
            "caption": safe(table.caption),
            "widths": list[Json]((*table.widths, *[1] * columns)[:columns]),
            "head": self._row(table.head, columns) if any(table.head) else [],
            "rows": [self._row(row, columns) for row in table.rows],
        }

    def _row(self, cells: tuple[Content, ...], columns: int) -> list[Json]:
        return [self._lined(cell) for cell in (*cells, *[()] * (columns - len(cells)))]

    def _entry(self, entry: Entry) -> dict[str, Json]:
        whole = self._whole(entry)  # before what is below it, as comments are numbered
        below: list[Json] = [self._entry(one) for one in entry.below]
        return {**self._labelled(entry.label or "–"), "below": below, **whole}

    def _whole(self, block: Para | Entry) -> dict[str, Json]:
        """The line, and that all of it was inserted or deleted, unless it says so itself."""
        whole = Mark.KEPT if all_changed(block.content, block.whole) else block.whole
        first = next(changes_in(block.content, whole), None)
        author = line(first.author) if first else ""
        return {"whole": _STATED[whole], "author": author, **self._lined(block.content)}

    def _labelled(self, label: str) -> dict[str, Json]:
        shown = line(label)
        return {"label": shown, "label-rtl": right_to_left((Words(shown),), otherwise=self.right)}

    def _lined(self, items: Content) -> dict[str, Json]:
        return {"rtl": right_to_left(items, otherwise=self.right), "line": self.line(items)}

    def _inline(self, item: Inline) -> dict[str, Json]:
        match item:
            case Words():
                return {"is": item.style.value, "text": signs(item.text)}
            case Symbol():
                return {"is": "symbol", "text": line(item.text)}
            case Bracketed():
                by = ", ".join(line(name) for name in item.by)
                pending = item.kind is not Kind.DISPUTED
                return {
                    "is": "bracket",
                    "by": by,
                    "pending": pending,
                    "line": self.line(item.content),
                }
            case Change():
                author = line(item.author)
                return {"is": _STATED[item.mark], "author": author, "line": self.line(item.content)}
            case Comment():
                return {
                    "is": "comment",
                    "number": next(self.comments),
                    "who": f"{line(item.author)}, {self.writing.instant(item.at)}: ",
                    "line": self.line(item.content),
                    "says": self._lined((Words(item.says),)),
                }
            case Footnote():
                return {"is": "footnote", **self._lined(without_notes(item.content))}
