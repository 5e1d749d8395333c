"""Writes a document in one of its three formats: the one place that knows all renderers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


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
