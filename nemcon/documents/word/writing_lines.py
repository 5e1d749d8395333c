"""Writes what stands in a line: runs, tracked changes, comments and footnotes.

Everything is first laid out as pieces, each with the changes that it is under, and then put into
`w:ins` and `w:del`, so that a change within a change, or one across a bracket, nests as Word asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from nemcon.documents.house import FROM_THE_RIGHT, House
from nemcon.documents.model.document import reads_from_the_right
from nemcon.documents.model.inlines import (
    Bracketed,
    Change,
    Comment,
    Content,
    Footnote,
    Style,
    Symbol,
    Words,
)
from nemcon.documents.model.reading import right_to_left
from nemcon.documents.word.bookmarks import AMENDMENT, bookmark_of
from nemcon.documents.word.writing_signs import by_direction, clean, run
from nemcon.documents.word.xml import Element, made, val
from nemcon.text.changes import Mark
from nemcon.text.lines import line, signs
from nemcon.text.runs import Kind

_INITIALS: Final = 3
_FIRST_NOTE: Final = 1  # -1 and 0 are the two rules above the notes


@dataclass(frozen=True, slots=True)
class Piece:
    """An element of a line with what it is under: a run, or a mark that has no width."""

    element: Element
    inserted: Change | None = None
    deleted: Change | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, and what it is under."""

    style: Style = Style.PLAIN
    character: str = ""
    symbol: bool = False
    inserted: Change | None = None
    deleted: Change | None = None

    def under(self, change: Change) -> Look:
        """The same under one more change."""
        deletes = change.mark is Mark.DELETED
        inserted = self.inserted if deletes else change
        deleted = change if deletes else self.deleted
        return replace(self, inserted=inserted, deleted=deleted)


@dataclass(slots=True)
class Pen:
    """Writes lines, and keeps what they refer to: ids, bookmarks, comments and footnotes."""

    house: House
    language: str
    comments: list[Element] = field(default_factory=list[Element])
    notes: list[Element] = field(default_factory=list[Element])
    _ids: int = 0
    _names: dict[str, int] = field(default_factory=dict[str, int])

    def id(self) -> int:
        """A number that nothing else in this file has."""
        self._ids += 1
        return self._ids

    def from_the_right(self, content: Content) -> bool:
        """Whether a line reads from the right: by its words, and by the language if it has none."""
        return right_to_left(content, otherwise=self.language in FROM_THE_RIGHT)

    def bookmark(self, name: str, prefix: str) -> tuple[Element, Element]:
        """The two ends of a bookmark; the second of the same name gets a name of its own."""
        first = bookmark_of(name, prefix)
        self._names[first] = count = self._names.get(first, 0) + 1
        number = self.id()
        start = made("w:bookmarkStart", id=number, name=bookmark_of(name, prefix, count))
        return start, made("w:bookmarkEnd", id=number)

    def line(
        self, content: Content, *, over: Change | None = None, right: bool = False
    ) -> list[Element]:
        """The elements of a line; `over` is the change that the whole paragraph is under."""
        look = Look().under(over) if over else Look()
        return self._wrapped(tuple(self._pieces(content, look, right=right)))

    def words(self, text: str, look: Look, *, right: bool = False) -> list[Element]:
        """The elements of plain words, with their tabs."""
        return self._wrapped(tuple(_runs(text, look, right=right, house=self.house)))

    def marked(self, change: Change, kind: str) -> Element:
        """`w:ins` or `w:del` with its author and its time, still empty."""
        at = instant_of(change.at)
        return made(kind, id=self.id(), author=line(change.author) or self.house.name, date=at)

    def _wrapped(self, pieces: Sequence[Piece]) -> list[Element]:
        found: list[Element] = []
        for (inserted, deleted), group in groupby(pieces, lambda p: (p.inserted, p.deleted)):
            elements = [piece.element for piece in group]
            for change, kind in ((deleted, "w:del"), (inserted, "w:ins")):
                if change is not None:
                    wrapper = self.marked(change, kind)
                    wrapper.extend(elements)
                    elements = [wrapper]
            found += elements
        return found

    def _pieces(self, content: Content, look: Look, *, right: bool) -> Iterator[Piece]:
        for item in content:
            match item:
                case Words():
                    styled = replace(look, style=item.style)
                    yield from _runs(item.text, styled, right=right, house=self.house)
                case Symbol():
                    styled = replace(look, symbol=True)
                    yield from _runs(item.text, styled, right=False, house=self.house)
                case Bracketed():
                    yield from self._bracket(item, look, right=right)
                case Change():
                    yield from self._change(item, look, right=right)
                case Comment():
                    yield from self._comment(item, look, right=right)
                case Footnote():
                    yield from self._footnote(item, look)

    def _bracket(self, item: Bracketed, look: Look, *, right: bool) -> Iterator[Piece]:
        character = look.character if item.kind is Kind.DISPUTED else "Pending"
        inside = replace(look, character=character)
        by = replace(look, character="BracketBy")
        yield from _runs("[", inside, right=right, house=self.house)
        if item.by:
            yield from _runs(f"{', '.join(item.by)}: ", by, right=right, house=self.house)
        yield from self._pieces(item.content or (Words("..."),), inside, right=right)
        yield from _runs("]", inside, right=right, house=self.house)

    def _change(self, item: Change, look: Look, *, right: bool) -> Iterator[Piece]:
        if item.mark is Mark.KEPT:
            yield from self._pieces(item.content, look, right=right)
            return
        inside = look.under(item)
        if not item.name:
            yield from self._pieces(item.content, inside, right=right)
            return
        start, end = self.bookmark(item.name, AMENDMENT)
        yield Piece(start, look.inserted, look.deleted)
        yield from self._pieces(item.content, inside, right=right)
        yield Piece(end, look.inserted, look.deleted)

    def _comment(self, item: Comment, look: Look, *, right: bool) -> Iterator[Piece]:
        number = self._said(item)
        yield Piece(made("w:commentRangeStart", id=number), look.inserted, look.deleted)
        yield from self._pieces(item.content, look, right=right)
        yield from _comment_end(number, look)

    def _said(self, item: Comment) -> int:
        number = self.id()
        author = line(item.author) or self.house.name
        lines = signs(item.says).split("\n")
        right = reads_from_the_right(item.says)
        self.comments.append(
            made(
                "w:comment",
                *(
                    made(
                        "w:p",
                        made("w:pPr", val("w:pStyle", "CommentText"), bidi(right=right)),
                        *self.words(text, Look(), right=right),
                    )
                    for text in lines
                ),
                id=number,
                author=author,
                date=instant_of(item.at),
                initials=_initials(author),
            )
        )
        return number

    def _footnote(self, item: Footnote, look: Look) -> Iterator[Piece]:
        # A comment cannot stand at a note; it is put where the note is referred to.
        said = [self._said(comment) for comment in _comments(item.content)]
        for number in said:
            yield Piece(made("w:commentRangeStart", id=number), look.inserted, look.deleted)
        number = len(self.notes) + _FIRST_NOTE
        right = self.from_the_right(item.content)
        properties = made("w:rPr", val("w:rStyle", "FootnoteReference"))
        note = made(
            "w:footnote",
            made(
                "w:p",
                made("w:pPr", val("w:pStyle", "FootnoteText"), bidi(right=right)),
                made("w:r", properties, made("w:footnoteRef")),
                made("w:r", made("w:t", " ", xml__space="preserve")),
            ),
            id=number,
        )
        self.notes.append(note)
        note[0].extend(self.line(tuple(_plain_note(item.content)), right=right))
        reference = made("w:rPr", val("w:rStyle", "FootnoteReference"))
        run = made("w:r", reference, made("w:footnoteReference", id=number))
        yield Piece(run, look.inserted, look.deleted)
        for number in said:
            yield from _comment_end(number, look)


