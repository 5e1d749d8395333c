"""A period in working days, from the profile to the deadline that is recorded."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from nemcon.procedure.loader import ProfileError
from nemcon.procedure.profile import profile_of
from nemcon.procedure.rules import decide
from nemcon.procedure.state import frozen_profile
from nemcon.timing.calendars import forget_added, learn
from nemcon.timing.durations import parse_duration
from tests.procedure.build import Answer, Part, placed, refused, rules
from tests.timing.calendars import calendar

THURSDAY = datetime(2023, 4, 6, 8, tzinfo=UTC)
VIENNA: dict[str, Any] = {
    "period__calendar": "vienna",
    "period__zone": "Europe/Vienna",
    "period__ends_at": "18:00",
}


def launch(length: str = "", *, at: datetime = THURSDAY, **values: Part) -> Answer:
    changes: dict[str, Any] = {"until": None}
    if length:
        changes["length"] = parse_duration(length)
    return decide(None, placed(rules(**{**VIENNA, **values}), **changes), at)


def given_deadline(until: datetime, **values: Part) -> tuple[str, ...]:
    profile = rules(**{**VIENNA, **values})
    answer: Answer = decide(None, placed(profile, until=until), THURSDAY)
    warnings: tuple[str, ...] = answer[0].warnings
    return warnings


def test_ten_working_days_end_after_the_holidays_of_the_duty_station() -> None:
    answer = launch("10 working days")

    assert answer[1].deadline == datetime(2023, 4, 25, 16, tzinfo=UTC)
    assert answer[0].warnings == ()


def test_a_usual_period_may_be_counted_in_working_days() -> None:
    answer = launch(period__usual="10 working days")

    assert answer[1].deadline == datetime(2023, 4, 25, 16, tzinfo=UTC)


def test_ten_days_that_must_hold_five_working_days_are_lengthened_over_easter() -> None:
    # After Maundy Thursday: the 11th to the 14th, and Monday, the 17th.
    answer = launch("10 days", period__floor="5 working days")

    assert answer[1].deadline == datetime(2023, 4, 17, 16, tzinfo=UTC)


def test_an_end_on_a_holiday_rolls_to_the_next_working_day() -> None:
    answer = launch("4 days", period__roll="next-working-day")

    assert answer[1].deadline == datetime(2023, 4, 11, 16, tzinfo=UTC)


def test_two_months_may_mean_the_end_of_the_second_month_following() -> None:
    answer = launch("2 months", period__roll="month-end", period__calendar="none")

    assert answer[1].deadline == datetime(2023, 6, 30, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("length", "values", "says"),
    [
        ("10 working days", {"period__calendar": "none"}, "no duty station is named"),
        ("10 working days", {"period__calendar": "geneva"}, "of 'geneva' are not known"),
        ("200 working days", {}, "Vienna in 2024 are not known"),
        ("3 days", {"period__calendar": "geneva", "period__roll": "avoid-recess"}, "'geneva'"),
    ],
)
def test_what_no_list_can_count_is_refused_in_a_sentence(
    length: str, values: dict[str, Any], says: str
) -> None:
    answer = launch(length, **values)

    assert refused(answer) == "no-calendar"
    assert says in answer.says
    assert answer.rule == "period.calendar"


def test_a_board_day_is_refused_where_the_calendar_names_none() -> None:
    answer = launch("3 days", period__roll="next-board-day")

    assert refused(answer) == "no-board-days"


@pytest.mark.parametrize("length", ["72h", "3 days", "2 weeks"])
def test_what_needs_no_calendar_is_counted_in_a_year_without_a_list(length: str) -> None:
    at = datetime(2026, 6, 15, 8, tzinfo=UTC)
    answer = launch(length, at=at, period__ends_at="any")

    assert answer[0].warnings == ("holidays-not-checked",)


def test_a_deadline_that_somebody_chose_is_kept_and_remarked_upon() -> None:
    easter_monday = datetime(2023, 4, 10, 16, tzinfo=UTC)
    saturday = datetime(2023, 4, 8, 16, tzinfo=UTC)
    wednesday = datetime(2023, 4, 12, 16, tzinfo=UTC)

    assert given_deadline(easter_monday) == ("deadline-on-holiday",)
    assert given_deadline(saturday) == ("deadline-on-weekend",)
    assert given_deadline(wednesday) == ()
    assert given_deadline(wednesday, period__roll="month-end") == ("deadline-on-closed-day",)


def test_a_minimum_in_working_days_is_checked_on_the_calendar() -> None:
    thursday = datetime(2023, 4, 13, 16, tzinfo=UTC)
    friday = datetime(2023, 4, 14, 16, tzinfo=UTC)

    assert given_deadline(thursday, period__minimum="3 working days") == ()
    assert given_deadline(thursday, period__minimum="4 working days") == ("period-below-minimum",)
    assert given_deadline(friday, period__floor="5 working days") == ("period-below-minimum",)


def test_a_floor_or_a_roll_without_a_calendar_is_a_mistake_in_the_profile() -> None:
    for values in ({"period__floor": "5 working days"}, {"period__roll": "avoid-recess"}):
        with pytest.raises(ProfileError, match=r"period\.calendar: found \"none\""):
            rules(**values)
    rules(period__roll="month-end", period__floor="10 days")


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("period__calendar", "Vienna!", "a duty station such as vienna"),
        ("period__roll", "previous-working-day", "one of next-working-day"),
        ("period__floor", "some days", "a length such as"),
    ],
)
def test_a_value_that_its_key_does_not_take_is_refused(key: str, value: str, expected: str) -> None:
    with pytest.raises(ProfileError, match=expected):
        rules(**{key: value})


def test_a_deadline_that_is_recorded_stands_whatever_becomes_of_the_calendar() -> None:
    learn(calendar(years=(2023,), station="testing").years)
    try:
        profile = rules(**{**VIENNA, "period__calendar": "testing"})
        answer = launch("10 working days", period__calendar="testing")
    finally:
        forget_added()

    assert answer[1].deadline == datetime(2023, 4, 20, 16, tzinfo=UTC)
    again = frozen_profile(profile.id, profile.title, answer[0].rules)
    assert again.calendar == "testing", "the frozen rules are still read"


def test_a_profile_recorded_before_there_were_calendars_is_still_read() -> None:
    old = {key.key: key for key in rules().values if key.key != "period.calendar"}

    assert profile_of("old", "Old rules", old).calendar is None
