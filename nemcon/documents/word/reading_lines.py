"""Reads the lines of a Word file: each with its words, and who inserted or deleted which of them.

A moved text is one that was deleted in one place and inserted in another. What has no place in a
line of the text (tables, notes, headers, text boxes) is gathered apart, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from nemcon.documents.word.bookmarks import AMENDMENT, PARAGRAPH, name_of
from nemcon.documents.word.guard import Package, too_much
from nemcon.documents.word.xml import NAMESPACES, Element, named

_INSERTS: Final = frozenset({"ins", "moveTo"})
_DELETES: Final = frozenset({"del", "moveFrom"})
_FORMATS: Final = frozenset(
    {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"}
)
_WITHIN: Final = frozenset(
    {"hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
)
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_NOBODY: Final = "somebody"
# What a text of two hundred pages takes a tenth of, so that no file keeps a page waiting.
_MOST_RUNS: Final = 200_000
_MOST_LINES: Final = 10_000
_MOST_COMMENTED: Final = 50  # comments on the same words
_QUOTED: Final = 300
_W: Final = f"{{{NAMESPACES['w']}}}"


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line with what they are under: who inserted them, who deleted them.

    `name` is the amendment whose bookmark they stand in, if any.
    """

    text: str
    inserted: str | None = None
    deleted: str | None = None
    name: str = ""


@dataclass(slots=True)
class Line:
    """A paragraph of the file. `broken` and `joined` are who inserted or deleted its end."""

    segments: list[Segment] = field(default_factory=list[Segment])
    names: list[str] = field(default_factory=list[str])
    style: str = ""
    broken: str | None = None
    joined: str | None = None
    end_name: str = ""


@dataclass(frozen=True, slots=True)
class Stray:
    """A change that stands in no line of the text: where it stands, whose it is, its words."""

    where: str
    author: str
    words: str
    inserted: bool


@dataclass(frozen=True, slots=True)
class Anchored:
    """A comment with the line and the words that it stands at; -1 where it stands at none."""

    author: str
    says: str
    line: int = -1
    words: str = ""


@dataclass(slots=True)
class Lines:
    """Everything that was read of a file. `formats` counts changes of looks, `struck` words."""

    lines: list[Line] = field(default_factory=list[Line])
    strays: list[Stray] = field(default_factory=list[Stray])
    comments: list[Anchored] = field(default_factory=list[Anchored])
    properties: dict[str, str] = field(default_factory=dict[str, str])
    formats: int = 0
    struck: bool = False


def lines_of(package: Package) -> Lines:
    """The lines of the file, and what else it holds."""
    reader = _Reader()
    body = package.document.find(named("w:body"))
    if body is not None:
        reader.blocks(body)
    found = reader.found
    for name, part in package.parts.items():
        kind = name.rpartition("/")[2]
        if kind.startswith("comments"):
            found.comments += _comments(part, reader.anchors)
        elif kind == "custom.xml":
            found.properties = dict(_properties(part))
        else:
            where = next((says for start, says in _WHERE.items() if kind.startswith(start)), "")
            found.strays += _strays(part, where)
    return found


_WHERE: Final = {
    "footnotes": "in a footnote",
    "endnotes": "in an endnote",
    "header": "in a header",
    "footer": "in a footer",
}


