"""Where a second person of the secretariat is waited for, to confirm what was entered.

This is known from what waits and not from the entries, so that it stands beside what a procedure
itself awaits. It is told to nobody outside the office: what is not confirmed may come to nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from nemcon.procedure.awaited import Awaited, second_person
from nemcon.register.tables import procedures
from nemcon.register.tables_staff import waiting_filings
from nemcon.register.waiting import WaitingState


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """How many filings of a procedure wait for a second person, and until when the first does."""

    procedure: str
    kind: str
    body: str
    title: str
    zone: str
    number: int
    awaited: Awaited


def unconfirmed(
    connection: Connection, among: Collection[str] | None, procedure: str = ""
) -> dict[str, Unconfirmed]:
    """The procedures of these bodies, or of all, in which something waits; the first due first."""
    due = func.min(waiting_filings.c.due_at).label("due")
    p = procedures.c
    shown = (p.id, p.kind, p.body_id, p.title, p.zone)
    query = (
        select(*shown, func.count().label("number"), due)
        .join(waiting_filings, waiting_filings.c.procedure_id == procedures.c.id)
        .where(
            waiting_filings.c.state == WaitingState.WAITING,
            waiting_filings.c.person_id.is_not(None),
        )
        .group_by(*shown)
        .order_by(due, procedures.c.id)
    )
    if among is not None:
        query = query.where(procedures.c.body_id.in_(sorted(among)))
    if procedure:
        query = query.where(procedures.c.id == procedure)
    return {
        row.id: Unconfirmed(
            row.id, row.kind, row.body_id, row.title, row.zone, row.number, second_person(row.due)
        )
        for row in connection.execute(query)
    }