def bidi(*, right: bool) -> Element | None:
    """What says that a paragraph reads from the right."""
    return made("w:bidi") if right else None


def instant_of(at: datetime) -> str:
    """An instant as Word writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _runs(text: str, look: Look, *, right: bool, house: House) -> Iterator[Piece]:
    shown = clean(text)
    cut = [(shown, False)] if look.symbol else by_direction(shown, right=right)
    for piece, side in cut:
        element = run(
            piece,
            house,
            style=look.style,
            character=look.character,
            right=side,
            deleted=look.deleted is not None,
        )
        yield Piece(element, look.inserted, look.deleted)


def _comment_end(number: int, look: Look) -> Iterator[Piece]:
    yield Piece(made("w:commentRangeEnd", id=number), look.inserted, look.deleted)
    properties = made("w:rPr", val("w:rStyle", "CommentReference"))
    run = made("w:r", properties, made("w:commentReference", id=number))
    yield Piece(run, look.inserted, look.deleted)


def _comments(content: Content) -> Iterator[Comment]:
    for item in content:
        if isinstance(item, Comment):
            yield item
        if isinstance(item, Bracketed | Change | Comment | Footnote):
            yield from _comments(item.content)


def _plain_note(content: Content) -> Iterator[Words | Symbol | Bracketed | Change]:
    """What Word allows in a note: a note within a note becomes words in round brackets."""
    for item in content:
        match item:
            case Words() | Symbol():
                yield item
            case Bracketed():
                yield Bracketed(item.kind, tuple(_plain_note(item.content)), item.by)
            case Change():
                inside = tuple(_plain_note(item.content))
                yield Change(item.mark, inside, item.author, item.at, item.name)
            case Comment():
                yield from _plain_note(item.content)
            case Footnote():
                yield from (Words(" ("), *_plain_note(item.content), Words(")"))


def _initials(author: str) -> str:
    return "".join(word[0] for word in author.split())[:_INITIALS].upper()
