"""What a silence procedure adds to a timeline: its periods, its deadlines, its outcome."""

from __future__ import annotations

from datetime import datetime, timedelta

from nemcon.procedure import acts as a
from nemcon.procedure.timeline import silence_facts
from nemcon.timing.timeline import Point, Span
from tests.procedure.build import Silence, hour, under_silence


def _hours(at: datetime) -> float:
    return (at - hour(0)) / timedelta(hours=1)


def periods(silence: Silence) -> list[tuple[float, float]]:
    """When each period begins and ends, in hours."""
    found = [fact for fact in silence_facts(silence.recorded) if isinstance(fact, Span)]
    return [(_hours(fact.begins), _hours(fact.ends)) for fact in found]


def marks(silence: Silence) -> list[tuple[str, float]]:
    """The instants with their labels, in hours."""
    found = [fact for fact in silence_facts(silence.recorded) if isinstance(fact, Point)]
    return [(fact.label, _hours(fact.at)) for fact in found]


def test_a_period_that_runs_reaches_to_its_deadline() -> None:
    assert periods(under_silence()) == [(0, 72)]
    assert marks(under_silence()) == [("Deadline", 72)]


def test_a_period_that_was_kept_ends_with_its_outcome() -> None:
    silence = under_silence().wait(80)
    assert periods(silence) == [(0, 72)]
    assert marks(silence) == [("Deadline", 72), ("Adopted", 72)]


def test_an_extension_moves_the_end() -> None:
    silence = under_silence()
    silence.chair(a.Extend, 10, hour(96), "More time.")
    assert periods(silence) == [(0, 96)]


def test_a_suspended_period_stands_in_two_pieces() -> None:
    silence = under_silence()
    silence.chair(a.Suspend, 10, "A holiday.")
    assert periods(silence) == [(0, 10)]
    silence.chair(a.Resume, 20, because="It is over.")
    assert periods(silence) == [(0, 10), (20, 82)]


def test_an_objection_that_does_not_end_the_period_is_not_told() -> None:
    silence = under_silence(objection__effect="collect")
    before = silence_facts(silence.recorded)
    silence.object("brazil", 10)
    assert silence_facts(silence.recorded) == before
