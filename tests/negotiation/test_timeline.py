"""What a negotiation adds to a timeline: its rounds and its end."""

from __future__ import annotations

from nemcon.negotiation.acts import SetRound
from nemcon.negotiation.timeline import negotiation_facts
from nemcon.timing.timeline import Point, Span
from tests.negotiation.build import CHAIR, Negotiation, done, hour, tabled


def rounds(negotiation: Negotiation) -> list[tuple[str, float, float]]:
    """Each round with when it begins and ends, in hours."""
    found = [f for f in negotiation_facts(negotiation.recorded) if isinstance(f, Span)]
    one = hour(1) - hour(0)
    return [(f.label, (f.begins - hour(0)) / one, (f.ends - hour(0)) / one) for f in found]


def test_a_round_that_runs_reaches_to_its_end_and_has_a_deadline() -> None:
    negotiation = tabled()
    assert rounds(negotiation) == [("Round 1", 0, 24)]
    labels = [f.label for f in negotiation_facts(negotiation.recorded) if isinstance(f, Point)]
    assert labels == ["Round 1 ends"]


def test_a_round_that_is_opened_later_stands_apart() -> None:
    negotiation = tabled()
    negotiation.overdue_until(hour(25))
    done(negotiation.does(SetRound(CHAIR, hour(50)), 30))
    assert rounds(negotiation) == [("Round 1", 0, 24), ("Round 2", 30, 50)]


def test_a_round_that_ended_the_instant_it_began_is_not_told() -> None:
    negotiation = tabled()
    done(negotiation.does(SetRound(CHAIR, hour(50)), 0))
    assert all(begins < ends for _, begins, ends in rounds(negotiation))
