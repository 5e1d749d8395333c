"""Reads the lines of a Word file: each with its words, and who inserted or deleted which of them.

A moved text is one that was deleted in one place and inserted in another. What has no place in a
line of the text (tables, notes, headers, text boxes) is gathered in `reading_apart`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from nemcon.documents.building.marked_text import PROCEDURE
from nemcon.documents.word.bookmarks import AMENDMENT, PARAGRAPH, name_of
from nemcon.documents.word.guard import Package
from nemcon.documents.word.reading_apart import (
    DELETES,
    INSERTS,
    SIGNS,
    Apart,
    Stray,
    Under,
    author_of,
    is_page_number,
    kind_of,
    said,
)
from nemcon.documents.word.reading_properties import SYMBOL, properties_of
from nemcon.documents.word.refused import too_much
from nemcon.documents.word.xml import NAMESPACES, Element, named
from nemcon.language import N_, _

_FORMATS: Final = frozenset(
    {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"}
)
_WITHIN: Final = frozenset(
    {"hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
)
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


_PLAIN: Final = Segment("")


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
class Anchored:
    """A comment with the line and the words that it stands at; -1 where it stands at none."""

    author: str
    says: str
    line: int = -1
    words: str = ""


@dataclass(slots=True)
class Lines:
    """Everything that was read of a file; `formats` counts changes of looks."""

    lines: list[Line] = field(default_factory=list[Line])
    strays: list[Stray] = field(default_factory=list[Stray])
    comments: list[Anchored] = field(default_factory=list[Anchored])
    properties: dict[str, str] = field(default_factory=dict[str, str])
    formats: int = 0
    struck: bool = False
    pictures: bool = False
    fields: bool = False


@dataclass(slots=True)
class _Field:
    """A field that is not over: its code, what it stands under, and whether it shows words."""

    under: Under
    code: str = ""
    shows: bool = False


def lines_of(package: Package) -> Lines:
    """The lines of the file, and what else it holds."""
    properties = properties_of(package)
    reader = _Reader(properties)
    body = package.document.find(named("w:body"))
    if body is not None:
        reader.blocks(body)
    found = reader.ended()
    for name, part in package.parts.items():
        kind = name.rpartition("/")[2]
        if kind.startswith("comments"):
            found.comments += _comments(part, reader.anchors)
            continue
        where = next((says for start, says in _WHERE.items() if kind.startswith(start)), "")
        if where:
            ours = reader.is_symbol if kind.startswith(("header", "footer")) else None
            reader.apart.gather(part, _(where), ours=ours)
    found.strays, found.properties = reader.apart.strays, properties
    found.pictures = reader.apart.pictures
    found.fields |= reader.apart.fields
    return found


_WHERE: Final = {
    "footnotes": N_("in a footnote"),
    "endnotes": N_("in an endnote"),
    "header": N_("in a header"),
    "footer": N_("in a footer"),
}
_PLACES: Final = {
    "tbl": N_("in a table"),
    "oMath": N_("in an equation"),
    "oMathPara": N_("in an equation"),
    "rt": N_("above other words"),
}
_BOXES: Final = frozenset({"AlternateContent", "drawing", "pict", "object"})


class _Reader:
    def __init__(self, properties: Mapping[str, str]) -> None:
        self.found = Lines()
        self.apart = Apart()
        self._symbol = properties.get(SYMBOL, "")
        self._from_us = PROCEDURE in properties
        self.anchors: dict[str, tuple[int, str]] = {}
        self._bookmarks: dict[str, str] = {}
        self._commented: set[str] = set()
        self._line = Line()
        self._fields: list[_Field] = []
        self._left = _MOST_RUNS

    def blocks(self, parent: Element, under: Segment = _PLAIN) -> None:
        """Every paragraph below an element, in order; what else has words is gathered apart."""
        for element in parent:
            kind = kind_of(element)
            if kind == "p":
                self._paragraph(element, under)
            elif kind in _WITHIN or kind in INSERTS | DELETES:
                self.blocks(element, _changed(under, element, kind))
            elif kind in {"bookmarkStart", "bookmarkEnd"}:
                self._bookmark(element, kind)
            elif kind == "tbl" and self._from_us and self._left == _MOST_RUNS:
                self._masthead(element, under)
            else:
                self._apart(element, under)

    def ended(self) -> Lines:
        """What was found; called once, when all has been read."""
        while self._fields:
            self._end_field()
        return self.found

    def is_symbol(self, _style: str, words: str) -> bool:
        """Whether this is the symbol that we write above each page."""
        return self._from_us and words == self._symbol

    def _masthead(self, element: Element, under: Segment) -> None:
        pictures = self.apart.pictures
        self.apart.gather(element, _(_PLACES["tbl"]), _under(under), _is_masthead)
        self.apart.pictures = pictures  # the logo is ours

    def _apart(self, element: Element, under: Segment) -> None:
        local = element.tag.rpartition("}")[2]
        where = N_("in a text box") if local in _BOXES else N_("outside all paragraphs")
        self.apart.gather(element, _(_PLACES.get(local, where)), _under(under))

    def _paragraph(self, element: Element, under: Segment) -> None:
        self._line = line = Line()
        self.found.lines.append(line)
        if len(self.found.lines) > _MOST_LINES:
            raise too_much()
        for properties in element.iterchildren(f"{_W}pPr"):
            style = properties.find(f"{_W}pStyle")
            line.style = style.get(f"{_W}val", "") if style is not None else ""
            end = properties.find(f"{_W}rPr")
            for mark in end if end is not None else ():
                if kind_of(mark) in INSERTS:
                    line.broken = author_of(mark)
                elif kind_of(mark) in DELETES:
                    line.joined = author_of(mark)
        self.found.formats += sum(1 for each in element.iter() if kind_of(each) in _FORMATS)
        self._inline(element, under)
        _name_label(line)
        line.end_name = line.segments[-1].name if line.segments else self._name()

    def _inline(self, parent: Element, under: Segment) -> None:
        for element in parent:
            kind = kind_of(element)
            if kind == "r":
                self._run(element, under)
            elif kind == "fldSimple":
                self._fields.append(_Field(_under(under), element.get(f"{_W}instr", "")))
                self._inline(element, under)
                self._end_field()
            elif kind in _WITHIN or kind in INSERTS | DELETES:
                self._inline(element, _changed(under, element, kind))
            elif kind in {"bookmarkStart", "bookmarkEnd"}:
                self._bookmark(element, kind)
            elif kind == "commentRangeStart" and len(self._commented) < _MOST_COMMENTED:
                self._commented.add(element.get(f"{_W}id", ""))
            elif kind == "commentRangeEnd":
                self._commented.discard(element.get(f"{_W}id", ""))
            elif kind != "pPr":
                self._apart(element, under)

    def _run(self, run: Element, under: Segment) -> None:
        looks = run.find(f"{_W}rPr")
        struck = looks is not None and any(
            kind_of(each) in {"strike", "dstrike"} and _on(each) for each in looks
        )
        for element in run:
            kind = kind_of(element)
            if kind in {"t", "delText"}:
                self._add(element.text or "", under)
                self.found.struck |= struck and bool((element.text or "").strip())
            elif kind in SIGNS:
                self._add(SIGNS[kind], under)
            elif kind == "sym":
                self._add("\ufffd", under)
            elif kind == "commentReference":
                self.anchors.setdefault(element.get(f"{_W}id", ""), (self._here(), ""))
            elif kind in {"footnoteReference", "endnoteReference"}:
                self._note(under)
            elif kind in {"fldChar", "instrText", "delInstrText"}:
                self._field(element, kind, under)
            elif kind == "ruby":
                self._ruby(element, under)
            elif kind != "rPr":
                self._apart(element, under)

    def _ruby(self, element: Element, under: Segment) -> None:
        for part in element:
            if kind_of(part) == "rubyBase":
                self._inline(part, under)
            else:
                self._apart(part, under)

    def _field(self, element: Element, kind: str, under: Segment) -> None:
        moment = element.get(f"{_W}fldCharType", "")
        if moment == "begin":
            self._fields.append(_Field(_under(under)))
        elif moment == "end" and self._fields:
            self._end_field()
        elif kind != "fldChar" and self._fields:
            self._fields[-1].code += element.text or ""

    def _end_field(self) -> None:
        """A field is known by what it shows; one that shows nothing yet by its code."""
        ended = self._fields.pop()
        code, by = ended.code.strip(), ended.under
        if code and by.inserted is not None and not ended.shows:
            self.apart.strays.append(Stray(_("in a field"), by.author, code, by.inserted))
        elif code and not is_page_number(code):
            self.found.fields = True

    def _add(self, text: str, under: Segment) -> None:
        self._left -= 1
        if self._left < 0:
            raise too_much()
        for one in self._fields:
            one.shows |= bool(text.strip())
        segment = Segment(text, under.inserted, under.deleted, self._name())
        self._line.segments.append(segment)
        for number in self._commented:
            line, words = self.anchors.get(number, (self._here(), ""))
            if len(words) < _QUOTED:
                self.anchors[number] = (line, words + text)

    def _note(self, under: Segment) -> None:
        author = under.inserted or under.deleted
        if author is not None:
            where, added = _("at a note's reference"), under.deleted is None
            self.apart.strays.append(Stray(where, author, _("a footnote"), added))

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


def _changed(under: Segment, element: Element, kind: str) -> Segment:
    """What the words of an element stand under, which may itself be a change."""
    if kind in INSERTS:
        return replace(under, inserted=author_of(element))
    return replace(under, deleted=author_of(element)) if kind in DELETES else under


def _under(segment: Segment) -> Under:
    author = segment.deleted or segment.inserted
    return Under(author, segment.deleted is None) if author else Under()


def _is_masthead(style: str, _words: str) -> bool:
    return style.lower().startswith("masthead")


def _on(element: Element) -> bool:
    return element.get(f"{_W}val", "true") not in {"0", "false", "off", "none"}


def _comments(part: Element, anchors: dict[str, tuple[int, str]]) -> Iterator[Anchored]:
    for element in part.iterchildren(f"{_W}comment"):
        line, words = anchors.get(element.get(f"{_W}id", ""), (-1, ""))
        yield Anchored(author_of(element), said(element), line, words.strip())
