"""The words that a file of a document shows, whatever its format."""

from __future__ import annotations

import io
import re
import zipfile

import pypdf
from lxml import etree, html

from activities.papers import Drafted
from nemcon.documents.house import shipped_house
from nemcon.documents.rendering import Format, rendered

_PARTS = ("word/document.xml", "word/comments.xml", "word/footnotes.xml")
_ZERO_WIDTH = re.compile("[\u00ad\u200b\u2060]")
# A PDF breaks what is long.
_HASH = re.compile(r"(?:[0-9]+-)?[0-9a-f]{4}(?:[0-9a-f] ?){59}[0-9a-f]")


def shown(drafted: Drafted, kind: Format) -> str:
    """Every word of the document in that format, in one line."""
    file = rendered(drafted.document, shipped_house(), kind)
    return words_in(file.data, kind)


def words_in(data: bytes, kind: Format) -> str:
    """Every word of a file of that format, in one line."""
    match kind:
        case Format.HTML:
            words = " ".join(str(each) for each in html.fromstring(data).itertext())
        case Format.DOCX:
            with zipfile.ZipFile(io.BytesIO(data)) as file:
                there = [name for name in _PARTS if name in file.namelist()]
                words = " ".join(_of_part(file.read(name)) for name in there)
        case Format.PDF:
            reader = pypdf.PdfReader(io.BytesIO(data))
            words = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(_ZERO_WIDTH.sub("", words).split())


def without_hashes(words: str) -> str:
    """The words without what is drawn from every entry, whether it is told or not."""
    return _HASH.sub("HASH", words)


def with_whole_hashes(words: str) -> str:
    """The words with each hash in one piece."""
    return _HASH.sub(lambda found: found[0].replace(" ", ""), words)


def _of_part(part: bytes) -> str:
    pieces: list[str] = []
    for element in etree.fromstring(part).iter():
        name = etree.QName(element).localname
        if name in {"t", "delText"}:
            pieces.append(element.text or "")
        elif name in {"p", "tab", "br"}:
            pieces.append(" ")
    return "".join(pieces)
