"""How many are enough: by number, by share, of the replies, by weight."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.procedure.acts import Kind, Outcome
from nemcon.procedure.in_force import parse_in_force
from nemcon.procedure.people import Category, Seat
from nemcon.procedure.threshold import Tally, Whole, parse_threshold
from tests.procedure.build import (
    Silence,
    hour,
    placed,
    refused,
    roll,
    rules,
    start_of,
    under_silence,
)

SHARES = ("1/3", "more than 1/3", "majority", "2/7", "more than 3/10 of replies", "1/2 of weight")


@pytest.mark.parametrize(
    ("text", "enough", "one_less"),
    [
        ("1", 1, 0),
        ("2", 2, 1),
        ("more than 1", 2, 1),
        ("1/3", 4, 3),
        ("more than 1/3", 5, 4),
        ("majority", 7, 6),
        ("1/5 or majority", 3, 2),
    ],
)
def test_of_twelve_members_so_many_are_enough(text: str, enough: int, one_less: int) -> None:
    threshold = parse_threshold(text)

    assert threshold.reached(Tally(enough, 12))
    assert not threshold.reached(Tally(one_less, 12))


@given(text=st.sampled_from(SHARES), count=st.integers(0, 50), more=st.integers(0, 50))
def test_one_more_is_never_less(text: str, count: int, more: int) -> None:
    threshold = parse_threshold(text)
    few = Tally(count, 100, 100, count, 100)
    many = Tally(count + more, 100, 100, count + more, 100)

    assert threshold.reached(many) or not threshold.reached(few)


@pytest.mark.parametrize("text", SHARES)
def test_nobody_is_never_enough(text: str) -> None:
    assert not parse_threshold(text).reached(Tally(0, 0, 0, 0, 0))


@pytest.mark.parametrize("text", ["0", "2 of replies", "5/4", "1 of weight", "1/2 of tonnage", ""])
def test_what_is_no_threshold_says_what_one_is(text: str) -> None:
    with pytest.raises(ValueError, match="a share such as"):
        parse_threshold(text)


def test_a_threshold_is_read_into_its_bars() -> None:
    first, second = parse_threshold("more than 1/3 or 1/2 of weight").bars

    assert (first.share, first.exceeds, first.of) == (Fraction(1, 3), True, Whole.MEMBERS)
    assert (second.share, second.exceeds, second.of) == (Fraction(1, 2), False, Whole.WEIGHT)


def fleets(**objection: object) -> Silence:
    """Four parties, of which Norway has half of the tonnage."""
    weights = {"brazil": 20, "egypt": 20, "norway": 50, "japan": 10}
    seats = [Seat(m, m.title(), Category.MEMBER, weight=w) for m, w in weights.items()]
    return start_of(placed(rules(**objection), roll=tuple(seats)))


def test_half_of_the_tonnage_breaks_silence_where_a_third_of_the_parties_does_not() -> None:
    weighed = fleets(threshold="more than 1/2 or 1/2 of weight", effect="threshold")
    weighed.object("norway", 1)
    assert weighed.wait(100).state.outcome is Outcome.NOT_ADOPTED

    lighter = fleets(threshold="more than 1/2 or 1/2 of weight", effect="threshold")
    lighter.object("brazil", 1)
    lighter.object("egypt", 1)
    assert lighter.wait(100).state.outcome is Outcome.ADOPTED


def test_a_share_of_the_replies_is_known_at_the_deadline_only() -> None:
    silence = under_silence(effect="threshold", threshold="more than 3/10 of replies")
    silence.object("brazil", 1)
    assert silence.state.broken_at is None
    silence.file("egypt", 2, Kind.AGREE)
    silence.file("norway", 3, Kind.AGREE)
    assert silence.wait(100).state.outcome is Outcome.NOT_ADOPTED

    carried = under_silence(effect="threshold", threshold="more than 3/10 of replies")
    carried.object("brazil", 1)
    for name in ("egypt", "norway", "japan"):
        carried.file(name, 2, Kind.AGREE)
    assert carried.wait(100).state.outcome is Outcome.ADOPTED


def test_without_any_reply_nothing_is_broken() -> None:
    silence = under_silence(effect="threshold", threshold="more than 3/10 of replies")

    assert silence.wait(100).state.outcome is Outcome.ADOPTED


def test_all_but_one_may_consent() -> None:
    one = under_silence(threshold="more than 1")
    one.object("brazil", 1)
    assert one.wait(100).state.outcome is Outcome.ADOPTED

    two = under_silence(threshold="more than 1")
    two.object("brazil", 1)
    two.object("egypt", 1)
    assert two.wait(100).state.outcome is Outcome.NOT_ADOPTED


def test_a_quorum_of_replies_is_missed_by_silence() -> None:
    silence = under_silence(silence__means="absent", silence__quorum="1/2")
    silence.file("brazil", 1, Kind.AGREE)
    silence.file("unesco", 1, Kind.EXPLAIN)
    silence.file("egypt", 2, Kind.ACKNOWLEDGE)
    assert silence.wait(100).state.outcome is Outcome.NOT_ADOPTED

    met = under_silence(silence__means="absent", silence__quorum="1/2")
    met.file("brazil", 1, Kind.AGREE)
    met.file("egypt", 2, Kind.EXPLAIN)
    assert met.wait(100).state.outcome is Outcome.ADOPTED


def test_observers_have_no_part_in_any_share() -> None:
    seats = roll(observers=("unesco", "who", "imo"))
    silence = start_of(placed(rules(threshold="1/2", effect="threshold"), roll=seats))
    silence.object("brazil", 1)
    silence.object("egypt", 1)

    assert silence.wait(100).state.outcome is Outcome.NOT_ADOPTED


LAUNCHED = datetime(2020, 3, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "launched", "day"),
    [
        ("90 days", LAUNCHED, date(2020, 12, 30)),
        ("6 months", LAUNCHED, date(2021, 4, 1)),
        ("01-01 after 2 years, cut-off 04-01", LAUNCHED, date(2022, 1, 1)),
        (
            "01-01 after 2 years, cut-off 04-01",
            datetime(2020, 4, 1, tzinfo=UTC),
            date(2023, 1, 1),
        ),
    ],
)
def test_the_day_of_entry_into_force(rule: str, launched: datetime, day: date) -> None:
    found = parse_in_force(rule)

    assert found is not None
    assert found.day(launched, datetime(2020, 10, 1, 12, tzinfo=UTC), "UTC") == day


@pytest.mark.parametrize("rule", ["soon", "02-30 after 1 year, cut-off 04-01", "0 days"])
def test_what_is_no_day_of_entry_into_force_says_what_one_is(rule: str) -> None:
    with pytest.raises(ValueError, match="a length after adoption"):
        parse_in_force(rule)


def test_an_adopted_text_knows_when_it_enters_into_force() -> None:
    silence = under_silence(confirmation__in_force="90 days")

    assert silence.wait(100).state.in_force == date(2026, 9, 16)


def test_a_text_that_is_not_adopted_never_does() -> None:
    silence = under_silence(confirmation__in_force="90 days")
    silence.object("brazil", 1)

    assert silence.wait(100).state.in_force is None


def test_nothing_is_adopted_of_which_nobody_knew_whatever_silence_means() -> None:
    for means in ("consent", "absent", "abstention"):
        silence = under_silence(silence__means=means)
        silence.sent = frozenset()
        assert silence.wait(100).state.adopted == ()


def test_nobody_replies_for_others() -> None:
    silence = under_silence(silence__means="absent", silence__quorum="1/2")
    silence.file("brazil", 1, Kind.AGREE, on_behalf_of=("egypt", "norway", "japan"))

    assert silence.wait(100).state.outcome is Outcome.NOT_ADOPTED


def test_a_joint_objection_that_counts_once_is_one_reply() -> None:
    silence = under_silence(effect="threshold", joint="once", threshold="more than 1/3 of replies")
    silence.file("norway", 1, Kind.AGREE)
    silence.file("japan", 1, Kind.AGREE)
    silence.object("brazil", 2, on_behalf_of=("egypt", "norway", "japan"))
    silence.object("egypt", 2)

    assert silence.wait(100).state.outcome is Outcome.NOT_ADOPTED


def test_rules_that_weigh_need_somebody_with_a_weight() -> None:
    seats = [Seat(m, m.title(), Category.MEMBER, weight=0) for m in ("brazil", "egypt")]
    act = placed(rules(threshold="1/2 of weight"), roll=tuple(seats))

    assert refused(Silence().act(act, hour(0))) == "no-weight"


@pytest.mark.parametrize("rule", ["10 working days", "9000 years"])
def test_a_day_that_could_not_be_computed_later_is_refused_at_once(rule: str) -> None:
    with pytest.raises(ValueError, match="no working days"):
        parse_in_force(rule)
