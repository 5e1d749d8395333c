"""How a letter gives the Chair's compilation: what is not agreed, with every alternative to it."""

from __future__ import annotations

from collections.abc import Iterator

from nemcon.language import _
from nemcon.mail.meeting_words import term
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
from nemcon.negotiation.writing_compilation import (
    argument,
    proposal,
    stands_beside,
    traced,
    written,
)
from nemcon.text.lines import block, capital, line


def compilation_sections(compilation: Compilation) -> tuple[Section, ...]:
    """The compilation, a section for each paragraph that does not enjoy agreement."""
    if not compilation.paragraphs:
        return ()
    sentences = tuple(Words(line(sentence)) for sentence in compilation.chapeau)
    remarks = tuple(found for remark in compilation.remarks for found in _remark(remark))
    return (
        Section(_("The Chair's compilation"), sentences),
        *(_paragraph(paragraph) for paragraph in compilation.paragraphs),
        *((Section(_("On the text as a whole"), (Terms(remarks),), "text"),) if remarks else ()),
    )


def _paragraph(paragraph: CompiledParagraph) -> Section:
    title = _("A further paragraph")
    if paragraph.number:
        title = _("Paragraph {number}", number=line(paragraph.number))
    return Section(title, (Terms(tuple(_terms(paragraph))),), "text")


def _terms(paragraph: CompiledParagraph) -> Iterator[Term]:
    notes = [line(paragraph.note)] if paragraph.note else []
    notes += [_("proposed to be added")] if paragraph.added else []
    notes += [_("silence was broken on it")] if paragraph.contested else []
    yield from term(_("Noted beside it"), "; ".join(notes))
    if paragraph.common is not None:
        yield from term(
            _("Last common text ({where})", where=_where(paragraph.common)),
            *_lines(paragraph.common.words),
        )
    elif not paragraph.added:
        yield Term(_("Last common text"), (_("There has been no common text."),))
    if paragraph.present is not None:
        yield from term(
            _("Present wording ({where})", where=_where(paragraph.present)),
            *_lines(paragraph.present.words),
        )
    for alternative in paragraph.alternatives:
        yield from term(_("Amendment {id}", id=alternative.id), *_alternative(alternative))
    for name, number in paragraph.beside:
        yield from term(_("Amendment {id}", id=name), line(stands_beside(name, number)))
    for objection in paragraph.objections:
        yield from term(_("Objection in the final silence"), *_objection(objection))
    for remark in paragraph.remarks:
        yield from _remark(remark)


def _where(wording: Wording) -> str:
    return f"{wording.issue}; {traced(wording.source)}"


def _alternative(alternative: Alternative) -> Iterator[str]:
    yield line(proposal(alternative))
    yield from _lines(alternative.own)
    if alternative.passage and alternative.reads.words:
        yield _(
            "With it alone the paragraph would read (from {issue}):",
            issue=line(alternative.reads.issue),
        )
        yield from _lines(alternative.reads.words)
    if alternative.why:
        yield _("It does not fit the present text: {why}", why=line(alternative.why))
    if alternative.supporters.count:
        yield _("Supported by {delegations}", delegations=written(alternative.supporters))
    if alternative.opponents.count:
        yield _("Opposed by {delegations}", delegations=written(alternative.opponents))
    for said in alternative.said:
        yield argument(said)
    if alternative.reason.strip():
        yield _("Reason given: {because}", because=line(alternative.reason))
    yield f"[{alternative.stands}; {traced(alternative.source)}]"


def _objection(objection: Objection) -> Iterator[str]:
    by = capital(written(objection.by))
    if objection.paragraphs:
        # Translators: who objects, and to what.
        yield _("{delegations}, to the paragraph", delegations=by)
    else:
        # Translators: who objects, and to what.
        yield _("{delegations}, to the whole text", delegations=by)
    yield from _lines(objection.says)
    if objection.wording.strip():
        yield _("It proposes:")
        yield from _lines(objection.wording)
    source = traced(objection.source)
    yield _("[late, and not counted; {source}]", source=source) if objection.late else f"[{source}]"


def _remark(remark: Remark) -> tuple[Term, ...]:
    source = traced(remark.source)
    return term(
        capital(_(STATEMENTS[remark.kind])),
        capital(written(remark.by)),
        *_lines(remark.says),
        _("[late; {source}]", source=source) if remark.late else f"[{source}]",
    )


def _lines(words: str) -> tuple[str, ...]:
    return tuple(block(words).split("\n")) if words.strip() else ()
