"""How working days are counted on a duty station's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.timing.calendars import WEEKDAYS, known, shipped, stations
from nemcon.timing.durations import NoCalendar, WorkingDays
from nemcon.timing.working_days import NoBoardDays, Weekdays
from tests.timing.calendars import MADE_UP, calendar

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
HOLIDAYS = st.sets(st.dates(date(2026, 1, 1), date(2028, 6, 30)), max_size=40)
AMOUNTS = st.integers(1, 60)


def test_the_verified_lists_ship_and_no_others() -> None:
    listed = [(year.station, year.year, len(year.holidays)) for year in shipped()]

    assert listed == [("new-york", 2017, 9), ("new-york", 2020, 9), ("vienna", 2023, 9)]
    assert stations() == ("new-york", "vienna")


def test_every_shipped_holiday_says_where_it_was_read() -> None:
    for year in shipped():
        for holiday in year.holidays:
            assert holiday.citation.basis in ("source", "secondary")
            assert "official holidays" in holiday.citation.source.lower()
        assert year.weekend.citation.basis == "custom"


def test_ten_working_days_over_easter_in_vienna_skip_its_own_holidays() -> None:
    vienna = known("vienna")

    # Good Friday, Easter Monday, and Eid al-Fitr on 24 April, in lieu of the 22nd.
    assert vienna.add(date(2023, 4, 6), 10) == date(2023, 4, 25)
    assert vienna.holiday(date(2023, 5, 18)) is None, "Ascension is a holiday in Austria only"


def test_working_days_over_the_two_holidays_in_a_row_in_new_york() -> None:
    new_york = known("new-york")

    assert new_york.add(date(2020, 5, 22), 1) == date(2020, 5, 27)
    assert new_york.subtract(date(2020, 5, 27), 1) == date(2020, 5, 22)


def test_a_year_without_a_list_is_refused_with_the_station_and_the_year() -> None:
    with pytest.raises(NoCalendar) as caught:
        known("vienna").add(date(2023, 12, 27), 5)

    assert caught.value.code == "no-calendar"
    assert "United Nations, Vienna in 2024 are not known" in str(caught.value)
    assert "lists for 2023" in str(caught.value)


def test_a_period_that_ends_before_a_year_without_a_list_is_counted() -> None:
    assert known("vienna").add(date(2023, 12, 22), 3) == date(2023, 12, 29)


def test_a_list_in_between_is_not_taken_from_the_years_beside_it() -> None:
    with pytest.raises(NoCalendar, match="in 2018"):
        known("new-york").add(date(2017, 12, 29), 1)


def test_an_unknown_duty_station_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(NoCalendar, match=r"'geneva' are not known .* new-york, vienna"):
        known("geneva")


def test_the_day_on_which_it_begins_is_not_counted() -> None:
    plain = calendar()

    assert plain.add(date(2026, 6, 15), 1) == date(2026, 6, 16)
    assert plain.add(date(2026, 6, 19), 1) == date(2026, 6, 22)
    assert plain.add(date(2026, 6, 20), 1) == date(2026, 6, 22)
    assert plain.add(date(2026, 6, 15), 0) == date(2026, 6, 15)


def test_seven_working_days_before_a_meeting_are_counted_backwards() -> None:
    with_holiday = calendar([date(2026, 6, 11)])

    assert calendar().subtract(date(2026, 6, 17), 7) == date(2026, 6, 8)
    assert with_holiday.subtract(date(2026, 6, 17), 7) == date(2026, 6, 5)
    assert with_holiday.subtract(date(2026, 6, 14), 1) == date(2026, 6, 12)


def test_days_are_not_counted_below_nothing() -> None:
    with pytest.raises(ValueError, match="not below nothing"):
        calendar().add(date(2026, 6, 17), -1)


def test_a_leap_day_is_a_working_day_like_any_other() -> None:
    leap = calendar(years=(2028,))

    assert leap.add(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert leap.add(date(2028, 2, 28), 2) == date(2028, 3, 1)


def test_a_weekend_on_friday_and_saturday_is_that_of_the_list() -> None:
    elsewhere = calendar(weekend=Weekdays(frozenset({5, 6}), MADE_UP))

    assert elsewhere.add(date(2026, 6, 18), 1) == date(2026, 6, 21)


def test_the_next_board_day_is_one_on_which_the_board_may_meet() -> None:
    plain = calendar([date(2026, 6, 17)], recesses=[(date(2026, 6, 19), date(2026, 6, 23))])

    assert plain.next_board_day(date(2026, 6, 15)) == date(2026, 6, 15)
    # Tuesday; Wednesday is a holiday, Friday and Monday lie in the recess.
    assert plain.next_board_day(date(2026, 6, 16)) == date(2026, 6, 24)


def test_a_calendar_that_names_no_board_days_is_not_asked_for_one() -> None:
    with pytest.raises(NoBoardDays, match="does not say on which days") as caught:
        known("vienna").next_board_day(date(2023, 6, 1))
    assert caught.value.code == "no-board-days"


def test_what_falls_in_a_recess_moves_to_the_first_working_day_after_it() -> None:
    plain = calendar(
        [date(2026, 8, 17)],
        recesses=[
            (date(2026, 8, 3), date(2026, 8, 14)),
            (date(2026, 8, 18), date(2026, 8, 18)),
            (date(2026, 12, 24), date(2026, 12, 31)),
            (date(2027, 1, 1), date(2027, 1, 4)),
        ],
    )

    assert plain.out_of_recess(date(2026, 8, 2)) == date(2026, 8, 2), "a Sunday, but no recess"
    assert plain.out_of_recess(date(2026, 8, 3)) == date(2026, 8, 19)
    assert plain.out_of_recess(date(2026, 12, 24)) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("received", "counts_from"),
    [
        (datetime(2026, 6, 18, 17, 29, 59, tzinfo=UTC), date(2026, 6, 18)),
        (datetime(2026, 6, 18, 17, 30, tzinfo=UTC), date(2026, 6, 19)),
        (datetime(2026, 6, 19, 18, tzinfo=UTC), date(2026, 6, 22)),
        (datetime(2026, 6, 20, 9, tzinfo=UTC), date(2026, 6, 22)),
    ],
)
def test_what_comes_after_the_cut_off_counts_as_of_the_next_working_day(
    received: datetime, counts_from: date
) -> None:
    assert calendar(cut_off=time(17, 30)).counts_from(received) == counts_from


def test_without_a_cut_off_every_day_counts_as_itself() -> None:
    assert calendar().counts_from(datetime(2026, 6, 20, 23, tzinfo=UTC)) == date(2026, 6, 20)


def test_a_calendar_is_what_a_period_needs() -> None:
    needed: WorkingDays = calendar()

    assert needed.add(date(2026, 6, 15), 5) == date(2026, 6, 22)


@given(DAYS, AMOUNTS, HOLIDAYS, st.dates(date(2026, 1, 1), date(2028, 6, 30)))
def test_one_more_holiday_never_shortens_a_period(
    start: date, amount: int, holidays: set[date], another: date
) -> None:
    before = calendar(holidays).add(start, amount)
    after = calendar(holidays | {another}).add(start, amount)

    assert after >= before


@given(DAYS, AMOUNTS, HOLIDAYS, st.dates(date(2026, 1, 1), date(2028, 6, 30)))
def test_one_more_holiday_never_brings_the_last_day_before_a_date_nearer_to_it(
    end: date, amount: int, holidays: set[date], another: date
) -> None:
    years = range(2025, 2029)
    before = calendar(holidays, years).subtract(end, amount)

    assert calendar(holidays | {another}, years).subtract(end, amount) <= before


@given(DAYS, AMOUNTS, st.integers(0, 20), st.integers(0, 20), HOLIDAYS)
def test_a_longer_period_and_a_later_begin_never_end_earlier(
    start: date, amount: int, more: int, later: int, holidays: set[date]
) -> None:
    plain = calendar(holidays)
    end = plain.add(start, amount)

    assert plain.add(start, amount + more) >= end + timedelta(days=more)
    assert plain.add(start + timedelta(days=later), amount) >= end


@given(DAYS, AMOUNTS, st.integers(1, 20), HOLIDAYS)
def test_counting_on_from_the_end_of_a_period_is_counting_both_at_once(
    start: date, first: int, second: int, holidays: set[date]
) -> None:
    plain = calendar(holidays)

    assert plain.add(plain.add(start, first), second) == plain.add(start, first + second)


@given(DAYS, AMOUNTS, HOLIDAYS)
def test_counting_forth_and_back_leads_to_the_working_day_where_it_began(
    start: date, amount: int, holidays: set[date]
) -> None:
    plain = calendar(holidays)
    begin = plain.next_working_day(start)

    end = plain.add(begin, amount)

    assert plain.is_worked(end)
    assert plain.subtract(end, amount) == begin
    assert plain.count(begin, end) == amount


@given(DAYS, HOLIDAYS)
def test_what_rolls_never_rolls_back_and_rolls_once(day: date, holidays: set[date]) -> None:
    plain = calendar(holidays, recesses=[(date(2026, 8, 1), date(2026, 8, 20))])
    for roll in (plain.next_working_day, plain.next_board_day, plain.out_of_recess):
        moved = roll(day)

        assert moved >= day
        assert roll(moved) == moved


def test_a_body_without_a_list_of_holidays_works_from_monday_to_friday() -> None:
    weekdays = known(WEEKDAYS)

    assert weekdays.add(date(2026, 12, 24), 2) == date(2026, 12, 28)
    assert weekdays.is_weekend(date(2026, 12, 26))
    assert weekdays.holiday(date(2026, 12, 25)) is None
