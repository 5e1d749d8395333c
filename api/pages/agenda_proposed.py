"""Proposals to change an agenda as the pages show them: in full, and in a line to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from api.pages.agenda_telling import ASKS
from api.pages.shown import When, when
from nemcon.agenda.acts import Change
from nemcon.agenda.fate import Fate, count_of, fate_of
from nemcon.agenda.state import AgendaState, Proposal
from nemcon.agenda.written import place_named
from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.text.lines import line

# Translators: what has become of a proposal.
_FATES: Final = {
    Fate.WAITS: N_("stands"),
    Fate.WITHDRAWN: N_("withdrawn"),
    Fate.TAKEN_UP: N_("taken up"),
    Fate.MET: N_("met: the agenda reads as it asked"),
    Fate.NOT_TAKEN_UP: N_("not taken up"),
}
_LATE_FATES: Final = {
    Fate.WAITS: N_("late, does not bind the Chair"),
    Fate.WITHDRAWN: N_("late, withdrawn"),
    Fate.TAKEN_UP: N_("late, taken up"),
    Fate.MET: N_("late, met: the agenda reads as it asked"),
    Fate.NOT_TAKEN_UP: N_("late, not taken up"),
}
# Translators: what a proposal asks, where nobody said of which place.
_ASKS: Final = {
    Change.ADD: N_("to add"),
    Change.DELETE: N_("to delete"),
    Change.AMEND: N_("to amend"),
    Change.EXCEPT: N_("to leave out of the adoption for now"),
}
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal to change the agenda; `count` is counted from 1."""

    count: int
    by: str
    own: bool
    asks: str
    says: str
    on_behalf_of: tuple[str, ...]
    status: str
    at: When


def proposal_row(state: AgendaState, proposal: Proposal, participant: str) -> ProposalRow:
    """A proposal as it is shown to that participant."""
    seat = state.seat(proposal.participant)
    return ProposalRow(
        count_of(state, proposal.number),
        named(seat.name if seat else proposal.participant),
        proposal.participant == participant != "",
        asks_of(state, proposal.change, proposal.place),
        proposal.says,
        proposal.on_behalf_of,
        _status(state, proposal),
        at=when(proposal.at, state.profile.zone),
    )


def proposal_choices(
    state: AgendaState, proposals: tuple[Proposal, ...]
) -> tuple[tuple[str, str], ...]:
    """Proposals to choose from: the number of the entry, and the proposal in a line."""
    return tuple((str(p.number), proposal_line(state, p)) for p in proposals)


def proposal_line(state: AgendaState, proposal: Proposal) -> str:
    """A proposal in a line: its count, by whom, and what it asks."""
    row = proposal_row(state, proposal, "")
    known = {"count": row.count, "by": row.by, "asks": row.asks}
    if not proposal.says.strip():
        return _("Proposal {count}, {by}, {asks}", **known)
    says = line(proposal.says)[:_LONGEST]
    return _("Proposal {count}, {by}, {asks}: {says}", **known, says=says)


def asks_of(state: AgendaState, change: Change, place: str) -> str:
    """What a proposal asks, as in "to add item 4"."""
    if not place:
        return _(_ASKS[change])
    return _(ASKS[change], place=place_named(state, place))


def _status(state: AgendaState, proposal: Proposal) -> str:
    fate = fate_of(state, proposal)
    if not proposal.late:
        return _(_FATES[fate])
    return _(_LATE_FATES[fate])
