"""What has become of a proposal to change an agenda, and how proposals are counted for people."""

from __future__ import annotations

from enum import StrEnum

from nemcon.agenda.acts import Change, Settlement
from nemcon.agenda.items import covered_by
from nemcon.agenda.settling import words_at
from nemcon.agenda.state import AgendaState, Proposal


class Fate(StrEnum):
    """What has become of a proposal: it waits, or is one of the others for good."""

    WAITS = "waits"
    WITHDRAWN = "withdrawn"
    TAKEN_UP = "taken-up"
    MET = "met"
    NOT_TAKEN_UP = "not-taken-up"


def fate_of(state: AgendaState, proposal: Proposal) -> Fate:
    """What has become of it.

    It waits until the agenda is adopted, and after that while what it is about is left open. Then
    it is met where the agenda is as it asked, also where nobody said that it was taken up.
    """
    if proposal.withdrawn:
        return Fate.WITHDRAWN
    if proposal.taken_up:
        return Fate.TAKEN_UP
    if _waits(state, proposal):
        return Fate.WAITS
    return Fate.MET if _met(state, proposal) else Fate.NOT_TAKEN_UP


def of_fate(state: AgendaState, *fates: Fate) -> tuple[Proposal, ...]:
    """The proposals of which that has become, in the order in which they came."""
    return tuple(p for p in state.proposals if fate_of(state, p) in fates)


def count_of(state: AgendaState, number: int) -> int:
    """Which proposal it is for people, counted from 1; `number` is that of its entry.

    A number that is of no proposal is given back.
    """
    each = enumerate((proposal.number for proposal in state.proposals), start=1)
    return next((count for count, entry in each if entry == number), number)


def _waits(state: AgendaState, proposal: Proposal) -> bool:
    if state.ended:
        return False
    if state.adopted_at is None:
        return True
    opened = [part.place for part in state.open_parts]
    if proposal.place in state.places:
        return proposal.place in covered_by(state.items, opened)
    return bool(opened)


def _met(state: AgendaState, proposal: Proposal) -> bool:
    if state.adopted_at is None:
        return False
    place, left = proposal.place, {part.place: part for part in state.exceptions}
    match proposal.change:
        case Change.EXCEPT:
            return place in covered_by(state.items, [p.place for p in left.values() if not p.added])
        case Change.DELETE:
            dropped = place in left and left[place].settlement is Settlement.DROPPED
            return dropped or place not in state.places
        case Change.AMEND | Change.ADD:
            return place in state.places and _same(words_at(state, place), proposal.says)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
