"""Another organization replaces the house style, and nothing of the shipped one is left."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from lxml import etree, html
from pypdf.generic import DictionaryObject

from nemcon.documents.checking import faults
from nemcon.documents.house import HouseError, read_house
from nemcon.documents.model.blocks import Heading, Para, Signature
from nemcon.documents.model.document import Distribution, Document, Masthead, Paper
from nemcon.documents.model.inlines import Footnote, content
from nemcon.documents.rendering import Format, rendered
from nemcon.documents.symbols import Role, SymbolRefused, read_symbol
from tests.documents.samples import REPORT

FOLDER = Path(__file__).parent / "houses"
LAKES = read_house(FOLDER / "lakes.toml")
LOGO = (FOLDER / "lakes.png").read_bytes()
PAPER = Document(
    Paper.REPORT,
    replace(
        REPORT.masthead,
        organ="Council of the Lakes",
        symbol="LAKES/FLEET.2/2020/DRAFT.4/Issue.2",
        body="Group on the fleet",
        place="Lakeside, July 7-8, 2020",
        distribution=Distribution.RESTRICTED,
    ),
    "Report on the fleet",
    (
        Heading(1, content("Opening"), "I."),
        Para((*content("Opened on July 7, 2020, at 18:00."), Footnote(content("So."))), "1"),
        Heading(1, content("Closing"), "II."),
        Para(content("See LAKES/FLEET.2/2020/1."), "2"),
        Signature("A. Boatswain", "Chair"),
    ),
)


def word_says(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    # The names of attributes and namespaces are those of the format.
    return " ".join(
        f"{element.text} {' '.join(map(str, element.attrib.values()))}"
        for part in parts
        for element in etree.fromstring(part).iter("*")
    )


def html_says(data: bytes) -> str:
    tree = html.document_fromstring(data)
    return " ".join(
        (*map(str, tree.itertext()), *(str(v) for e in tree.iter("*") for v in e.values()))
    )


def pdf_says(data: bytes) -> str:
    read = pypdf.PdfReader(io.BytesIO(data))
    about = (*(read.metadata or {}).values(), read.root_object["/Metadata"].get_object())
    return " ".join((*(page.extract_text() for page in read.pages), *map(str, about)))


SAYS: dict[Format, Callable[[bytes], str]] = {
    Format.DOCX: word_says,
    Format.HTML: html_says,
    Format.PDF: pdf_says,
}


@pytest.mark.parametrize("format_", Format)
def test_a_document_has_the_words_of_its_own_house_and_none_of_the_shipped_one(
    format_: Format,
) -> None:
    data = rendered(PAPER, LAKES, format_).data
    said = " ".join(SAYS[format_](data).split())

    for words in (
        *("Commission of the Lakes", "LAKES/FLEET.2/2020/DRAFT.4/Issue.2", "July 9, 2020"),
        *("Readers: delegates", "Drafted in: the English language", "(signed by)"),
    ):
        assert words in said
    for words in ("United Nations", "Distr.", "Original:", "(Signed)", "9 July", "undocs", "CTOC"):
        assert words not in said
    assert b"United Nations" not in data


def test_the_logo_is_in_the_masthead_of_a_word_file() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(PAPER, LAKES, Format.DOCX).data)) as package:
        assert package.read("word/media/logo.png") == LOGO
        relations = package.read("word/_rels/document.xml.rels").decode()
        body = package.read("word/document.xml").decode()
        types = package.read("[Content_Types].xml").decode()
    assert 'Target="media/logo.png"' in relations
    assert body.count('r:embed="rIdLogo"') == relations.count('Id="rIdLogo"') == 1
    assert 'ContentType="image/png"' in types
    assert 'descr="Commission of the Lakes"' in body


def test_the_logo_is_in_the_masthead_of_a_page_and_has_a_name() -> None:
    tree = html.document_fromstring(rendered(PAPER, LAKES, Format.HTML).data)
    (image,) = tree.iter("img")
    kind, _, data = (image.get("src") or "").partition(",")

    assert (kind, base64.b64decode(data)) == ("data:image/png;base64", LOGO)
    assert image.get("alt") == "Commission of the Lakes"


def test_the_logo_is_on_the_first_page_of_a_pdf() -> None:
    page = pypdf.PdfReader(io.BytesIO(rendered(PAPER, LAKES, Format.PDF).data)).pages[0]
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    pictures = resources["/XObject"].get_object()
    assert isinstance(pictures, DictionaryObject)

    found = [picture.get_object() for picture in pictures.values()]
    sizes = [(i["/Width"], i["/Height"]) for i in found if isinstance(i, DictionaryObject)]
    assert sizes == [(48, 48)]


def test_symbols_are_read_by_the_scheme_of_the_house() -> None:
    parts = read_symbol("LAKES/FLEET.2/2020/DRAFT.4/Issue.2", LAKES)

    assert [part.role for part in parts] == [
        *(Role.ORGAN, Role.BODY, Role.NUMBER, Role.NATURE, Role.SUFFIX)
    ]
    with pytest.raises(SymbolRefused, match=r"What can stand there: LAKES\."):
        read_symbol("CTOC/COP/WG.3/2020/L.1", LAKES)


def test_the_conventions_are_those_of_the_house() -> None:
    wrong = Para(content("On 7 July 2020 at 6 p.m.; see LAKES/FLEET2/2020/1 and A/RES/55/25."), "3")
    general = replace(PAPER.masthead, distribution=Distribution.GENERAL)
    found = faults(replace(PAPER, masthead=general, blocks=(*PAPER.blocks, wrong)), LAKES)

    assert faults(PAPER, LAKES) == ()
    assert [fault.code for fault in found] == [
        *("distribution", "date-style", "time-style", "symbol-in-text")
    ]
    assert "“July 7, 2020”" in found[1].says
    assert "“18:00”" in found[2].says


def test_a_masthead_without_a_symbol_has_none() -> None:
    bare = replace(PAPER, masthead=Masthead("Council", "", PAPER.masthead.dated))

    assert faults(bare, LAKES) == ()


@pytest.mark.parametrize(
    ("instead_of", "read"),
    [
        ('dated = "{month} {day}, {year}"', 'dated = "{month} {dya}, {year}"'),
        ('minutes = "{hours}:{minute}"', 'minutes = "{hours}:{minutes}"'),
        ('span = "{first} to {last}"', 'span = "{first} to {last"'),
    ],
)
def test_a_pattern_that_cannot_be_filled_in_is_refused(
    tmp_path: Path, instead_of: str, read: str
) -> None:
    text = (FOLDER / "lakes.toml").read_text(encoding="utf-8")
    assert instead_of in text
    (tmp_path / "lakes.png").write_bytes(LOGO)
    (tmp_path / "lakes.toml").write_text(text.replace(instead_of, read), encoding="utf-8")

    with pytest.raises(HouseError, match="a pattern has something else"):
        read_house(tmp_path / "lakes.toml")
