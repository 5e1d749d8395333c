"""The kinds of procedure that the register knows."""

from __future__ import annotations

from nemcon.agenda.state import AgendaPhase
from nemcon.negotiation.state import NegotiationPhase
from nemcon.procedure.state import Phase
from nemcon.register.kinds import ENTRIES, AnyPhase


def test_lists_know_every_phase_of_every_kind() -> None:
    assert set(AnyPhase) == {*Phase, *AgendaPhase, *NegotiationPhase}


def test_the_names_of_entries_fit_their_column() -> None:
    assert max(map(len, ENTRIES)) <= 32
