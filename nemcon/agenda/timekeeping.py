"""The steps that time takes about an agenda. Taken twice, or in vain, they change nothing."""

from __future__ import annotations

from nemcon.agenda.acts import AgendaOutcome, CloseProposals, EndSession, RemindOfParts
from nemcon.agenda.draft import AgendaDraft
from nemcon.agenda.due import open_at, proposals_end, reminders, session_end
from nemcon.agenda.entries import ProposalsClosed, RemindedOfParts, SessionEnded
from nemcon.agenda.evolution import carried_over
from nemcon.language import _

TOO_EARLY = "too-early"


def close_proposals(draft: AgendaDraft, _act: CloseProposals) -> None:
    """Note that the time for proposals has run out, at the instant at which it had."""
    step = proposals_end(draft.state)
    if step is None:
        return
    if draft.at < step.at:
        raise draft.refuse(TOO_EARLY, _("The time for proposals has not run out yet."))
    draft.add(ProposalsClosed(step.nominal))


def remind(draft: AgendaDraft, act: RemindOfParts) -> None:
    """Remind of everything that is to be taken up at that instant."""
    owed = next((step for step in reminders(draft.state, draft.at) if step.act == act), None)
    if owed is None:
        return
    if draft.at < owed.at:
        raise draft.refuse(TOO_EARLY, _("It is too early for this reminder."))
    draft.add(RemindedOfParts(act.instant, act.rung, open_at(draft.state, act.instant)))


def end_session(draft: AgendaDraft, _act: EndSession) -> None:
    """End the session: what is open still, and what was deferred, goes to the next one."""
    step = session_end(draft.state)
    if step is None:
        return
    if draft.at < step.at:
        raise draft.refuse(TOO_EARLY, _("The last sitting is not over yet."))
    state = draft.state
    outcome = state.outcome or AgendaOutcome.NOT_ADOPTED
    draft.add(SessionEnded(step.nominal, outcome, carried_over(state), state.next_session))
