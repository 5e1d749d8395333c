"""How `nemcon calendar` reads what people type, and writes what it found."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import typer

from nemcon.cli.output import WRONG, fail, say, say_json
from nemcon.timing.calendar_files import WEEK, CalendarError
from nemcon.timing.durations import NoCalendar
from nemcon.timing.fairness import CLOSES, OPENS, Fairness, Meaning
from nemcon.timing.working_days import Calendar, CalendarYear, Citation, NoBoardDays, days_after
from nemcon.timing.writing import (
    write_day_and_hour,
    write_instant,
    write_length,
    write_utc,
)
from nemcon.timing.zones import TimeError

DAY_OF_WORK: Final = timedelta(hours=CLOSES.hour - OPENS.hour)
"""As the fairness check counts it."""


def fairness_data(found: Fairness) -> dict[str, Any]:
    """The check as data."""
    better = found.better
    return {
        "from": write_utc(found.begin),
        "until": write_utc(found.deadline),
        "zone": found.zone,
        "disadvantaged": found.disadvantaged,
        "warnings": [
            {"code": w.code, "says": w.says, "delegations": w.delegations} for w in found.warnings
        ],
        "better": better
        and {"until": write_utc(better.deadline), "disadvantaged": better.disadvantaged},
        "delegations": [
            {"name": one.name, "places": [_place_data(place) for place in one.places]}
            for one in found.delegations
        ],
    }


def _place_data(place: Meaning) -> dict[str, Any]:
    return {
        "where": place.where,
        "zone": place.zone,
        "deadline": place.deadline.isoformat(),
        "at_night": place.at_night,
        "on_weekend": place.on_weekend,
        "holiday": place.holiday,
        "working_hours": round(place.working.total_seconds() / 3600, 2),
        "worked_days": place.worked_days,
        "weekend_assumed": place.weekend_assumed,
        "holidays_known": place.holidays_known,
    }


def say_fairness(found: Fairness) -> None:
    """The check, a line for each place, and what it amounts to."""
    say(f"The period ends on {write_instant(found.deadline, found.zone)}.\n")
    for one in found.delegations:
        for place in one.places:
            marks = [
                *(["night"] if place.at_night else []),
                *(["weekend"] if place.on_weekend else []),
                *([place.holiday] if place.holiday else []),
            ]
            local = write_day_and_hour(place.deadline)
            told = f"; {', '.join(marks)}" if marks else ""
            hours = working_time(place.working)
            say(f"{one.name}, {place.where}: {local}; {hours}{told}")
    say()
    for warning in found.warnings:
        say(warning.says)
    if found.better:
        say(
            f"Fewer would be at a disadvantage, {found.better.disadvantaged} instead of "
            f"{found.disadvantaged}, on {write_instant(found.better.deadline, found.zone)}."
        )


def working_time(length: timedelta) -> str:
    """Working hours, and the working days that they make: a day on a clock has many more."""
    minutes = int(length.total_seconds() // 60)
    if not minutes:
        return "less than a working minute" if length else "no working hours"
    hours, rest = divmod(minutes, 60)
    parts = [_several(hours, "working hour")] if hours else []
    parts += [_several(rest, "minute" if hours else "working minute")] if rest else []
    days, over = divmod(minutes, DAY_OF_WORK // timedelta(minutes=1))
    if not days:
        return " ".join(parts)
    made = _several(days, "working day")
    made += f" and {write_length(timedelta(minutes=over))}" if over else ""
    return f"{' '.join(parts)} ({made})"


def _several(number: int, unit: str) -> str:
    return f"{number} {unit if number == 1 else unit + 's'}"


@contextmanager
def in_words(*, as_json: bool) -> Generator[None]:
    """Tell what is wrong in a file or a time in words, and leave."""
    try:
        yield
    except CalendarError as error:
        if not as_json:
            fail(str(error), code=error.code, status=WRONG)
        problems = [
            {"where": p.where, "found": p.found, "expected": p.expected} for p in error.problems
        ]
        say_json({"code": error.code, "problems": problems})
        raise typer.Exit(WRONG) from error
    except (NoCalendar, NoBoardDays) as error:
        fail(str(error), code=error.code, as_json=as_json)
    except TimeError as error:
        fail(str(error), code=error.code, status=WRONG, as_json=as_json)
    except OverflowError:
        says = "That date lies too far away to be written."
        fail(says, code="too-far-ahead", status=WRONG, as_json=as_json)
    except OSError as error:
        fail(str(error), code="unreadable-file", status=WRONG, as_json=as_json)
    except ValueError as error:
        fail(str(error), code="bad-time", status=WRONG, as_json=as_json)


def text(path: Path) -> str:
    """The text of a file."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name} is not a text file in UTF-8.") from error


