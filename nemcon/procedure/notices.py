"""Which letters an entry calls for, and to whom: decided by the rules, written elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nemcon.procedure import entries as e
from nemcon.procedure.acts import Kind
from nemcon.procedure.disclosure import TELLS
from nemcon.procedure.entries import Recorded
from nemcon.procedure.state import ProcedureState


class Notice(StrEnum):
    """The kinds of letter. Their values name the templates and the counts of a rehearsal."""

    CIRCULATION = "circulation"
    REVISION = "revision"
    RESTORATION = "restoration"
    RECEIPT = "receipt"
    OBJECTION = "notice-of-objection"
    WITHDRAWAL = "notice-of-withdrawal"
    ADMISSION = "notice-of-admission"
    REMINDER = "reminder"
    EXTENSION = "extension"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    CONSULTATION = "consultation"
    OUTCOME = "outcome"
    FINDING = "finding"
    VOTE = "vote"
    CONFIRMATION = "confirmation"


OPENING_NOTICES: Final = {
    "placed": Notice.CIRCULATION,
    "revised": Notice.REVISION,
    "restored": Notice.RESTORATION,
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that is due: its kind, and the participants whose contacts receive it."""

    notice: Notice
    to: tuple[str, ...]


def letters_for(  # noqa: C901, PLR0911, PLR0912 - one line for each entry reads best in one place
    recorded: Recorded, state: ProcedureState
) -> tuple[Letter, ...]:
    """The letters that an entry calls for, given the state just after it."""
    entry = recorded.entry
    everyone = tuple(seat.participant for seat in state.roll)
    match entry:
        case e.PeriodOpened() if state.carried_by and entry.cause == "placed":
            return ()
        case e.PeriodOpened():
            return (Letter(OPENING_NOTICES[entry.cause], everyone),)
        case e.Filed():
            return _for_filing(entry, state, everyone)
        case e.ObjectionWithdrawn():
            others = tuple(name for name in everyone if name != entry.participant)
            own = Letter(Notice.RECEIPT, (entry.participant,))
            return (own, Letter(Notice.WITHDRAWAL, others)) if _announced(state) else (own,)
        case e.LateFilingAdmitted():
            return (Letter(Notice.ADMISSION, everyone),)
        case e.ReminderIssued() if entry.participants:
            return (Letter(Notice.REMINDER, entry.participants),)
        case e.PeriodExtended():
            return (Letter(Notice.EXTENSION, everyone),)
        case e.PeriodSuspended():
            return (Letter(Notice.SUSPENSION, everyone),)
        case e.PeriodResumed():
            return (Letter(Notice.RESUMPTION, everyone),)
        case e.ConsultationOpened() if not (state.ended_by_break and _announced(state)):
            return (Letter(Notice.CONSULTATION, everyone),)
        case e.OutcomeReached():
            return (Letter(Notice.OUTCOME, everyone),)
        case e.OutcomeDeclared():
            return (Letter(Notice.FINDING, everyone),)
        case e.VoteOpened():
            return (Letter(Notice.VOTE, everyone),)
        case e.OutcomeConfirmed():
            return (Letter(Notice.CONFIRMATION, everyone),)
        case _:
            return ()


def _for_filing(
    entry: e.Filed, state: ProcedureState, everyone: tuple[str, ...]
) -> tuple[Letter, ...]:
    receipt = Letter(Notice.RECEIPT, (entry.participant,))
    objects = entry.kind is Kind.OBJECT and not entry.late
    if not objects or not _announced(state):
        return (receipt,)
    others = tuple(name for name in everyone if name != entry.participant)
    return receipt, Letter(Notice.OBJECTION, others)


def _announced(state: ProcedureState) -> bool:
    return TELLS[state.profile.during].broken
