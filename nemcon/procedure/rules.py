"""The rules: what an act leads to now, or why it is refused.

`decide` is pure. It is asked inside the transaction that holds the procedure's lock, with the
instant at which the act was received, and answers with the entries to append, with nothing when
the act has already had its effect, or with a refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from nemcon.language import _
from nemcon.procedure import acts as a
from nemcon.procedure.breaking import close_book, end_consultation
from nemcon.procedure.draft import Draft, Refused, by_time_alone
from nemcon.procedure.entries import Entry
from nemcon.procedure.filing import admit_late, file, withdraw_objection
from nemcon.procedure.issuing import issue_paper
from nemcon.procedure.launch import place_under_silence
from nemcon.procedure.papers import IssuePaper
from nemcon.procedure.recall import RecallLaunch
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.reminders import RemindDelegations
from nemcon.procedure.reminding import remind_delegations
from nemcon.procedure.ruling import (
    begin_silence,
    close_early,
    compile_rest,
    confirm,
    declare,
    extend,
    recall_launch,
    refer,
    remind,
    restore_silence,
    resume,
    resume_on_time,
    revise,
    suspend,
    withdraw_text,
)
from nemcon.procedure.state import ProcedureState
from nemcon.procedure.voting import close_vote


def decide(state: ProcedureState | None, act: a.Act, at: datetime) -> tuple[Entry, ...] | Refusal:
    """What `act`, received at the aware UTC instant `at`, leads to in `state`."""
    try:
        if isinstance(act, a.PlaceUnderSilence):
            return place_under_silence(state, act, at)
        if state is None:
            return Refusal("no-such-procedure", _("There is no procedure of that name."))
        if isinstance(act, a.TimeAct):
            by_time_alone(act.actor)
        draft = Draft(state, act.actor, at)
        _RULES[type(act)](draft, act)
    except Refused as refused:
        return refused.refusal
    return draft.entries


_RULES: Final[dict[type[a.Act], Callable[[Draft, Any], None]]] = {
    a.File: file,
    a.WithdrawObjection: withdraw_objection,
    a.Extend: extend,
    a.Suspend: suspend,
    a.Resume: resume,
    a.CloseEarly: close_early,
    a.Revise: revise,
    a.RestoreSilence: restore_silence,
    a.Refer: refer,
    a.WithdrawText: withdraw_text,
    a.Compile: compile_rest,
    a.AdmitLate: admit_late,
    a.Declare: declare,
    a.CloseBook: close_book,
    a.Remind: remind,
    a.ResumeOnTime: resume_on_time,
    a.EndConsultation: end_consultation,
    a.CloseVote: close_vote,
    a.BeginSilence: begin_silence,
    a.Confirm: confirm,
    IssuePaper: issue_paper,
    RecallLaunch: recall_launch,
    RemindDelegations: remind_delegations,
}
