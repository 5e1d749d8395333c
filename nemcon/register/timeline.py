"""The timeline of procedures of every kind, from their records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nemcon.agenda.state import AgendaState
from nemcon.agenda.timeline import agenda_facts
from nemcon.negotiation.state import NegotiationState
from nemcon.negotiation.timeline import negotiation_facts
from nemcon.procedure.entries import Happened
from nemcon.procedure.timeline import silence_facts
from nemcon.register import codec
from nemcon.register.codec import Written
from nemcon.register.kinds import State
from nemcon.timing.timeline import Fact


def facts_of(state: State, written: Sequence[Written]) -> tuple[Fact, ...]:
    """What a procedure adds to a timeline, from its state and its entries as stored."""
    recorded: list[Happened[Any]] = [codec.read(item.body) for item in written]
    if isinstance(state, AgendaState):
        return agenda_facts(state, recorded)
    if isinstance(state, NegotiationState):
        return negotiation_facts(recorded)
    return silence_facts(recorded)
