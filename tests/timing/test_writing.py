"""Every surface writes the same instant, and writes it alike."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.timing.deadline import Deadline
from nemcon.timing.writing import (
    city_of,
    write_date,
    write_deadline,
    write_hour,
    write_instant,
    write_length,
    write_utc,
)

SIX = datetime(2020, 6, 19, 16, tzinfo=UTC)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WRITTEN = re.compile(
    r"(?:(12 midnight) between \w+day, \d+ \w+(?: \d{4})?, and )?"
    r"\w+day, (\d+) (\w+) (\d{4})(?:, "
    r"(?:12 (noon)|(\d+)(?:\.(\d\d))?(?:\.(\d\d))? (a|p)\.m\.))? "
    r"\((?:[\w -]+ time, )?UTC(?:([+-])(\d+)(?::(\d\d))?)?\)"
)


@pytest.mark.parametrize(
    ("hour", "minute", "second", "written"),
    [
        (18, 0, 0, "6 p.m."),
        (18, 30, 0, "6.30 p.m."),
        (12, 0, 0, "12 noon"),
        (0, 0, 0, "12 midnight"),
        (0, 5, 0, "12.05 a.m."),
        (12, 30, 0, "12.30 p.m."),
        (9, 5, 0, "9.05 a.m."),
        (11, 59, 59, "11.59.59 a.m."),
        (12, 0, 1, "12.00.01 p.m."),
        (0, 0, 1, "12.00.01 a.m."),
    ],
)
def test_the_hour_follows_the_practice_of_documents(
    hour: int, minute: int, second: int, written: str
) -> None:
    assert write_hour(datetime(2020, 6, 19, hour, minute, second, tzinfo=UTC)) == written


def test_the_date_is_written_with_its_day() -> None:
    assert write_date(SIX) == "Friday, 19 June 2020"


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Europe/Vienna", "Friday, 19 June 2020, 6 p.m. (Vienna time, UTC+2)"),
        ("America/New_York", "Friday, 19 June 2020, 12 noon (New York time, UTC-4)"),
        ("America/St_Johns", "Friday, 19 June 2020, 1.30 p.m. (St Johns time, UTC-2:30)"),
        ("Asia/Kathmandu", "Friday, 19 June 2020, 9.45 p.m. (Kathmandu time, UTC+5:45)"),
        ("Asia/Tokyo", "Saturday, 20 June 2020, 1 a.m. (Tokyo time, UTC+9)"),
        (
            "America/Argentina/Buenos_Aires",
            "Friday, 19 June 2020, 1 p.m. (Buenos Aires time, UTC-3)",
        ),
        ("Europe/London", "Friday, 19 June 2020, 5 p.m. (London time, UTC+1)"),
        ("UTC", "Friday, 19 June 2020, 4 p.m. (UTC)"),
    ],
)
def test_the_zone_is_named_with_its_offset(zone: str, written: str) -> None:
    assert write_instant(SIX, zone) == written


def test_the_two_hours_of_the_night_in_autumn_are_told_apart() -> None:
    first = write_instant(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Vienna")
    second = write_instant(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Vienna")
    assert first.replace("UTC+2", "UTC+1") == second
    assert first != second


def test_a_deadline_is_written_for_the_body_the_reader_and_in_utc() -> None:
    written = write_deadline(Deadline(SIX, "Europe/Vienna"), "America/New_York")
    assert written.lines == (
        "Friday, 19 June 2020, 6 p.m. (Vienna time, UTC+2)",
        "Friday, 19 June 2020, 12 noon (New York time, UTC-4)",
        "Friday, 19 June 2020, 4 p.m. (UTC)",
    )


def test_midnight_is_written_between_its_two_days_so_that_nobody_takes_it_for_another() -> None:
    six = datetime(2026, 12, 4, 17, tzinfo=UTC)
    assert write_deadline(Deadline(six, "Europe/Vienna"), "Asia/Jakarta").lines == (
        "Friday, 4 December 2026, 6 p.m. (Vienna time, UTC+1)",
        (
            "12 midnight between Friday, 4 December, and Saturday, 5 December 2026 "
            "(Jakarta time, UTC+7)"
        ),
        "Friday, 4 December 2026, 5 p.m. (UTC)",
    )


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (
            datetime(2027, 1, 1, tzinfo=UTC),
            "12 midnight between Thursday, 31 December 2026, and Friday, 1 January 2027 (UTC)",
        ),
        (
            datetime(2026, 12, 1, tzinfo=UTC),
            "12 midnight between Monday, 30 November, and Tuesday, 1 December 2026 (UTC)",
        ),
        (
            datetime(2026, 12, 1, 0, 0, 1, tzinfo=UTC),
            "Tuesday, 1 December 2026, 12.00.01 a.m. (UTC)",
        ),
        (datetime(2026, 12, 1, 0, 30, tzinfo=UTC), "Tuesday, 1 December 2026, 12.30 a.m. (UTC)"),
    ],
)
def test_only_midnight_itself_belongs_to_two_days(instant: datetime, written: str) -> None:
    assert write_instant(instant, "UTC") == written


def test_the_rule_of_a_deadline_at_midnight_names_the_day_that_ends() -> None:
    midnight = datetime(2026, 12, 4, 23, tzinfo=UTC)
    assert write_deadline(Deadline(midnight, "Europe/Vienna")).rule == (
        "What is received before 12 midnight, the end of Friday, 4 December 2026, is in time; "
        "what is received at 12 midnight or later is late."
    )
    assert write_deadline(Deadline(midnight, "Europe/Vienna", end_included=True)).rule == (
        "What is received up to and including 12 midnight exactly, the end of Friday, "
        "4 December 2026, is in time."
    )


@pytest.mark.parametrize(
    ("zone", "city"),
    [
        ("Europe/Tirane", "Tirana"),
        ("America/Sao_Paulo", "S\u00e3o Paulo"),
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_called_by_the_name_of_its_city(zone: str, city: str) -> None:
    assert city_of(zone) == city


@pytest.mark.parametrize("reader", [None, "Europe/Vienna", "UTC"])
def test_a_deadline_is_not_written_twice_in_one_zone(reader: str | None) -> None:
    assert len(write_deadline(Deadline(SIX, "Europe/Vienna"), reader).lines) == 2


def test_a_body_that_works_in_utc_reads_its_deadline_once() -> None:
    assert write_deadline(Deadline(SIX, "UTC")).lines == ("Friday, 19 June 2020, 4 p.m. (UTC)",)


def test_the_rule_says_whether_the_end_is_included() -> None:
    assert write_deadline(Deadline(SIX, "Europe/Vienna")).rule == (
        "What is received before 6 p.m. is in time; what is received at 6 p.m. or later is late."
    )
    assert write_deadline(Deadline(SIX, "Europe/Vienna", end_included=True)).rule == (
        "What is received up to and including 6 p.m. exactly is in time."
    )


@pytest.mark.parametrize(
    ("length", "written"),
    [
        (timedelta(hours=51), "2 days 3 hours"),
        (timedelta(hours=51, minutes=59), "2 days 3 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=1, minutes=1), "1 day 1 minute"),
        (timedelta(hours=1, minutes=1), "1 hour 1 minute"),
        (timedelta(minutes=2, seconds=59), "2 minutes"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(seconds=-5), "less than a minute"),
    ],
)
def test_a_length_is_written_in_its_two_largest_units(length: timedelta, written: str) -> None:
    assert write_length(length) == written


def test_machines_read_the_instant_in_utc() -> None:
    assert write_utc(SIX.astimezone(timezone(timedelta(hours=2)))) == "2020-06-19T16:00:00Z"
    assert write_utc(SIX + timedelta(microseconds=1)) == "2020-06-19T16:00:00.000001Z"


def read_back(written: str) -> datetime:
    """The instant that a person reads from the line."""
    match = WRITTEN.fullmatch(written)
    assert match, written
    night, day, month, year, noon, hour, minute, second, half, sign, hours, minutes = match.groups()
    assert bool(night) != bool(noon or hour), written
    on_clock = 12 * (half == "p") + int(hour) % 12 if hour else 12 * bool(noon)
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return datetime(
        int(year),
        MONTHS.index(month) + 1,
        int(day),
        on_clock,
        int(minute or 0),
        int(second or 0),
        tzinfo=timezone(-offset if sign == "-" else offset),
    )


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - bounds
    st.sampled_from(
        ["Europe/Vienna", "America/New_York", "Asia/Kathmandu", "America/St_Johns", "UTC"]
    ),
    st.sampled_from(["Pacific/Apia", "Australia/Lord_Howe", "Asia/Tokyo", None]),
)
def test_every_line_of_a_deadline_carries_the_same_instant(
    moment: datetime, zone: str, reader: str | None
) -> None:
    instant = moment.replace(microsecond=0, tzinfo=UTC)
    lines = write_deadline(Deadline(instant, zone), reader).lines

    assert {read_back(line) for line in lines} == {instant}
    assert datetime.fromisoformat(write_utc(instant)) == instant
