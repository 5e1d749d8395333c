"""What a period means where each delegation works, and whether a later end is fairer."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.timing.calendar_files import CalendarError
from nemcon.timing.calendars import known
from nemcon.timing.delegations import read_delegations
from nemcon.timing.fairness import (
    CLOSES,
    OPENS,
    Better,
    Delegation,
    Fairness,
    Meaning,
    Place,
    check_fairness,
)
from nemcon.timing.zones import UnknownZone, to_wall_clock
from tests.timing.calendars import calendar

VIENNA = Place("Europe/Vienna")
AUSTRIA = Delegation("Austria", VIENNA, VIENNA)
FIJI = Delegation("Fiji", Place("Pacific/Fiji"))
EGYPT = Delegation("Egypt", Place("Africa/Cairo", frozenset({5, 6})), VIENNA)
UNPLACED = Delegation("Nowhere")
FRIDAY = datetime(2026, 6, 19, 16, tzinfo=UTC)  # 6 p.m. in Vienna
MONDAY = datetime(2026, 6, 22, 16, tzinfo=UTC)


def checked(
    begin: datetime, deadline: datetime, *delegations: Delegation, body: Place = VIENNA
) -> Fairness:
    return check_fairness(begin, deadline, body, delegations)


def meaning(place: Place, begin: datetime = FRIDAY, deadline: datetime = MONDAY) -> Meaning:
    return checked(begin, deadline, Delegation("One", place)).delegations[0].places[0]


def warned(found: Fairness) -> dict[str, str]:
    return {warning.code: warning.says for warning in found.warnings}


def test_the_local_hour_of_the_deadline_is_told_for_capital_and_mission() -> None:
    found = checked(FRIDAY, MONDAY, EGYPT).delegations[0]

    assert [(place.where, place.deadline.hour) for place in found.places] == [
        ("capital", 19),
        ("mission", 18),
    ]


@pytest.mark.parametrize(
    ("hour", "at_night"), [(21, False), (22, True), (0, True), (6, True), (7, False)]
)
def test_the_night_is_from_ten_to_seven(hour: int, at_night: bool) -> None:
    deadline = datetime(2026, 6, 24, hour, tzinfo=UTC)

    assert meaning(Place("UTC"), deadline=deadline).at_night is at_night


@pytest.mark.parametrize(
    ("begin", "deadline", "hours"),
    [
        (FRIDAY, MONDAY, 8),
        (FRIDAY, FRIDAY + timedelta(days=1), 0),
        (datetime(2026, 6, 22, 8, tzinfo=UTC), datetime(2026, 6, 22, 12, tzinfo=UTC), 4),
        (datetime(2026, 6, 19, 14, 30, tzinfo=UTC), datetime(2026, 6, 22, 7, 15, tzinfo=UTC), 0.75),
    ],
)
def test_working_hours_are_those_from_nine_to_five_on_days_that_are_worked(
    begin: datetime, deadline: datetime, hours: float
) -> None:
    assert meaning(VIENNA, begin, deadline).working == timedelta(hours=hours)


def test_holidays_are_no_working_hours() -> None:
    place = Place("Europe/Vienna", calendar=calendar([date(2026, 6, 22)]))

    found = meaning(place)

    assert found.holiday == "A holiday"
    assert found.working == timedelta(0)
    assert found.holidays_known


def test_a_shipped_calendar_tells_the_name_of_the_holiday() -> None:
    place = Place("Europe/Vienna", calendar=known("vienna"))
    deadline = datetime(2023, 4, 10, 16, tzinfo=UTC)

    assert meaning(place, deadline - timedelta(days=3), deadline).holiday == "Easter Monday"


def test_holidays_of_a_year_without_a_list_are_unknown_and_not_none() -> None:
    found = checked(FRIDAY, MONDAY, Delegation("One", Place("UTC", calendar=known("vienna"))))

    assert not found.delegations[0].places[0].holidays_known
    assert "not known, and not counted" in warned(found)["holidays-unknown"]


def test_a_weekend_that_is_given_counts_and_one_that_is_not_is_marked_as_assumed() -> None:
    saturday = datetime(2026, 6, 20, 12, tzinfo=UTC)
    friday_and_saturday = meaning(Place("Africa/Cairo", frozenset({5, 6})), deadline=saturday)
    sunday = datetime(2026, 6, 21, 12, tzinfo=UTC)

    assert friday_and_saturday.on_weekend
    assert not friday_and_saturday.weekend_assumed
    assert not meaning(Place("Africa/Cairo", frozenset({5, 6})), deadline=sunday).on_weekend
    assert meaning(VIENNA, deadline=sunday).on_weekend
    assert meaning(VIENNA, deadline=sunday).weekend_assumed


def test_a_period_that_is_all_weekend_for_some_is_told_with_their_number() -> None:
    found = checked(FRIDAY + timedelta(hours=7), FRIDAY + timedelta(days=2), AUSTRIA, EGYPT)

    says = warned(found)["whole-period-off"]
    assert says == (
        "For 2 delegations the whole period is a weekend or a holiday "
        "in the capital or at the mission."
    )
    assert [w.delegations for w in found.warnings if w.code == "whole-period-off"] == [
        ("Austria", "Egypt")
    ]


def test_a_weekday_outside_working_hours_is_no_weekend_but_holds_no_working_hour() -> None:
    found = checked(FRIDAY, FRIDAY + timedelta(hours=12), AUSTRIA)

    assert "no-working-hours" in warned(found)
    assert "whole-period-off" not in warned(found)


def test_a_deadline_at_night_is_told_for_one_delegation_as_for_many() -> None:
    found = checked(FRIDAY, MONDAY, AUSTRIA, FIJI)

    assert warned(found)["deadline-at-night"] == (
        "For 1 delegation the deadline falls at night in the capital."
    )


def test_a_delegation_without_a_zone_is_counted_as_unknown_and_not_as_content() -> None:
    found = checked(FRIDAY, MONDAY, AUSTRIA, UNPLACED)

    assert "1 delegation no zone is known" in warned(found)["zone-unknown"]
    assert found.delegations[1].places == ()
    assert found.disadvantaged == 0


def test_a_period_that_ends_at_midnight_does_not_run_on_the_next_day() -> None:
    monday_begins = datetime(2026, 6, 22, tzinfo=UTC)

    assert meaning(Place("UTC"), FRIDAY + timedelta(hours=8), monday_begins).worked_days == 0


def test_the_earliest_day_on_which_the_fewest_are_at_a_disadvantage_is_proposed() -> None:
    saturday = FRIDAY + timedelta(days=1)

    found = checked(FRIDAY, saturday, AUSTRIA, EGYPT)

    assert found.better == Better(MONDAY, 0)


def test_a_better_end_is_at_the_usual_hour_of_the_body_and_never_earlier() -> None:
    night = datetime(2026, 6, 22, 21, tzinfo=UTC)

    found = check_fairness(FRIDAY, night, VIENNA, [AUSTRIA], hour=time(18))

    assert found.better == Better(datetime(2026, 6, 23, 16, tzinfo=UTC), 0)


def test_no_better_end_lies_on_a_holiday_of_the_body() -> None:
    body = Place("Europe/Vienna", calendar=calendar([date(2026, 6, 22)]))

    found = checked(FRIDAY, FRIDAY + timedelta(days=1), AUSTRIA, body=body)

    assert found.better == Better(MONDAY + timedelta(days=1), 0)


def test_where_no_day_helps_none_is_proposed() -> None:
    assert checked(FRIDAY, MONDAY, FIJI).better is None
    assert checked(FRIDAY, MONDAY, AUSTRIA).better is None


def test_a_better_end_is_not_at_an_hour_that_the_clocks_skip() -> None:
    friday_night = datetime(2027, 3, 26, 1, 30, tzinfo=UTC)  # 2.30 a.m. in Vienna

    found = checked(friday_night - timedelta(days=1), friday_night, FIJI, AUSTRIA)

    assert found.better is None or found.better.deadline > friday_night


def test_a_deadline_that_does_not_lie_ahead_is_refused() -> None:
    with pytest.raises(ValueError, match="must lie ahead"):
        checked(MONDAY, MONDAY, AUSTRIA)


def test_a_place_in_no_zone_is_refused() -> None:
    with pytest.raises(UnknownZone):
        checked(FRIDAY, MONDAY, Delegation("One", Place("Atlantis")))


ZONES = st.sampled_from(["UTC", "Europe/Vienna", "Pacific/Fiji", "America/New_York", "Asia/Tokyo"])
WEEKENDS = st.sampled_from([None, frozenset({6, 7}), frozenset({5, 6}), frozenset({5})])
PLACES = st.builds(Place, ZONES, WEEKENDS)
BEGINS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


@given(PLACES, BEGINS, st.timedeltas(timedelta(minutes=1), timedelta(days=9)))
def test_working_hours_are_the_minutes_at_work_one_by_one(
    place: Place, begin: datetime, length: timedelta
) -> None:
    begin = begin.replace(second=0, microsecond=0)
    length = timedelta(minutes=length // timedelta(minutes=15) * 15 or 15)
    begin -= timedelta(minutes=begin.minute % 15)
    weekend = place.weekend or {6, 7}

    quarters = [
        to_wall_clock(begin + timedelta(minutes=15 * n), place.zone)
        for n in range(length // timedelta(minutes=15))
    ]
    worked = sum(OPENS <= q.time() < CLOSES and q.isoweekday() not in weekend for q in quarters)

    assert meaning(place, begin, begin + length).working == timedelta(minutes=15 * worked)


@given(
    st.lists(PLACES, min_size=1, max_size=4),
    BEGINS,
    st.timedeltas(timedelta(hours=1), timedelta(days=9)),
)
def test_a_better_end_is_later_within_a_week_and_helps_whatever_the_order(
    places: list[Place], begin: datetime, length: timedelta
) -> None:
    everybody = [Delegation(str(number), place) for number, place in enumerate(places)]
    found = checked(begin, begin + length, *everybody)

    assert found.better == checked(begin, begin + length, *everybody[::-1]).better
    if found.better is not None:
        assert found.deadline < found.better.deadline <= found.deadline + timedelta(days=8)
        assert found.better.disadvantaged < found.disadvantaged
        again = checked(begin, found.better.deadline, *everybody)
        assert again.disadvantaged == found.better.disadvantaged


ROLL = """name,capital_zone,capital_weekend,mission_zone,mission_calendar,group
Austria,Europe/Vienna,,Europe/Vienna,vienna,WEOG
Egypt,Africa/Cairo,"friday, saturday",,,African
Nowhere,,,,,
"""


def test_a_roll_is_read_with_what_is_known_of_each_delegation() -> None:
    austria, egypt, nowhere = read_delegations(ROLL, "roll.csv")

    assert austria.mission == Place("Europe/Vienna", None, known("vienna"))
    assert egypt.capital == Place("Africa/Cairo", frozenset({5, 6}))
    assert egypt.mission is None
    assert nowhere == Delegation("Nowhere")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Chad,Africa/Ndjamina,,,", 'line 2/capital_zone: found "Africa/Ndjamina"'),
        ("Chad,,caturday,,", 'line 2/capital_weekend: found "caturday"'),
        ("Chad,,sunday,,", "line 2/capital_zone: found nothing; expected the zone of that"),
        ("Chad,,,UTC,atlantis", 'line 2/mission_calendar: found "atlantis"'),
        (",UTC,,,", "line 2/name: found nothing"),
        ("Chad,,,,\nChad,,,,", 'line 3/name: found "Chad" again'),
        ("", "roll.csv: found no delegation"),
    ],
)
def test_what_is_wrong_in_a_roll_is_named_with_its_line(row: str, expected: str) -> None:
    head = "name,capital_zone,capital_weekend,mission_zone,mission_calendar\n"
    with pytest.raises(CalendarError) as caught:
        read_delegations(head + row, "roll.csv")
    assert expected in str(caught.value)


def test_a_roll_without_names_is_refused() -> None:
    with pytest.raises(CalendarError, match="a column name"):
        read_delegations("state,zone\n", "roll.csv")
