"""The rules of an agenda: what an act leads to now, or why it is refused.

`decide` is pure, and is asked inside the transaction that holds the lock, like that of a silence
procedure.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from nemcon.agenda import acts as a
from nemcon.agenda.adopting import adopt, place_under_silence, reopen_result, settle, take_result
from nemcon.agenda.circulating import add_item, change_timetable, circulate, recall_launch, revise
from nemcon.agenda.draft import AgendaDraft
from nemcon.agenda.entries import AgendaEntry
from nemcon.agenda.proposing import (
    join_compromise,
    oppose_compromise,
    propose,
    put_compromise,
    withdraw_proposal,
)
from nemcon.agenda.recording import (
    issue_in_session,
    keep_record,
    list_document,
    name_officers,
    note_speaker,
)
from nemcon.agenda.state import AgendaState
from nemcon.agenda.timekeeping import close_proposals, end_session, remind
from nemcon.language import _
from nemcon.procedure.draft import Refused, by_time_alone
from nemcon.procedure.families import ReopenResult, TakeResult
from nemcon.procedure.papers import IssuePaper
from nemcon.procedure.recall import RecallLaunch
from nemcon.procedure.refusal import Refusal


def decide(
    state: AgendaState | None, act: a.AgendaAct, at: datetime, *, procedure: str = ""
) -> tuple[AgendaEntry, ...] | Refusal:
    """What `act`, received at the aware UTC instant `at`, leads to in `state`.

    `procedure` is the name of the agenda's procedure, of which that of the silence procedure is
    made; only `PlaceAgendaUnderSilence` needs it.
    """
    try:
        if isinstance(act, a.CirculateAgenda):
            return circulate(state, act, at)
        if state is None:
            return Refusal("no-such-procedure", _("There is no procedure of that name."))
        if isinstance(act, a.AgendaTimeAct):
            by_time_alone(act.actor)
        draft = AgendaDraft(state, act.actor, at)
        if isinstance(act, a.PlaceAgendaUnderSilence):
            place_under_silence(draft, act, procedure)
        else:
            _RULES[type(act)](draft, act)
    except Refused as refused:
        return refused.refusal
    return draft.entries


_RULES: Final[dict[type[a.AgendaAct], Callable[[AgendaDraft, Any], None]]] = {
    a.ProposeChange: propose,
    a.WithdrawProposal: withdraw_proposal,
    a.PutCompromise: put_compromise,
    a.OpposeCompromise: oppose_compromise,
    a.JoinCompromise: join_compromise,
    a.ReviseAgenda: revise,
    a.AddItem: add_item,
    a.AdoptAgenda: adopt,
    a.SettlePart: settle,
    a.ChangeTimetable: change_timetable,
    a.NameOfficers: name_officers,
    a.NoteSpeaker: note_speaker,
    a.ListDocument: list_document,
    a.KeepRecord: keep_record,
    a.CloseProposals: close_proposals,
    a.RemindOfParts: remind,
    a.EndSession: end_session,
    TakeResult: take_result,
    ReopenResult: reopen_result,
    IssuePaper: issue_in_session,
    RecallLaunch: recall_launch,
}
