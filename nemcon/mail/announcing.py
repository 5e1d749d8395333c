"""The calendar entry that goes with a letter: set, moved or called off as the deadline is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from nemcon.mail.calendar import EventStatus, deadline_event
from nemcon.mail.occasion import Occasion
from nemcon.mail.wording import shortened
from nemcon.procedure.notices import Notice
from nemcon.procedure.state import Phase
from nemcon.text.lines import line
from nemcon.timing.deadline import Deadline
from nemcon.timing.writing import write_deadline

_SETS: Final = frozenset(
    {
        Notice.CIRCULATION,
        Notice.REVISION,
        Notice.RESTORATION,
        Notice.EXTENSION,
        Notice.RESUMPTION,
        Notice.REMINDER,
    }
)
_MAY_CALL_OFF: Final = frozenset(
    {
        Notice.RECEIPT,
        Notice.OBJECTION,
        Notice.CONSULTATION,
        Notice.OUTCOME,
        Notice.ADMISSION,
        Notice.VOTE,
    }
)
_NOT_IN_UIDS: Final = re.compile(r"[^A-Za-z0-9.-]+")


def calendar_of(occasion: Occasion, domain: str, stamp: datetime, participant: str) -> str:
    """The entry as an iCalendar file for the contacts of a participant; empty where none is needed.

    A procedure has one entry for good: its sequence is the number of the register's entry, so that
    a letter that arrives late never undoes a later one.
    """
    state = occasion.state
    status = _status(occasion)
    announced = occasion.announced
    deadline = state.deadline_for(participant)
    instant = deadline.instant if deadline and status == "CONFIRMED" else announced
    if status is None or instant is None:
        return ""
    symbol = f"[{line(state.text.symbol)}] " if state.text.symbol.strip() else ""
    return deadline_event(
        uid=f"silence-{_NOT_IN_UIDS.sub('-', occasion.procedure)}@{domain}",
        sequence=occasion.recorded.number,
        summary=f"{symbol}Silence ends: {shortened(state.text.title)}",
        instant=instant.astimezone(UTC),
        description=_description(deadline, status),
        status=status,
        stamp=stamp.astimezone(UTC),
    ).decode()


def _status(occasion: Occasion) -> EventStatus | None:
    notice, announced = occasion.notice, occasion.announced
    if notice in _SETS:
        return "CONFIRMED"
    if notice is Notice.SUSPENSION:
        return "CANCELLED"
    state = occasion.state
    over = state.ended or state.ended_by_break or state.phase is Phase.VOTING
    ahead = announced is not None and occasion.recorded.at < announced
    if notice in _MAY_CALL_OFF and ahead and (over or notice is Notice.CONSULTATION):
        return "CANCELLED"
    return None


def _description(deadline: Deadline | None, status: EventStatus) -> str:
    if status == "CANCELLED" or deadline is None:
        return "The period no longer ends at this time; see the letter."
    written = write_deadline(deadline)
    lines = (*dict.fromkeys(written.lines), "", written.rule)
    return "\n".join((*lines, "Your delegation's page is linked in the letter."))
