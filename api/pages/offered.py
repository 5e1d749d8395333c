"""Which rulings are open to a member of the staff now: the rules themselves are asked.

Each ruling is tried on the present state with likely content; what the rules refuse is shown
with their own sentence, so that nobody wonders where a button went.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from api.pages.responses import Beside
from api.pages.resting import of_ruling
from api.pages.ruling_words import RULINGS
from api.people import actor
from nemcon.language import _
from nemcon.procedure import acts as a
from nemcon.procedure.acts import Act, Outcome
from nemcon.procedure.due import overdue
from nemcon.procedure.people import Actor
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.state import ProcedureState
from nemcon.register.staff import Role, Staff
from nemcon.text.document import Paragraph

_AHEAD: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Offer:
    """A ruling, what it does, the rule that lets it be made, and why it is not open now, if so."""

    verb: str
    name: str
    does: str
    rests_on: Beside
    refused: str


def offered(state: ProcedureState, staff: Staff, now: datetime) -> tuple[Offer, ...]:
    """Every ruling, those that are open now first. None for a reader."""
    if staff.role is Role.READER:
        return ()
    trials = _trials(state, actor(staff, "page"), now)
    due = overdue(state, now) is not None
    offers = [
        Offer(
            verb,
            _(words.name),
            _(words.does),
            of_ruling(state.profile, verb),
            _refused(state, trials[verb], now, due=due),
        )
        for verb, words in RULINGS.items()
    ]
    return tuple(sorted(offers, key=lambda offer: bool(offer.refused)))


def _refused(state: ProcedureState, act: Act | None, now: datetime, *, due: bool) -> str:
    if due:
        return _("The deadline has passed and the book is being closed; look again in a moment.")
    if act is None:
        return _("No late filing waits to be admitted.")
    answer = decide(state, act, now)
    return answer.says if isinstance(answer, Refusal) else ""


def _trials(state: ProcedureState, actor: Actor, now: datetime) -> Mapping[str, Act | None]:
    later = max(now, state.deadline.instant if state.deadline else now) + _AHEAD
    other = (Paragraph(next(iter(state.open_paragraphs), "1"), "\u2026"),)
    waiting = late_filers(state)
    return {
        "begin": a.BeginSilence(actor, later),
        "extend": a.Extend(actor, later),
        "suspend": a.Suspend(actor),
        "resume": a.Resume(actor, until=later),
        "close-early": a.CloseEarly(actor),
        "revise": a.Revise(actor, other, until=later, symbol="\u2026"),
        "restore-silence": a.RestoreSilence(actor, later),
        "refer": a.Refer(actor),
        "withdraw-text": a.WithdrawText(actor),
        "compile": a.Compile(actor),
        "admit-late": a.AdmitLate(actor, waiting[0]) if waiting else None,
        "declare": a.Declare(actor, Outcome.NOT_ADOPTED),
        "confirm": a.Confirm(actor),
    }


def late_filers(state: ProcedureState) -> tuple[str, ...]:
    """The participants with a late filing on the present text that may still be admitted."""
    waiting = {
        filing.participant
        for filing in state.filings
        if filing.round == state.round and filing.late and not (filing.admitted or filing.withdrawn)
    }
    return tuple(seat.participant for seat in state.roll if seat.participant in waiting)
