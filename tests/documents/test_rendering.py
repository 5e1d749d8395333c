"""One function writes a document in any format, and loads only what that format needs."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from nemcon.documents.house import shipped_house
from nemcon.documents.installed import fonts_of
from nemcon.documents.pdf.writing import render_pdf
from nemcon.documents.rendering import Format, rendered
from nemcon.settings import Settings
from tests.documents.samples import REPORT

_BEGINNING = {Format.HTML: b"<!doctype html>", Format.DOCX: b"PK", Format.PDF: b"%PDF-"}


@pytest.mark.parametrize("format_", Format)
def test_a_file_is_named_by_the_symbol_and_begins_as_its_format_does(format_: Format) -> None:
    file = rendered(REPORT, shipped_house(), format_)
    assert file.name == f"CTOC-COP-WG.3-2020-L.1-Rev.1.{format_}"
    assert file.data.startswith(_BEGINNING[format_])
    assert file.digest == hashlib.sha256(file.data).hexdigest()
    assert rendered(REPORT, shipped_house(), format_).data == file.data


def test_a_word_file_carries_the_properties_by_which_it_is_known() -> None:
    bare = rendered(REPORT, shipped_house(), Format.DOCX)
    known = rendered(REPORT, shipped_house(), Format.DOCX, properties={"issue": "3"})
    assert known.data != bare.data


def test_a_pdf_is_written_with_the_fonts_that_were_given() -> None:
    fonts = fonts_of(Settings())
    assert rendered(REPORT, shipped_house(), Format.PDF, fonts).data == render_pdf(
        REPORT, shipped_house(), fonts
    )


def test_a_process_that_shows_no_pdf_does_not_load_the_compiler() -> None:
    program = (
        "import sys\n"
        "from nemcon.documents.house import shipped_house\n"
        "from nemcon.documents.rendering import Format, rendered\n"
        "from tests.documents.samples import REPORT\n"
        "rendered(REPORT, shipped_house(), Format.HTML)\n"
        "print('typst' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout == "False\n"
