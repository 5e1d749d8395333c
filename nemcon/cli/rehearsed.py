"""What a rehearsal says of each procedure, line by line, by its kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from nemcon.agenda.items import places_of
from nemcon.agenda.state import AgendaState
from nemcon.cli.standing import counted_votes, warning_says, written_day
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.state import ProcedureState
from nemcon.rehearsal.report import as_data
from nemcon.rehearsal.runner import Performance
from nemcon.timing.writing import write_instant


def lines_of(name: str, performance: Performance) -> Iterator[str]:
    """What became of one procedure."""
    state = performance.procedures[name].state
    shown = as_data(performance)["procedures"][name]
    writer = _Lines(performance, shown)
    match state:
        case ProcedureState():
            yield f"\n{name}: {state.text.name}"
            yield from writer.silence(state)
        case AgendaState():
            yield f"\n{name}: {state.title}"
            yield from writer.agenda(state)
        case NegotiationState():
            yield f"\n{name}: {state.issued.name}"
            yield from writer.negotiation(state)


class _Lines:
    def __init__(self, performance: Performance, shown: dict[str, Any]) -> None:
        self._zone = performance.scenario.outline.zone
        self._names = performance.cast.names
        self._shown = shown

    def silence(self, state: ProcedureState) -> Iterator[str]:
        yield f"  outcome    {state.outcome or 'open'}"
        if state.declared:
            yield f"  computed   {state.computed}, declared otherwise by the Chair"
        yield from self._dated("decided", state.decided_at)
        yield from self._dated("deadline", state.deadline.instant if state.deadline else None)
        yield from _numbers("adopted", state.adopted)
        yield from _numbers("contested", state.contested)
        yield from _numbers("compiled", state.compiled)
        if self._shown["vote"]:
            yield f"  vote       {counted_votes(self._shown['vote'])}"
        if self._shown["number"]:
            yield f"  number     {self._shown['number']}"
        if self._shown["in_force"]:
            yield f"  in force   {written_day(self._shown['in_force'])}"
        for warning in state.warnings:
            yield f"  warning    {warning_says(warning)}"
        for filing in state.filings:
            late = ", late" if filing.late else ""
            withdrawn = ", withdrawn" if filing.withdrawn else ""
            who, when = self._name(filing.participant), self._write(filing.at)
            yield f"  filed      {who}: {filing.kind}{late}{withdrawn}, {when}"

    def agenda(self, state: AgendaState) -> Iterator[str]:
        yield f"  outcome    {state.outcome or 'open'}"
        yield from self._dated("adopted", state.adopted_at)
        for place, item in places_of(state.items):
            yield f"  item       {place}. {item.title}"
        for part in state.parts:
            yield f"  part       {part.name}: {part.says}"
        for proposal in state.proposals:
            behalf = [self._name(name) for name in proposal.on_behalf_of]
            also = f", on behalf of {', '.join(behalf)}" if behalf else ""
            marks = (("late", proposal.late), ("withdrawn", proposal.withdrawn))
            marked = "".join(f", {mark}" for mark, is_so in marks if is_so)
            who = f"{self._name(proposal.participant)}{also}"
            yield f"  proposed   {who}: {proposal.change} {proposal.place}{marked}"
        for left in state.exceptions:
            at = f", {self._write(left.settled_at)}" if left.settled_at else ""
            when = state.instant_of(left.revisit)
            revisit = f", to be revisited {self._write(when)}" if when else ""
            yield f"  excepted   {left.place}{revisit}: {left.settlement or 'open'}{at}"
        yield from _numbers("carried over", state.carried_over)

    def negotiation(self, state: NegotiationState) -> Iterator[str]:
        yield f"  outcome    {state.outcome or 'open'}"
        yield from self._dated("decided", state.decided_at)
        yield from _numbers("agreed", state.agreed)
        yield from _numbers("adopted", state.adopted)
        yield from _numbers("compiled", state.listed or state.compiled)
        for amendment in self._shown["amendments"]:
            late = ", late" if amendment["late"] and not amendment["admitted"] else ""
            who, place = amendment["by"] or "the Chair", amendment["paragraph"] or "before all"
            yield (
                f"  amendment  {amendment['id']}, {who}: {amendment['change']} {place}: "
                f"{amendment['status']}{late}"
            )
            yield from self._positions(amendment)
        if state.child:
            yield f"  silence    {state.child}"

    def _positions(self, amendment: dict[str, Any]) -> Iterator[str]:
        for label in ("with", "supported_by", "opposed_by"):
            if amendment[label]:
                yield f"               {label.replace('_', ' ')} {', '.join(amendment[label])}"

    def _dated(self, label: str, instant: datetime | None) -> Iterator[str]:
        if instant is not None:
            yield f"  {label:<10} {self._write(instant)}"

    def _write(self, instant: datetime) -> str:
        return write_instant(instant, self._zone)

    def _name(self, participant: str) -> str:
        return self._names.get(participant, participant)


def _numbers(label: str, numbers: tuple[str, ...]) -> Iterator[str]:
    if numbers:
        yield f"  {label:<10} {', '.join(numbers)}"
