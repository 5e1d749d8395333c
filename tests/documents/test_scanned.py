"""What is taken for the scan of a paper: by what is in the file, whatever it is called."""

from __future__ import annotations

import hashlib

import pytest

from nemcon.documents.scanned import ScanRefused, file_name, scan_of

from .scans import DRAWING, JPEG, PAGE, PAGE_AND_PDF, PDF, PNG

MOST = 64 * 1024


@pytest.mark.parametrize(
    ("data", "kind", "ending"),
    [(PDF, "application/pdf", "pdf"), (JPEG, "image/jpeg", "jpg"), (PNG, "image/png", "png")],
)
def test_a_scan_is_known_by_its_content(data: bytes, kind: str, ending: str) -> None:
    scan = scan_of(data, MOST)

    assert scan.media_type == kind
    assert (scan.digest, scan.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert file_name(scan) == f"scan-{scan.digest[:12]}.{ending}"


@pytest.mark.parametrize(
    "data",
    [PAGE, DRAWING, PAGE_AND_PDF, b"PK\x03\x04 a Word file", b"\x00", b"GIF89a", b"\n" + PDF],
)
def test_a_file_of_another_type_is_refused(data: bytes) -> None:
    with pytest.raises(ScanRefused, match="a PDF, a JPEG or a PNG") as refused:
        scan_of(data, MOST)

    assert refused.value.code == "scan-of-other-type"


@pytest.mark.parametrize("data", [PDF[:40], JPEG[:-2], JPEG[:20], PNG[:-6]])
def test_a_scan_that_was_cut_off_is_refused(data: bytes) -> None:
    with pytest.raises(ScanRefused) as refused:
        scan_of(data, MOST)

    assert refused.value.code == "scan-damaged"


def test_an_empty_file_and_one_that_is_too_large_are_refused_as_what_they_are() -> None:
    for data, code in ((b"", "scan-empty"), (PNG + b"\x00" * MOST, "scan-too-large")):
        with pytest.raises(ScanRefused) as refused:
            scan_of(data, MOST)
        assert refused.value.code == code


def test_a_scan_of_just_the_largest_size_is_taken() -> None:
    assert scan_of(PDF, len(PDF)).size == len(PDF)
