"""What webhooks are told: a row for each entry and receiver, kept until the receiver has it.

Which entries are new is found by comparing how far a receiver has got with the head of each
procedure. Recording an act costs nothing more for it, and nothing that was recorded can be missed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, func, insert, select, update

from nemcon.procedure.recall import RECALLED
from nemcon.register.recalling import is_held
from nemcon.register.tables import procedures
from nemcon.register.tables_hooks import webhook_marks, webhooks
from nemcon.register.tables_hooks import webhook_messages as t
from nemcon.register.webhooks import Webhook

QUEUED: Final = "queued"
DELIVERED: Final = "delivered"
GIVEN_UP: Final = "given-up"
_CLAIMED: Final = timedelta(minutes=1)
"""Longer than a sending may take; whoever dies meanwhile leaves the message to others."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A procedure of which a receiver has not been told everything."""

    procedure: str
    mark: int
    head: int


@dataclass(frozen=True, slots=True)
class HookMessage:
    """That a receiver is to be told of an entry, and what became of it."""

    id: str
    webhook: str
    procedure: str
    number: int
    state: str
    attempts: int
    filed_at: datetime
    due_at: datetime
    first_at: datetime | None
    last_at: datetime | None
    status: int
    answer: str


def behind(connection: Connection, webhook: Webhook, now: datetime) -> tuple[Behind, ...]:
    """The procedures of its body of which the receiver has not been told everything.

    Of a launch that may be recalled nobody is told yet, and of one that was recalled nobody ever.
    """
    c, m = procedures.c, webhook_marks.c
    mark = func.coalesce(m.number, 0)
    query = (
        select(c.id, mark.label("mark"), c.head_number)
        .outerjoin(webhook_marks, and_(m.procedure_id == c.id, m.webhook_id == webhook.id))
        .where(c.body_id == webhook.body, c.head_number > mark)
        .where(func.coalesce(c.outcome, "") != RECALLED, ~is_held(now))
        .order_by(c.id)
    )
    return tuple(Behind(r.id, r.mark, r.head_number) for r in connection.execute(query))


def file_messages(
    connection: Connection, webhook: str, found: Behind, numbers: Iterable[int], now: datetime
) -> None:
    """File a message for each of these entries, and move the mark; not where another has."""
    m = webhook_marks.c
    this = (m.webhook_id == webhook, m.procedure_id == found.procedure)
    moved = connection.execute(
        update(webhook_marks).where(*this, m.number == found.mark).values(number=found.head)
    )
    if not moved.rowcount:
        if connection.execute(select(m.number).where(*this)).first() is not None:
            return
        row = {"webhook_id": webhook, "procedure_id": found.procedure, "number": found.head}
        connection.execute(insert(webhook_marks).values(row))
    rows = [
        {
            "id": _name(webhook, found.procedure, number),
            "webhook_id": webhook,
            "procedure_id": found.procedure,
            "number": number,
            "state": QUEUED,
            "filed_at": now,
            "due_at": now,
        }
        for number in numbers
    ]
    if rows:
        connection.execute(insert(t), rows)


def claim(connection: Connection, now: datetime, limit: int) -> tuple[HookMessage, ...]:
    """The messages to be sent now, taken so that nobody else takes them for a minute."""
    waiting = and_(t.c.state == QUEUED, t.c.due_at <= now)
    rows = connection.execute(
        select(t)
        .join(webhooks, webhooks.c.id == t.c.webhook_id)
        .where(waiting, webhooks.c.disabled_at.is_(None), webhooks.c.ended_at.is_(None))
        .order_by(t.c.due_at, t.c.procedure_id, t.c.number)
        .limit(limit)
    )
    return tuple(
        _message(row)
        for row in rows.all()
        if connection.execute(
            update(t)
            .where(t.c.id == row.id, waiting)
            .values(due_at=now + _CLAIMED, attempts=t.c.attempts + 1)
        ).rowcount
    )


def note_answer(
    connection: Connection,
    message: HookMessage,
    state: str,
    status: int,
    answer: str,
    now: datetime,
    due: datetime,
) -> None:
    """Note what came of a sending, and when it is tried again if it is."""
    connection.execute(
        update(t)
        .where(t.c.id == message.id)
        .values(
            state=state,
            status=status,
            answer=answer,
            first_at=message.first_at or now,
            last_at=now,
            due_at=due,
        )
    )


def send_again(connection: Connection, webhook: str, message: str, now: datetime) -> bool:
    """Let a message be sent once more, whatever became of it; whether there is one."""
    done = connection.execute(
        update(t)
        .where(t.c.id == message, t.c.webhook_id == webhook)
        .values(state=QUEUED, attempts=0, first_at=None, due_at=now)
    )
    return bool(done.rowcount)


def messages_of(connection: Connection, webhook: str, limit: int = 50) -> tuple[HookMessage, ...]:
    """The last messages to a receiver, the latest first."""
    rows = connection.execute(
        select(t)
        .where(t.c.webhook_id == webhook)
        .order_by(t.c.filed_at.desc(), t.c.procedure_id, t.c.number.desc())
        .limit(limit)
    )
    return tuple(map(_message, rows))


def _name(webhook: str, procedure: str, number: int) -> str:
    """The same message has the same name, however often it is sent: receivers know it by that."""
    told = f"{webhook}\0{procedure}\0{number}".encode()
    return f"msg_{hashlib.sha256(told).hexdigest()[:32]}"


def _message(row: Row[Any]) -> HookMessage:
    return HookMessage(
        id=row.id,
        webhook=row.webhook_id,
        procedure=row.procedure_id,
        number=row.number,
        state=row.state,
        attempts=row.attempts,
        filed_at=row.filed_at,
        due_at=row.due_at,
        first_at=row.first_at,
        last_at=row.last_at,
        status=row.status,
        answer=row.answer,
    )
