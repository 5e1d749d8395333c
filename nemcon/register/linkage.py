"""What a procedure names of others: the texts of a common letter, the agenda that it hangs on.

Each text that travels in a letter has a result of its own. Those that are carried are placed first
and name the carrier; the carrier is placed last and names them, and its letter asks for all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy import Connection, select

from nemcon.agenda.state import AgendaState
from nemcon.language import _
from nemcon.negotiation.acts import IssueRevision, SetRound, TableText
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.entries import ProcedureOpened
from nemcon.procedure.families import RESERVED
from nemcon.procedure.refusal import Refusal
from nemcon.register import codec
from nemcon.register.appending import Appending, ProcedureRow, entries_between, find
from nemcon.register.kinds import Act, Kind, Opening, State
from nemcon.register.tables import procedures
from nemcon.register.verify import Head

Load: TypeAlias = Callable[[Connection, str, ProcedureRow], tuple[Head, State | None]]
"""How the state of a procedure is read."""
OfARound: TypeAlias = TableText | SetRound | IssueRevision
"""Acts that may say with which sitting a round ends."""


def wrong_names(written: Appending, load: Load, act: Act, body: str) -> Refusal | None:
    """Why what the act names cannot be meant, or its procedure not be called so."""
    connection, procedure, state = written.connection, written.procedure, written.state
    if isinstance(act, Opening) and state is None and RESERVED.search(procedure):
        says = _(
            'Names that end in "-silence" are given by the register to what another procedure '
            "places under silence; choose another name."
        )
        return Refusal("reserved-name", says)
    if isinstance(act, PlaceUnderSilence) and state is None:
        refusal = wrong_parent(connection, procedure, load, body, act) if act.parent else None
        return refusal or wrong_linkage(connection, procedure, body, act)
    if isinstance(act, TableText) and act.agenda:
        return wrong_agenda(connection, load, body, act.agenda, act)
    if isinstance(act, SetRound | IssueRevision) and isinstance(state, NegotiationState):
        tied = act.sitting is not None and state.agenda
        row = find(connection, procedure) if tied else None
        if row is not None:
            return wrong_agenda(connection, load, row.body_id, state.agenda, act)
    return None


def wrong_parent(
    connection: Connection, procedure: str, load: Load, body: str, act: PlaceUnderSilence
) -> Refusal | None:
    """Why the report of a session cannot be placed under silence now, of which that is the agenda.

    The agenda is locked, so that two people do not place it at once.
    """
    row = find(connection, act.parent, lock=True)
    state = load(connection, act.parent, row)[1] if row is not None else None
    if row is None or not isinstance(state, AgendaState):
        says = _("There is no agenda of the name {name}.", name=act.parent)
        return Refusal("no-such-agenda", says)
    if row.body_id != body:
        says = _("{name} is the agenda of another body.", name=act.parent)
        return Refusal("agenda-of-another", says)
    hangs = (procedures.c.parent == act.parent) & (procedures.c.kind == Kind.SILENCE)
    for name in connection.scalars(select(procedures.c.id).where(hangs)):
        other = find(connection, name) if name != procedure else None
        placed = load(connection, name, other)[1] if other is not None else None
        if placed is not None and not placed.ended and not RESERVED.search(name):
            says = _(
                "The report of this session is under silence already, in {procedure}.",
                procedure=name,
            )
            return Refusal("report-under-silence", says)
    return None


def wrong_linkage(
    connection: Connection, procedure: str, body: str, act: PlaceUnderSilence
) -> Refusal | None:
    """Why these texts cannot travel in one letter; `None` when they can, or travel alone."""
    if act.carried_by:
        placed = _opening(connection, act.carried_by) is not None
        if not placed and act.carried_by != procedure:
            return None
        says = _(
            "The letter of {procedure} can carry only what was placed before it.",
            procedure=act.carried_by,
        )
        return Refusal("carrier-placed", says)
    for name in act.linked:
        row, opening = find(connection, name), _opening(connection, name)
        if row is None or opening is None or row.body_id != body:
            says = _("No text was placed in this body as {procedure}.", procedure=name)
            return Refusal("not-carried", says)
        if opening.carried_by != procedure:
            says = _(
                "{procedure} was not placed to travel in the letter of this procedure.",
                procedure=name,
            )
            return Refusal("not-carried", says)
    return None


def wrong_agenda(
    connection: Connection, load: Load, body: str, agenda: str, act: OfARound
) -> Refusal | None:
    """Why a negotiation cannot hang on that agenda, or its round end with that sitting.

    Where a text is tabled the agenda is locked, so that no change of its timetable is missed.
    """
    row = find(connection, agenda, lock=isinstance(act, TableText))
    state = load(connection, agenda, row)[1] if row is not None else None
    if row is None or not isinstance(state, AgendaState):
        says = _("There is no agenda of the name {name}.", name=agenda)
        return Refusal("no-such-agenda", says)
    if row.body_id != body:
        says = _("{name} is the agenda of another body.", name=agenda)
        return Refusal("agenda-of-another", says)
    if act.sitting is None:
        return None
    sitting = state.sitting(act.sitting)
    if sitting is None:
        says = _("The agenda has no sitting {number}.", number=act.sitting)
        return Refusal("no-such-sitting", says)
    if sitting.begins != act.until:
        says = _(
            "Sitting {number} begins at another time than this says; look at it again.",
            number=act.sitting,
        )
        return Refusal("sitting-moved", says)
    return None


def carrier_of(connection: Connection, procedure: str, named: str) -> str:
    """The procedure whose letter asks for this one: the one named, where it names this one too."""
    opening = _opening(connection, named)
    return named if opening is not None and procedure in opening.linked else procedure


def _opening(connection: Connection, procedure: str) -> ProcedureOpened | None:
    for written in entries_between(connection, procedure, 1, 1):
        entry = codec.read(written.body).entry
        return entry if isinstance(entry, ProcedureOpened) else None
    return None
