"""How sittings, and times to take something up again, are written on every surface."""

from __future__ import annotations

from datetime import datetime

from nemcon.agenda.items import Revisit
from nemcon.agenda.state import AgendaState
from nemcon.timing.writing import write_date, write_hour, write_instant
from nemcon.timing.zones import to_wall_clock


def write_span(begins: datetime, ends: datetime, zone: str) -> str:
    """From when to when: "Tuesday, 7 July 2020, 12 noon to 2 p.m. (Vienna time, UTC+2)"."""
    first, last = to_wall_clock(begins, zone), to_wall_clock(ends, zone)
    day, until = write_date(last), write_instant(ends, zone)
    if first.date() == last.date():
        until = until.removeprefix(f"{day}, ")
    return f"{write_date(first)}, {write_hour(first)} to {until}"


def write_revisit(state: AgendaState, revisit: Revisit) -> str:
    """When something is taken up again, such as "at sitting 4, on Friday, 10 July 2020, ..."."""
    instant = state.instant_of(revisit)
    if instant is None:
        return "at a time to be announced"
    written = write_instant(instant, state.profile.zone)
    return f"at sitting {revisit.sitting}, on {written}" if revisit.sitting else f"on {written}"


def place_named(state: AgendaState, place: str) -> str:
    """What a place is called in a sentence: item 1 (a), or the part "outcome"."""
    if any(part.name == place for part in state.parts):
        return f'the part "{place}" of the organization of work'
    return f"item {place}"
