"""A report of twenty-five pages in each format, beside the same words written with nothing else."""

from __future__ import annotations

import html
import io
import json
import time
from collections.abc import Callable, Iterator
from functools import partial

import docx
import typst

from bench.table import Figure, seconds, step
from nemcon.documents.house import shipped_house
from nemcon.documents.model.blocks import contents_of
from nemcon.documents.model.document import Document
from nemcon.documents.model.inlines import words_of
from nemcon.documents.pdf.fonts import found_fonts
from nemcon.documents.rendering import Format, rendered
from tests.documents.samples import long_report

ROUNDS = 5
AIMS = {Format.PDF: 0.5, Format.DOCX: 0.5, Format.HTML: 0.1}  # seconds
BARE_TEMPLATE = b"#for words in json(bytes(sys.inputs.data)) { par(text(words)) }"


def measure() -> Iterator[Figure]:
    """The best of a few rounds, with the fonts read; a process reads them with its first PDF."""
    document = long_report()
    words = _words(document)
    bare: dict[Format, tuple[Callable[[], object], str]] = {
        Format.PDF: (partial(_bare_pdf, words), "the compiler, plain paragraphs"),
        Format.DOCX: (partial(_bare_word, words), "python-docx, plain paragraphs"),
        Format.HTML: (partial(_bare_html, words), "the words escaped"),
    }
    for kind, aim in AIMS.items():
        with step(f"a report of twenty-five pages as {kind}"):
            ours = _best(partial(rendered, document, shipped_house(), kind))
            work, by = bare[kind]
            yield seconds(f"25 pages as {kind.upper()}", ours, _best(work), by, aim=aim)


def _words(document: Document) -> list[str]:
    return [words_of(content) for _, content in contents_of(document.blocks)]


def _bare_pdf(words: list[str]) -> object:
    compiler = typst.Compiler(BARE_TEMPLATE, font_paths=found_fonts().compiler)
    return compiler.compile(format="pdf", sys_inputs={"data": json.dumps(words)})


def _bare_word(words: list[str]) -> object:
    document = docx.Document()
    for text in words:
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _bare_html(words: list[str]) -> object:
    return "".join(f"<p>{html.escape(text)}</p>" for text in words).encode()


def _best(work: Callable[[], object]) -> float:
    work()
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best