def wall(text: str) -> datetime:
    """A date, or a date and an hour, as it stands on a clock."""
    try:
        wall = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a date; write 2023-04-06, or 2023-04-06 17:30."
        raise ValueError(message) from error
    if wall.tzinfo is not None:
        raise ValueError("The time is given on the clock of --zone, without an offset.")
    return wall


def hour(text: str) -> time:
    """An hour of the day."""
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not an hour; write 18:00.") from error


def counted(first: date, last: date, found: Calendar | None) -> dict[str, Any]:
    """What lies after the first day, up to and including the last; working days where known."""
    try:
        days = list(days_after(first, last)) if found else []
        met = [holiday for day in days if found and (holiday := found.holiday(day))]
        worked = found.count(first, last) if found else None
    except NoCalendar:
        met, worked = [], None
    holidays = [{"date": str(holiday.day), "name": holiday.name} for holiday in met]
    return {
        "calendar_days": (last - first).days,
        "working_days": worked,
        "holidays": holidays,
    }


def say_count(end: str, facts: dict[str, Any]) -> None:
    """The day that was counted to, and what lies on the way to it."""
    say(end)
    say(f"    {facts['calendar_days']} days between the two dates")
    if facts["working_days"] is not None:
        say(f"    {facts['working_days']} of them working days")
    for holiday in facts["holidays"]:
        say(f"    {holiday['date']}  {holiday['name']}, a holiday")


def year_head(year: CalendarYear) -> dict[str, Any]:
    """Which list it is."""
    return {
        "station": year.station,
        "year": year.year,
        "title": year.title,
        "file": year.origin,
        "holidays": len(year.holidays),
    }


def _cited(value: object, citation: Citation) -> dict[str, Any]:
    return {"value": value, "basis": citation.basis, "source": citation.source}


def _days(year: CalendarYear) -> dict[str, tuple[list[str], Citation]]:
    """What holds for the whole year, each with where it was read."""
    found = {
        name: ([WEEK[day - 1] for day in sorted(weekdays.days)], weekdays.citation)
        for name, weekdays in (("weekend", year.weekend), ("board", year.board))
        if weekdays is not None
    }
    if year.cut_off is not None:
        found["cut_off"] = ([f"{year.cut_off.hour:%H:%M}"], year.cut_off.citation)
    return found


def year_data(year: CalendarYear) -> dict[str, Any]:
    """The whole list as data."""
    return {
        **year_head(year),
        "about": year.about,
        "days": {name: _cited(*pair) for name, pair in _days(year).items()},
        "holidays": [
            {"date": str(one.day), **_cited(one.name, one.citation)} for one in year.holidays
        ],
        "recesses": [
            {"from": str(one.first), "until": str(one.last), **_cited(one.name, one.citation)}
            for one in year.recesses
        ],
    }


def say_year(year: CalendarYear) -> None:
    """The whole list in words."""
    say(f"{year.title}, {year.year} ({year.origin})")
    if year.about:
        say(year.about)
    say()
    for name, (words, citation) in _days(year).items():
        say(f"{name.replace('_', '-')}: {', '.join(words)}")
        say(f"    {citation.basis}: {citation.source}")
    cites = [
        *(holiday.citation for holiday in year.holidays),
        *(recess.citation for recess in year.recesses),
    ]
    # Many days share a source: it is written once, and each of them points to it.
    marks = {citation: f"[{n}]" for n, citation in enumerate(dict.fromkeys(cites), start=1)}
    for holiday in year.holidays:
        say(f"{holiday.day:%a} {holiday.day}  {holiday.name} {marks[holiday.citation]}")
    for recess in year.recesses:
        say(f"{recess.first} to {recess.last}  {recess.name} {marks[recess.citation]}")
    for citation, mark in marks.items():
        say(f"    {mark} {citation.basis}: {citation.source}")
    say()
