"""Compiles a document to PDF.

The compiler is asked for PDF/A-2a and PDF/UA-1 together and refuses what would be neither. Its
output depends on the document, the house and the fonts alone. It may be called from several
threads: each call has a compiler of its own, and the fonts are only read.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Final

import typst

from nemcon.documents.house import House
from nemcon.documents.model.document import Document
from nemcon.documents.pdf.data import data_of, texts_of
from nemcon.documents.pdf.fonts import Fonts, missing_sign, require

_TEMPLATE: Final = Path(__file__).with_name("template.typ")
_UNTAGGED: Final = "cannot combine underline, overline, or strike"
_UNWRITTEN: Final = re.compile(r"the text \"?(.*?)\"? could not be displayed", re.DOTALL)


def render_pdf(document: Document, house: House, fonts: Fonts) -> bytes:
    """The document as a PDF. Raises `FontMissing`, and `HouseError` for an unknown language.

    A document with changes in its notes may be PDF/A-2a alone: the compiler cannot always tag a
    line through words in a note beside one in the text, and a paper that is due has to be there.
    """
    data = data_of(document, house)
    require(house, texts_of(data), fonts)
    root = house.logo.parent if house.logo else _TEMPLATE.parent
    given = json.dumps(data, ensure_ascii=False)
    try:
        return _compiled(root, fonts, given, accessible=True)
    except typst.TypstError as error:
        unwritten = _UNWRITTEN.search(f"{error.message} {error.diagnostic}")
        if unwritten is not None:
            raise missing_sign(unwritten[1]) from error
        if _UNTAGGED not in error.message:
            raise
    return _compiled(root, fonts, given, accessible=False)


def _compiled(root: Path, fonts: Fonts, data: str, *, accessible: bool) -> bytes:
    compiler = typst.Compiler(_template(), root=root, font_paths=fonts.compiler)
    written = compiler.compile(
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=["a-2a", "ua-1"] if accessible else ["a-2a"],
        timestamp=0,  # the date of the document is among its data
    )
    if not isinstance(written, bytes):
        raise TypeError("the compiler answers with the bytes of one file")
    return written


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()
