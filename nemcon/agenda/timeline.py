"""What an agenda adds to a timeline: the sittings, its adoption, and what was settled later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from nemcon.agenda import entries as e
from nemcon.agenda.acts import AgendaOutcome, Change, Settlement
from nemcon.agenda.entries import AgendaEntry, AgendaRecorded
from nemcon.agenda.items import Sitting
from nemcon.agenda.state import AgendaState
from nemcon.agenda.written import place_named
from nemcon.language import N_, _
from nemcon.text.lines import listed, row
from nemcon.timing.timeline import Fact, Mark, Point, Shade, Span

SITTINGS = N_("Sittings")
_ASKS = {
    Change.ADD: N_("{names}: to add {place}"),
    Change.DELETE: N_("{names}: to delete {place}"),
    Change.AMEND: N_("{names}: to amend {place}"),
    Change.EXCEPT: N_("{names}: to leave {place} out of the adoption for now"),
}
_SETTLED = {
    Settlement.ADOPTED: N_("What was left open, {called}, is adopted"),
    Settlement.DEFERRED: N_("What was left open, {called}, is deferred"),
    Settlement.DROPPED: N_("What was left open, {called}, is dropped"),
}
_OUTCOMES = {
    AgendaOutcome.ADOPTED: N_("Adopted"),
    AgendaOutcome.WITH_EXCEPTIONS: N_("Adopted with exceptions"),
    AgendaOutcome.NOT_ADOPTED: N_("Not adopted"),
    AgendaOutcome.RECALLED: N_("Recalled"),
}


def agenda_facts(state: AgendaState, recorded: Sequence[AgendaRecorded]) -> tuple[Fact, ...]:
    """The facts of one agenda and its session, as they stand now; what was said, as recorded."""
    return (*_facts(state), *_steps(state, recorded))


def _facts(state: AgendaState) -> Iterator[Fact]:
    lane = state.title
    for sitting in state.sittings:
        label, says = str(sitting.number), _sitting(sitting)
        yield Span(_(SITTINGS), label, sitting.begins, sitting.ends, Shade.SITTING, says)
    says = _("The agenda is circulated")
    yield Point(lane, _("Circulated"), state.opened_at, Mark.OPENING, says)
    if state.until is not None:
        says = _("Proposals are to be in")
        yield Point(lane, _("Proposals in"), state.until, Mark.DEADLINE, says)
    if state.adopted_at is not None and state.outcome is not None:
        without = [part.place for part in state.exceptions if part.since == state.adopted_at]
        named = listed([place_named(state, place) for place in without])
        outcome = AgendaOutcome.WITH_EXCEPTIONS if without else state.outcome
        says = (
            _("The agenda is adopted, with the exception of {named}", named=named)
            if without
            else _("The agenda is adopted")
        )
        yield Point(lane, _(_OUTCOMES[outcome]), state.adopted_at, Mark.DECISION, says)
    for part in state.exceptions:
        if part.settlement is not None and part.settled_at is not None:
            called = place_named(state, part.place)
            says = _(_SETTLED[part.settlement], called=called)
            yield Point(lane, _labelled(state, part.place), part.settled_at, Mark.DECISION, says)
            continue
        instant = state.instant_of(part.revisit)
        if instant is not None:
            says = _(
                "What is open, {place}, is to be taken up again",
                place=place_named(state, part.place),
            )
            yield Point(lane, f"{_labelled(state, part.place)}?", instant, Mark.DEADLINE, says)
    if state.session_over and state.sittings:
        over = max(sitting.ends for sitting in state.sittings)
        yield Point(lane, _("Session over"), over, Mark.DECISION)


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
            place = place_named(state, entry.place) if entry.place else _("an item")
            return _("Proposal"), _(_ASKS[entry.change], names=names, place=place)
        case e.CompromisePut():
            return _("Compromise"), _("The Chair puts a compromise")
        case e.CompromiseOpposed():
            name = seats.get(entry.participant, entry.participant)
            return _("Opposed"), _("{name} cannot join the compromise", name=name)
        case e.CompromiseJoined():
            name = seats.get(entry.participant, entry.participant)
            return _("Joined"), _("{name} no longer opposes the compromise", name=name)
        case _:
            return None


def _sitting(sitting: Sitting) -> str:
    number, listed_items = sitting.number, row(sitting.items)
    if len(sitting.items) == 1:
        said = _("Sitting {number}: item {item}", number=number, item=listed_items)
    elif sitting.items:
        said = _("Sitting {number}: items {items}", number=number, items=listed_items)
    else:
        said = _("Sitting {number}", number=number)
    # Translators: a sitting with its items, and what it is called.
    return _("{said}; {title}", said=said, title=sitting.title) if sitting.title else said


def _labelled(state: AgendaState, place: str) -> str:
    """A place as a label: what it is, and which."""
    part = any(part.name == place for part in state.parts)
    place = _("Part \u201c{place}\u201d", place=place) if part else _("Item {place}", place=place)
    return place if len(place) <= _LONGEST else f"{place[:_LONGEST]}\u2026"


_LONGEST = 30
_MOST = 8
