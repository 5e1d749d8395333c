"""What a scan of a paper must be to be kept: a PDF, a JPEG or a PNG, whole and not too large.

What a file is, is read in its first bytes and its last; neither its name nor what the sender calls
it counts. Nothing of it is opened here, shown here or run here: it is handed out as it came, to be
kept on disk by whoever takes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from nemcon.language import _
from nemcon.procedure.people import Scan

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
ENDINGS: Final = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
"""The media types of scans, and how the names of such files end."""

_PDF_TAIL: Final = 2048  # readers look for the mark of the end in the last KiB, or a little before
_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_PNG_END: Final = b"\x00\x00\x00\x00IEND\xae\x42\x60\x82"


class ScanRefused(Exception):
    """A file that is not kept; `says` tells the sender why."""

    def __init__(self, code: str, says: str) -> None:
        """`code` is stable."""
        super().__init__(says)
        self.code = code
        self.says = says


def scan_of(data: bytes, limit: int) -> Scan:
    """What the file is. Raises `ScanRefused` where it is no scan, or larger than `limit` bytes."""
    if not data:
        raise ScanRefused("scan-empty", "The file of the scan is empty.")
    if len(data) > limit:
        says = _("The scan is larger than the {limit} KiB that are allowed.", limit=limit // 1024)
        raise ScanRefused("scan-too-large", says)
    found = next((kind for kind, begins in _BEGINS.items() if data.startswith(begins)), None)
    if found is None:
        says = _("The scan has to be a PDF, a JPEG or a PNG; this file is none of them.")
        raise ScanRefused("scan-of-other-type", says)
    if not _WHOLE[found](data):
        says = "The file of the scan is damaged or was cut off. Scan the paper or send it again."
        raise ScanRefused("scan-damaged", says)
    return Scan(hashlib.sha256(data).hexdigest(), found, len(data))


def file_name(scan: Scan) -> str:
    """The name under which it is taken away; nothing in it comes from the sender."""
    return f"scan-{scan.digest[:12]}.{ENDINGS[scan.media_type]}"


def _pdf_is_whole(data: bytes) -> bool:
    return b"%%EOF" in data[-_PDF_TAIL:]


def _jpeg_is_whole(data: bytes) -> bool:
    return b"\xff\xda" in data and data.rfind(b"\xff\xd9") > data.find(b"\xff\xda")


def _png_is_whole(data: bytes) -> bool:
    return _PNG_END in data


_BEGINS: Final = {PDF: b"%PDF-", JPEG: b"\xff\xd8\xff", PNG: _PNG_HEAD}
_WHOLE: Final[dict[str, Callable[[bytes], bool]]] = {
    PDF: _pdf_is_whole,
    JPEG: _jpeg_is_whole,
    PNG: _png_is_whole,
}
