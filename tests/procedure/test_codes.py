"""How long rules let a code be awaited, and that time closes nothing before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nemcon.procedure import values as v


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("none", None),
        ("10 min", timedelta(minutes=10)),
        ("30 min", timedelta(minutes=30)),
        ("24h", timedelta(hours=24)),
    ],
)
def test_the_time_for_a_code_is_read_on_the_clock(written: str, time: timedelta | None) -> None:
    assert v.code_time(written) == time


@pytest.mark.parametrize("written", ["9 min", "25h", "1 day", "2 working days", "soon", "PT30M"])
def test_a_time_for_a_code_that_is_too_short_too_long_or_counted_in_days_is_refused(
    written: str,
) -> None:
    with pytest.raises(v.BadValue):
        v.code_time(written)
