"""How a letter gives the Chair's compilation: what is not agreed, with every alternative to it."""

from __future__ import annotations

from collections.abc import Iterator

from nemcon.mail.meeting_words import capital, term
from nemcon.mail.negotiation_words import STATEMENTS
from nemcon.mail.sections import Section, Term, Terms, Words
from nemcon.negotiation.compiled import (
    Alternative,
    Compilation,
    CompiledParagraph,
    Objection,
    Remark,
    Wording,
)
from nemcon.negotiation.writing_compilation import proposal, stands_beside, traced, written
from nemcon.text.lines import block, line


def compilation_sections(compilation: Compilation) -> tuple[Section, ...]:
    """The compilation, a section for each paragraph that does not enjoy agreement."""
    if not compilation.paragraphs:
        return ()
    sentences = tuple(Words(line(sentence)) for sentence in compilation.chapeau)
    remarks = tuple(found for remark in compilation.remarks for found in _remark(remark))
    return (
        Section("The Chair's compilation", sentences),
        *(_paragraph(paragraph) for paragraph in compilation.paragraphs),
        *((Section("On the text as a whole", (Terms(remarks),), "text"),) if remarks else ()),
    )


def _paragraph(paragraph: CompiledParagraph) -> Section:
    title = f"Paragraph {line(paragraph.number)}" if paragraph.number else "A further paragraph"
    return Section(title, (Terms(tuple(_terms(paragraph))),), "text")


def _terms(paragraph: CompiledParagraph) -> Iterator[Term]:
    notes = [line(paragraph.note)] if paragraph.note else []
    notes += ["proposed to be added"] if paragraph.added else []
    notes += ["silence was broken on it"] if paragraph.contested else []
    yield from term("Noted beside it", "; ".join(notes))
    if paragraph.common is not None:
        yield from _wording("Last common text", paragraph.common)
    elif not paragraph.added:
        yield Term("Last common text", ("There has been no common text.",))
    if paragraph.present is not None:
        yield from _wording("Present wording", paragraph.present)
    for alternative in paragraph.alternatives:
        yield from term(f"Amendment {alternative.id}", *_alternative(alternative))
    for name, number in paragraph.beside:
        yield from term(f"Amendment {name}", line(stands_beside(name, number)))
    for objection in paragraph.objections:
        yield from term("Objection in the final silence", *_objection(objection))
    for remark in paragraph.remarks:
        yield from _remark(remark)


def _wording(label: str, wording: Wording) -> Iterator[Term]:
    yield from term(f"{label} ({wording.issue}; {traced(wording.source)})", *_lines(wording.words))


def _alternative(alternative: Alternative) -> Iterator[str]:
    yield line(proposal(alternative))
    yield from _lines(alternative.own)
    if alternative.passage and alternative.reads.words:
        yield f"With it alone the paragraph would read (from {line(alternative.reads.issue)}):"
        yield from _lines(alternative.reads.words)
    if alternative.why:
        yield f"It does not fit the present text: {line(alternative.why)}"
    if alternative.supporters.count:
        yield f"Supported by {written(alternative.supporters)}"
    if alternative.opponents.count:
        yield f"Opposed by {written(alternative.opponents)}"
    for said in alternative.said:
        side = "against it" if said.opposes else "for it"
        yield f"{capital(written(said.by))}, {side}: {line(said.says)}"
    if alternative.reason.strip():
        yield f"Reason given: {line(alternative.reason)}"
    yield f"[{alternative.stands}; {traced(alternative.source)}]"


def _objection(objection: Objection) -> Iterator[str]:
    to = "the paragraph" if objection.paragraphs else "the whole text"
    yield f"{capital(written(objection.by))}, to {to}"
    yield from _lines(objection.says)
    if objection.wording.strip():
        yield "It proposes:"
        yield from _lines(objection.wording)
    late = "late, and not counted; " if objection.late else ""
    yield f"[{late}{traced(objection.source)}]"


def _remark(remark: Remark) -> tuple[Term, ...]:
    late = "late; " if remark.late else ""
    return term(
        capital(STATEMENTS[remark.kind]),
        capital(written(remark.by)),
        *_lines(remark.says),
        f"[{late}{traced(remark.source)}]",
    )


def _lines(words: str) -> tuple[str, ...]:
    return tuple(block(words).split("\n")) if words.strip() else ()
