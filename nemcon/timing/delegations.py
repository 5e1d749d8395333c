"""A roll with the places where delegations work, read from CSV for the fairness check.

The columns are `name`, and for `capital` and `mission` each a zone, a weekend and a calendar:
`capital_zone`, `capital_weekend`, `capital_calendar`. All but the name may be missing or empty.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Final

from nemcon.timing.calendar_files import WEEK, CalendarError
from nemcon.timing.calendars import known
from nemcon.timing.data_files import Problem
from nemcon.timing.durations import NoCalendar
from nemcon.timing.fairness import Delegation, Place
from nemcon.timing.zones import UnknownZone, zone

PLACES: Final = ("capital", "mission")
COLUMNS: Final = (
    "name",
    *(f"{place}_{what}" for place in PLACES for what in ("zone", "weekend", "calendar")),
)
MEMBERSHIP: Final = frozenset({"participant", "standing"})
"""The columns that only a roll of who takes part in a body has; see docs/rolls.md."""


def read_delegations(text: str, origin: str) -> tuple[Delegation, ...]:
    """The delegations of a CSV file. Raises `CalendarError` with everything wrong in it."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    columns = list(reader.fieldnames or ())
    problems: list[Problem] = []
    if "name" not in columns and _is_membership(text):
        expected = "the columns name, capital_zone, mission_zone, ... told in docs/calendars.md"
        problems.append(Problem(origin, "a membership roll, which names no zones", expected))
    elif "name" not in columns:
        problems.append(Problem(origin, _listed(columns), "a column name"))
    found: list[Delegation] = []
    for row in reader if not problems else ():
        where = f"{origin}/line {reader.line_num}"
        cells = {key: (row.get(key) or "").strip() for key in COLUMNS}
        if not cells["name"]:
            problems.append(Problem(f"{where}/name", "nothing", "the name of the delegation"))
        if cells["name"] in {one.name for one in found}:
            problems.append(Problem(f"{where}/name", f'"{cells["name"]}" again', "each name once"))
        places = [_place(cells, place, where, problems) for place in PLACES]
        found.append(Delegation(cells["name"], *places))
    if not found and not problems:
        problems.append(Problem(origin, "no delegation", "one on each line after the first"))
    if problems:
        raise CalendarError(tuple(problems))
    return tuple(found)


def _place(
    cells: Mapping[str, str], place: str, where: str, problems: list[Problem]
) -> Place | None:
    name, days, station = (cells[f"{place}_{what}"] for what in ("zone", "weekend", "calendar"))
    before = len(problems)

    def wrong(column: str, found: str, expected: str) -> None:
        problems.append(Problem(f"{where}/{place}_{column}", found, expected))

    words = days.lower().replace(",", " ").split()
    if not set(words) <= set(WEEK):
        wrong("weekend", f'"{days}"', f"days such as {WEEK[4]} {WEEK[5]}, or nothing")
    try:
        calendar = known(station) if station else None
    except NoCalendar as error:
        calendar = None
        wrong("calendar", f'"{station}"', f"a duty station, or nothing: {error}")
    if not name and (days or station):
        wrong("zone", "nothing", "the zone of that weekend or calendar")
    try:
        zone(name or "UTC")
    except UnknownZone:
        wrong("zone", f'"{name}"', "a zone such as Europe/Vienna, or nothing")
    if not name or len(problems) > before:
        return None
    weekend = frozenset(WEEK.index(word) + 1 for word in words) or None
    return Place(name, weekend, calendar)


def _is_membership(text: str) -> bool:
    """Whether the columns, below what the file says of itself, are those of a membership roll."""
    lines = (line for line in text.removeprefix("\ufeff").splitlines() if line.strip(" ,"))
    columns = next((line for line in lines if not line.lstrip(' "').startswith("#")), "")
    return {column.strip(' "').lower() for column in columns.split(",")} >= MEMBERSHIP


def _listed(columns: list[str]) -> str:
    return f"the columns {', '.join(columns)}" if columns else "nothing"
