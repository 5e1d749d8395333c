"""What an agenda adds to a timeline: the sittings, its adoption, and what was settled later."""

from __future__ import annotations

from collections.abc import Iterator

from nemcon.agenda.acts import AgendaOutcome
from nemcon.agenda.items import Sitting
from nemcon.agenda.state import AgendaState
from nemcon.text.lines import listed
from nemcon.timing.timeline import Fact, Mark, Point, Shade, Span

SITTINGS = "Sittings"
_OUTCOMES = {
    AgendaOutcome.ADOPTED: "Adopted",
    AgendaOutcome.WITH_EXCEPTIONS: "Adopted with exceptions",
    AgendaOutcome.NOT_ADOPTED: "Not adopted",
}


def agenda_facts(state: AgendaState) -> tuple[Fact, ...]:
    """The facts of one agenda and its session, as they stand now."""
    return tuple(_facts(state))


def _facts(state: AgendaState) -> Iterator[Fact]:
    lane = state.title
    for sitting in state.sittings:
        label, says = str(sitting.number), _sitting(sitting)
        yield Span(SITTINGS, label, sitting.begins, sitting.ends, Shade.SITTING, says)
    yield Point(lane, "Circulated", state.opened_at, Mark.OPENING, "The agenda is circulated")
    if state.until is not None:
        yield Point(lane, "Proposals in", state.until, Mark.DEADLINE, "Proposals are to be in")
    yield from _steps(state)
    if state.adopted_at is not None and state.outcome is not None:
        without = [part.place for part in state.exceptions if part.since == state.adopted_at]
        excepted = f", with the exception of {listed(without)}" if without else ""
        word = "Adopted with exceptions" if without else _OUTCOMES[state.outcome]
        yield Point(lane, word, state.adopted_at, Mark.DECISION, f"The agenda is adopted{excepted}")
    for part in state.exceptions:
        if part.settlement is not None and part.settled_at is not None:
            says = f'"{part.place}" is {part.settlement}'
            yield Point(lane, _short(part.place), part.settled_at, Mark.DECISION, says)
            continue
        instant = state.instant_of(part.revisit)
        if instant is not None:
            says = f'"{part.place}" is to be taken up again'
            yield Point(lane, f"{_short(part.place)}?", instant, Mark.DEADLINE, says)
    if state.session_over and state.sittings:
        over = max(sitting.ends for sitting in state.sittings)
        yield Point(lane, "Session over", over, Mark.DECISION)


def _steps(state: AgendaState) -> Iterator[Fact]:
    """What was proposed, and the compromise; so many proposals that they hide the rest are not."""
    seats = {seat.participant: seat.name for seat in state.roll}
    for proposal in state.proposals if len(state.proposals) <= _MOST_PROPOSALS else ():
        names = [seats.get(n, n) for n in (proposal.participant, *proposal.on_behalf_of)]
        says = f'{listed(names)}: to {proposal.change} "{proposal.place}"'
        yield Point(state.title, "Proposal", proposal.at, Mark.STEP, says)
    if state.compromise is not None:
        at = state.compromise.at
        yield Point(state.title, "Compromise", at, Mark.STEP, "The Chair puts a compromise")


def _sitting(sitting: Sitting) -> str:
    items = f": items {', '.join(sitting.items)}" if sitting.items else ""
    title = f"; {sitting.title}" if sitting.title else ""
    return f"Sitting {sitting.number}{items}{title}"


def _short(place: str) -> str:
    return place if len(place) <= _LONGEST else f"{place[:_LONGEST]}\u2026"


_LONGEST = 24
_MOST_PROPOSALS = 8
