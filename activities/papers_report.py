"""Reads from the register what the report of a session needs, and has it built.

What it says is decided by pure functions in `nemcon.documents.building`; here is only which
procedures they are told of. Nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from nemcon.agenda.record import SessionRecord
from nemcon.agenda.state import AgendaState
from nemcon.documents.building.report import report
from nemcon.documents.building.reporting import Recommended, ReportFacts
from nemcon.documents.house import House, shipped_house
from nemcon.documents.model.document import Document
from nemcon.language import ENGLISH, N_, speaking
from nemcon.negotiation.final import final_text
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.families import RESERVED
from nemcon.procedure.state import ProcedureState
from nemcon.register import directory
from nemcon.register.appending import hanging_on
from nemcon.register.compiled import child_of, compiled
from nemcon.register.door import PositionOf, Register
from nemcon.register.kinds import Kind


class NoRecord(LookupError):
    """No record of the session was kept, from which a report could be drafted."""

    code = "no-record"
    says = N_("No record of this session has been kept yet, from which a report could be drafted.")


@dataclass(frozen=True, slots=True)
class Reported:
    """The report of a session as it is now, and the silence procedure in which it is or was."""

    document: Document
    silence: str = ""


def report_of(register: Register, agenda: str, house: House | None = None) -> Document:
    """The report of the session with that agenda, as the register has it now.

    Raises `NoRecord` where no record of it was kept, or there is no such agenda.
    """
    position = register.position(agenda, AgendaState)
    if position is None:
        raise NoRecord
    return reported(register, position, house).document


def reported(
    register: Register, position: PositionOf[AgendaState], house: House | None = None
) -> Reported:
    """The same for an agenda that was reached already. Raises `NoRecord`."""
    record = position.state.record
    if record is None:
        raise NoRecord
    silence = report_silence(register, position.procedure)
    with speaking(ENGLISH.code):  # a report is the same, whoever asks for it
        facts = _facts(register, position, record, silence[1] if silence else None, house)
        document = report(position.state, record, facts)
    return Reported(document, silence[0] if silence else "")


def report_before_adoption(
    register: Register, position: PositionOf[AgendaState], house: House | None = None
) -> Document:
    """The report as it is put to adoption: without a word on how it was. Raises `NoRecord`."""
    record = position.state.record
    if record is None:
        raise NoRecord
    with speaking(ENGLISH.code):
        facts = _facts(register, position, record, None, house)
        return report(position.state, record, facts)


def report_silence(register: Register, agenda: str) -> tuple[str, ProcedureState] | None:
    """The last silence procedure in which the report of the session was placed."""
    with register.database.reading() as connection:
        names = hanging_on(connection, agenda, Kind.SILENCE)
    # What the agenda itself was placed under has a name that the register gave.
    positions = (register.position(name) for name in names if not RESERVED.search(name))
    found = [(p.procedure, p.state) for p in positions if p is not None]
    return max(found, key=lambda each: (each[1].opened_at, each[0]), default=None)


def _facts(
    register: Register,
    position: PositionOf[AgendaState],
    record: SessionRecord,
    silence: ProcedureState | None,
    house: House | None,
) -> ReportFacts:
    with register.database.reading() as connection:
        body = directory.body_of(connection, position.body)
        negotiated = hanging_on(connection, position.procedure, Kind.NEGOTIATION)
    named = record.opening.agreed_in
    agreed = register.position(named) if named else None
    return ReportFacts(
        body=body.name,
        organ=body.parent,
        recommended=tuple(
            text for name in negotiated if (text := _recommended(register, name)) is not None
        ),
        # What another body agreed to is told by that body.
        silences=((named, agreed.state),) if agreed and agreed.body == position.body else (),
        silence=silence,
        house=house or shipped_house(),
    )


def _recommended(register: Register, name: str) -> Recommended | None:
    """What became of a text that was negotiated; `None` while it is negotiated still."""
    position = register.position(name, NegotiationState)
    if position is None or not position.state.ended:
        return None
    state = position.state
    child = child_of(register, state)
    return Recommended(
        title=state.issued.name,
        final=final_text(state, child),
        compilation=compiled(register, name, state),
        by_silence=child[1].decided_at if child is not None else None,
    )
