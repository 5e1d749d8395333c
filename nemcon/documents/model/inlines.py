"""What stands in a line of a document: words, symbols, brackets, changes, footnotes.

A renderer shows each of them in its own way and changes no word. Nothing here is markup: a text
that somebody typed reaches the reader as it was typed, sign by sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias

from nemcon.text.changes import Mark
from nemcon.text.runs import Alternatives, Kind, Run
from nemcon.text.runs import Bracket as Disputed
from nemcon.text.runs import Words as Plain

# CTOC/COP/WG.3/2020/L.1/Rev.1: at least two parts, of which the first is in capitals.
_SYMBOL: Final = re.compile(
    r"(?<![\w/.:-])[A-Z][A-Z0-9.-]*(?:/(?:[A-Za-z0-9][A-Za-z0-9.*-]*[A-Za-z0-9*]|[A-Z0-9]))+"
)
_DIGIT: Final = re.compile(r"\d")


class Style(StrEnum):
    """How words look. `MONO` is for hashes and what else is compared letter by letter."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    MONO = "mono"


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Symbol:
    """The symbol of a document: it is never broken, and runs from left to right in any script."""

    text: str


@dataclass(frozen=True, slots=True)
class Bracketed:
    """What stands in square brackets, and why; empty and to be completed it reads "[...]"."""

    kind: Kind
    content: Content
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What was inserted or deleted, by whom, and when (an aware UTC instant).

    `name` is the amendment that it comes from, where it comes from one. What was kept is no change.
    """

    mark: Mark
    content: Content
    author: str
    at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on what it holds: who says it, when, and what."""

    content: Content
    author: str
    at: datetime
    says: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote; its number is where it comes in the document, counted from 1."""

    content: Content


Inline: TypeAlias = Words | Symbol | Bracketed | Change | Comment | Footnote
Content: TypeAlias = tuple[Inline, ...]


def content(text: str, style: Style = Style.PLAIN) -> Content:
    """The text as content, in which the symbols of documents are told from other words.

    A symbol has a digit in it, so that "AND/OR" is two words.
    """
    found: list[Inline] = []
    at = 0
    for match in _SYMBOL.finditer(text):
        if not _DIGIT.search(match[0]):
            continue
        if text[at : match.start()]:
            found.append(Words(text[at : match.start()], style))
        found.append(Symbol(match[0]))
        at = match.end()
    if text[at:]:
        found.append(Words(text[at:], style))
    return tuple(found)


def negotiated(runs: Sequence[Run], *, named: bool = True) -> Content:
    """The runs of a negotiated paragraph as content; alternatives stand in brackets."""
    found: list[Inline] = []
    for run in runs:
        match run:
            case Plain():
                found += content(run.words)
            case Disputed():
                by = run.by if named else ()
                found.append(Bracketed(run.kind, negotiated(run.runs, named=named), by))
            case Alternatives():
                for option in run.options:
                    if found and isinstance(found[-1], Bracketed):
                        found.append(Words(" "))
                    by = option.by if named else ()
                    inside = negotiated(option.runs, named=named)
                    found.append(Bracketed(Kind.DISPUTED, inside, by))
    return tuple(found)


def words_of(items: Content, *, deleted: bool = False) -> str:
    """The words alone, as they read: with brackets, without footnotes and comments.

    `deleted` says whether what was deleted is read, and then what was inserted is not.
    """
    return "".join(_words(items, deleted=deleted))


def _words(items: Content, *, deleted: bool) -> Iterator[str]:
    for item in items:
        match item:
            case Words() | Symbol():
                yield item.text
            case Bracketed():
                by = f"{', '.join(item.by)}: " if item.by else ""
                yield f"[{by}{''.join(_words(item.content, deleted=deleted)) or '...'}]"
            case Change():
                if item.mark is (Mark.DELETED if deleted else Mark.INSERTED):
                    yield from _words(item.content, deleted=deleted)
            case Comment():
                yield from _words(item.content, deleted=deleted)
            case Footnote():
                pass
