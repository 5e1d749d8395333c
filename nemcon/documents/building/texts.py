"""Texts as documents: as they stand, and against the issue before with every change marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final

from nemcon.documents.model.blocks import Block, Entry, Listing, Para
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.documents.model.inlines import (
    Change,
    Content,
    Inline,
    Style,
    Words,
    content,
    negotiated,
)
from nemcon.text.changes import Changed, Mark, changes
from nemcon.text.document import Paragraph, Text
from nemcon.text.lines import block, line
from nemcon.text.negotiated import Clause
from nemcon.text.paper import from_text
from nemcon.text.refused import TextRefused

CHAIR: Final = "The Chair"
"""Who changed what no delegation is named for."""
Authors = Callable[[str], str]
"""Who changed the paragraph of that number, as far as the reader is told."""


def clean(
    masthead: Masthead, paper: Paper, text: Text, language: str = "en", *, whole: bool = True
) -> Document:
    """The text as it stands, under its own numbers and with its marks.

    One that is not `whole`, since the reader is not told all of it, has another digest than the
    register has, so that none is given.
    """
    note = f"SHA-256 of the text: {text.digest()}" if whole else ""
    return Document(paper, masthead, line(text.name), tuple(worded(text)), language, note)


def redline(
    masthead: Masthead,
    texts: tuple[Text, Text],
    at: datetime,
    author: Authors = lambda _number: CHAIR,
    language: str = "en",
) -> Document:
    """The second text with what it inserts into the first, and deletes from it, as changes.

    `at` is when it was issued, an aware UTC instant.
    """
    old, new = texts
    note = f"Changes against {line(old.name)}."
    blocks = tuple(_compared(old, new, at, author))
    return Document(Paper.REDLINE, masthead, line(new.name), blocks, language, note)


def worded(text: Text, *, quoted: bool = False) -> Iterator[Block]:
    """The paragraphs of the text under their own numbers, with what stands below them."""
    for paragraph in text.paragraphs:
        yield from paragraph_of(paragraph, quoted=quoted)


def paragraph_of(
    paragraph: Paragraph, *, quoted: bool = False, numbered: bool = True
) -> Iterator[Block]:
    """One paragraph, with its number or without.

    Where its marks cannot be read it stands line by line as it was typed.
    """
    number = line(paragraph.number) if numbered else ""
    try:
        clause = from_text(Text("", (paragraph,))).clauses[0]
    except (TextRefused, ValueError, IndexError):
        first, *further = block(paragraph.words).split("\n")
        yield Para(content(first), number, name=number, quoted=quoted)
        for words in filter(str.strip, further):
            yield Para(content(words.strip()), quoted=quoted)
        return
    yield Para(_content(clause), number, name=number, quoted=quoted)
    if clause.subs:
        yield Listing(tuple(_entries(clause.subs, 1)))


def _entries(clauses: Iterable[Clause], depth: int) -> Iterator[Entry]:
    for clause in clauses:
        label = clause.number.written(depth)
        yield Entry(_content(clause), label, tuple(_entries(clause.subs, depth + 1)))


def _content(clause: Clause) -> Content:
    note = str(clause.standing)
    said: Content = (Words(f"({note}) ", Style.ITALIC),) if note else ()
    return (*said, *negotiated(clause.runs))


def _compared(old: Text, new: Text, at: datetime, author: Authors) -> Iterator[Block]:
    changed = {one.number: one for one in changes(old, new)}
    words = {p.number: p for p in (*old.paragraphs, *new.paragraphs)}
    for number in _in_order(old, new):
        one = changed.get(number)
        if one is None:
            yield from paragraph_of(words[number])
        else:
            yield _changed(one, at, author(number))


def _changed(one: Changed, at: datetime, author: str) -> Para:
    pieces: list[Inline] = []
    for piece in one.pieces:
        for inline in content(piece.words):
            if piece.mark is Mark.KEPT:
                pieces.append(inline)
            else:
                pieces.append(Change(piece.mark, (inline,), author, at))
    whole = Mark.DELETED if one.removed else Mark.INSERTED if one.added else Mark.KEPT
    return Para(tuple(pieces), line(one.number), name=line(one.number), whole=whole)


def _in_order(old: Text, new: Text) -> list[str]:
    """The numbers of both texts: those of the new one, and what is gone where it stood."""
    order = list(new.numbers)
    after = -1
    for number in old.numbers:
        if number in order:
            after = order.index(number)
        else:
            after += 1
            order.insert(after, number)
    return order
