"""Which letters an entry about an agenda calls for, and to whom."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from nemcon.agenda import entries as e
from nemcon.agenda.acts import AgendaOutcome
from nemcon.agenda.entries import AgendaEntry, AgendaRecorded
from nemcon.agenda.state import AgendaState
from nemcon.procedure.notices import Letter


class AgendaNotice(StrEnum):
    """The kinds of letter. Their values name the templates and the counts of a rehearsal."""

    CIRCULATION = "agenda-circulation"
    REVISION = "agenda-revision"
    RECEIPT = "agenda-receipt"
    PROPOSAL = "agenda-proposal"
    WITHDRAWAL = "agenda-withdrawal"
    COMPROMISE = "agenda-compromise"
    OPPOSITION = "agenda-opposition"
    JOINING = "agenda-joining"
    ITEM = "agenda-item"
    ADOPTION = "agenda-adoption"
    PART = "agenda-part"
    TIMETABLE = "agenda-timetable"
    REMINDER = "agenda-reminder"
    END = "agenda-end"


_TO_ALL: Final[dict[type[AgendaEntry], AgendaNotice]] = {
    e.AgendaCirculated: AgendaNotice.CIRCULATION,
    e.AgendaRevised: AgendaNotice.REVISION,
    e.CompromisePut: AgendaNotice.COMPROMISE,
    e.ItemAdded: AgendaNotice.ITEM,
    e.AgendaAdopted: AgendaNotice.ADOPTION,
    e.PartSettled: AgendaNotice.PART,
    e.TimetableChanged: AgendaNotice.TIMETABLE,
    e.RemindedOfParts: AgendaNotice.REMINDER,
    e.SessionEnded: AgendaNotice.END,
}
_WITH_RECEIPT: Final[dict[type[AgendaEntry], AgendaNotice]] = {
    e.ChangeProposed: AgendaNotice.PROPOSAL,
    e.ProposalWithdrawn: AgendaNotice.WITHDRAWAL,
    e.CompromiseOpposed: AgendaNotice.OPPOSITION,
    e.CompromiseJoined: AgendaNotice.JOINING,
}


def letters_for(recorded: AgendaRecorded, state: AgendaState) -> tuple[Letter[AgendaNotice], ...]:
    """The letters that an entry calls for, given the state just after it.

    What a delegation does is receipted, and told to the others. That the agenda was placed under
    silence is said by the letter of the silence procedure.
    """
    entry = recorded.entry
    everyone = tuple(seat.participant for seat in state.roll)
    if isinstance(entry, e.SessionEnded) and not _left_something(entry):
        return ()
    if notice := _TO_ALL.get(type(entry)):
        return (Letter(notice, everyone),)
    if notice := _WITH_RECEIPT.get(type(entry)):
        own = recorded.actor.participant
        others = tuple(name for name in everyone if name != own)
        return Letter(AgendaNotice.RECEIPT, (own,)), Letter(notice, others)
    return ()


def _left_something(entry: e.SessionEnded) -> bool:
    return bool(entry.carried_over) or entry.outcome is AgendaOutcome.NOT_ADOPTED
