"""Nothing that somebody types becomes markup, a field, a link or code, wherever it is typed.

Each text stands in every place that a document has, in each format. What comes out has the elements
of the same document with a harmless word in these places, and no others, and shows what was typed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

import pypdf
import pytest
from lxml import etree, html
from pypdf.generic import IndirectObject

from nemcon.documents.house import shipped_house
from nemcon.documents.model.blocks import Entry, Heading, Listing, Para, Signature, Table
from nemcon.documents.model.document import Document, Masthead, Paper
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
from nemcon.documents.rendering import Format, rendered
from nemcon.documents.word.xml import Element, named
from nemcon.text.changes import Mark
from nemcon.text.runs import Kind
from tests.documents.samples import HOSTILE_TEXTS

AT: Final = datetime(2020, 6, 19, 16, 30, tzinfo=UTC)
TEXTS: Final = (
    *HOSTILE_TEXTS,
    "\x13HYPERLINK http://evil.example\x14click\x15",
    '" w:instr="DDEAUTO c:\\windows calc" onload="alert(1)" x=',
    "http://evil.example/ mailto:x@evil.example file:///etc/passwd javascript:alert(1)",
    "&#x41; &#65; _x0041_ %41 \\u0041 \\x41 \\41 &evil;",
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY evil SYSTEM "file:///etc/passwd">]>&evil;',
    "<![CDATA[x]]> </w:t></w:r><w:r><w:fldSimple/> </p></main><iframe src=//evil.example>",
    '#eval("1+1") #read("/etc/passwd") #image("x.png") #link("http://evil.example")[x] $ x $',
)
HARMLESS: Final = "word" * 20


def everywhere(text: str) -> Document:
    """A document with that text in every place that takes one."""
    words: Content = (Words(text),)
    inside: Content = (
        *words,
        *(Words(text, style) for style in Style),
        Symbol(text),
        *(Bracketed(kind, words, (text, text)) for kind in Kind),
        *(Change(mark, words, text, AT, text) for mark in Mark),
        Comment(words, text, AT, text),
        Footnote((*words, Change(Mark.INSERTED, words, text, AT, text))),
    )
    return Document(
        Paper.LETTER,
        Masthead(text, text, date(2020, 7, 9), text, text, text, text, original=text),
        text,
        (
            Heading(1, inside, text),
            *(Para(inside, text, text, mark) for mark in Mark),
            Para(inside, quoted=True),
            Listing((Entry(inside, text, (Entry(inside, text),)), Entry(inside))),
            Table(text, (inside,), ((inside,),), (1,)),
            Signature(text, text, text),
        ),
        note=text,
    )


@cache
def file(text: str, format_: Format) -> bytes:
    properties = {text: text} if format_ is Format.DOCX else None
    return rendered(everywhere(text), shipped_house(), format_, properties=properties).data


def parts(data: bytes) -> dict[str, Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist()}


def kinds(root: Element) -> set[str]:
    """The elements below it, each with the names of its attributes."""
    return {f"{e.tag} {name}" for e in root.iter("*") for name in (*e.attrib, "")}


@pytest.mark.parametrize("text", TEXTS)
def test_in_word_no_text_is_an_element_a_field_or_an_address(text: str) -> None:
    found, plain = parts(file(text, Format.DOCX)), parts(file(HARMLESS, Format.DOCX))
    # A line that breaks or reads from the right needs elements that a single word does not.
    ours = kinds(plain["word/document.xml"]) | {f"{named('w:br')} ", f"{named('w:tab')} "}

    assert found.keys() == plain.keys()
    for name, root in found.items():
        assert kinds(root) <= kinds(plain[name]) | ours, name
        if name.endswith(".rels"):
            assert etree.tostring(root) == etree.tostring(plain[name])
    fields = [name for name, root in found.items() if list(root.iter(*map(named, _FIELDS)))]
    assert fields == ["word/footer1.xml"]
    assert [
        e.get(named("w:instr")) for e in found["word/footer1.xml"].iter(named("w:fldSimple"))
    ] == [" PAGE "]


_FIELDS: Final = ("w:fldSimple", "w:instrText", "w:fldChar", "w:hyperlink", "w:altChunk")


@pytest.mark.parametrize("text", TEXTS)
def test_in_html_no_text_is_an_element_an_attribute_or_an_address(text: str) -> None:
    found, plain = (html.document_fromstring(file(t, Format.HTML)) for t in (text, HARMLESS))
    addresses = found.xpath("//@href|//@src")

    assert kinds(found) <= kinds(plain)
    assert not found.xpath("//comment()|//processing-instruction()|//script|//*[@style]")
    assert isinstance(addresses, list)
    assert all(str(address).startswith("#") for address in addresses)
    assert list(found.itertext("style")) == list(plain.itertext("style"))


@pytest.mark.parametrize("text", TEXTS)
def test_in_a_pdf_no_text_is_code_an_action_or_an_address(text: str) -> None:
    read = pypdf.PdfReader(io.BytesIO(file(text, Format.PDF)))
    found = "".join(repr(number.get_object()) for number in _objects(read))

    assert not re.search(r"'/(URI|JavaScript|JS|Launch|GoToR|SubmitForm|EmbeddedFiles|AA)'", found)
    assert "'/StructTreeRoot'" in found


def _objects(read: pypdf.PdfReader) -> list[IndirectObject]:
    numbers = {number for of in read.xref.values() for number in of} | set(read.xref_objStm)
    return [IndirectObject(n, 0, read) for n in sorted(numbers)]


def _word_says(data: bytes) -> str:
    shown = (named("w:t"), named("w:delText"))
    return "".join(e.text or "" for e in parts(data)["word/document.xml"].iter(*shown))


def _html_says(data: bytes) -> str:
    return str(html.document_fromstring(data).xpath("string(//main)"))


def _pdf_says(data: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_a_change_in_a_note_beside_one_that_is_broken_over_pages_makes_a_pdf_all_the_same() -> None:
    note = Footnote((Change(Mark.INSERTED, (Words("in"),), "Chile", AT),))
    gone = Change(Mark.DELETED, (Words("So it goes on and on. " * 400),), "Norway", AT)
    blocks = (Para((Words("See."), note), "1"), Para((gone,), "2"))
    document = replace(everywhere(HARMLESS), blocks=blocks)

    data = rendered(document, shipped_house(), Format.PDF).data
    assert "So it goes on and on." in _pdf_says(data)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("format_", "says"),
    [(Format.DOCX, _word_says), (Format.HTML, _html_says), (Format.PDF, _pdf_says)],
)
def test_every_format_shows_what_was_typed(
    format_: Format, says: Callable[[bytes], str], text: str
) -> None:
    def signs(of: str) -> str:
        return re.sub(r"[\s\x00-\x1f\u200b]", "", of)

    shown = signs(says(file(text, format_)))
    assert shown.count(signs(text)) >= _PLACES


_PLACES: Final = 60
