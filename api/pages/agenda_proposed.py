"""Proposals to change an agenda as the pages show them: in full, and in a line to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from api.pages.agenda_telling import ASKS
from api.pages.shown import When, when
from nemcon.agenda.fate import Fate, count_of, fate_of
from nemcon.agenda.state import AgendaState, Proposal
from nemcon.agenda.written import place_named
from nemcon.text.lines import line

_FATES: Final = {
    Fate.WAITS: "stands",
    Fate.WITHDRAWN: "withdrawn",
    Fate.TAKEN_UP: "taken up",
    Fate.MET: "met: the agenda reads as it asked",
    Fate.NOT_TAKEN_UP: "not taken up",
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
        seat.name if seat else proposal.participant,
        proposal.participant == participant != "",
        f"{ASKS[proposal.change]} {place_named(state, proposal.place)}"
        if proposal.place
        else ASKS[proposal.change],
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
    says = f": {line(proposal.says)[:_LONGEST]}" if proposal.says.strip() else ""
    return f"Proposal {row.count}, {row.by}, {row.asks}{says}"


def _status(state: AgendaState, proposal: Proposal) -> str:
    status = _FATES[fate_of(state, proposal)]
    if not proposal.late:
        return status
    late = "late, does not bind the Chair"
    return late if status == _FATES[Fate.WAITS] else f"late, {status}"
