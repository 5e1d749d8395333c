"""What a silence procedure adds to a compilation, or the compilation of a broken silence itself.

Only what the rules let others be told of it is taken into account.
"""

from __future__ import annotations

from collections.abc import Iterator

from nemcon.language import _
from nemcon.negotiation.acts import Statement
from nemcon.negotiation.compiled import (
    Compilation,
    CompiledParagraph,
    Objection,
    Remark,
    Source,
    Wording,
)
from nemcon.negotiation.gathered import Naming, naming_of
from nemcon.negotiation.introducing import chapeau
from nemcon.procedure.acts import EXPLANATIONS, Kind
from nemcon.procedure.state import Filing, ProcedureState
from nemcon.procedure.told import objectors_told, told_to


def compilation_of_silence(procedure: str, state: ProcedureState) -> Compilation:
    """What silence was broken on, as the rules let it be told: listed for a later session.

    Before the end these are the paragraphs that are still open.
    """
    told = told_to("", state)
    named = state.profile.names_proposers
    naming = naming_of(state.roll, named=named)
    numbers = told.compiled if state.ended else told.open_paragraphs
    paragraphs = tuple(
        CompiledParagraph(
            number,
            common=words_under_silence(procedure, state, number),
            objections=objections_to(procedure, told, naming, number),
            remarks=remarks_on(procedure, told, naming, number),
            contested=number in told.contested,
        )
        for number in numbers
    )
    return Compilation(
        procedure=procedure,
        head=state.number,
        title=state.text.title,
        symbol=state.text.issued_symbol,
        to=state.to,
        chapeau=chapeau(state.to, paragraphs, named=named),
        paragraphs=paragraphs,
        remarks=remarks_on(procedure, told, naming, ""),
        named=named,
        objectors=objectors_told(state),
    )


def words_under_silence(procedure: str, state: ProcedureState, number: str) -> Wording:
    """The paragraph as it was placed under silence, or as it was revised there.

    The first entry places the text; of a revision the state knows only when it was made.
    """
    words = next(p.words for p in state.text.paragraphs if p.number == number)
    revised = state.round > 1
    issue = f"Rev.{state.text.revision}" if revised else _("as placed under silence")
    return Wording(words, issue, Source(procedure, 0 if revised else 1, state.text_since))


def objections_to(
    procedure: str, told: ProcedureState, naming: Naming, number: str
) -> tuple[Objection, ...]:
    """The objections to the paragraph in the last period, and what they propose for it."""
    return tuple(
        Objection(
            source=Source(procedure, filing.number, filing.at),
            by=naming.of((filing.participant, *filing.on_behalf_of)),
            paragraphs=filing.paragraphs,
            says=filing.says,
            wording=naming.wording(proposed_for(filing, number)),
            late=not filing.counted,
        )
        for filing in standing_objections(told)
        if _is_about(filing, number)
    )


def standing_objections(told: ProcedureState) -> Iterator[Filing]:
    """The objections to the present text that were not taken back, the late ones too."""
    for filing in told.filings:
        gone = filing.withdrawn or filing.lapsed or filing.round != told.round
        if filing.kind is Kind.OBJECT and filing.standing and not gone:
            yield filing


def proposed_for(filing: Filing, number: str) -> str:
    """The wording that an objection proposes for the paragraph; empty where it proposes none."""
    return next((p.words for p in filing.wording if p.number == number), "")


def remarks_on(
    procedure: str, told: ProcedureState, naming: Naming, number: str
) -> tuple[Remark, ...]:
    """The explanations and reserves on the paragraph; without a number, on the whole text."""
    return tuple(
        Remark(
            source=Source(procedure, filing.number, filing.at),
            by=naming.of((filing.participant, *filing.on_behalf_of)),
            kind=Statement(filing.kind.value),
            paragraphs=filing.paragraphs,
            says=filing.says,
            late=not filing.counted,
        )
        for filing in told.filings
        if filing.kind in EXPLANATIONS and not filing.withdrawn
        if (number in filing.paragraphs if number else not filing.paragraphs)
    )


def _is_about(filing: Filing, number: str) -> bool:
    named = {*filing.paragraphs, *(p.number for p in filing.wording)}
    return not filing.paragraphs or number in named
