"""What a decision record says of filings and of letters: only what the reader is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from nemcon.documents.building.texts import paragraph_of
from nemcon.documents.model.blocks import Block, Para, Table
from nemcon.documents.model.inlines import Content, Style, Words, content
from nemcon.procedure.acts import Kind
from nemcon.procedure.recounting import SOMEBODY
from nemcon.procedure.state import Filing, ProcedureState
from nemcon.procedure.told import objectors_told
from nemcon.procedure.wording import KINDS, filing_status, in_paragraphs
from nemcon.text.lines import line, listed
from nemcon.timing.writing import write_instant

_DELIVERED: Final = {
    "sent": "The letter was handed over in time",
    "bounced": "The letter came back",
    "sent late": "The letter left only after the deadline",
    "queued": "The letter had not left when the book was closed",
    "refused": "The letter was refused",
    "no letter": "There was nobody to write to",
}


def deliveries(state: ProcedureState, told: ProcedureState) -> Iterator[Block]:
    """How far the letters of the period got, by what became of them."""
    if not state.deliveries:
        yield Para(content("No book of a period has been closed, so that nothing is stated yet."))
        return
    rows: list[tuple[str, list[str]]] = []
    for became, says in _DELIVERED.items():
        names = [_name(state, d.participant) for d in state.deliveries if d.state == became]
        if names:
            rows.append((says, names))
    head = (content("What became of the letters"), content("Number"), content("Participants"))
    yield Table(
        "Letters of the last period",
        head,
        tuple(
            (content(says), content(str(len(names))), content(listed(names)))
            for says, names in rows
        ),
        (4, 2, 8),
    )
    if told.unreached:
        names = [_name(state, name) for name in told.unreached]
        yield Para(content(f"No letter reached {listed(names)}, whose consent is not presumed."))
    else:
        yield Para(content("The letters reached all those whose silence counts as consent."))


def filings(told: ProcedureState, *, everything: bool) -> Iterator[Block]:
    """What was filed, in order, with the words that may be told."""
    number = len({f.participant for f in told.outstanding}) if everything else objectors_told(told)
    if number is not None:
        says = {0: "No objection stands", 1: "One delegation objects"}
        stands = says.get(number, f"{number} delegations object")
        yield Para(content(f"{stands} to the present text."))
    if not told.filings:
        yield Para(content(_nothing(everything=everything)))
        return
    head = ("Entry", "Received", "By", "What", "To", "Status")
    yield Table(
        "Filings",
        tuple(content(words) for words in head),
        tuple(_row(filing, told) for filing in told.filings),
        (2, 5, 4, 4, 4, 3),
    )
    for filing in told.filings:
        yield from _words(filing, told)


def _nothing(*, everything: bool) -> str:
    if everything:
        return "Nothing was filed."
    return "Nothing was filed of which the rules of the body let this record tell."


def _row(filing: Filing, told: ProcedureState) -> tuple[Content, ...]:
    kind = KINDS[filing.kind]
    about = in_paragraphs(filing.paragraphs)
    named = filing.kind is Kind.OBJECT or filing.paragraphs
    return (
        content(str(filing.number)),
        content(write_instant(filing.at, told.profile.zone)),
        content(_by(filing, told)),
        content(f"{kind[:1].upper()}{kind[1:]}"),
        content(f"{about[:1].upper()}{about[1:]}" if named else ""),
        content(filing_status(filing, told)),
    )


def _words(filing: Filing, told: ProcedureState) -> Iterator[Block]:
    if filing.scan is not None:
        says = f"Entry {filing.number} rests on a scanned paper, SHA-256: "
        yield Para((Words(says), Words(filing.scan.digest, Style.MONO)))
    if filing.says.strip():
        by = _by(filing, told)
        yield Para(content(f"Entry {filing.number}, {by}: {line(filing.says)}"))
    if filing.wording:
        yield Para(content(f"Wording proposed in entry {filing.number}:"))
        for paragraph in filing.wording:
            yield from paragraph_of(paragraph, quoted=True)


def _by(filing: Filing, told: ProcedureState) -> str:
    if not filing.participant:
        return SOMEBODY
    also = f", also for {listed([line(n) for n in filing.on_behalf_of])}"
    return _name(told, filing.participant) + (also if filing.on_behalf_of else "")


def _name(state: ProcedureState, participant: str) -> str:
    seat = state.seat(participant)
    return line(seat.name if seat is not None else participant)
