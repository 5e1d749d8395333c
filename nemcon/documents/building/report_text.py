"""The report as a text that can be placed under silence, paragraph by paragraph.

A paragraph keeps its number, and lists and quoted paragraphs stand in the words of the one before
them. A heading is a paragraph of its own, named by its place ("III A"): so a section that is empty
still is in the text, and a delegation can speak of a heading too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nemcon.documents.model.blocks import Entry, Heading, Listing, Para
from nemcon.documents.model.document import Document
from nemcon.documents.model.inlines import words_of
from nemcon.text.document import Paragraph, Text

_STEP = "  "


def report_text(document: Document) -> Text:
    """The document as a text with its title and its symbol."""
    found: list[Paragraph] = []
    labels: list[str] = []
    for block in document.blocks:
        match block:
            case Heading():
                labels = [*labels[: block.level - 1], block.label.rstrip(".")]
                found.append(Paragraph(" ".join(labels), words_of(block.content)))
            case Para(number=number) if number:
                found.append(Paragraph(number, words_of(block.content)))
            case Para():
                _continue(found, (words_of(block.content),))
            case Listing():
                _continue(found, _lines(block.entries))
            case _:
                pass  # a report has neither tables nor signatures
    return Text(document.title, tuple(found), document.masthead.symbol)


def _continue(found: list[Paragraph], lines: Sequence[str] | Iterator[str]) -> None:
    """Let the lines follow the words of the last paragraph."""
    if found:
        last = found.pop()
        found.append(Paragraph(last.number, "\n".join((last.words, *lines))))


def _lines(entries: Sequence[Entry], depth: int = 1) -> Iterator[str]:
    for entry in entries:
        yield f"{_STEP * depth}{entry.label} {words_of(entry.content)}".rstrip()
        yield from _lines(entry.below, depth + 1)
