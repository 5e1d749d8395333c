"""The record of an agenda in words: its rules, what happened, and what a revision changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from api.pages import wording
from api.pages.agenda_telling import AgendaTeller
from api.pages.shown import Line, Rule, rule_in, scan_for, when
from nemcon.agenda.asking import as_text
from nemcon.agenda.entries import AgendaCirculated, AgendaRevised
from nemcon.agenda.evolution import evolve
from nemcon.agenda.items import Item, Part
from nemcon.agenda.state import AgendaState
from nemcon.language.states import named
from nemcon.register import codec
from nemcon.register.codec import Written
from nemcon.text.changes import Changed, changes

AGENDA_RULES: Final = ("agenda.adopted_by", "agenda.proposed_by", "agenda.reminders")


def agenda_rules(state: AgendaState) -> tuple[Rule, ...]:
    """The rules of the agenda, and where they stand."""
    found = (rule_in(state.profile, key) for key in AGENDA_RULES)
    return tuple(rule for rule in found if rule is not None)


def revised_from(state: AgendaState, written: Sequence[Written]) -> tuple[Changed, ...]:
    """What the last revision changed, where the agenda was issued anew."""
    if not state.revision:
        return ()
    known: AgendaState | None = None
    before, after = state, state
    for item in written:
        recorded = codec.read(item.body)
        earlier, known = known, evolve(known, recorded)
        if isinstance(recorded.entry, AgendaRevised) and earlier is not None:
            before, after = earlier, known
    return what_changes(before, after.items, after.parts)


def what_changes(
    state: AgendaState, items: tuple[Item, ...], parts: tuple[Part, ...]
) -> tuple[Changed, ...]:
    """What would read otherwise if these were the items and parts."""
    return changes(as_text(state), as_text(replace(state, items=items, parts=parts)))


def agenda_history(
    state: AgendaState, written: Sequence[Written], participant: str = "", *, sees_all: bool = False
) -> tuple[Line, ...]:
    """The register of the agenda in words; no more than scans is kept from anybody in it."""
    return tuple(_lines(state, written, participant, sees_all=sees_all))


def _lines(
    state: AgendaState, written: Sequence[Written], participant: str, *, sees_all: bool
) -> Iterator[Line]:
    teller, zone = AgendaTeller(state), state.profile.zone
    names = {seat.participant: named(seat.name) for seat in state.roll}
    rules = {rule.key: rule for rule in agenda_rules(state)}
    for item in written:
        recorded = codec.read(item.body)
        who = wording.who(recorded.actor, names)
        rule = rules.get(str(getattr(recorded.entry, "rule", "")))
        rule = None if isinstance(recorded.entry, AgendaCirculated) else rule
        says = teller.tell(recorded.entry)
        scan = scan_for(recorded.actor, participant, sees_all=sees_all)
        yield Line(recorded.number, when(recorded.at, zone), who, says, rule, item.hash, scan)
