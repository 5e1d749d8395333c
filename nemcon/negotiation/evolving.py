"""How entries change the amendments of a negotiation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from nemcon.negotiation import entries as e
from nemcon.negotiation.acts import Stance
from nemcon.negotiation.entries import NegotiationRecorded
from nemcon.negotiation.state import NegotiationState, Proposed
from nemcon.text.amendments import (
    Amendment,
    Status,
    cosponsored,
    opposed,
    settled,
    supported,
)
from nemcon.text.numbers import Path, read_path
from nemcon.text.reading import read_runs


def proposed_in(
    s: NegotiationState, x: e.AmendmentProposed, r: NegotiationRecorded
) -> NegotiationState:
    """One more amendment; whoever proposed it has filed something in the round."""
    amendment = Amendment(
        id=x.id,
        proposer=x.participant,
        change=x.change,
        place=_path(x.paragraph),
        wording=read_runs(x.wording, x.paragraph),
        passage=x.passage,
        beneath=x.beneath,
        cosponsors=x.cosponsors,
        reason=x.reason,
    )
    proposed = Proposed(amendment, r.number, r.at, x.round, late=x.late)
    # Whoever is only named as a co-sponsor has filed nothing itself.
    filed = s.filed | {x.participant} if x.round == s.round else s.filed
    return replace(s, amendments=(*s.amendments, proposed), filed=filed)


def position_taken(
    s: NegotiationState, x: e.PositionTaken, _r: NegotiationRecorded
) -> NegotiationState:
    """What a delegation says to an amendment, in place of what it said before."""

    def taken(one: Proposed) -> Proposed:
        said = tuple(pair for pair in one.said if pair[0] != x.participant)
        if x.says:
            said = (*said, (x.participant, x.says))
        plain = _without(one.amendment, x.participant)
        amendment = _STANCES[x.stance](plain, x.participant)
        confirmed = tuple(name for name in one.confirmed if name != x.participant)
        if x.stance is Stance.COSPONSOR:
            confirmed = (*confirmed, x.participant)
        return replace(one, amendment=amendment, said=said, confirmed=confirmed)

    return replace(each(s, (x.amendment,), taken), filed=s.filed | {x.participant})


def _without(amendment: Amendment, name: str) -> Amendment:
    def others(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(other for other in names if other != name)

    return replace(
        amendment,
        cosponsors=others(amendment.cosponsors),
        supporters=others(amendment.supporters),
        opponents=others(amendment.opponents),
    )


_STANCES: Final[Mapping[Stance, Callable[[Amendment, str], Amendment]]] = {
    Stance.SUPPORT: supported,
    Stance.OPPOSE: opposed,
    Stance.COSPONSOR: cosponsored,
    Stance.NONE: lambda amendment, _name: amendment,
}


def withdrawn_by(
    s: NegotiationState, x: e.AmendmentWithdrawn, _r: NegotiationRecorded
) -> NegotiationState:
    """The amendment of the co-sponsor that carries it on, or withdrawn."""

    def gone(one: Proposed) -> Proposed:
        if not x.carried_on_by:
            return replace(one, amendment=settled(one.amendment, Status.WITHDRAWN))
        others = _without(one.amendment, x.carried_on_by)
        return replace(one, amendment=replace(others, proposer=x.carried_on_by))

    return each(s, (x.amendment,), gone)


def merged_in(x: e.Merged, r: NegotiationRecorded, round_: int) -> Proposed:
    """An amendment that a revision made of several."""
    amendment = Amendment(
        id=x.id,
        proposer="",
        change=x.change,
        place=_path(x.paragraph),
        wording=read_runs(x.wording, x.paragraph),
        passage=x.passage,
        beneath=x.beneath,
        cosponsors=x.cosponsors,
        supporters=x.supporters,
        status=Status.ACCEPTED,
    )
    return Proposed(amendment, r.number, r.at, round_, merged=True, settled=r.number)


def each(
    s: NegotiationState, ids: tuple[str, ...], change: Callable[[Proposed], Proposed]
) -> NegotiationState:
    """The state with these amendments changed."""
    amendments = tuple(change(p) if p.amendment.id in ids else p for p in s.amendments)
    return replace(s, amendments=amendments)


def _path(cited: str) -> Path:
    return read_path(cited) if cited else ()
