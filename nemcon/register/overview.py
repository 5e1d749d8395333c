"""Procedures at a glance, from their projection: enough for a list, never for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from nemcon.register.tables import procedures


@dataclass(frozen=True, slots=True)
class Overview:
    """One procedure in a list."""

    id: str
    body: str
    title: str
    profile: str
    phase: str
    round: int
    deadline: datetime | None
    outcome: str | None
    decided_at: datetime | None
    opened_at: datetime | None


def overviews(
    connection: Connection,
    *,
    body: str = "",
    phase: str = "",
    limit: int = 100,
    offset: int = 0,
) -> tuple[Overview, ...]:
    """Procedures, those whose deadline comes first at the top and those that ended last."""
    query = select(procedures).where(procedures.c.head_number > 0)
    if body:
        query = query.where(procedures.c.body_id == body)
    if phase:
        query = query.where(procedures.c.phase == phase)
    ended = procedures.c.phase == "ended"
    query = query.order_by(ended, procedures.c.deadline, procedures.c.id)
    return tuple(
        Overview(
            id=row.id,
            body=row.body_id,
            title=row.title,
            profile=row.profile,
            phase=row.phase,
            round=row.round,
            deadline=row.deadline,
            outcome=row.outcome,
            decided_at=row.decided_at,
            opened_at=row.opened_at,
        )
        for row in connection.execute(query.limit(limit).offset(offset))
    )


def procedure_ids(connection: Connection) -> tuple[str, ...]:
    """The ids of all procedures."""
    return tuple(connection.scalars(select(procedures.c.id).order_by(procedures.c.id)))


def by_phase(connection: Connection) -> dict[str, int]:
    """How many procedures are in each phase."""
    rows = connection.execute(select(procedures.c.phase, func.count()).group_by(procedures.c.phase))
    return {row[0]: row[1] for row in rows}
