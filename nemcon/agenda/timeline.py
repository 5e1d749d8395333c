"""What an agenda adds to a timeline: the sittings, its adoption, and what was settled later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from nemcon.agenda import entries as e
from nemcon.agenda.acts import AgendaOutcome, Change
from nemcon.agenda.entries import AgendaEntry, AgendaRecorded
from nemcon.agenda.items import Sitting
from nemcon.agenda.state import AgendaState
from nemcon.agenda.written import place_named
from nemcon.text.lines import listed
from nemcon.timing.timeline import Fact, Mark, Point, Shade, Span

SITTINGS = "Sittings"
_ASKS = {
    Change.ADD: "to add {}",
    Change.DELETE: "to delete {}",
    Change.AMEND: "to amend {}",
    Change.EXCEPT: "to leave {} out of the adoption for now",
}
_OUTCOMES = {
    AgendaOutcome.ADOPTED: "Adopted",
    AgendaOutcome.WITH_EXCEPTIONS: "Adopted with exceptions",
    AgendaOutcome.NOT_ADOPTED: "Not adopted",
    AgendaOutcome.RECALLED: "Recalled",
}


def agenda_facts(state: AgendaState, recorded: Sequence[AgendaRecorded]) -> tuple[Fact, ...]:
    """The facts of one agenda and its session, as they stand now; what was said, as recorded."""
    return (*_facts(state), *_steps(state, recorded))


def _facts(state: AgendaState) -> Iterator[Fact]:
    lane = state.title
    for sitting in state.sittings:
        label, says = str(sitting.number), _sitting(sitting)
        yield Span(SITTINGS, label, sitting.begins, sitting.ends, Shade.SITTING, says)
    yield Point(lane, "Circulated", state.opened_at, Mark.OPENING, "The agenda is circulated")
    if state.until is not None:
        yield Point(lane, "Proposals in", state.until, Mark.DEADLINE, "Proposals are to be in")
    if state.adopted_at is not None and state.outcome is not None:
        without = [part.place for part in state.exceptions if part.since == state.adopted_at]
        named = listed([place_named(state, place) for place in without])
        excepted = f", with the exception of {named}" if without else ""
        word = "Adopted with exceptions" if without else _OUTCOMES[state.outcome]
        yield Point(lane, word, state.adopted_at, Mark.DECISION, f"The agenda is adopted{excepted}")
    for part in state.exceptions:
        if part.settlement is not None and part.settled_at is not None:
            called = place_named(state, part.place)
            says = f"What was left open, {called}, is {part.settlement}"
            yield Point(lane, _labelled(state, part.place), part.settled_at, Mark.DECISION, says)
            continue
        instant = state.instant_of(part.revisit)
        if instant is not None:
            says = f"What is open, {place_named(state, part.place)}, is to be taken up again"
            yield Point(lane, f"{_labelled(state, part.place)}?", instant, Mark.DEADLINE, says)
    if state.session_over and state.sittings:
        over = max(sitting.ends for sitting in state.sittings)
        yield Point(lane, "Session over", over, Mark.DECISION)


def _steps(state: AgendaState, recorded: Sequence[AgendaRecorded]) -> Iterator[Fact]:
    """What was proposed, the compromises, and who opposed and joined them.

    A kind of which there are so many that they would hide the rest is left out.
    """
    often = Counter(type(item.entry) for item in recorded)
    for item in recorded:
        if often[type(item.entry)] <= _MOST and (told := _told(state, item.entry)):
            label, says = told
            yield Point(state.title, label, item.at, Mark.STEP, says)


def _told(state: AgendaState, entry: AgendaEntry) -> tuple[str, str] | None:
    """A step as it is labelled, and in words."""
    seats = {seat.participant: seat.name for seat in state.roll}
    match entry:
        case e.ChangeProposed():
            names = listed([seats.get(n, n) for n in (entry.participant, *entry.on_behalf_of)])
            place = place_named(state, entry.place) if entry.place else "an item"
            return "Proposal", f"{names}: {_ASKS[entry.change].format(place)}"
        case e.CompromisePut():
            return "Compromise", "The Chair puts a compromise"
        case e.CompromiseOpposed():
            name = seats.get(entry.participant, entry.participant)
            return "Opposed", f"{name} cannot join the compromise"
        case e.CompromiseJoined():
            name = seats.get(entry.participant, entry.participant)
            return "Joined", f"{name} no longer opposes the compromise"
        case _:
            return None


def _sitting(sitting: Sitting) -> str:
    word = "item" if len(sitting.items) == 1 else "items"
    items = f": {word} {', '.join(sitting.items)}" if sitting.items else ""
    title = f"; {sitting.title}" if sitting.title else ""
    return f"Sitting {sitting.number}{items}{title}"


def _labelled(state: AgendaState, place: str) -> str:
    """A place as a label: what it is, and which."""
    part = any(part.name == place for part in state.parts)
    place = f"Part \u201c{place}\u201d" if part else f"Item {place}"
    return place if len(place) <= _LONGEST else f"{place[:_LONGEST]}\u2026"


_LONGEST = 30
_MOST = 8
