"""Writes a document in one of its three formats: the one place that knows all renderers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from nemcon.documents.house import House
from nemcon.documents.model.document import Document

if TYPE_CHECKING:
    from nemcon.documents.pdf.fonts import Fonts


class Format(StrEnum):
    """What a document can be written to, by the ending of its file."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        """The media type of such a file."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as a file. The same document in the same house gives the same bytes."""

    name: str
    format: Format
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def rendered(
    document: Document,
    house: House,
    format: Format,  # noqa: A002 - it is the word for it, and nothing here formats
    fonts: Fonts | None = None,
    properties: Mapping[str, str] | None = None,
) -> Rendered:
    """The document as a file of that format, named by its symbol.

    `fonts` are those that a PDF may use, the shipped ones and the system's when there are none
    given; `properties` go into a Word file, which is known by them when it comes back. Raises
    `HouseError` for a language that the house lacks and `FontMissing` where no font writes a sign.
    """
    name = f"{document.file_name}.{format}"
    return Rendered(name, format, _written(document, house, format, fonts, properties))


def _written(
    document: Document,
    house: House,
    format: Format,  # noqa: A002 - as above
    fonts: Fonts | None,
    properties: Mapping[str, str] | None,
) -> bytes:
    # Each renderer is loaded when it is first needed: the compiler and the fonts of PDF alone take
    # more memory than all the rest of a web process that never shows one.
    match format:
        case Format.HTML:
            from nemcon.documents.web.writing import render_html  # noqa: PLC0415 - see above

            return render_html(document, house)
        case Format.DOCX:
            from nemcon.documents.word.writing import render_docx  # noqa: PLC0415 - see above

            return render_docx(document, house, properties)
        case Format.PDF:
            from nemcon.documents.pdf.fonts import found_fonts  # noqa: PLC0415 - see above
            from nemcon.documents.pdf.writing import render_pdf  # noqa: PLC0415 - see above

            return render_pdf(document, house, fonts or found_fonts())
