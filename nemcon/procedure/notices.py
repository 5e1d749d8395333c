"""Which letters an entry calls for, and to whom: decided by the rules, written elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import Kind
from nemcon.procedure.disclosure import TELLS
from nemcon.procedure.entries import Recorded
from nemcon.procedure.people import Office
from nemcon.procedure.reminders import DelegationsReminded
from nemcon.procedure.state import ProcedureState

_Notice_co = TypeVar("_Notice_co", bound=StrEnum, covariant=True)


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
    ANNOUNCEMENT = "announcement"


OPENING_NOTICES: Final = {
    "placed": Notice.CIRCULATION,
    "revised": Notice.REVISION,
    "restored": Notice.RESTORATION,
}


@dataclass(frozen=True, slots=True)
class Letter(Generic[_Notice_co]):
    """A letter that is due: its kind, and the participants whose contacts receive it.

    Each kind of procedure has kinds of letter of its own.
    """

    notice: _Notice_co
    to: tuple[str, ...]


def letters_for(  # noqa: C901, PLR0911, PLR0912 - one line for each entry reads best in one place
    recorded: Recorded, state: ProcedureState
) -> tuple[Letter[Notice], ...]:
    """The letters that an entry calls for, given the state just after it."""
    entry = recorded.entry
    match entry:
        case e.PeriodOpened() if state.carried_by and entry.cause == "placed":
            return ()
        case e.PeriodOpened():
            return (Letter(OPENING_NOTICES[entry.cause], _everyone(state)),)
        case e.Filed():
            return _for_filing(entry, recorded, state)
        case e.ObjectionWithdrawn():
            own = Letter(Notice.RECEIPT, (entry.participant,))
            return (
                (own, Letter(Notice.WITHDRAWAL, _others(recorded, state)))
                if _one_by_one(state)
                else (own,)
            )
        case e.SilenceBroken() if _as_a_whole(recorded, state):
            return (Letter(Notice.OBJECTION, _others(recorded, state)),)
        case e.SilenceMended() if _as_a_whole(recorded, state):
            return (Letter(Notice.WITHDRAWAL, _others(recorded, state)),)
        case e.LateFilingAdmitted():
            return (Letter(Notice.ADMISSION, _everyone(state)),)
        case e.ReminderIssued() if entry.participants:
            return (Letter(Notice.REMINDER, entry.participants),)
        case DelegationsReminded():
            return (Letter(Notice.REMINDER, entry.participants),)
        case e.LaunchAnnounced():
            return (Letter(Notice.ANNOUNCEMENT, _everyone(state)),)
        case e.ClocksSet() if entry.rule == "period.tail" and not _one_by_one(state):
            return (Letter(Notice.EXTENSION, tuple(name for name, _ in entry.deadlines)),)
        case e.PeriodExtended():
            return (Letter(Notice.EXTENSION, _everyone(state)),)
        case e.PeriodSuspended():
            return (Letter(Notice.SUSPENSION, _everyone(state)),)
        case e.PeriodResumed():
            return (Letter(Notice.RESUMPTION, _everyone(state)),)
        case e.ConsultationOpened() if not (state.ended_by_break and _announced(state)):
            return (Letter(Notice.CONSULTATION, _everyone(state)),)
        case o.OutcomeReached():
            return (Letter(Notice.OUTCOME, _everyone(state)),)
        case o.OutcomeDeclared():
            return (Letter(Notice.FINDING, _everyone(state)),)
        case o.VoteOpened():
            return (Letter(Notice.VOTE, _everyone(state)),)
        case o.OutcomeConfirmed():
            return (Letter(Notice.CONFIRMATION, _everyone(state)),)
        case _:
            return ()


def _for_filing(
    entry: e.Filed, recorded: Recorded, state: ProcedureState
) -> tuple[Letter[Notice], ...]:
    receipt = Letter(Notice.RECEIPT, (entry.participant,))
    objects = entry.kind is Kind.OBJECT and not entry.late
    if not objects or not _one_by_one(state):
        return (receipt,)
    return receipt, Letter(Notice.OBJECTION, _others(recorded, state))


def _one_by_one(state: ProcedureState) -> bool:
    """Whether each objection has a letter: where not even their number is told, none has."""
    tells = TELLS[state.profile.during]
    return tells.count or tells.filings


def _as_a_whole(recorded: Recorded, state: ProcedureState) -> bool:
    """Whether one letter tells that silence is broken, or unbroken again, and nothing tells more.

    At the closing of the book other letters say it.
    """
    by_time = recorded.actor.office is Office.TIME
    return _announced(state) and not _one_by_one(state) and not by_time


def _announced(state: ProcedureState) -> bool:
    return TELLS[state.profile.during].broken


def _everyone(state: ProcedureState) -> tuple[str, ...]:
    return tuple(seat.participant for seat in state.roll)


def _others(recorded: Recorded, state: ProcedureState) -> tuple[str, ...]:
    """Everybody on the roll but the delegation that acted."""
    return tuple(name for name in _everyone(state) if name != recorded.actor.participant)
