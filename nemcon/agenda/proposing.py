"""Proposals to change a provisional agenda, and the Chair's compromise between them."""

from __future__ import annotations

from nemcon.agenda import acts as a
from nemcon.agenda.adopting import check_exceptions
from nemcon.agenda.draft import PROPOSED_BY, AgendaDraft
from nemcon.agenda.entries import (
    ChangeProposed,
    CompromiseJoined,
    CompromiseOpposed,
    CompromisePut,
    ProposalWithdrawn,
)
from nemcon.agenda.state import AgendaPhase, Compromise
from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.procedure.people import Seat
from nemcon.timing.deadline import Deadline


def propose(draft: AgendaDraft, act: a.ProposeChange) -> None:
    """Record a proposal; one that came after the time for proposals is kept as late."""
    seat = draft.require_standing(N_("propose a change to the agenda"))
    draft.require_phase(AgendaPhase.CIRCULATED, doing=N_("propose a change to the agenda"))
    if act.change is not a.Change.ADD:
        draft.require_places((act.place,))
    if act.change in (a.Change.ADD, a.Change.AMEND) and not act.says.strip():
        says = _("A proposal must say what is to be added, or how the words are to read.")
        raise draft.refuse("nothing-proposed", says)
    _may_speak_for(draft, seat, act.on_behalf_of)
    draft.add(
        ChangeProposed(
            participant=seat.participant,
            change=act.change,
            place=act.place,
            says=act.says,
            on_behalf_of=act.on_behalf_of,
            late=_is_late(draft),
        )
    )


def withdraw_proposal(draft: AgendaDraft, act: a.WithdrawProposal) -> None:
    """Withdraw a proposal of the delegation's own; nothing happens where that was done already."""
    seat = draft.require_standing(N_("withdraw a proposal"))
    found = next((p for p in draft.state.proposals if p.number == act.proposal), None)
    if found is None:
        says = _("There is no proposal number {proposal}.", proposal=act.proposal)
        raise draft.refuse("no-such-proposal", says)
    if found.participant != seat.participant:
        says = _(
            "The proposal is not one of {name}, and only its author may withdraw it.",
            name=named(seat.name),
        )
        raise draft.refuse("not-the-author", says, PROPOSED_BY)
    draft.require_phase(AgendaPhase.CIRCULATED, doing=N_("withdraw a proposal"))
    if found.taken_up:
        says = _("The agenda that was issued anew has taken the proposal up.")
        raise draft.refuse("taken-up", says)
    if not found.withdrawn:
        draft.add(ProposalWithdrawn(found.number))


def put_compromise(draft: AgendaDraft, act: a.PutCompromise) -> None:
    """Put the Chair's compromise, in the place of the one before it."""
    draft.require_adopters(N_("put a compromise"))
    draft.require_phase(AgendaPhase.CIRCULATED, doing=N_("put a compromise"))
    exceptions = check_exceptions(draft, act.exceptions)
    draft.require_revisit(act.revisit)
    draft.add(CompromisePut(exceptions, act.revisit, act.says))


def oppose_compromise(draft: AgendaDraft, act: a.OpposeCompromise) -> None:
    """Record that a delegation cannot join the compromise; said twice alike it is said once."""
    seat = draft.require_standing(N_("oppose the compromise"))
    compromise = _compromise(draft, N_("oppose a compromise"))
    if (seat.participant, act.says) not in compromise.opposed_by:
        draft.add(CompromiseOpposed(seat.participant, act.says))


def join_compromise(draft: AgendaDraft, _act: a.JoinCompromise) -> None:
    """Record that a delegation which opposed the compromise no longer does."""
    seat = draft.require_standing(N_("join the compromise"))
    compromise = _compromise(draft, N_("join a compromise"))
    if seat.participant not in dict(compromise.opposed_by):
        says = _(
            "{name} has not opposed the compromise, and need not join it.", name=named(seat.name)
        )
        raise draft.refuse("not-opposed", says)
    draft.add(CompromiseJoined(seat.participant))


def _compromise(draft: AgendaDraft, doing: str) -> Compromise:
    draft.require_phase(AgendaPhase.CIRCULATED, doing=doing)
    if draft.state.compromise is None:
        raise draft.refuse("no-compromise", _("The Chair has put no compromise."))
    return draft.state.compromise


def _is_late(draft: AgendaDraft) -> bool:
    until, profile = draft.state.until, draft.state.profile
    if until is None:
        return False
    return not Deadline(until, profile.zone, profile.end_included).admits(draft.at)


def _may_speak_for(draft: AgendaDraft, seat: Seat, names: tuple[str, ...]) -> None:
    """Refuse to speak for a group that names its speakers, and not this one.

    Whom the roll does not know is taken as the words of the proposal: groups speak in meetings
    that no roll lists.
    """
    for group in draft.state.groups:
        if group.name in names and seat.participant not in (group.speakers or group.members):
            says = _("{name} does not speak for {group}.", name=named(seat.name), group=group.name)
            raise draft.refuse("not-a-speaker", says, PROPOSED_BY)
