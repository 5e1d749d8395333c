"""What lists show, made anew from the entries where a newer program asks for more of it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from nemcon.register import codec
from nemcon.register.appending import all_entries, project
from nemcon.register.kinds import State, evolve
from nemcon.register.tables import procedures
from nemcon.register.verify import Head


def fill_in(connection: Connection) -> int:
    """Project the opened procedures whose rows were never folded by this program; how many."""
    missing = select(procedures.c.id).where(procedures.c.head_number > 0, procedures.c.awaits == "")
    names = list(connection.scalars(missing))
    for name in names:
        _project_anew(connection, name)
    return len(names)


def _project_anew(connection: Connection, procedure: str) -> None:
    state: State | None = None
    written = all_entries(connection, procedure)
    for entry in written:
        state = evolve(state, codec.read(entry.body))
    if state is not None:
        head = Head(written[-1].number, written[-1].hash)
        project(connection, procedure, head, state, None)