class _Reader:
    def __init__(self) -> None:
        self.found = Lines()
        self.anchors: dict[str, tuple[int, str]] = {}
        self._bookmarks: dict[str, str] = {}
        self._commented: set[str] = set()
        self._line = Line()
        self._left = _MOST_RUNS

    def blocks(self, parent: Element) -> None:
        """Every paragraph below an element, in order; tables are looked through for changes."""
        for element in parent:
            kind = _kind(element)
            if kind == "p":
                self._paragraph(element)
            elif kind == "tbl":
                self.found.strays += _strays(element, "in a table")
            elif kind in _WITHIN or kind in _INSERTS | _DELETES:
                self.blocks(element)
            elif kind in {"bookmarkStart", "bookmarkEnd"}:
                self._bookmark(element, kind)

    def _paragraph(self, element: Element) -> None:
        self._line = line = Line()
        self.found.lines.append(line)
        if len(self.found.lines) > _MOST_LINES:
            raise too_much()
        for properties in element.iterchildren(f"{_W}pPr"):
            style = properties.find(f"{_W}pStyle")
            line.style = style.get(f"{_W}val", "") if style is not None else ""
            end = properties.find(f"{_W}rPr")
            for mark in end if end is not None else ():
                if _kind(mark) in _INSERTS:
                    line.broken = _author(mark)
                elif _kind(mark) in _DELETES:
                    line.joined = _author(mark)
        self.found.formats += sum(1 for each in element.iter() if _kind(each) in _FORMATS)
        self._inline(element, Segment(""))
        _name_label(line)
        line.end_name = line.segments[-1].name if line.segments else self._name()

    def _inline(self, parent: Element, under: Segment) -> None:
        for element in parent:
            kind = _kind(element)
            if kind == "r":
                self._run(element, under)
            elif kind in _INSERTS:
                self._inline(element, replace(under, inserted=_author(element)))
            elif kind in _DELETES:
                self._inline(element, replace(under, deleted=_author(element)))
            elif kind in _WITHIN:
                self._inline(element, under)
            elif kind in {"bookmarkStart", "bookmarkEnd"}:
                self._bookmark(element, kind)
            elif kind == "commentRangeStart" and len(self._commented) < _MOST_COMMENTED:
                self._commented.add(element.get(f"{_W}id", ""))
            elif kind == "commentRangeEnd":
                self._commented.discard(element.get(f"{_W}id", ""))

    def _run(self, run: Element, under: Segment) -> None:
        looks = run.find(f"{_W}rPr")
        struck = looks is not None and any(
            _kind(each) in {"strike", "dstrike"} and _on(each) for each in looks
        )
        for element in run:
            kind = _kind(element)
            if kind in {"t", "delText"}:
                self._add(replace(under, text=element.text or ""))
                self.found.struck |= struck and bool((element.text or "").strip())
            elif kind in _SIGNS:
                self._add(replace(under, text=_SIGNS[kind]))
            elif kind == "sym":
                self._add(replace(under, text="\ufffd"))
            elif kind == "commentReference":
                self.anchors.setdefault(element.get(f"{_W}id", ""), (self._here(), ""))
            elif kind in {"footnoteReference", "endnoteReference"}:
                self._note(under)
            else:
                self.found.strays += _strays(element, "in a text box")

    def _add(self, segment: Segment) -> None:
        self._left -= 1
        if self._left < 0:
            raise too_much()
        segment = replace(segment, name=self._name())
        self._line.segments.append(segment)
        for number in self._commented:
            line, words = self.anchors.get(number, (self._here(), ""))
            if len(words) < _QUOTED:
                self.anchors[number] = (line, words + segment.text)

    def _note(self, under: Segment) -> None:
        author = under.inserted or under.deleted
        if author is not None:
            where, added = "at a note's reference", under.deleted is None
            self.found.strays.append(Stray(where, author, "a footnote", added))

    def _bookmark(self, element: Element, kind: str) -> None:
        number, name = element.get(f"{_W}id", ""), element.get(f"{_W}name", "")
        if kind == "bookmarkEnd":
            self._bookmarks.pop(number, None)
        elif name.startswith(PARAGRAPH):
            self._line.names.append(name)
        elif (amendment := name_of(name, AMENDMENT)) is not None:
            self._bookmarks[number] = amendment

    def _name(self) -> str:
        return next(reversed(self._bookmarks.values()), "")

    def _here(self) -> int:
        return len(self.found.lines) - 1


def _name_label(line: Line) -> None:
    """The number of a paragraph that was inserted or deleted belongs to the same amendment."""
    first = next((at for at, one in enumerate(line.segments) if one.name), 0)
    under = line.segments[first] if first else Segment("")
    label = line.segments[:first]
    if all((s.inserted, s.deleted) == (under.inserted, under.deleted) for s in label):
        line.segments[:first] = [replace(one, name=under.name) for one in label]


def _kind(element: Element) -> str:
    return element.tag.removeprefix(_W) if element.tag.startswith(_W) else ""


def _author(element: Element) -> str:
    return " ".join(element.get(f"{_W}author", "").split()) or _NOBODY


def _on(element: Element) -> bool:
    return element.get(f"{_W}val", "true") not in {"0", "false", "off", "none"}


def _strays(parent: Element, where: str) -> Iterator[Stray]:
    """The tracked changes somewhere below an element, each with its words."""
    for element in parent.iter():
        kind = _kind(element)
        if kind in _INSERTS | _DELETES:
            words = "".join(_words(element)).strip()
            if words:
                yield Stray(where, _author(element), words, kind in _INSERTS)


def _words(parent: Element) -> Iterator[str]:
    for element in parent.iter():
        kind = _kind(element)
        if kind in {"t", "delText"}:
            yield element.text or ""
        elif kind in _SIGNS:
            yield _SIGNS[kind]


def _comments(part: Element, anchors: dict[str, tuple[int, str]]) -> Iterator[Anchored]:
    for element in part.iterchildren(f"{_W}comment"):
        paragraphs = ("".join(_words(each)) for each in element.iterchildren(f"{_W}p"))
        says = "\n".join(paragraphs).strip()
        line, words = anchors.get(element.get(f"{_W}id", ""), (-1, ""))
        yield Anchored(_author(element), says, line, words.strip())


def _properties(part: Element) -> Iterator[tuple[str, str]]:
    for element in part:
        name = element.get("name", "")
        if name.startswith("nemcon."):
            yield name.removeprefix("nemcon."), "".join(each.text or "" for each in element).strip()
