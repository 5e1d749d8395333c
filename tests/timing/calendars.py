"""Calendars made up for tests: a few holidays, one after another year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from nemcon.timing.working_days import (
    Calendar,
    CalendarYear,
    Citation,
    CutOff,
    Holiday,
    Recess,
    Weekdays,
)

MADE_UP = Citation("custom", "Made up for a test.")
WEEKEND = Weekdays(frozenset({6, 7}), MADE_UP)
BOARD = Weekdays(frozenset({1, 3, 5}), MADE_UP)


def calendar(
    holidays: Iterable[date] = (),
    years: Iterable[int] = (2026, 2027, 2028),
    *,
    weekend: Weekdays = WEEKEND,
    board: Weekdays | None = BOARD,
    recesses: Iterable[tuple[date, date]] = (),
    cut_off: time | None = None,
    station: str = "test",
) -> Calendar:
    """A calendar with these holidays and recesses, each in the list of its own year."""
    days, breaks = set(holidays), tuple(recesses)
    return Calendar(
        station,
        tuple(
            CalendarYear(
                station=station,
                year=year,
                title="Test",
                origin=f"{station}-{year}.toml",
                holidays=tuple(
                    Holiday(day, "A holiday", MADE_UP) for day in sorted(days) if day.year == year
                ),
                weekend=weekend,
                board=board,
                recesses=tuple(
                    Recess(first, last, "A recess", MADE_UP)
                    for first, last in breaks
                    if first.year == year
                ),
                cut_off=CutOff(cut_off, MADE_UP) if cut_off else None,
            )
            for year in years
        ),
    )
