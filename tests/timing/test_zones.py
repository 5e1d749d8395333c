"""A time on the clock names one instant, or is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.timing.zones import (
    AmbiguousLocalTime,
    NonexistentLocalTime,
    TimeError,
    UnknownZone,
    from_wall_clock,
    from_wall_clock_or_later,
    to_wall_clock,
    whole_minutes,
    zone,
)

SPRING = datetime(2027, 3, 28, 2, 30)  # noqa: DTZ001 - a time on the clock
AUTUMN = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 - a time on the clock
ZONES = ["Europe/Vienna", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]


def test_an_ordinary_hour_is_one_instant() -> None:
    six = datetime(2026, 6, 19, 18)  # noqa: DTZ001 - a time on the clock
    assert from_wall_clock(six, "Europe/Vienna") == datetime(2026, 6, 19, 16, tzinfo=UTC)


def test_an_hour_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(NonexistentLocalTime, match="2027-03-28 02:30 does not exist") as caught:
        from_wall_clock(SPRING, "Europe/Vienna")
    assert caught.value.code == "nonexistent-local-time"


def test_an_hour_that_comes_twice_is_refused() -> None:
    with pytest.raises(AmbiguousLocalTime, match="comes twice") as caught:
        from_wall_clock(AUTUMN, "Europe/Vienna")
    assert caught.value.code == "ambiguous-local-time"


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        (datetime(2027, 3, 28, 1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),  # noqa: DTZ001 - clock
        (datetime(2027, 3, 28, 3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),  # noqa: DTZ001 - clock
        (datetime(2026, 10, 25, 1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),  # noqa: DTZ001 - clock
        (datetime(2026, 10, 25, 3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),  # noqa: DTZ001 - clock
    ],
)
def test_the_hours_beside_a_change_are_ordinary(wall: datetime, instant: datetime) -> None:
    assert from_wall_clock(wall, "Europe/Vienna") == instant


def test_an_hour_that_nobody_chose_moves_to_a_later_one() -> None:
    after_spring = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)  # 3.30 a.m., as an hour was skipped
    second_in_autumn = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    assert from_wall_clock_or_later(SPRING, "Europe/Vienna") == after_spring
    assert from_wall_clock_or_later(AUTUMN, "Europe/Vienna") == second_in_autumn


@pytest.mark.parametrize("name", ["", "Vienna", "Europe", "../etc/passwd", "a\0b", "Europe/Wien "])
def test_a_name_that_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone, match="is not a time zone") as caught:
        zone(name)
    assert isinstance(caught.value, TimeError)
    assert caught.value.code == "unknown-zone"


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - clocks
    st.sampled_from(ZONES),
)
def test_a_time_on_the_clock_is_read_back_or_refused(wall: datetime, name: str) -> None:
    try:
        instant = from_wall_clock(wall, name)
    except (NonexistentLocalTime, AmbiguousLocalTime):
        later = from_wall_clock_or_later(wall, name)
        shown = to_wall_clock(later, name).replace(tzinfo=None)
        assert timedelta(0) <= shown - wall <= timedelta(hours=1)
        return
    assert to_wall_clock(instant, name).replace(tzinfo=None) == wall
    assert from_wall_clock_or_later(wall, name) == instant


def test_an_offset_is_given_in_minutes() -> None:
    assert whole_minutes(timedelta(hours=5, minutes=45)) == 345
    assert whole_minutes(-timedelta(hours=3, minutes=30)) == -210
    assert whole_minutes(None) == 0
