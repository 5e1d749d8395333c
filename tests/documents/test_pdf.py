"""A PDF shows the text of the model, is tagged, and has the same bytes whenever it is written."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

from nemcon.documents.house import Script, shipped_house
from nemcon.documents.model.blocks import (
    Entry,
    Heading,
    Listing,
    Para,
    Table,
    contents_of,
)
from nemcon.documents.model.document import Document
from nemcon.documents.model.inlines import (
    Change,
    Inline,
    Style,
    Symbol,
    Words,
    content,
    words_of,
)
from nemcon.documents.model.reading import right_to_left
from nemcon.documents.pdf.data import data_of
from nemcon.documents.pdf.fonts import FontMissing, found_fonts
from nemcon.documents.pdf.writing import render_pdf
from nemcon.text.changes import Mark
from tests.conftest import needed
from tests.documents.samples import AT, HOSTILE_TEXTS, IN_SIX, REPORT, hostile
from tests.documents.samples_languages import IN_FIVE

_HOUSE = shipped_house()
_HAN = (
    _HOUSE.fonts.pdf[Script.HAN] if _HOUSE.fonts.pdf[Script.HAN] in found_fonts().families else None
)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c0f0045cafe"


def _read(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render_pdf(document, _HOUSE, found_fonts())))


def _dictionary(value: PdfObject) -> DictionaryObject:
    found = value.get_object()
    assert isinstance(found, DictionaryObject)
    return found


def _stream(value: PdfObject) -> StreamObject:
    found = value.get_object()
    assert isinstance(found, StreamObject)
    return found


def _signs(text: str) -> str:
    return "".join(sign for sign in text if sign.isascii() and not sign.isspace())


def _table_of(table: Table) -> dict[str, Any]:
    blocks: Any = data_of(replace(REPORT, blocks=(table,)), _HOUSE)["blocks"]
    found: dict[str, Any] = blocks[0]
    return found


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKC", text)))


def _text(document: Document) -> str:
    return _signs("".join(page.extract_text() for page in _read(document).pages))


def test_a_pdf_is_tagged_and_says_which_standards_it_keeps() -> None:
    root = _read(REPORT).root_object
    metadata = _stream(root["/Metadata"]).get_data().decode()
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"].get_object() == {"/Marked": True, "/Suspects": False}
    assert root["/Lang"] == "en"
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


@pytest.mark.parametrize(
    "line",
    [(Words(HASH, Style.MONO),), (Symbol("WG/1"),), (Words("Text "), Words(HASH, Style.MONO))],
)
def test_a_heading_stands_in_the_outline_with_all_its_words(line: tuple[Inline, ...]) -> None:
    found = _read(replace(REPORT, blocks=(Heading(1, line),))).outline
    titles = [one.title for one in found if not isinstance(one, list)]
    assert words_of(line) in titles


def test_the_same_document_gives_the_same_bytes() -> None:
    once = render_pdf(REPORT, _HOUSE, found_fonts())
    assert render_pdf(REPORT, _HOUSE, found_fonts()) == once
    other = render_pdf(replace(REPORT, title="Another title"), _HOUSE, found_fonts())
    assert other != once


def test_the_words_of_the_report_are_read_back() -> None:
    text = _text(REPORT)
    for words in ("2 bis.", "[Colombia: shall]", "[2nd and 3rd]", "[...]", "(Signed) Thomas Burri"):
        assert _signs(words) in text


def test_comments_are_numbered_apart_so_that_notes_keep_their_numbers() -> None:
    text = _text(REPORT)
    assert _signs("[1]Norway, 22 June 2020, 09:05 UTC: Is this covered by article 18") in text
    assert _signs("2SHA-256, over the text") in text


def test_in_arabic_a_number_is_in_one_piece_and_symbols_are_too() -> None:
    (page, *_) = _read(IN_SIX["ar"]).pages
    pieces: list[str] = []
    page.extract_text(visitor_text=lambda piece, *_: pieces.append(piece.strip()))
    assert "2 bis" in pieces
    assert "CTOC/COP/WG.3/2020/L.1" in pieces


def test_what_is_syntax_elsewhere_comes_out_as_it_was_typed() -> None:
    text = _text(hostile())
    for typed in HOSTILE_TEXTS:
        assert _signs(typed) in text


@pytest.mark.parametrize("language", sorted(IN_SIX))
def test_each_language_is_written_with_fonts_that_the_file_carries(language: str) -> None:
    if language == "zh":
        needed(_HAN, "Han font", "fonts-noto-cjk")
    read = _read(IN_SIX[language])
    assert read.root_object["/Lang"] == language
    fonts = _dictionary(_dictionary(read.pages[0]["/Resources"])["/Font"])
    for font in fonts.values():
        descendants = _dictionary(font)["/DescendantFonts"].get_object()
        assert isinstance(descendants, ArrayObject)
        described = _dictionary(_dictionary(descendants[0])["/FontDescriptor"])
        assert described.keys() & {"/FontFile2", "/FontFile3"}


@pytest.mark.parametrize("language", sorted(IN_FIVE))
def test_each_line_is_read_back_in_the_order_in_which_it_is_spoken(
    language: str, pdftotext: str, tmp_path: Path
) -> None:
    if language == "zh":
        needed(_HAN, "Han font", "fonts-noto-cjk")
    file = tmp_path / "report.pdf"
    file.write_bytes(render_pdf(IN_FIVE[language], _HOUSE, found_fonts()))
    read = subprocess.run(
        [pdftotext, str(file), "-"], check=True, capture_output=True, encoding="utf-8"
    )
    letters = _letters(read.stdout)
    for _, line in contents_of(IN_FIVE[language].blocks):
        # A page is read from one side; Arabic in a page of another script comes out of order.
        if language == "ar" or not right_to_left(line, otherwise=False):
            assert _letters(words_of(line)) in letters


def test_what_was_inserted_as_a_whole_names_its_author_once_and_sub_paragraphs_do_too() -> None:
    by = Change(Mark.INSERTED, (Words("act;"),), "Norway", AT)
    entries = (
        Entry((by,), "(a)", whole=Mark.INSERTED),
        Entry((Words("wait "), by), "(b)", whole=Mark.INSERTED),
    )
    text = _text(replace(REPORT, blocks=(Listing(entries),)))
    assert text.count("+Norway") == 3


def test_a_row_that_lacks_cells_does_not_move_those_of_the_next() -> None:
    rows = ((content("one"),), (content("three"), content("four")))
    table = Table("", (), rows, (1,))
    assert [len(row) for row in _table_of(table)["rows"]] == [2, 2]
    assert _table_of(table)["widths"] == [1, 1]
    assert "threefour" in _text(replace(REPORT, blocks=(table, Table("None", (), (), ()))))


def test_without_a_han_font_chinese_is_refused_and_the_refusal_says_what_to_install() -> None:
    shipped = found_fonts((Path("/nowhere"),))
    with pytest.raises(FontMissing, match=r"han script.*fonts-noto-cjk") as refused:
        render_pdf(IN_SIX["zh"], _HOUSE, shipped)
    assert refused.value.code == "font-missing"


def test_a_sign_that_no_font_writes_is_named() -> None:
    strange = replace(REPORT, blocks=(Para(content("Linear B: \U00010000.")),))
    with pytest.raises(FontMissing, match=r"U\+10000"):
        render_pdf(strange, _HOUSE, found_fonts())
