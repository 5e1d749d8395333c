"""Where things stand in a document, as its reader would name the place, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nemcon.documents.model.blocks import Heading, Para, Table, contents_of
from nemcon.documents.model.document import Document
from nemcon.documents.model.inlines import (
    Bracketed,
    Change,
    Comment,
    Content,
    Footnote,
    content,
    words_of,
)
from nemcon.language import _
from nemcon.text.lines import line

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """What offends a convention of the house: a stable code, the place, and a sentence."""

    code: str
    where: str
    says: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of content with the name of its place: "paragraph 2", "footnote 3", "the title".

    `note` says that it is a footnote.
    """

    where: str
    content: Content
    note: bool = False

    @property
    def words(self) -> str:
        """Its words, without what was deleted and without footnotes."""
        return words_of(self.content)


def placed(document: Document) -> Iterator[Placed]:
    """Every line of the document in reading order, the masthead first."""
    head = document.masthead
    for text in (head.organ, head.body, head.session, head.place, head.item):
        yield Placed(_("the masthead"), content(text))
    yield Placed(_("the title"), content(document.title))
    yield Placed(_("the note below the title"), content(document.note))
    where = _("the beginning")
    notes = 0
    for block, items in contents_of(document.blocks):
        where = place_of(block, where)
        yield Placed(where, items)
        for note in _notes(items):
            notes += 1
            yield Placed(_("footnote {number}", number=notes), note.content, note=True)


def place_of(block: object, before: str) -> str:
    """The name of the place at a block; what has no name of its own has that of the one before."""
    match block:
        case Heading():
            return shown(f"{block.label} {words_of(block.content)}")
        case Para(number=number) if number:
            return _("paragraph {number}", number=shown(number))
        case Table(caption=caption) if caption:
            return _("the table “{caption}”", caption=shown(caption))
        case _:
            return before


def shown(text: str) -> str:
    """The text on one line, cut where it is long."""
    short = line(text)
    return short if len(short) <= _SHOWN else f"{short[: _SHOWN - 1]}…"


def _notes(items: Content) -> Iterator[Footnote]:
    for item in items:
        if isinstance(item, Footnote):
            yield item
        if isinstance(item, Bracketed | Change | Comment | Footnote):
            yield from _notes(item.content)
