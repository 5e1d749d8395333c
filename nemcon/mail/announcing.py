"""The calendar entry that goes with a letter: set, moved or called off as the deadline is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from nemcon.language import N_, _
from nemcon.mail.calendar import EventStatus, deadline_event
from nemcon.mail.letters import headed
from nemcon.mail.occasion import Occasion
from nemcon.mail.wording import shortened
from nemcon.procedure.notices import Notice
from nemcon.procedure.state import Phase, ProcedureState
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
YOUR_PAGE: Final = N_("Your delegation's page is linked in the letter.")
CALLED_OFF: Final = N_("This no longer takes place then; see the letter.")
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
    return deadline_event(
        uid=uid_of("silence", occasion.procedure, domain),
        sequence=occasion.recorded.number,
        summary=summary_of(state),
        instant=instant.astimezone(UTC),
        description=_description(deadline, status),
        status=status,
        stamp=stamp.astimezone(UTC),
    ).decode()


def uid_of(kind: str, procedure: str, domain: str) -> str:
    """What calendars call the deadline of a procedure; it stays the same for good."""
    return f"{kind}-{_NOT_IN_UIDS.sub('-', procedure)}@{domain}"


def summary_of(state: ProcedureState) -> str:
    """What the deadline of a silence procedure is called in a calendar."""
    symbol = f"[{state.text.issued_symbol}] " if state.text.issued_symbol else ""
    return headed(symbol + _("Silence ends: {title}", title=shortened(state.text.title)))


def deadline_says(deadline: Deadline) -> str:
    """The deadline in the body's zone and in UTC, with its rule, as a calendar explains it."""
    written = write_deadline(deadline)
    return "\n".join((*dict.fromkeys(written.lines), "", written.rule))


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
        return _("The period no longer ends at this time; see the letter.")
    return f"{deadline_says(deadline)}\n{_(YOUR_PAGE)}"
