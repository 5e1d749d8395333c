"""Whether a body publishes the outcomes of its procedures, and which of them were confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, insert, select, update

from nemcon.procedure.outcome_entries import OutcomeConfirmed
from nemcon.register.directory import body_of
from nemcon.register.kinds import Kind
from nemcon.register.tables import entries, procedures
from nemcon.register.tables_hooks import publishing as t


@dataclass(frozen=True, slots=True)
class Publishing:
    """What a body publishes, since when it first did, and who said so last."""

    outcomes: bool
    begun_at: datetime
    changed_at: datetime
    changed_by: str


def publishing_of(connection: Connection, body: str) -> Publishing | None:
    """What the body publishes; `None` where it never did. Raises `UnknownName`."""
    body_of(connection, body)
    row = connection.execute(select(t).where(t.c.body_id == body)).first()
    if row is None:
        return None
    return Publishing(row.outcomes, row.begun_at, row.changed_at, row.changed_by)


def set_publishing(
    connection: Connection, body: str, by: str, now: datetime, *, outcomes: bool
) -> None:
    """Say whether the body publishes its outcomes. Raises `UnknownName`."""
    body_of(connection, body)
    values = {"outcomes": outcomes, "changed_at": now, "changed_by": by}
    if not connection.execute(update(t).where(t.c.body_id == body).values(values)).rowcount:
        connection.execute(insert(t).values(body_id=body, begun_at=now, **values))


def confirmed_outcomes(
    connection: Connection, body: str, limit: int, offset: int
) -> tuple[str, ...]:
    """The silence procedures of a body that ended and were confirmed, the latest decided first."""
    c = procedures.c
    confirmed = exists().where(
        entries.c.procedure_id == c.id, entries.c.kind == OutcomeConfirmed.__name__
    )
    query = (
        select(c.id)
        .where(c.body_id == body, c.kind == Kind.SILENCE, c.outcome.is_not(None), confirmed)
        .order_by(c.decided_at.desc(), c.id)
        .limit(limit)
        .offset(offset)
    )
    return tuple(connection.scalars(query))
