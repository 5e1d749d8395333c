"""The Chair's compilation: every alternative with whoever stands behind it, and where it is from.

Whom it may name was settled when the compilation was made of the record; here nothing is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator

from nemcon.documents.building.texts import paragraph_of
from nemcon.documents.model.blocks import Block, Heading, Para, labelled
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.documents.model.inlines import Style, Words, content
from nemcon.negotiation.compiled import (
    Alternative,
    Compilation,
    CompiledParagraph,
    Objection,
    Remark,
    Wording,
)
from nemcon.negotiation.writing_compilation import (
    REMARKS,
    UNDISPUTED,
    heading,
    proposal,
    provisional,
    stands_beside,
    traced,
    written,
)
from nemcon.text.document import Paragraph
from nemcon.text.lines import capital, line, listed


def compilation_paper(masthead: Masthead, made: Compilation) -> Document:
    """The compilation as a document, with late amendments to settled paragraphs as its annex."""
    blocks: list[Block] = [Para(content(line(sentence))) for sentence in made.chapeau]
    for paragraph in made.paragraphs:
        if not paragraph.annexed:
            blocks += _paragraph(paragraph)
    if made.remarks:
        blocks.append(Heading(1, content("On the text as a whole")))
        for remark in made.remarks:
            blocks += _remark(remark)
    late = [paragraph for paragraph in made.paragraphs if paragraph.annexed]
    if late:
        blocks.append(Heading(1, content("Annex: amendments that came late")))
        blocks.append(Para(content("They have no bearing on the paragraphs that they name.")))
        for paragraph in late:
            blocks += _paragraph(paragraph, level=2)
    title = f"Chair\u2019s compilation: {line(made.title)}"
    notes = (
        provisional(made) if made.provisional else "",
        f"Text: {line(made.symbol)}" if made.symbol else "",
    )
    note = " ".join(filter(None, notes))
    return Document(Paper.COMPILATION, masthead, title, labelled(blocks), note=note)


def _paragraph(paragraph: CompiledParagraph, level: int = 1) -> Iterator[Block]:
    yield Heading(level, content(line(heading(paragraph))))
    if paragraph.common is not None:
        yield from _wording("Last common text", paragraph.number, paragraph.common)
    elif not paragraph.added:
        yield Para(content("There has been no common text."))
    if paragraph.present is not None:
        yield from _wording("Present wording", paragraph.number, paragraph.present)
    if paragraph.undisputed:
        yield Para(content(UNDISPUTED))
    for alternative in paragraph.alternatives:
        yield from _alternative(alternative)
    for name, number in paragraph.beside:
        yield Para(content(line(stands_beside(name, number))))
    for objection in paragraph.objections:
        yield from _objection(objection)
    for remark in paragraph.remarks:
        yield from _remark(remark)


def _wording(label: str, number: str, wording: Wording) -> Iterator[Block]:
    yield _lead(f"{label} ({wording.issue}; {traced(wording.source)}):")
    yield from _typed(wording.words, number)


def _alternative(alternative: Alternative) -> Iterator[Block]:
    yield _lead(f"Amendment {alternative.id}")
    yield Para(content(line(proposal(alternative))))
    yield from _typed(alternative.own, "")
    reads = alternative.reads
    if not reads.words:
        yield Para(content("With it alone nothing would be left of the paragraph."))
    elif reads.words != alternative.own:
        yield Para(content(f"With it alone the paragraph would read (from {reads.issue}):"))
        yield from _typed(reads.words, alternative.paragraph)
    if alternative.why:
        yield Para(content(f"It does not fit the present text. {line(alternative.why)}"))
    for word, those in (("Supported", alternative.supporters), ("Opposed", alternative.opponents)):
        if those.count:
            yield Para(content(f"{word} by {written(those)}."))
    for said in alternative.said:
        side = "against it" if said.opposes else "for it"
        yield Para(content(capital(f"{written(said.by)}, {side}: {line(said.says)}")))
    if alternative.reason.strip():
        yield Para(content(f"Reason given: {line(alternative.reason)}"))
    status = f"{capital(alternative.stands)}; {traced(alternative.source)}."
    yield Para((Words(line(status), Style.ITALIC),))


def _objection(objection: Objection) -> Iterator[Block]:
    late = "late, and not counted; " if objection.late else ""
    to = "the paragraph" if objection.paragraphs else "the whole text"
    head = f"Objection to {to} in the final silence, {written(objection.by)}"
    yield _lead(f"{head} ({late}{traced(objection.source)})")
    yield from _typed(objection.says, "")
    if objection.wording.strip():
        yield Para(content("It proposes:"))
        yield from _typed(objection.wording, "")


def _remark(remark: Remark) -> Iterator[Block]:
    late = "late; " if remark.late else ""
    on = f" on paragraphs {listed(remark.paragraphs)}" if len(remark.paragraphs) > 1 else ""
    head = f"{REMARKS[remark.kind]}{on}, {written(remark.by)}"
    yield _lead(f"{head} ({late}{traced(remark.source)})")
    yield from _typed(remark.says, "")


def _lead(words: str) -> Para:
    return Para(content(line(words), Style.BOLD))


def _typed(words: str, number: str) -> Iterator[Block]:
    """Words as they were typed, set in, with their marks read where they can be."""
    if words.strip():
        yield from paragraph_of(Paragraph(number or "1", words), quoted=True, numbered=bool(number))
