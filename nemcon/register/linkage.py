"""Texts that travel in one letter: the procedure that carries them, and those that it carries.

Each has a result of its own. Those that are carried are placed first and name the carrier; the
carrier is placed last and names them, and its letter asks for all of them.
"""

from __future__ import annotations

from sqlalchemy import Connection

from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.entries import ProcedureOpened
from nemcon.procedure.refusal import Refusal
from nemcon.register import codec
from nemcon.register.appending import entries_between, find


def wrong_linkage(
    connection: Connection, procedure: str, body: str, act: PlaceUnderSilence
) -> Refusal | None:
    """Why these texts cannot travel in one letter; `None` when they can, or travel alone."""
    if act.carried_by:
        placed = _opening(connection, act.carried_by) is not None
        if not placed and act.carried_by != procedure:
            return None
        says = f"The letter of {act.carried_by} can carry only what was placed before it."
        return Refusal("carrier-placed", says)
    for name in act.linked:
        row, opening = find(connection, name), _opening(connection, name)
        if row is None or opening is None or row.body_id != body:
            return Refusal("not-carried", f"No text was placed in this body as {name}.")
        if opening.carried_by != procedure:
            says = f"{name} was not placed to travel in the letter of this procedure."
            return Refusal("not-carried", says)
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
