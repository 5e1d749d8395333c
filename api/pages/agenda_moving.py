"""What a new timetable moves, in words: sittings, what is left open, and rounds of negotiation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nemcon.agenda.due import proposals_end
from nemcon.agenda.items import Sitting
from nemcon.agenda.state import AgendaState
from nemcon.agenda.written import place_named
from nemcon.language import _
from nemcon.negotiation.state import NegotiationState
from nemcon.timing.writing import write_instant, write_span


def what_moves(
    state: AgendaState, sittings: Sequence[Sitting], rounds: Sequence[NegotiationState]
) -> tuple[str, ...]:
    """What these sittings change; `rounds` are the negotiations that hang on the agenda."""
    return tuple(_moved(state, sittings, rounds)) or (_("Nothing moves."),)


def _moved(
    state: AgendaState, sittings: Sequence[Sitting], rounds: Sequence[NegotiationState]
) -> Iterator[str]:
    kept = {sitting.number: sitting for sitting in sittings}
    for old in state.sittings:
        yield from _against(old, kept.get(old.number), state.profile.zone)
    for new in sittings:
        if state.sitting(new.number) is None:
            when = write_span(new.begins, new.ends, state.profile.zone)
            yield _("Sitting {number} is new: {when}.", number=new.number, when=when)
    moved = {
        old.number
        for old in state.sittings
        if old.number in kept and kept[old.number].begins != old.begins
    }
    for part in state.open_parts:
        if part.revisit.sitting in moved:
            place = place_named(state, part.place)
            yield _(
                "What is open, {place}, is taken up when sitting {sitting} begins.",
                place=place,
                sitting=part.revisit.sitting,
            )
    for negotiation in rounds:
        if negotiation.sitting in moved:
            name = negotiation.issued.name
            yield _(
                "The round on {name} ends when sitting {sitting} begins.",
                name=name,
                sitting=negotiation.sitting,
            )
    yield from _left_behind(state, sittings)


def _left_behind(state: AgendaState, sittings: Sequence[Sitting]) -> Iterator[str]:
    """That proposals would have time beyond the session: that time does not move with it."""
    closing = proposals_end(state)
    last = max((sitting.ends for sitting in sittings), default=None)
    if closing is not None and last is not None and last < closing.nominal:
        yield _(
            "Proposals are to be in by {until}, which does not move, and is then later than the "
            "end of the last sitting.",
            until=write_instant(closing.nominal, state.profile.zone),
        )


def _against(old: Sitting, new: Sitting | None, zone: str) -> Iterator[str]:
    if new is None:
        yield _("Sitting {number} falls away.", number=old.number)
    elif (new.begins, new.ends) != (old.begins, old.ends):
        was, becomes = (write_span(s.begins, s.ends, zone) for s in (old, new))
        yield _(
            "Sitting {number} moves to {becomes}; it was {was}.",
            number=old.number,
            becomes=becomes,
            was=was,
        )
    elif new != old:
        yield _("Sitting {number} takes up other items, or has another title.", number=old.number)
