"""Writes what stands in a line: words, symbols, brackets, changes, and what refers to a note."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from markupsafe import Markup

from nemcon.documents.house import FROM_THE_RIGHT, Writing
from nemcon.documents.model.inlines import (
    Bracketed,
    Change,
    Comment,
    Content,
    Footnote,
    Inline,
    Style,
    Symbol,
    Words,
)
from nemcon.documents.model.reading import right_to_left, without_notes
from nemcon.documents.web.elements import joined, made
from nemcon.documents.web.spoken import Spoken, spoken_in
from nemcon.text.changes import Mark
from nemcon.text.lines import line, signs
from nemcon.text.runs import Kind

_STYLED: Final = {Style.BOLD: "strong", Style.ITALIC: "em", Style.MONO: "code"}
_TAGS: Final = {Mark.INSERTED: "ins", Mark.DELETED: "del"}
_NOT_IN_A_NAME: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 28
"""How many signs a symbol may have to fit the narrowest screen unbroken."""


@dataclass(slots=True)
class Pen:
    """Writes lines in one language, and keeps what stands below the text: comments and notes.

    `prefix` begins every id, so that two documents can stand on one page; `top` is the level of the
    heading that the title becomes.
    """

    writing: Writing
    language: str
    prefix: str
    top: int
    notes: list[Markup] = field(default_factory=list[Markup])
    comments: list[Markup] = field(default_factory=list[Markup])
    _ids: set[str] = field(default_factory=set[str])

    @property
    def spoken(self) -> Spoken:
        """What is said besides the words of the document."""
        return spoken_in(self.language)

    @property
    def right(self) -> bool:
        """Whether the document reads from the right."""
        return self.language in FROM_THE_RIGHT

    def id(self, kind: str, name: str) -> str:
        """An id that nothing else on the page has, and that says what it is the id of."""
        base = f"{self.prefix}{kind}-{_NOT_IN_A_NAME.sub('-', name.lower()).strip('-')}".strip("-")
        found, count = base, 1
        while found in self._ids:
            count += 1
            found = f"{base}-{count}"
        self._ids.add(found)
        return found

    def way(self, content: Content) -> str | None:
        """The `dir` of what reads the other way than the document."""
        right = right_to_left(content, otherwise=self.right)
        return None if right == self.right else _direction(right=right)

    def line(self, content: Content) -> Markup:
        """The content of a line."""
        return joined(self._inline(item) for item in content)

    def said(self, text: str) -> Markup:
        """Words that are heard and not seen."""
        spoken = self.spoken.language
        other = None if spoken == self.language else spoken
        return made("span", text, class_="doc-said", lang=other)

    def changed(self, mark: Mark, inside: Markup, by: Change | None) -> Markup:
        """What was inserted or deleted; `by` is the change that says who did so and when."""
        deleted = mark is Mark.DELETED
        what = self.spoken.deletion if deleted else self.spoken.insertion
        author = line(by.author) if by else ""
        told = f"{what}: {author}, {self.writing.instant(by.at)}" if by else what
        sign = "\u2212" if deleted else "+"
        label = made("span", sign, made("bdi", author), class_="doc-by", aria_hidden="true")
        return made(
            _TAGS[mark],
            self.said(f" {told}: "),
            inside,
            label,
            self.said(f" {self.spoken.end} "),
            datetime=machine(by.at) if by else None,
            title=told,
        )

    def _inline(self, item: Inline) -> Markup:
        match item:
            case Words():
                tag = _STYLED.get(item.style)
                text = signs(item.text)
                return made(tag, text) if tag else joined((text,))
            case Symbol():
                return symbol(item.text)
            case Bracketed():
                return self._bracket(item)
            case Change():
                inside = self.line(item.content)
                return inside if item.mark is Mark.KEPT else self.changed(item.mark, inside, item)
            case Comment():
                return self._comment(item)
            case Footnote():
                return self._footnote(item)

    def _bracket(self, item: Bracketed) -> Markup:
        names = Markup(", ").join(made("bdi", line(name)) for name in item.by)
        by = made("em", names, ": ", class_="doc-of") if item.by else None
        inside = self.line(item.content) if item.content else "..."
        if item.kind is Kind.DISPUTED:
            return made("span", "[", by, inside, "]", class_="doc-bracket")
        confirm = item.kind is Kind.TO_BE_CONFIRMED
        means = self.spoken.confirm if confirm else self.spoken.complete
        said = self.said(f" ({means})")
        return made("mark", "[", by, inside, said, "]", class_="doc-pending", title=means)

    def _comment(self, item: Comment) -> Markup:
        number = len(self.comments) + 1
        there, here = self.id("comment", str(number)), self.id("commented", str(number))
        self.comments.append(Markup(""))  # what it holds may be commented on as well
        inside = self.line(item.content)
        who = made("strong", made("bdi", line(item.author)))
        at = made("time", self.writing.instant(item.at), datetime=machine(item.at))
        says = made("span", signs(item.says), class_="doc-words", dir=self.way((Words(item.says),)))
        self.comments[number - 1] = made(
            "li",
            made("p", who, ", ", at, ": ", says, " ", self._back(here)),
            id=there,
        )
        label = f"{self.spoken.comment} {number}"
        refers = _refers(there, here, f"[{number}]", label)
        return joined((made("span", inside, class_="doc-commented"), refers))

    def _footnote(self, item: Footnote) -> Markup:
        content = without_notes(item.content)
        number = len(self.notes) + 1
        there, here = self.id("note", str(number)), self.id("noted", str(number))
        self.notes.append(Markup(""))  # its words may refer to a comment, and never to a note
        inside = made("span", self.line(content), class_="doc-words", dir=self.way(content))
        back = self._back(here)
        self.notes[number - 1] = made("li", made("p", inside, " ", back), id=there)
        return _refers(there, here, str(number), f"{self.spoken.note} {number}")

    def _back(self, here: str) -> Markup:
        label = self.spoken.back
        sign = "\u21a9\ufe0e"
        return made("a", sign, href=f"#{here}", class_="doc-back", aria_label=label, title=label)


def symbol(text: str) -> Markup:
    """The symbol of a document, which reads from the left and is kept in one piece."""
    shown = line(text)
    return made(
        "bdi", shown, class_="doc-symbol" if len(shown) <= _LONGEST else "doc-long", dir="ltr"
    )


def machine(at: datetime) -> str:
    """An instant as machines read it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _direction(*, right: bool) -> str:
    return "rtl" if right else "ltr"


def _refers(there: str, here: str, shown: str, label: str) -> Markup:
    link = made("a", shown, href=f"#{there}", id=here, role="doc-noteref", aria_label=label)
    return made("sup", link, class_="doc-refers")
