"""A launch that may be recalled: until when its letters are held, and that none has left.

Both who sends and who recalls take the lock of the procedure first. So one of them comes first:
letters of a held launch are composed only once the moment is over, and a launch of which a letter
was composed is not recalled any more.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, bindparam, exists, insert, select, update

from nemcon.procedure.recall import ISSUE_ANEW, WITHDRAW, too_late
from nemcon.procedure.refusal import Refusal
from nemcon.register.kinds import Kind, State, kind_of
from nemcon.register.tables import mailings, procedures
from nemcon.register.tables_launches import recall_moments

_UNTIL: Final = select(recall_moments.c.until).where(
    recall_moments.c.procedure_id == bindparam("procedure")
)
_INSTEAD: Final = {
    Kind.SILENCE: WITHDRAW,
    Kind.AGENDA: ISSUE_ANEW,
    Kind.NEGOTIATION: WITHDRAW,
}


def hold_letters(connection: Connection, procedure: str, state: State) -> None:
    """Hold the letters of a launch that has just been recorded, where it may be recalled."""
    if state.recall_until is not None:
        row = {"procedure_id": procedure, "until": state.recall_until}
        connection.execute(insert(recall_moments).values(row))


def held_until(connection: Connection, procedure: str) -> datetime | None:
    """Until when the letters of the procedure are, or were, held; `None` where they never were."""
    return connection.execute(_UNTIL, {"procedure": procedure}).scalar()


def call_back(
    connection: Connection, procedure: str, state: State, now: datetime
) -> Refusal | None:
    """Let no letter of the procedure leave any more; refuse where one may have left already.

    The caller holds the lock of the procedure.
    """
    these = mailings.c.procedure_id == procedure
    composed = select(mailings.c.id).where(these, mailings.c.composed_at.is_not(None))
    if connection.execute(composed.limit(1)).first() is not None:
        return too_late(_INSTEAD[kind_of(state)])
    connection.execute(update(mailings).where(these).values(completed_at=now))
    return None


def is_held(now: datetime) -> ColumnElement[bool]:
    """Whether the letters of a procedure, by its row, are held at that instant."""
    return exists().where(
        recall_moments.c.procedure_id == procedures.c.id, recall_moments.c.until > now
    )
