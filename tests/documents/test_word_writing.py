"""A Word file says what the document says, in the same bytes each time, and nothing in it runs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest
from lxml import etree

from nemcon.documents.house import shipped_house
from nemcon.documents.model.blocks import Entry, Heading, Listing, Para, Signature, Table
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.documents.model.inlines import (
    Bracketed,
    Change,
    Comment,
    Footnote,
    Style,
    Words,
    content,
    words_of,
)
from nemcon.documents.word.bookmarks import bookmark_of, name_of
from nemcon.documents.word.writing import render_docx
from nemcon.documents.word.xml import named
from nemcon.text.changes import Mark
from nemcon.text.runs import Kind

AT = datetime(2020, 6, 19, 16, 30, tzinfo=UTC)
ARABIC = "أحاط الفريق العامل علما بالوثيقة CTOC/COP/WG.3/2020/2 (انظر أدناه)."
HOSTILE = "{ INCLUDETEXT c:/x } =SUM(A1) <w:br/> {{ 7*7 }} ]]> &amp; \x00\x0b \ufffe."


def revision(language: str = "en") -> Document:
    changed = (
        Words("The Working Group "),
        Change(Mark.DELETED, content("urges"), "Chile", AT, "am-1"),
        Change(Mark.INSERTED, content("invites"), "Côte d’Ivoire", AT, "am-2"),
        Comment(content(" States"), "Norway", AT, "All States?\nOr parties?"),
        Footnote(content("See CTOC/COP/WG.3/2020/2.")),
        Bracketed(Kind.DISPUTED, content(" to report"), ("Chile",)),
        Bracketed(Kind.TO_BE_COMPLETED, ()),
    )
    added = (Change(Mark.INSERTED, content("A new paragraph."), "Chile", AT),)
    return Document(
        paper=Paper.REVISION,
        masthead=Masthead(
            organ="Conference of the Parties",
            symbol="CTOC/COP/WG.3/2020/L.1/Rev.1",
            dated=date(2020, 7, 8),
            body="Working Group on International Cooperation",
            session="Eleventh session",
            place="Vienna, 7–8 July 2020",
        ),
        title="Draft report",
        language=language,
        blocks=(
            Heading(1, content("Introduction"), "I."),
            Para(changed, "2 bis", "2 bis"),
            Para(added, "3", "1 (a)", Mark.INSERTED),
            Para(content(ARABIC), "4"),
            Para(content(HOSTILE), quoted=True),
            Listing((Entry(content("First"), "(a)", (Entry(content("Below")),)),)),
            Table(
                "Filings",
                (content("Who"), content("What")),
                ((content("法国"), content("Да")),),
                (1, 3),
            ),
            Signature("Thomas Burrows", "Chair"),
        ),
    )


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_same_document_gives_the_same_bytes() -> None:
    once, again = (render_docx(revision(), shipped_house()) for _ in range(2))

    assert once == again


def test_numbers_labels_and_words_stand_in_the_file_as_they_are_cited() -> None:
    paragraphs = [
        p.text
        for p in docx.Document(io.BytesIO(render_docx(revision(), shipped_house()))).paragraphs
    ]

    assert "I.\tIntroduction" in paragraphs
    assert f"4.\t{ARABIC}" in paragraphs
    assert any(text.startswith("2 bis.\tThe Working Group ") for text in paragraphs)


def test_what_is_typed_is_text_and_never_a_field_or_markup() -> None:
    data = render_docx(revision(), shipped_house())
    shown = "{ INCLUDETEXT c:/x } =SUM(A1) <w:br/> {{ 7*7 }} ]]> &amp;  \n \ufffd."

    assert shown in [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]
    fields = [
        name for name, part in parts(data).items() if b"fldSimple" in part or b"instrText" in part
    ]
    assert fields == ["word/footer1.xml"]


def test_changes_carry_their_authors_their_time_in_utc_and_ids_of_their_own() -> None:
    body = etree.fromstring(parts(render_docx(revision(), shipped_house()))["word/document.xml"])
    changes = list(body.iter(named("w:ins"), named("w:del")))
    ids = [
        e.get(named("w:id"))
        for e in body.iter(named("w:ins"), named("w:del"), named("w:bookmarkStart"))
    ]

    assert {(c.get(named("w:author")), c.get(named("w:date"))) for c in changes} == {
        ("Chile", "2020-06-19T16:30:00Z"),
        ("Côte d’Ivoire", "2020-06-19T16:30:00Z"),
    }
    assert [t.text for t in body.iter(named("w:delText"))] == ["urges"]
    assert len(ids) == len(set(ids))


def test_an_inserted_paragraph_marks_its_end_and_its_number_as_inserted() -> None:
    body = etree.fromstring(parts(render_docx(revision(), shipped_house()))["word/document.xml"])
    end = f"{named('w:pPr')}/{named('w:rPr')}/{named('w:ins')}"
    (paragraph,) = [p for p in body.iter(named("w:p")) if p.find(end) is not None]

    assert "".join(t.text or "" for t in paragraph.iter(named("w:t"))) == "3.A new paragraph."
    assert paragraph.findall(named("w:r")) == []


@pytest.mark.parametrize("name", ["2", "2 bis", "1 (a)", "4 quater (iii)", "X", "x"])
def test_the_bookmark_of_a_paragraph_can_be_read_back(name: str) -> None:
    bookmark = bookmark_of(name)

    assert name_of(bookmark) == name
    assert name_of(bookmark_of(name, count=2)) == name
    assert len(bookmark) <= 40
    assert bookmark.isidentifier()
    assert bookmark.islower()


def test_comments_and_notes_are_in_parts_of_their_own() -> None:
    found = parts(render_docx(revision(), shipped_house()))
    comments = docx.Document(io.BytesIO(render_docx(revision(), shipped_house()))).comments

    assert [(c.author, c.text) for c in comments] == [("Norway", "All States?\nOr parties?")]
    assert "CTOC/COP/WG.3/2020/2" in found["word/footnotes.xml"].decode()


def test_the_file_says_what_it_was_made_from() -> None:
    data = render_docx(revision(), shipped_house(), properties={"procedure": "p-1"})
    custom = etree.fromstring(parts(data)["docProps/custom.xml"])

    assert {e.get("name"): e[0].text for e in custom} == {
        "nemcon.language": "en",
        "nemcon.paper": "revision",
        "nemcon.procedure": "p-1",
        "nemcon.symbol": "CTOC/COP/WG.3/2020/L.1/Rev.1",
    }


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_a_document_can_be_written_in_each_language(language: str) -> None:
    data = render_docx(revision(language), shipped_house())

    text = [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]
    assert words_of(content("I.\tIntroduction")) in text


def test_a_footnote_reads_from_the_side_of_its_words_and_not_of_the_document() -> None:
    notes = (Footnote(content("See annex I.")), Footnote(content("انظر المرفق.")), Footnote(()))
    found = parts(render_docx(in_arabic(Para(notes, "1")), shipped_house()))
    sides = [
        paragraph.find(f"{named('w:pPr')}/{named('w:bidi')}") is not None
        for paragraph in etree.fromstring(found["word/footnotes.xml"]).iter(named("w:p"))
    ]

    # The two rules above the notes have no words and no side.
    assert sides == [False, False, False, True, True]


def test_an_arabic_masthead_keeps_english_facts_on_the_side_of_the_others() -> None:
    body = etree.fromstring(parts(render_docx(in_arabic(), shipped_house()))["word/document.xml"])
    style, bidi = f"{named('w:pPr')}/{named('w:pStyle')}", f"{named('w:pPr')}/{named('w:bidi')}"
    above = [
        paragraph
        for paragraph in body.iter(named("w:p"))
        if (found := paragraph.find(style)) is not None
        if (found.get(named("w:val")) or "").startswith("Masthead")
    ]

    assert len(above) == 10
    assert all(paragraph.find(bidi) is not None for paragraph in above)


def test_the_column_of_the_symbol_is_as_wide_as_the_symbol() -> None:
    def width(symbol: str) -> int:
        document = replace(revision(), masthead=replace(revision().masthead, symbol=symbol))
        body = etree.fromstring(parts(render_docx(document, shipped_house()))["word/document.xml"])
        return int(next(body.iter(named("w:tblGrid")))[-1].get(named("w:w")) or 0)

    assert width("A/75/1") < width("CTOC/COP/WG.3/2020/INF/11/Rev.1/Add.10/Corr.1") < 9638
    assert width("A/" * 200 + "1") < 9638


def test_words_beside_a_hash_are_not_driven_apart() -> None:
    hashed = Para((Words("The hash is "), Words("0" * 64, Style.MONO)))
    body = etree.fromstring(
        parts(render_docx(replace(revision(), blocks=(hashed,)), shipped_house()))[
            "word/document.xml"
        ]
    )

    assert [jc.get(named("w:val")) for jc in body.iter(named("w:jc"))] == ["left"]


def test_nothing_is_compressed_since_that_differs_from_machine_to_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(revision(), shipped_house()))) as package:
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}


def in_arabic(*blocks: Para) -> Document:
    return replace(revision("ar"), blocks=blocks)
