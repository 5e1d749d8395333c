"""A Word file is read by another program and comes back with all that it says.

LibreOffice opens each sample, writes it again as a Word file and as PDF; what it read is compared
with what was written: words, numbers, directions, tracked changes, comments and footnotes.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import pypdf
import pytest
from lxml import etree

from nemcon.documents.house import shipped_house
from nemcon.documents.word.writing import render_docx
from nemcon.documents.word.xml import Element, named
from tests.documents.samples import IN_SIX, hostile
from tests.documents.samples_languages import ENGLISH

DOCUMENTS: Final = {**IN_SIX, "hostile": hostile()}
KASHIDA: Final = "\u0640"
# The order of Arabic words cannot be told from a PDF, so what stands between them is looked for.
_OTHERS: Final = re.compile(r"[\u0600-\u06ff]+|\t")
_SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: whether it inserts or deletes, whose it is and when, and its words."""

    kind: str
    author: str
    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a Word file says: each paragraph with whether it reads from the right, and the rest."""

    paragraphs: tuple[tuple[str, bool], ...]
    changes: tuple[Change, ...]
    comments: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory, libreoffice: str) -> Path:
    """The folder with each sample as it was written, and below it as LibreOffice wrote it."""
    folder = tmp_path_factory.mktemp("libreoffice")
    files = [folder / f"{name}.docx" for name in DOCUMENTS]
    for file, document in zip(files, DOCUMENTS.values(), strict=True):
        file.write_bytes(render_docx(document, shipped_house()))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for to in ("docx:MS Word 2007 XML", "pdf"):
        convert = [libreoffice, profile, "--headless", "--convert-to", to]
        convert += ["--outdir", str(folder / "back"), *map(str, files)]
        subprocess.run(convert, check=True, capture_output=True, timeout=_SECONDS)
    return folder


def read(file: Path) -> Read:
    """What the file says."""
    with zipfile.ZipFile(file) as package:
        parts = {name: etree.fromstring(package.read(name)) for name in _parts(package)}
    body = parts["word/document.xml"]
    comments, notes = parts.get("word/comments.xml"), parts["word/footnotes.xml"]
    return Read(
        paragraphs=tuple(_paragraphs(body)),
        changes=tuple(_changes(body)),
        comments=()
        if comments is None
        else tuple(
            (str(c.get(named("w:author"))), str(c.get(named("w:date"))), _lines(c))
            for c in comments
        ),
        notes=tuple(filter(None, (_text(note).strip() for note in notes))),
    )


def _parts(package: zipfile.ZipFile) -> list[str]:
    return [name for name in package.namelist() if re.fullmatch(r"word/\w+\.xml", name)]


def _paragraphs(body: Element) -> Iterator[tuple[str, bool]]:
    for paragraph in body.iter(named("w:p")):
        if text := _text(paragraph):
            side = paragraph.find(f"{named('w:pPr')}/{named('w:bidi')}")
            off = side is None or side.get(named("w:val")) in {"0", "false", "off"}
            yield text, not off


def _changes(body: Element) -> Iterator[Change]:
    found = [
        Change(
            etree.QName(element).localname,
            str(element.get(named("w:author"))),
            str(element.get(named("w:date"))),
            _text(element),
        )
        for element in body.iter(named("w:ins"), named("w:del"))
    ]
    # A change may be written in one element or in several.
    for _, same in groupby(found, lambda c: (c.kind, c.author, c.at)):
        whole = list(same)
        yield Change(whole[0].kind, whole[0].author, whole[0].at, "".join(c.words for c in whole))


def _lines(element: Element) -> str:
    return "\n".join(_text(paragraph) for paragraph in element.iter(named("w:p")))


def _text(element: Element) -> str:
    signs = {named("w:tab"): "\t", named("w:br"): "\n"}
    kinds = (named("w:t"), named("w:delText"), *signs)
    # Below w:tabs stand the places of tabs, which are none themselves.
    return "".join(
        signs.get(str(found.tag), found.text or "")
        for found in element.iter(*kinds)
        if (parent := found.getparent()) is not None and parent.tag != named("w:tabs")
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_libreoffice_reads_is_what_was_written(converted: Path, name: str) -> None:
    written, back = read(converted / f"{name}.docx"), read(converted / "back" / f"{name}.docx")

    assert back.paragraphs == written.paragraphs
    assert back.changes == written.changes
    assert back.comments == written.comments
    assert back.notes == written.notes


def test_the_changes_comments_and_notes_of_the_report_are_among_what_is_compared(
    converted: Path,
) -> None:
    back = read(converted / "back" / "en.docx")

    assert back.changes[:3] == (
        Change("del", "Colombia", "2020-06-19T16:30:00Z", "may"),
        Change("ins", "Colombia", "2020-06-19T16:30:00Z", "should"),
        Change(
            "ins",
            "Côte d’Ivoire",
            "2020-06-22T09:05:00Z",
            "before refusing a request, as set out in CTOC/COP/WG.3/2019/4",
        ),
    )
    assert [author for author, _, _ in back.comments] == ["Norway"]
    assert back.notes[0] == "See CTOC/COP/2014/13, sect. I.A, resolution 7/1, para. 3."
    assert {
        "III.\tOrganization of the meeting",
        "(ii)\tTo train central authorities, including:",
    } <= {words for words, _ in back.paragraphs}
    assert any(words.startswith("2 bis.\t") for words, _ in back.paragraphs)
    assert any(
        "[Egypt, Norway: should, [where feasible],]" in words for words, _ in back.paragraphs
    )


def test_an_arabic_document_reads_from_the_right_but_for_what_it_quotes(converted: Path) -> None:
    back = read(converted / "back" / "ar.docx")

    assert [words for words, right in back.paragraphs if not right] == [ENGLISH]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_libreoffice_prints_every_word(converted: Path, name: str) -> None:
    pages = pypdf.PdfReader(converted / "back" / f"{name}.pdf").pages
    printed = " ".join(page.extract_text() for page in pages)
    texts = [words for words, _ in read(converted / f"{name}.docx").paragraphs]
    pieces = [piece for text in texts for piece in _OTHERS.split(text)]

    assert [piece for piece in pieces if _letters(piece) not in _letters(printed)] == []
    assert _arabic("".join(texts)) <= _arabic(printed)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def _arabic(text: str) -> Counter[str]:
    """How often each Arabic letter stands in a text, in whatever form it was drawn."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(
        sign for sign in plain if _is_arabic(sign) and sign.isalpha() and sign != KASHIDA
    )


def _is_arabic(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("ARABIC")
