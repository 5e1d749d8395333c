"""Nudges for the engine: that something was recorded which time did not record itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from nemcon.register.kinds import Kind
from nemcon.register.tables import outbox, procedures


@dataclass(frozen=True, slots=True)
class Nudge:
    """A procedure to look at again, of what kind it is, and the rows that ask for it."""

    procedure: str
    kind: Kind
    rows: tuple[int, ...]


def waiting_nudges(connection: Connection, limit: int = 500) -> tuple[Nudge, ...]:
    """The oldest nudges that wait, one a procedure.

    Several relays may read the same ones: a nudge too many is harmless, one too few is healed at
    the next step of time.
    """
    rows = connection.execute(
        select(outbox.c.id, outbox.c.procedure_id, procedures.c.kind)
        .join(procedures, procedures.c.id == outbox.c.procedure_id)
        .order_by(outbox.c.id)
        .limit(limit)
    )
    grouped: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        grouped.setdefault((row.procedure_id, row.kind), []).append(row.id)
    return tuple(Nudge(name, Kind(kind), tuple(ids)) for (name, kind), ids in grouped.items())


def nudge_open(connection: Connection, now: datetime) -> int:
    """Ask for every procedure that has not ended to be looked at again; how many these are."""
    where = (procedures.c.head_number > 0) & (procedures.c.phase != "ended")
    names = list(connection.scalars(select(procedures.c.id).where(where)))
    if names:
        rows = [{"procedure_id": name, "created_at": now} for name in names]
        connection.execute(insert(outbox), rows)
    return len(names)


def forget_nudges(connection: Connection, rows: Iterable[int]) -> None:
    """Strike out nudges that reached the engine."""
    connection.execute(delete(outbox).where(outbox.c.id.in_(list(rows))))


def backlog(connection: Connection) -> tuple[int, datetime | None]:
    """How many nudges wait, and since when the oldest does."""
    row = connection.execute(select(func.count(), func.min(outbox.c.created_at))).one()
    return row[0], row[1]
