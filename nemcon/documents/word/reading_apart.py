"""Gathers the words of a Word file that stand in no line of the text, so that none of them is lost.

They stand in tables, text boxes, equations, notes, headers and footers, or in marks of a kind that
is not known here: whatever has words is gathered, by whoever wrote it where that was recorded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeAlias

from nemcon.documents.word.refused import too_much
from nemcon.documents.word.xml import NAMESPACES, Element
from nemcon.language import _

INSERTS: Final = frozenset({"ins", "moveTo", "cellIns"})
DELETES: Final = frozenset({"del", "moveFrom", "cellDel"})
SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_DRAWN: Final = frozenset({"drawing", "pict", "object"})
_PICTURED: Final = frozenset({"pic", "imagedata", "chart", "relIds"})
_LOOKS: Final = frozenset({"rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "ctrlPr"})
_BRANCHES: Final = "AlternateContent"
_NOBODY: Final = "somebody"
_PAGE: Final = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_MOST_PIECES: Final = 200_000
_W: Final = f"{{{NAMESPACES['w']}}}"


@dataclass(frozen=True, slots=True)
class Stray:
    """Words that stand in no line of the text: where they stand, whose they are, and the words.

    `inserted` says whether the author inserted or deleted them; it is None, and the author empty,
    where they were not tracked.
    """

    where: str
    author: str
    words: str
    inserted: bool | None = None


@dataclass(frozen=True, slots=True)
class Under:
    """Whose tracked change something stands in, if it stands in one."""

    author: str = ""
    inserted: bool | None = None


Ours: TypeAlias = Callable[[str, str], bool]
"""Whether a paragraph of that style and with these words is one that the file was made with."""
_NOT_TRACKED: Final = Under()


@dataclass(frozen=True, slots=True)
class _Piece:
    under: Under
    paragraph: int
    style: str
    words: str


class Apart:
    """What has been gathered; `pictures` and `fields` say that there are such, without words."""

    def __init__(self) -> None:
        self.strays: list[Stray] = []
        self.pictures = False
        self.fields = False
        self._left = _MOST_PIECES

    def gather(
        self, element: Element, where: str, under: Under = _NOT_TRACKED, ours: Ours | None = None
    ) -> None:
        """Everything with words below an element. Raises `WordRefused` where that is too much."""
        walk = self._walked(element, under)
        self.strays += _strays(walk.pieces, where, ours)
        self.pictures |= walk.pictures
        self.fields |= walk.fields
        if walk.pictures and not walk.pieces and under.inserted is not None:
            self.strays.append(
                Stray(_("at a picture"), under.author, _("a picture"), under.inserted)
            )

    def _walked(self, element: Element, under: Under) -> _Walk:
        walk = _Walk(self._left)
        walk.into(element, under)
        self._left = walk.left
        return walk


def said(element: Element) -> str:
    """All words below an element, each paragraph on a line of its own."""
    walk = _Walk(_MOST_PIECES)
    walk.into(element, _NOT_TRACKED)
    by_paragraph = groupby(walk.pieces, key=lambda piece: piece.paragraph)
    return "\n".join(
        "".join(piece.words for piece in some) for _paragraph, some in by_paragraph
    ).strip()


def kind_of(element: Element) -> str:
    """The name of an element of Word's own, and of none other."""
    return element.tag.removeprefix(_W) if element.tag.startswith(_W) else ""


def author_of(element: Element) -> str:
    """Who made a tracked change, or a comment."""
    return " ".join(element.get(f"{_W}author", "").split()) or _NOBODY


def is_page_number(code: str) -> bool:
    """Whether a field shows a number of pages."""
    return _PAGE.match(code) is not None


class _Walk:
    """One way through an element, in the order in which it is read."""

    def __init__(self, left: int) -> None:
        self.pieces: list[_Piece] = []
        self.pictures = False
        self.fields = False
        self.left = left
        self._paragraph = 0
        self._style = ""
        self._codes: list[str] = []

    def into(self, element: Element, under: Under) -> None:
        kind = kind_of(element)
        local = element.tag.rpartition("}")[2]
        under = _under(element, kind, under)
        if local in {"t", "delText"}:
            self._say(element.text or "", under)
        elif local == "textpath":
            self._say(element.get("string", ""), under)
        elif kind in SIGNS:
            self._say(SIGNS[kind], under)
        elif kind in {"instrText", "delInstrText"}:
            self._coded(element.text or "")
        elif kind == "fldChar":
            self._field(element.get(f"{_W}fldCharType", ""))
        elif local == _BRANCHES:
            self._branches(element, under)
        elif kind == "fldSimple":
            self._codes.append("")
            self._coded(element.get(f"{_W}instr", ""))
            self._children(element, under)
            self._codes.pop()
        elif kind == "p":
            self._enter(element, under)
        elif kind not in _LOOKS:
            self._children(element, under)
            self.pictures |= local in _PICTURED or (kind in _DRAWN and not self.pieces)

    def _children(self, element: Element, under: Under) -> None:
        for child in element:
            self.into(child, under)

    def _enter(self, element: Element, under: Under) -> None:
        above, self._style = self._style, _style(element)
        self._paragraph += 1
        self._children(element, under)
        self._paragraph += 1
        self._style = above

    def _branches(self, element: Element, under: Under) -> None:
        """Of what is there in several ways for several programs, each that says something else."""
        before, known = self.pieces, set[str]()
        for branch in element:
            self.pieces = []
            self._children(branch, under)
            words = "".join(piece.words for piece in self.pieces)
            if words not in known:
                before += self.pieces
            known.add(words)
        self.pieces = before

    def _say(self, words: str, under: Under) -> None:
        self.left -= 1
        if self.left < 0:
            raise too_much()
        if words and not any(map(is_page_number, self._codes)):
            self.pieces.append(_Piece(under, self._paragraph, self._style, words))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._codes.append("")
        elif kind == "end" and self._codes:
            self._codes.pop()

    def _coded(self, code: str) -> None:
        if self._codes:
            self._codes[-1] += code
        code = self._codes[-1] if self._codes else code
        self.fields |= bool(code.strip()) and not is_page_number(code)


def _under(element: Element, kind: str, above: Under) -> Under:
    """Under what the words of an element stand: its own change, that of its row or of its cell."""
    marks: list[Element] = []
    if kind in INSERTS | DELETES:
        marks = [element]
    elif kind in {"tr", "tc"}:
        marks = [
            mark
            for properties in element.iterchildren(f"{_W}{kind}Pr")
            for mark in properties
            if kind_of(mark) in INSERTS | DELETES
        ]
    for mark in marks:
        above = Under(author_of(mark), kind_of(mark) in INSERTS)
    return above


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return found.get(f"{_W}val", "") if found is not None else ""


def _strays(pieces: list[_Piece], where: str, ours: Ours | None) -> Iterator[Stray]:
    """The pieces as they belong together: each tracked change, and all that was not tracked."""
    plain: list[str] = []
    for (under, _paragraph), some in groupby(
        pieces, key=lambda piece: (piece.under, piece.paragraph)
    ):
        together = list(some)
        words = "".join(piece.words for piece in together).strip()
        if not words:
            continue
        if under.inserted is not None:
            yield Stray(where, under.author, words, under.inserted)
        elif ours is None or not ours(together[0].style, words):
            plain.append(words)
    if plain:
        yield Stray(where, "", "\n".join(plain))
