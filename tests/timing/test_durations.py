"""How lengths are read, and when they end."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.timing.durations import (
    Duration,
    NoCalendar,
    TooFarAhead,
    Unit,
    UnreadableDuration,
    add_months,
    begin_of,
    end_of,
    lapse_of,
    parse_duration,
)
from nemcon.timing.zones import AmbiguousLocalTime, NonexistentLocalTime, to_wall_clock

VIENNA = "Europe/Vienna"
BEFORE_SPRING = datetime(2027, 3, 26, 17, tzinfo=UTC)  # Friday, 6 p.m. in Vienna (UTC+1)
BEFORE_AUTUMN = datetime(2026, 10, 23, 16, tzinfo=UTC)  # Friday, 6 p.m. in Vienna (UTC+2)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("72h", 72, Unit.HOURS),
        ("1 hour", 1, Unit.HOURS),
        (" 72  Hours ", 72, Unit.HOURS),
        ("30 min", 30, Unit.MINUTES),
        ("30 mins", 30, Unit.MINUTES),
        ("3 days", 3, Unit.DAYS),
        ("3 calendar days", 3, Unit.DAYS),
        ("3 cd", 3, Unit.DAYS),
        ("10 working days", 10, Unit.WORKING_DAYS),
        ("10wd", 10, Unit.WORKING_DAYS),
        ("4w", 4, Unit.WEEKS),
        ("4 weeks", 4, Unit.WEEKS),
        ("6 months", 6, Unit.MONTHS),
        ("6mo", 6, Unit.MONTHS),
        ("2 years", 2, Unit.YEARS),
        ("2y", 2, Unit.YEARS),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, amount: int, unit: Unit) -> None:
    assert parse_duration(text) == Duration(amount, unit)


@pytest.mark.parametrize(
    "text",
    ["", "72", "h", "0h", "-3 days", "1.5h", "3 fortnights", "72h 30min", "100000h", "3 mo nths"],
)
def test_what_is_no_length_is_refused_with_examples(text: str) -> None:
    with pytest.raises(UnreadableDuration, match="write it like 72h") as caught:
        parse_duration(text)
    assert caught.value.code == "unreadable-duration"


def test_figures_of_other_scripts_are_read_as_the_numbers_they_are() -> None:
    assert parse_duration("٧٢ hours") == Duration(72, Unit.HOURS)


@given(st.integers(1, 99999), st.sampled_from(list(Unit)))
def test_a_length_is_read_back_from_its_words(amount: int, unit: Unit) -> None:
    assert parse_duration(str(Duration(amount, unit))) == Duration(amount, unit)


@pytest.mark.parametrize("start", [BEFORE_SPRING, BEFORE_AUTUMN])
def test_seventy_two_hours_are_seventy_two_hours_whatever_the_clocks_do(start: datetime) -> None:
    assert end_of(start, parse_duration("72h"), VIENNA) - start == timedelta(hours=72)


@pytest.mark.parametrize(("start", "hours"), [(BEFORE_SPRING, 71), (BEFORE_AUTUMN, 73)])
def test_days_keep_the_hour_on_the_clock(start: datetime, hours: int) -> None:
    end = end_of(start, parse_duration("3 days"), VIENNA)

    assert to_wall_clock(end, VIENNA).time() == time(18)
    assert end - start == timedelta(hours=hours)


@pytest.mark.parametrize("start", [BEFORE_SPRING, BEFORE_AUTUMN])
def test_hours_and_minutes_end_at_the_same_instant_in_every_zone(start: datetime) -> None:
    for length in (parse_duration("90 min"), parse_duration("31h")):
        assert end_of(start, length, VIENNA) == end_of(start, length, "Asia/Kathmandu")


def test_a_day_that_would_end_in_a_skipped_hour_is_refused() -> None:
    start = datetime(2027, 3, 26, 1, 30, tzinfo=UTC)  # 2.30 a.m. in Vienna
    with pytest.raises(NonexistentLocalTime):
        end_of(start, parse_duration("2 days"), VIENNA)
    assert lapse_of(start, parse_duration("2 days"), VIENNA) == datetime(
        2027, 3, 28, 1, 30, tzinfo=UTC
    )


def test_a_day_that_would_end_in_an_hour_that_comes_twice_is_refused() -> None:
    start = datetime(2026, 10, 23, 0, 30, tzinfo=UTC)  # 2.30 a.m. in Vienna
    with pytest.raises(AmbiguousLocalTime):
        end_of(start, parse_duration("2 days"), VIENNA)
    assert lapse_of(start, parse_duration("2 days"), VIENNA) == datetime(
        2026, 10, 25, 1, 30, tzinfo=UTC
    )


def test_the_hour_of_the_rules_holds_for_days_and_not_for_hours() -> None:
    start = datetime(2026, 6, 15, 7, 12, tzinfo=UTC)
    days = end_of(start, parse_duration("3 days"), VIENNA, hour=time(18))
    hours = end_of(start, parse_duration("72h"), VIENNA, hour=time(18))

    assert days == datetime(2026, 6, 18, 16, tzinfo=UTC)
    assert hours == start + timedelta(hours=72)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
    ],
)
def test_a_month_that_has_no_such_day_ends_on_its_last(
    first: date, months: int, last: date
) -> None:
    assert add_months(first, months) == last


def test_weeks_months_and_years_keep_the_hour() -> None:
    start = datetime(2026, 1, 31, 17, tzinfo=UTC)
    for text, end in {
        "4 weeks": datetime(2026, 2, 28, 17, tzinfo=UTC),
        "1 month": datetime(2026, 2, 28, 17, tzinfo=UTC),
        "6 months": datetime(2026, 7, 31, 16, tzinfo=UTC),
        "2 years": datetime(2028, 1, 31, 17, tzinfo=UTC),
    }.items():
        assert end_of(start, parse_duration(text), VIENNA) == end


class EveryOtherDay:
    """A duty station that works every other day."""

    def add(self, start: date, days: int) -> date:
        return start + timedelta(days=2 * days)


def test_working_days_are_counted_by_the_calendar_of_the_duty_station() -> None:
    start = datetime(2026, 6, 15, 10, tzinfo=UTC)
    length = parse_duration("5 working days")

    assert end_of(start, length, "UTC", working_days=EveryOtherDay()) == start + timedelta(days=10)
    with pytest.raises(NoCalendar, match="Give the deadline as a date") as caught:
        end_of(start, length, "UTC")
    assert caught.value.code == "no-calendar"


@pytest.mark.parametrize("text", ["99999 years", "99999 months", "99999 weeks"])
@pytest.mark.parametrize(
    "start", [datetime(2026, 6, 15, tzinfo=UTC), datetime(9999, 6, 1, tzinfo=UTC)]
)
def test_a_period_beyond_the_calendar_is_refused(text: str, start: datetime) -> None:
    if text == "99999 weeks" and start.year < 9000:
        assert end_of(start, parse_duration(text), VIENNA).year == 3942
        return
    with pytest.raises(TooFarAhead) as caught:
        end_of(start, parse_duration(text), VIENNA)
    assert caught.value.code == "too-far-ahead"


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("24h", datetime(2027, 3, 28, 16, tzinfo=UTC)),
        ("30 min", datetime(2027, 3, 29, 15, 30, tzinfo=UTC)),
        ("2 days", datetime(2027, 3, 27, 16, tzinfo=UTC)),
        ("1 week", datetime(2027, 3, 22, 16, tzinfo=UTC)),
        ("1 month", datetime(2027, 2, 28, 17, tzinfo=UTC)),
        ("1 year", datetime(2026, 3, 29, 16, tzinfo=UTC)),
    ],
)
def test_a_reminder_falls_due_that_long_before_the_end(text: str, begin: datetime) -> None:
    end = datetime(2027, 3, 29, 16, tzinfo=UTC)  # Monday, 6 p.m. in Vienna (UTC+2)
    assert begin_of(end, parse_duration(text), VIENNA) == begin


def test_a_reminder_is_not_set_in_working_days() -> None:
    with pytest.raises(UnreadableDuration, match="not in working days"):
        begin_of(BEFORE_SPRING, parse_duration("2 working days"), VIENNA)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2080, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds
    st.integers(1, 400),
    st.sampled_from([unit for unit in Unit if unit is not Unit.WORKING_DAYS]),
    st.sampled_from([VIENNA, "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]),
)
def test_a_time_that_nobody_fixed_always_runs_out_later(
    start: datetime, amount: int, unit: Unit, zone: str
) -> None:
    length = Duration(min(amount, 40), unit)
    lapse = lapse_of(start, length, zone)

    assert lapse > start
    with suppress(NonexistentLocalTime, AmbiguousLocalTime):
        assert end_of(start, length, zone) == lapse
