"""What a secretariat takes away into a spreadsheet; no more than the reader sees on pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from fastapi import Response

from api.context import Context
from api.pages import wording
from api.v1.disclosure import Viewer, may_read_record, seen_by
from nemcon.mail.wording import OUTCOMES
from nemcon.procedure.acts import Kind
from nemcon.procedure.state import Filing, ProcedureState
from nemcon.register import directory
from nemcon.register.colleagues import addressees
from nemcon.register.deliveries import deliveries_of
from nemcon.register.door import Position
from nemcon.register.listing import list_letters, list_procedures
from nemcon.register.staff import Staff
from nemcon.sheets import Cell, Sheet, SheetFormat
from nemcon.timing.writing import write_instant, write_utc

_ALL: Final = 1_000_000
_OUTCOMES: Final = {str(outcome): said for outcome, said in OUTCOMES.items()}
_PROCEDURES: Final = (
    *("Procedure", "Kind", "Body", "Title", "State"),
    *("Deadline", "Deadline (UTC)", "Outcome", "Decided as at", "Decided (UTC)"),
)
_FILINGS: Final = (
    *("Entry", "Received", "Received (UTC)", "Delegation", "On behalf of", "What"),
    *("Paragraphs", "In words", "Proposed wording", "Round", "What became of it"),
)
_DELIVERIES: Final = (
    *("Delegation", "Contact", "Letter", "Period", "State"),
    *("Attempts", "The server said", "Sent", "Sent (UTC)"),
)


def procedures_sheet(context: Context, staff: Staff, body: str | None = None) -> Sheet:
    """The procedures that the caller sees, of one body or of all, as the list shows them.

    The hours are in the zone of the body, which they name. Raises `UnknownName`.
    """
    with context.database.reading() as connection:
        if body is not None:
            directory.body_of(connection, body)
        bodies = {each.id: each for each in directory.all_bodies(connection, staff.bodies)}
        listed, _ = list_procedures(connection, body=body, among=staff.bodies, limit=_ALL)
    rows: list[tuple[Cell, ...]] = []
    for item in listed:
        of = bodies[item.body]
        row = (item.id, item.kind.capitalize(), of.name, item.title, _phrase(item.phase))
        outcome = _OUTCOMES.get(item.outcome, _phrase(item.outcome)) if item.outcome else ""
        dates = (*_dated(item.deadline, of.zone), outcome, *_dated(item.decided_at, of.zone))
        rows.append((*row, *dates))
    return Sheet("Procedures", _PROCEDURES, tuple(rows))


def filings_sheet(position: Position, viewer: Viewer) -> Sheet:
    """What was filed in a silence procedure, as far as the viewer may see it."""
    state = seen_by(viewer, position.state)
    names = {seat.participant: seat.name for seat in state.roll}
    rows = (
        (
            filing.number,
            *_dated(filing.at, state.profile.zone),
            names.get(filing.participant, filing.participant) or "(not told)",
            ", ".join(names.get(name, name) for name in filing.on_behalf_of),
            wording.FILED.get(filing.kind, filing.kind),
            ", ".join(filing.paragraphs),
            filing.says,
            "\n".join(f"{part.number}. {part.words}" for part in filing.wording),
            filing.round,
            _became(filing, state),
        )
        for filing in state.filings
    )
    return Sheet("Filings", _FILINGS, tuple(rows))


def deliveries_sheet(context: Context, position: Position, viewer: Viewer) -> Sheet:
    """What became of the letters of a silence procedure.

    Receipts tell who filed, so that whoever may not read the record is shown only how far the
    letters of the present period got to each delegation.
    """
    return Sheet("Deliveries", _DELIVERIES, tuple(_letters(context, position, viewer)))


def sheet_response(sheet: Sheet, name: str, kind: SheetFormat) -> Response:
    """The table as a file to be kept."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return Response(sheet.write(kind), media_type=kind.media_type, headers=disposition)


def _letters(context: Context, position: Position, viewer: Viewer) -> Iterator[tuple[Cell, ...]]:
    state, name = position.state, position.procedure
    names = {seat.participant: seat.name for seat in state.roll}
    with context.database.reading() as connection:
        if not may_read_record(viewer, state):
            for item in deliveries_of(connection, name, state):
                who, told = names.get(item.participant, item.participant), item.state
                yield (who, "", "", state.book, wording.DELIVERIES[told], "", "", "", "")
            return
        contacts = {c.id: c.name for c in addressees(connection, position.body, name)}
        for letter in list_letters(connection, name):
            yield (
                names.get(letter.participant, letter.participant),
                contacts.get(letter.contact, letter.contact),
                _phrase(letter.notice),
                letter.book,
                wording.LETTERS.get(letter.state, letter.state),
                letter.attempts,
                letter.reply,
                *_dated(letter.sent_at, state.profile.zone),
            )


def _became(filing: Filing, state: ProcedureState) -> str:
    if filing.withdrawn:
        return "withdrawn"
    if filing.lapsed:
        return "lapsed"
    if filing.late and not filing.admitted:
        return "late, not counted"
    if filing.kind is Kind.OBJECT and filing.outstanding and filing.round == state.round:
        return "stands, late and admitted" if filing.late else "stands"
    return "late, admitted" if filing.late else ""


def _dated(at: datetime | None, zone: str) -> tuple[str, str]:
    return (write_instant(at, zone), write_utc(at)) if at is not None else ("", "")


def _phrase(name: str) -> str:
    return name.replace("-", " ").capitalize()
