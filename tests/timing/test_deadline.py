"""The deadline: who is in time, and when the book may close."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nemcon.timing.deadline import Deadline

SIX = datetime(2026, 6, 19, 16, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize("included", [True, False])
def test_before_the_deadline_is_in_time_and_after_it_is_late(included: bool) -> None:
    deadline = Deadline(SIX, "Europe/Vienna", included)

    assert deadline.admits(SIX - MOMENT)
    assert not deadline.admits(SIX + MOMENT)
    assert deadline.admits(SIX) is included


def test_an_instant_is_compared_whatever_zone_it_is_written_in() -> None:
    written_in_vienna = datetime.fromisoformat("2026-06-19T17:59:59.999999+02:00")
    assert Deadline(SIX, "Europe/Vienna").admits(written_in_vienna)
    assert not Deadline(SIX, "Europe/Vienna").admits(written_in_vienna + MOMENT)


@pytest.mark.parametrize("included", [True, False])
def test_the_book_closes_after_the_grace(included: bool) -> None:
    deadline = Deadline(SIX, "Europe/Vienna", included)
    assert deadline.book_closes_at(timedelta(seconds=5)) == SIX + timedelta(seconds=5)


@pytest.mark.parametrize("included", [True, False])
def test_the_book_never_closes_on_a_filing_that_is_still_in_time(included: bool) -> None:
    deadline = Deadline(SIX, "Europe/Vienna", included)
    assert not deadline.admits(deadline.book_closes_at(timedelta(0)))
