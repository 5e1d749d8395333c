"""The Chair's compilation: what does not enjoy agreement, with every alternative, from the record.

Nothing in it is typed again. What the rules keep back (who proposed what, who objected) is not in
it, so that it can be shown to everybody.
"""

from __future__ import annotations

from dataclasses import replace

from nemcon.language import _
from nemcon.negotiation.acts import NegotiationOutcome
from nemcon.negotiation.alternatives import additions, alternatives_to, late_to, standing_beside
from nemcon.negotiation.compiled import Compilation, CompiledParagraph, Remark, Source
from nemcon.negotiation.compiling_silence import (
    compilation_of_silence,
    objections_to,
    remarks_on,
    words_under_silence,
)
from nemcon.negotiation.gathered import Gathered, gathered, order_of
from nemcon.negotiation.introducing import chapeau
from nemcon.negotiation.naming import symbol_of
from nemcon.negotiation.state import NegotiationState, Stated
from nemcon.negotiation.writing_compilation import write_compilation
from nemcon.procedure.state import ProcedureState
from nemcon.procedure.told import objectors_told, told_to
from nemcon.text.negotiated import Clause, NegotiatedText, anonymous
from nemcon.text.refused import MarksRefused

# What is needed of a compilation comes from here, wherever it is worked out.
__all__ = ["Compilation", "compilation", "compilation_of_silence", "write_compilation"]


def compilation(
    procedure: str, state: NegotiationState, child: tuple[str, ProcedureState] | None = None
) -> Compilation:
    """The compilation of a negotiation; before its end, what it would be now.

    `child` is the silence procedure under which the agreed part was placed, with its name. A text
    that was withdrawn as a whole leaves nothing to compile.
    """
    material = gathered(procedure, state)
    told = (child[0], told_to("", child[1])) if child is not None else None
    paragraphs = [_compiled(material, clause, told) for clause in material.clauses]
    annexed: list[CompiledParagraph] = []
    if state.outcome is not NegotiationOutcome.WITHDRAWN:
        paragraphs += additions(material)
        annexed += _annexed(material, told)
    if told is not None:
        paragraphs += _new_under_silence(material, told)
    said = chapeau(
        state.to,
        paragraphs,
        named=material.naming.named,
        annexed=bool(annexed),
        over=state.ended,
    )
    paragraphs += annexed
    # A paragraph that is only proposed stands where it would stand.
    paragraphs.sort(key=lambda paragraph: _place(paragraph.number))
    remarks = tuple(_remark(material, s) for s in state.statements if not s.paragraphs)
    if told is not None:
        remarks += remarks_on(told[0], told[1], material.naming, "")
    named = material.naming.named
    return Compilation(
        procedure=procedure,
        head=state.number,
        title=state.issued.title,
        symbol=symbol_of(state),
        to=state.to,
        chapeau=said,
        paragraphs=tuple(paragraphs),
        remarks=remarks,
        named=named,
        child=child[0] if child is not None else "",
        child_head=child[1].number if child is not None else 0,
        objectors=objectors_told(child[1]) if child is not None else None,
        provisional=not state.ended,
    )


def _compiled(
    material: Gathered, clause: Clause, told: tuple[str, ProcedureState] | None
) -> CompiledParagraph:
    number = clause.number.written(0)
    common = material.common(clause)
    present = material.present.wording(material.procedure, material.printed(clause, noted=True))
    paragraph = CompiledParagraph(
        number,
        common=common,
        present=None if common is not None and common.words == present.words else present,
        alternatives=alternatives_to(material, clause),
        remarks=_remarks(material, clause),
        withdrawn=clause.withdrawn,
        note=_note(material, clause),
        beside=standing_beside(material, clause),
    )
    if told is None or number not in told[1].text.numbers:
        return paragraph
    return _after_silence(material, paragraph, told)


def _after_silence(
    material: Gathered, paragraph: CompiledParagraph, told: tuple[str, ProcedureState]
) -> CompiledParagraph:
    """The paragraph with what was filed on it while it was under silence."""
    name, state = told
    number = paragraph.number
    revised = words_under_silence(name, state, number)
    negotiated = paragraph.present or paragraph.common
    # What the Chair reworded under silence is the present wording, and never was common.
    same = negotiated is not None and revised.words == negotiated.words
    return replace(
        paragraph,
        present=paragraph.present if same else revised,
        objections=objections_to(name, state, material.naming, number),
        remarks=(*paragraph.remarks, *remarks_on(name, state, material.naming, number)),
        contested=number in state.contested,
    )


def _annexed(
    material: Gathered, told: tuple[str, ProcedureState] | None
) -> list[CompiledParagraph]:
    """The paragraphs that are not compiled and have late amendments, which change nothing in them.

    What an amendment asked for stays in sight, although it came too late to be dealt with.
    """
    found: list[CompiledParagraph] = []
    for clause in material.state.text.clauses:
        number = clause.number.written(0)
        late = () if number in material.numbers else late_to(material, clause)
        if late:
            paragraph = _compiled(material, clause, told)
            is_adopted = number in material.state.adopted
            note = _("adopted") if is_adopted else paragraph.note
            found.append(
                replace(
                    paragraph,
                    alternatives=late,
                    objections=(),
                    remarks=(),
                    contested=False,
                    note=_("{note}; what came late is annexed", note=note),
                    annexed=True,
                )
            )
    return found


def _new_under_silence(
    material: Gathered, told: tuple[str, ProcedureState]
) -> list[CompiledParagraph]:
    """The paragraphs that a revision under silence added, and that were not adopted."""
    state = told[1]
    adopted = material.state.result.adopted if material.state.result is not None else ()
    known = {clause.number.written(0) for clause in material.state.text.clauses}
    return [
        _after_silence(material, CompiledParagraph(number), told)
        for number in state.text.numbers
        if number not in known and number not in adopted
    ]


def _remarks(material: Gathered, clause: Clause) -> tuple[Remark, ...]:
    order = clause.number.order
    return tuple(
        _remark(material, stated)
        for stated in material.state.statements
        if any(order_of(paragraph) == order for paragraph in stated.paragraphs)
    )


def _remark(material: Gathered, stated: Stated) -> Remark:
    return Remark(
        source=Source(material.procedure, stated.number, stated.at),
        by=material.naming.of((stated.participant,)),
        kind=stated.kind,
        paragraphs=stated.paragraphs,
        says=material.naming.words(stated.says),
        late=stated.late,
    )


def _note(material: Gathered, clause: Clause) -> str:
    """What is noted beside the number, without its parentheses."""
    text = NegotiatedText("", (clause,))
    shown = text if material.naming.named else anonymous(text)
    return str(shown.clauses[0].standing)[1:-1]


def _place(number: str) -> tuple[bool, tuple[bool, int, int, int]]:
    """Where the paragraph stands; one without a number that can be read stands last."""
    try:
        return (False, order_of(number))
    except MarksRefused:
        return (True, (True, 0, 0, 0))
