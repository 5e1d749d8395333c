"""How far the letters of a period got, per participant, as the outcome will state it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select

from nemcon.procedure.acts import Delivery
from nemcon.procedure.notices import OPENING_NOTICES
from nemcon.procedure.state import ProcedureState
from nemcon.register.tables import letters, mailings

RANK: Final = ("sent", "bounced", "sent late", "queued", "refused", "no letter")


def deliveries_of(
    connection: Connection, procedure: str, state: ProcedureState
) -> tuple[Delivery, ...]:
    """For each participant on the roll the best that happened to the letters of the period.

    A letter that left only after the deadline is "sent late": it asked nobody in time. Where the
    text was placed by the common letter of several, that letter of the first one counts.
    """
    if state.carried_by and state.book == 1:
        procedure = state.carried_by
    rows = connection.execute(
        select(letters.c.participant_id, letters.c.state, letters.c.sent_at)
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
        late = state.deadline is not None and row.sent_at and row.sent_at > state.deadline.instant
        found = "sent late" if late and row.state == "sent" else row.state
        before = best.get(row.participant_id, RANK[-1])
        best[row.participant_id] = min(before, found, key=RANK.index)
    return tuple(
        Delivery(seat.participant, best.get(seat.participant, RANK[-1])) for seat in state.roll
    )
