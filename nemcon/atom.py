"""Atom feeds (RFC 4287), in pages (RFC 5005): the same entries give the same bytes.

Everything is text: what people typed is escaped, and characters that XML cannot hold are replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from lxml import etree

from nemcon.text.lines import block, line
from nemcon.timing.writing import write_utc

MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"
# The library gives its elements no public name.
Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] as above
_ATOM: Final = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """One entry; `id` never changes, `updated` is when it last became what it says."""

    id: str
    title: str
    published: datetime
    updated: datetime
    says: str
    category: str


@dataclass(frozen=True, slots=True)
class AtomPage:
    """A page of a feed: addresses of itself, of the first page, and of its neighbours if any."""

    id: str
    title: str
    author: str
    updated: datetime
    entries: Sequence[AtomEntry]
    here: str
    first: str
    newer: str = ""
    older: str = ""

    def write(self) -> bytes:
        """The page as XML."""
        feed = etree.XML(f'<feed xmlns="{_ATOM}"/>')
        _add(feed, "id", self.id)
        _add(feed, "title", self.title)
        _add(feed, "updated", _instant(self.updated))
        _add(etree.SubElement(feed, _name("author")), "name", self.author)
        links = {"self": self.here, "first": self.first}
        links |= {"previous": self.newer, "next": self.older}
        for relation, address in links.items():
            if address:
                etree.SubElement(feed, _name("link"), rel=relation, href=address)
        for entry in self.entries:
            _add_entry(feed, entry)
        return etree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _add_entry(feed: Element, entry: AtomEntry) -> None:
    part = etree.SubElement(feed, _name("entry"))
    _add(part, "id", entry.id)
    _add(part, "title", entry.title)
    _add(part, "published", _instant(entry.published))
    _add(part, "updated", _instant(entry.updated))
    etree.SubElement(part, _name("category"), term=entry.category)
    content = etree.SubElement(part, _name("content"), type="text")
    content.text = block(entry.says)


def _add(parent: Element, name: str, words: str) -> None:
    etree.SubElement(parent, _name(name)).text = line(words)


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _instant(at: datetime) -> str:
    return write_utc(at.replace(microsecond=0))
