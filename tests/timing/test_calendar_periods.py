"""When a period ends: floors, rolls, cut-off hours, and the traps of the calendar."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.timing.durations import (
    NoCalendar,
    TooFarAhead,
    UnreadableDuration,
    lapse_of,
    parse_duration,
)
from nemcon.timing.periods import (
    Counting,
    Roll,
    day_before,
    month_end,
    period_end,
    rolled,
    shortest_end,
)
from nemcon.timing.working_days import Weekdays
from nemcon.timing.zones import AmbiguousLocalTime, NonexistentLocalTime, to_wall_clock
from tests.timing.calendars import MADE_UP, calendar

VIENNA = "Europe/Vienna"
SIX = time(18)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]  # year, month, day, hour


def ends(start: datetime, length: str, counting: Counting) -> datetime:
    return period_end(start, parse_duration(length), counting)


def test_working_days_end_at_the_hour_of_the_rules() -> None:
    counting = Counting(VIENNA, SIX, calendar=calendar([date(2026, 6, 18)]))

    assert ends(at(2026, 6, 15, 8), "3 working days", counting) == at(2026, 6, 19, 16)


def test_working_days_end_at_the_hour_at_which_they_began_where_the_rules_name_none() -> None:
    counting = Counting(VIENNA, calendar=calendar())

    assert ends(at(2026, 3, 27, 9), "1 working day", counting) == at(2026, 3, 30, 8)


def test_working_days_without_a_calendar_are_refused() -> None:
    with pytest.raises(NoCalendar, match="no duty station is named"):
        ends(at(2026, 6, 15), "3 working days", Counting("UTC"))
    with pytest.raises(NoCalendar):
        day_before(date(2026, 6, 15), parse_duration("3 working days"))


def test_only_what_counts_on_a_calendar_needs_one() -> None:
    floor = parse_duration("5 working days")

    assert not Counting("UTC", rolls=(Roll.MONTH_END,)).needs_calendar(parse_duration("3 days"))
    assert Counting("UTC", rolls=(Roll.AVOID_RECESS,)).needs_calendar()
    assert Counting("UTC", floor=floor).needs_calendar(parse_duration("72h"))
    assert Counting("UTC").needs_calendar(parse_duration("3 working days"))


@pytest.mark.parametrize("begin", [(2027, 3, 26, 17), (2026, 10, 23, 16)])
def test_seventy_two_hours_are_seventy_two_hours_over_both_changes_of_the_clocks(
    begin: tuple[int, ...],
) -> None:
    counting = Counting(VIENNA, SIX, calendar=calendar())

    assert ends(at(*begin), "72h", counting) - at(*begin) == timedelta(hours=72)


@pytest.mark.parametrize(("begin", "hours"), [((2027, 3, 26, 17), 71), ((2026, 10, 23, 16), 73)])
def test_a_working_day_keeps_its_hour_over_both_changes_of_the_clocks(
    begin: tuple[int, ...], hours: int
) -> None:
    end = ends(at(*begin), "1 working day", Counting(VIENNA, SIX, calendar=calendar()))

    assert to_wall_clock(end, VIENNA).time() == SIX
    assert end - at(*begin) == timedelta(hours=hours)


def test_ten_days_hold_five_working_days_or_are_lengthened_until_they_do() -> None:
    floor = parse_duration("5 working days")
    holidays = [date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 28), date(2026, 12, 29)]
    ordinary = Counting("UTC", floor=floor, calendar=calendar())
    christmas = Counting("UTC", floor=floor, calendar=calendar(holidays))

    assert ends(at(2026, 6, 15, 9), "10 days", ordinary) == at(2026, 6, 25, 9)
    # After Monday, 21 December: the 22nd, 23rd, 30th, 31st and 1 January, the eleventh day.
    assert ends(at(2026, 12, 21, 9), "10 days", christmas) == at(2027, 1, 1, 9)
    assert christmas.calendar is not None
    assert christmas.calendar.count(date(2026, 12, 21), date(2027, 1, 1)) == 5


def test_a_floor_in_a_year_without_a_list_is_refused_even_where_the_days_would_do() -> None:
    counting = Counting(
        "UTC", floor=parse_duration("5 working days"), calendar=calendar(years=(2027,))
    )

    with pytest.raises(NoCalendar, match="in 2026"):
        ends(at(2026, 6, 15, 9), "10 days", counting)


def test_what_begins_after_the_cut_off_begins_to_count_one_working_day_later() -> None:
    counting = Counting(VIENNA, SIX, calendar=calendar(cut_off=time(17)))

    assert ends(at(2026, 6, 18, 14, 59), "2 working days", counting) == at(2026, 6, 22, 16)
    assert ends(at(2026, 6, 18, 15), "2 working days", counting) == at(2026, 6, 23, 16)
    # Hours and days on the calendar are no working days.
    assert ends(at(2026, 6, 18, 15), "2 days", counting) == at(2026, 6, 20, 16)


def test_the_cut_off_keeps_the_hour_of_the_day_when_the_clocks_skip_it_in_between() -> None:
    counting = Counting(VIENNA, calendar=calendar(cut_off=time(1)))

    # 2.30 a.m. on Friday; as of Monday, so on Tuesday.
    assert ends(at(2027, 3, 26, 1, 30), "1 working day", counting) == at(2027, 3, 30, 0, 30)


@pytest.mark.parametrize(
    ("roll", "end"),
    [
        ((), at(2026, 6, 20, 16)),
        ((Roll.NEXT_WORKING_DAY,), at(2026, 6, 23, 16)),
        ((Roll.NEXT_BOARD_DAY,), at(2026, 6, 24, 16)),
        ((Roll.AVOID_RECESS,), at(2026, 6, 20, 16)),
        ((Roll.MONTH_END,), at(2026, 6, 30, 16)),
    ],
)
def test_an_end_on_a_saturday_rolls_as_the_rules_say(roll: tuple[Roll, ...], end: datetime) -> None:
    counting = Counting(VIENNA, SIX, rolls=roll, calendar=calendar([date(2026, 6, 22)]))

    assert ends(at(2026, 6, 17, 8), "3 days", counting) == end


def test_an_end_in_a_recess_rolls_to_the_first_working_day_after_it() -> None:
    recess = (date(2026, 8, 3), date(2026, 8, 14))
    counting = Counting("UTC", rolls=(Roll.AVOID_RECESS,), calendar=calendar(recesses=[recess]))

    assert ends(at(2026, 8, 1, 10), "72h", counting) == at(2026, 8, 17, 10)


def test_rolls_are_applied_in_their_order() -> None:
    both = (Roll.MONTH_END, Roll.NEXT_WORKING_DAY)
    counting = Counting("UTC", rolls=both, calendar=calendar())

    assert ends(at(2026, 3, 10, 10), "2 months", counting) == at(2026, 6, 1, 10)
    backwards = Counting("UTC", rolls=both[::-1], calendar=calendar())
    assert ends(at(2026, 3, 10, 10), "2 months", backwards) == at(2026, 5, 31, 10)


@pytest.mark.parametrize(
    ("closed", "end"),
    [
        (at(2026, 1, 15, 12), at(2026, 3, 31, 12)),
        (at(2026, 12, 31, 12), at(2027, 2, 28, 12)),
        (at(2027, 12, 31, 12), at(2028, 2, 29, 12)),
        (at(2026, 6, 30, 12), at(2026, 8, 31, 12)),
    ],
)
def test_the_end_of_the_second_month_following_is_found(closed: datetime, end: datetime) -> None:
    assert ends(closed, "2 months", Counting("UTC", rolls=(Roll.MONTH_END,))) == end


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        (at(2026, 1, 31, 12), "1 month", at(2026, 2, 28, 12)),
        (at(2028, 1, 31, 12), "1 month", at(2028, 2, 29, 12)),
        (at(2028, 2, 29, 12), "1 year", at(2029, 2, 28, 12)),
        (at(2026, 8, 31, 12), "6 months", at(2027, 2, 28, 12)),
    ],
)
def test_a_month_that_has_no_such_day_ends_on_its_last(
    start: datetime, length: str, end: datetime
) -> None:
    assert ends(start, length, Counting("UTC")) == end


@pytest.mark.parametrize(
    ("length", "day"),
    [
        ("7 working days", date(2028, 3, 17)),
        ("7 days", date(2028, 3, 22)),
        ("4 weeks", date(2028, 3, 1)),
        ("1 month", date(2028, 2, 29)),
        ("1 year", date(2027, 3, 29)),
    ],
)
def test_days_are_counted_backwards_from_a_date(length: str, day: date) -> None:
    days = calendar([date(2028, 3, 20)])

    assert day_before(date(2028, 3, 29), parse_duration(length), days) == day


def test_a_month_before_a_date_that_the_earlier_month_lacks_is_its_last_day() -> None:
    assert day_before(date(2027, 3, 31), parse_duration("1 month")) == date(2027, 2, 28)


def test_hours_are_not_counted_back_in_days() -> None:
    with pytest.raises(UnreadableDuration):
        day_before(date(2026, 6, 15), parse_duration("72h"))


def test_the_end_of_a_month_is_its_last_day() -> None:
    assert month_end(date(2028, 2, 1)) == date(2028, 2, 29)
    assert month_end(date(9999, 12, 1)) == date(9999, 12, 31)


def test_a_roll_to_an_hour_that_the_clocks_skip_or_show_twice_is_refused() -> None:
    sundays_are_worked = calendar(
        weekend=Weekdays(frozenset({6}), MADE_UP),
        recesses=[(day, day) for day in (date(2027, 3, 27), date(2026, 10, 24))],
    )
    counting = Counting(
        VIENNA, time(2, 30), rolls=(Roll.AVOID_RECESS,), calendar=sundays_are_worked
    )

    with pytest.raises(NonexistentLocalTime):
        ends(at(2027, 3, 26, 10), "1 day", counting)
    with pytest.raises(AmbiguousLocalTime):
        ends(at(2026, 10, 23, 10), "1 day", counting)


def test_what_would_end_after_the_last_date_is_refused() -> None:
    with pytest.raises(TooFarAhead):
        ends(at(9999, 6, 1), "2 years", Counting("UTC", rolls=(Roll.MONTH_END,)))


def test_the_shortest_end_keeps_both_the_minimum_and_the_floor() -> None:
    counting = Counting("UTC", floor=parse_duration("5 working days"), calendar=calendar())
    begin = at(2026, 6, 15, 9)

    assert shortest_end(begin, parse_duration("72h"), counting) == at(2026, 6, 22, 9)
    assert shortest_end(begin, parse_duration("10 days"), counting) == at(2026, 6, 25, 9)
    assert shortest_end(begin, None, counting) == at(2026, 6, 22, 9)
    assert shortest_end(begin, None, Counting("UTC")) is None


def test_a_time_that_nobody_fixed_may_lapse_in_working_days() -> None:
    length = parse_duration("2 working days")

    assert lapse_of(at(2026, 6, 19, 9), length, "UTC", working_days=calendar()) == at(
        2026, 6, 23, 9
    )


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
LENGTHS = st.sampled_from(["30 min", "72h", "3 days", "2 weeks", "2 months", "10 working days"])
ROLLS = st.lists(st.sampled_from(list(Roll)), max_size=2, unique=True).map(tuple)
HOLIDAYS = st.sets(st.dates(date(2026, 1, 1), date(2028, 1, 31)), max_size=30)


@given(INSTANTS, LENGTHS, ROLLS, HOLIDAYS, st.dates(date(2026, 1, 1), date(2028, 1, 31)))
def test_one_more_holiday_never_brings_the_end_of_a_period_forward(
    start: datetime, length: str, rolls: tuple[Roll, ...], holidays: set[date], another: date
) -> None:
    floor = parse_duration("5 working days")

    def end(days: set[date]) -> datetime:
        return ends(start, length, Counting(VIENNA, SIX, floor, rolls, calendar(days)))

    assert end(holidays | {another}) >= end(holidays)


@given(INSTANTS, LENGTHS, HOLIDAYS, ROLLS)
def test_a_floor_and_a_roll_never_shorten_a_period(
    start: datetime, length: str, holidays: set[date], rolls: tuple[Roll, ...]
) -> None:
    days = calendar(holidays)
    plain = ends(start, length, Counting(VIENNA, SIX, calendar=days))
    counting = Counting(VIENNA, SIX, parse_duration("5 working days"), rolls, days)
    bound = ends(start, length, counting)

    assert bound >= plain
    assert rolled(bound, Counting(VIENNA, SIX, rolls=rolls[-1:], calendar=days)) == bound
    assert days.count(to_wall_clock(start, VIENNA).date(), to_wall_clock(bound, VIENNA).date()) >= 5


@given(INSTANTS, st.integers(1, 30), st.integers(0, 10))
def test_a_longer_period_never_ends_earlier(start: datetime, amount: int, more: int) -> None:
    counting = Counting(VIENNA, SIX, None, (Roll.NEXT_BOARD_DAY,), calendar([date(2026, 5, 1)]))
    end = ends(start, f"{amount} working days", counting)

    assert ends(start, f"{amount + more} working days", counting) >= end


SCRIPT = """
import zoneinfo
from datetime import UTC, datetime
import nemcon.bootstrap
from nemcon.settings import Settings
nemcon.bootstrap.build_register(Settings(database_url="sqlite:///never-opened.db"))
from nemcon.timing.calendars import known
from nemcon.timing.durations import parse_duration
from nemcon.timing.periods import Counting, period_end
counting = Counting("Europe/Vienna", calendar=known("vienna"))
for begin in (datetime(2023, 3, 24, 17, tzinfo=UTC), datetime(2023, 10, 25, 16, tzinfo=UTC)):
    for length in ("72h", "3 days", "3 working days", "2 months"):
        print(period_end(begin, parse_duration(length), counting).isoformat())
"""


def deadlines_with(zone_files: str) -> str:
    environment = {**os.environ, "PYTHONTZPATH": zone_files, "TZ": "Pacific/Kiritimati"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_deadlines_do_not_depend_on_the_zone_files_of_the_host(tmp_path: Path) -> None:
    empty, changed = tmp_path / "empty", tmp_path / "changed"
    empty.mkdir()
    # A host on which Vienna never changed its clocks: the file of UTC under the name of Vienna.
    (changed / "Europe").mkdir(parents=True)
    wrong = (files("tzdata.zoneinfo") / "UTC").read_bytes()
    (changed / "Europe" / "Vienna").write_bytes(wrong)

    expected = deadlines_with(str(empty))

    assert "2023-03-27T16:00:00+00:00" in expected, "three days keep the hour in Vienna"
    assert deadlines_with(str(changed)) == expected
