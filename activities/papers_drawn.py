"""What documents are drawn up with, and one that can be drawn up: its name, its day, its builder.

A document is drawn up alike for everybody who may have it, so that what is issued tells nobody more
than the letters and the pages do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias

from activities.lettering import place_of
from nemcon.documents.house import House
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.register.directory import Body
from nemcon.register.door import Register
from nemcon.text.lines import line
from nemcon.timing.zones import to_wall_clock

ENGLISH: Final = ("en",)
"""The language of the documents whose sentences are written here."""
Building: TypeAlias = Callable[[Masthead, str], Document]
"""Builds a document under a masthead, in a language."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where documents are drawn up; `enquiries` is the address that letters name."""

    register: Register
    house: House
    enquiries: str


@dataclass(frozen=True, slots=True)
class Drawable:
    """A document that can be drawn up now.

    `id` names it in addresses and stays the same, `at` is the aware UTC instant of what it is
    about, and `symbol` the one that suggests itself, empty where none does. `in_full` says that it
    keeps nothing back, and is therefore never issued; `conducts`, that it is drawn up only by those
    who conduct the procedure, since it speaks in their name until it is issued.
    """

    id: str
    paper: Paper
    title: str
    at: datetime
    build: Building
    symbol: str = ""
    languages: tuple[str, ...] = ENGLISH
    in_full: bool = False
    conducts: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the documents of a procedure: its body, its session, its agenda item."""

    body: Body
    session: str = ""
    item: str = ""

    def day(self, at: datetime) -> date:
        """The day of an aware UTC instant, where the body is."""
        return to_wall_clock(at, self.body.zone).date()

    def masthead(self, at: datetime, symbol: str) -> Masthead:
        """The masthead of a document that is dated by that instant."""
        body = self.body
        return Masthead(
            organ=line(body.parent) or line(body.name),
            symbol=symbol,
            dated=self.day(at),
            body=line(body.name) if body.parent.strip() else "",
            session=line(self.session or body.session),
            place=place_of(body.zone),
            item=line(self.item),
        )
