"""The rules of a negotiation: what an act leads to now, or why it is refused.

`decide` is pure, and is asked as that of a silence procedure is: inside the transaction that
holds the lock, with the instant of receipt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from nemcon.language import _
from nemcon.negotiation import acts as a
from nemcon.negotiation.amending import (
    admit_late,
    make_statement,
    propose_amendment,
    take_position,
    withdraw_amendment,
)
from nemcon.negotiation.concluding import (
    conclude,
    end_of_time,
    reopen_result,
    take_result,
    withdraw_tabled,
)
from nemcon.negotiation.drafting import NegotiationDraft
from nemcon.negotiation.entries import NegotiationEntry
from nemcon.negotiation.ladder import move_paragraphs
from nemcon.negotiation.revising import issue_revision
from nemcon.negotiation.rounds import close_round, follow_timetable, remind_of_round, set_round
from nemcon.negotiation.state import NegotiationState
from nemcon.negotiation.tabling import recall_launch, table_text
from nemcon.procedure.draft import Refused, by_time_alone
from nemcon.procedure.families import FollowTimetable, ReopenResult, TakeResult
from nemcon.procedure.issuing import issue_paper
from nemcon.procedure.papers import IssuePaper
from nemcon.procedure.recall import RecallLaunch
from nemcon.procedure.refusal import Refusal
from nemcon.text.refused import TextRefused


def decide(
    state: NegotiationState | None, act: a.NegotiationAct, at: datetime, *, procedure: str = ""
) -> tuple[NegotiationEntry, ...] | Refusal:
    """What `act`, received at the aware UTC instant `at`, leads to in `state`.

    `procedure` is the name of the negotiation, of which that of the silence procedure for what is
    agreed is made. Raises `ValueError` where a conclusion needs it and the caller names none.
    """
    try:
        if isinstance(act, a.TableText):
            return table_text(state, act, at)
        if state is None:
            return Refusal("no-such-procedure", _("There is no negotiation of that name."))
        if isinstance(act, a.NegotiationTimeAct):
            by_time_alone(act.actor)
        draft = NegotiationDraft(state, act.actor, at, procedure)
        _RULES[type(act)](draft, act)
    except Refused as refused:
        return refused.refusal
    except TextRefused as refused:
        return Refusal(refused.code, f"{refused.says[:1].upper()}{refused.says[1:]}")
    return draft.entries


_RULES: Final[dict[type[a.NegotiationAct], Callable[[NegotiationDraft, Any], None]]] = {
    a.ProposeAmendment: propose_amendment,
    a.TakePosition: take_position,
    a.WithdrawAmendment: withdraw_amendment,
    a.MakeStatement: make_statement,
    a.IssueRevision: issue_revision,
    a.MoveParagraphs: move_paragraphs,
    a.SetRound: set_round,
    a.AdmitLateAmendment: admit_late,
    a.ConcludeNegotiation: conclude,
    a.WithdrawTabled: withdraw_tabled,
    a.RemindOfRound: remind_of_round,
    a.CloseRound: close_round,
    a.EndOfTime: end_of_time,
    FollowTimetable: follow_timetable,
    TakeResult: take_result,
    ReopenResult: reopen_result,
    IssuePaper: issue_paper,
    RecallLaunch: recall_launch,
}
