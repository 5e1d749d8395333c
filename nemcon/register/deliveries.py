"""How far the letters of a period got, per participant, as the outcome will state it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Row, select

from nemcon.procedure.acts import Delivery
from nemcon.procedure.notices import OPENING_NOTICES
from nemcon.procedure.state import ProcedureState
from nemcon.register.linkage import carrier_of
from nemcon.register.mailings import LetterState
from nemcon.register.tables import letters, mailings

RANK: Final = ("sent", "bounced", "sent late", "queued", "refused", "no letter")


def deliveries_of(
    connection: Connection, procedure: str, state: ProcedureState
) -> tuple[Delivery, ...]:
    """For each participant on the roll the best that happened to the letters of the period.

    A letter that left only after the deadline is "sent late": it asked nobody in time. One that
    came back only after the deadline counts as sent, however late this is asked. Where the text
    was placed by the common letter of several, the letter of the one that carries it counts.
    """
    if state.carried_by and state.book == 1:
        procedure = carrier_of(connection, procedure, state.carried_by)
    rows = connection.execute(
        select(letters.c.participant_id, letters.c.state, letters.c.sent_at, letters.c.bounced_at)
        .join(mailings, mailings.c.id == letters.c.mailing_id)
        .where(
            mailings.c.procedure_id == procedure,
            mailings.c.book == state.book,
            mailings.c.notice.in_(list(OPENING_NOTICES.values())),
            mailings.c.created_at >= state.opened_at,
        )
    )
    best: dict[str, str] = {}
    for row in rows:
        found = _by_the_deadline(row, state)
        before = best.get(row.participant_id, RANK[-1])
        best[row.participant_id] = min(before, found, key=RANK.index)
    return tuple(
        Delivery(seat.participant, best.get(seat.participant, RANK[-1])) for seat in state.roll
    )


def _by_the_deadline(
    row: Row[str, str, datetime | None, datetime | None], state: ProcedureState
) -> str:
    deadline = state.deadline_for(row.participant_id)
    end = deadline.instant if deadline is not None else None
    came_back_late = end is not None and row.bounced_at is not None and row.bounced_at > end
    found = LetterState.SENT if came_back_late else row.state
    left_late = end is not None and row.sent_at is not None and row.sent_at > end
    return "sent late" if left_late and found == LetterState.SENT else found
