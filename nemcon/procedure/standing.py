"""Who counts: standing, objectors, and which paragraphs are contested."""

from __future__ import annotations

from nemcon.procedure.acts import Kind
from nemcon.procedure.state import Filing, ProcedureState


def members(state: ProcedureState) -> tuple[str, ...]:
    """The participants that may object, in the order of the roll."""
    return tuple(seat.participant for seat in state.roll if seat.may_object)


def contested_paragraphs(state: ProcedureState) -> tuple[str, ...]:
    """The undecided paragraphs against which enough objections stand to break silence on them.

    Where the text is not divisible, enough objections to any parts of it break silence on the
    text, and the paragraphs named are listed.
    """
    standing = state.outstanding
    size = len(members(state))
    threshold = state.profile.threshold
    if not state.divisible:
        if not threshold.reached(_weight(state, standing), size):
            return ()
        named = {number for filing in standing for number in filing.paragraphs}
        whole = any(not filing.paragraphs for filing in standing)
        return tuple(n for n in state.open_paragraphs if whole or n in named)
    return tuple(
        number
        for number in state.open_paragraphs
        if threshold.reached(_weight(state, _against(standing, number)), size)
    )


def objecting_participants(state: ProcedureState) -> tuple[str, ...]:
    """Everyone in whose name an objection stands, in the order of the roll."""
    named = {name for filing in state.outstanding for name in _signatories(state, filing)}
    return tuple(seat.participant for seat in state.roll if seat.participant in named)


def still_silent(state: ProcedureState) -> tuple[str, ...]:
    """Those with standing that have neither acted on the present text nor acknowledged it."""
    acted: set[str] = set()
    for filing in state.filings:
        if filing.round == state.round:
            objects = filing.kind is Kind.OBJECT
            acted.update(_signatories(state, filing) if objects else {filing.participant})
    return tuple(participant for participant in members(state) if participant not in acted)


def kinds_open_to(state: ProcedureState, participant: str) -> tuple[Kind, ...]:
    """What the participant may file, by its standing on the frozen roll."""
    seat = state.seat(participant)
    if seat is None:
        return ()
    return tuple(
        kind
        for kind in Kind
        if (seat.may_object if kind is Kind.OBJECT else seat.may_comment or seat.may_object)
    )


def _against(filings: tuple[Filing, ...], number: str) -> tuple[Filing, ...]:
    return tuple(f for f in filings if not f.paragraphs or number in f.paragraphs)


def _weight(state: ProcedureState, filings: tuple[Filing, ...]) -> int:
    if state.profile.counts_each_signatory:
        return len({name for filing in filings for name in _signatories(state, filing)})
    return len({filing.participant for filing in filings})


def _signatories(state: ProcedureState, filing: Filing) -> set[str]:
    """The filer, and those it files for that have standing themselves; groups add nobody."""
    if not filing.on_behalf_of:
        return {filing.participant}
    named = {
        seat.participant
        for seat in state.roll
        if seat.may_object
        and (seat.participant in filing.on_behalf_of or seat.name in filing.on_behalf_of)
    }
    return named | {filing.participant}
