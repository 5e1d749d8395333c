"""Lists and counts over all procedures, from their projections; the entries stay authoritative."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from nemcon.procedure.recall import RECALLED
from nemcon.register.kinds import Kind
from nemcon.register.tables import entries, letters, mailings, procedures


@dataclass(frozen=True, slots=True)
class Listed:
    """A procedure of any kind in a list; `parent` is what it hangs on."""

    id: str
    kind: str
    parent: str
    body: str
    title: str
    profile: str
    phase: str
    round: int
    deadline: datetime | None
    outcome: str | None
    decided_at: datetime | None
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class LetterListed:
    """A letter and what became of it."""

    id: str
    notice: str
    book: int
    participant: str
    contact: str
    address: str
    state: str
    attempts: int
    reply: str
    sent_at: datetime | None


def list_procedures(
    connection: Connection,
    *,
    body: str | None = None,
    among: Collection[str] | None = None,
    kind: str | None = None,
    phase: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[tuple[Listed, ...], int]:
    """A part of the procedures, the latest opened first, and how many there are in all.

    With `among`, those of these bodies alone.
    """
    wanted = [procedures.c.head_number > 0]
    if body is not None:
        wanted.append(procedures.c.body_id == body)
    if among is not None:
        wanted.append(procedures.c.body_id.in_(sorted(among)))
    if kind is not None:
        wanted.append(procedures.c.kind == kind)
    if phase is not None:
        wanted.append(procedures.c.phase == phase)
    total = connection.scalar(select(func.count()).select_from(procedures).where(*wanted)) or 0
    rows = connection.execute(
        select(procedures)
        .where(*wanted)
        .order_by(procedures.c.opened_at.desc(), procedures.c.id)
        .limit(limit)
        .offset(offset)
    )
    return tuple(_listed(row) for row in rows), total


def _listed(row: Row[Any]) -> Listed:
    return Listed(
        id=row.id,
        kind=row.kind,
        parent=row.parent,
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


def last_placed(connection: Connection, body: str) -> Listed | None:
    """The text that the body placed under silence last, without what hangs on something else."""
    query = (
        select(procedures)
        .where(
            procedures.c.head_number > 0,
            procedures.c.body_id == body,
            procedures.c.kind == Kind.SILENCE,
            procedures.c.parent == "",
            func.coalesce(procedures.c.outcome, "") != RECALLED,
        )
        .order_by(procedures.c.opened_at.desc(), procedures.c.id)
        .limit(1)
    )
    row = connection.execute(query).first()
    return _listed(row) if row else None


def list_letters(connection: Connection, procedure: str) -> tuple[LetterListed, ...]:
    """The letters of a procedure that were composed, in the order of their entries."""
    rows = connection.execute(
        select(letters, mailings.c.notice, mailings.c.book)
        .join(mailings, mailings.c.id == letters.c.mailing_id)
        .where(mailings.c.procedure_id == procedure)
        .order_by(mailings.c.number, mailings.c.id, letters.c.participant_id, letters.c.id)
    )
    return tuple(
        LetterListed(
            id=row.id,
            notice=row.notice,
            book=row.book,
            participant=row.participant_id,
            contact=row.contact_id,
            address=row.address,
            state=row.state,
            attempts=row.attempts,
            reply=row.reply,
            sent_at=row.sent_at,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over everything."""

    procedures: dict[str, int]
    letters: dict[str, int]
    entries: dict[str, int]


def totals(connection: Connection) -> Totals:
    """How many procedures are in each phase, letters in each state, entries of each kind."""
    opened = procedures.c.head_number > 0
    by_phase = select(procedures.c.phase, func.count()).where(opened).group_by(procedures.c.phase)
    by_state = select(letters.c.state, func.count()).group_by(letters.c.state)
    by_kind = select(entries.c.kind, func.count()).group_by(entries.c.kind)
    return Totals(
        *(
            {str(name): int(number) for name, number in connection.execute(query)}
            for query in (by_phase, by_state, by_kind)
        )
    )


def procedure_ids(connection: Connection) -> tuple[str, ...]:
    """The ids of all procedures."""
    return tuple(connection.scalars(select(procedures.c.id).order_by(procedures.c.id)))


def procedures_opened(connection: Connection) -> tuple[str, ...]:
    """The ids of the procedures that were opened, in that order."""
    opened = select(procedures.c.id).where(procedures.c.head_number > 0)
    return tuple(connection.scalars(opened.order_by(procedures.c.opened_at, procedures.c.id)))


def heads_of(connection: Connection) -> dict[str, int]:
    """How many entries each procedure has."""
    heads = select(procedures.c.id, procedures.c.head_number).where(procedures.c.head_number > 0)
    return {row.id: row.head_number for row in connection.execute(heads)}
