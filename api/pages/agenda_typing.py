"""Agendas, timetables and officers as people type them, a line each, and written back for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from nemcon.agenda.items import Item, Officer, Part, Sitting
from nemcon.agenda.state import AgendaState
from nemcon.language import N_, _
from nemcon.procedure.people import Seat
from nemcon.timing.zones import to_wall_clock

Typed = list[dict[str, Any]]
_NUMBERED: Final = re.compile(
    r"(?P<blank>[ \t]*)(?P<number>\([^\s()]{1,8}\)|\d{1,4}(?: (?:bis|ter|quater))?)[.)]?\s+"
    r"(?P<title>\S.*)"
)
_SITTING: Final = re.compile(
    r"(?P<number>\d{1,4})\s*[:.]\s*(?P<day>\d{4}-\d\d-\d\d),?\s+(?P<begins>\d{1,2}[:.]\d\d)"
    r"\s*(?:to|-|\u2013)\s*(?:(?P<last>\d{4}-\d\d-\d\d),?\s+)?(?P<ends>\d{1,2}[:.]\d\d)"
    r"\s*(?:;\s*items?\s+(?P<items>[^;]*))?(?:;\s*(?P<title>.+))?",
    re.IGNORECASE,
)
_TAB: Final = 4
_LONGEST: Final = 60
"""How much of a line is repeated, to find it by."""
HOW_ITEMS: Final = N_(
    "One item a line, with its number: \u201c2. Joint investigative bodies\u201d. What "
    "is below another begins with its letter in brackets: \u201c(a) Opening\u201d."
)
HOW_PARTS: Final = N_("One part a line: its name, a colon and its words.")
# Translators: what stands in quotation marks is typed so in every language.
HOW_SITTINGS: Final = N_(
    "One sitting a line: \u201c1: 2020-07-07 12:00 to 14:00; items 1, 2\u201d. The items, and a "
    "title after another semicolon, may be left out."
)
HOW_OFFICERS: Final = N_(
    "One officer a line: the office, a colon, the participant on the roll, and the person after a "
    "semicolon: \u201cChair: Mauritius; Ms. A. Beeharry\u201d. Either of the two may be left out."
)


class NotRead(ValueError):
    """A line that cannot be read as it stands."""


def items_typed(typed: str) -> Typed:
    """The tree of items. Raises `NotRead` for a line without a number."""
    top: Typed = []
    above: list[tuple[int, dict[str, Any]]] = []
    for number, line in _lines(typed):
        found = _NUMBERED.fullmatch(line.rstrip())
        if found is None:
            message = _(
                "Line {number} must begin with the number of the item: {shown}.",
                number=number,
                shown=_shown(line),
            )
            raise NotRead(message)
        blank = len(found["blank"].expandtabs(_TAB))
        deep = max(blank, 1) if found["number"].startswith("(") else 0
        while above and above[-1][0] >= deep:
            above.pop()
        item: dict[str, Any] = {
            "number": found["number"],
            "title": found["title"].strip(),
            "subs": [],
        }
        (above[-1][1]["subs"] if above else top).append(item)
        above.append((deep, item))
    return top


def items_as_typed(items: tuple[Item, ...], deep: int = 0) -> str:
    """The items as they would be typed."""
    lines: list[str] = []
    for item in items:
        point = "" if item.number.startswith("(") else "."
        lines.append(f"{' ' * 3 * deep}{item.number}{point} {item.title}")
        if item.subs:
            lines.append(items_as_typed(item.subs, deep + 1))
    return "\n".join(lines)


def parts_typed(typed: str) -> Typed:
    """The named parts. Raises `NotRead` for a line without a colon."""
    found: Typed = []
    for number, line in _lines(typed):
        name, colon, words = line.partition(":")
        if not colon or not name.strip():
            message = _(
                "Line {number} must give a name, a colon and words: {shown}.",
                number=number,
                shown=_shown(line),
            )
            raise NotRead(message)
        found.append({"name": name.strip(), "says": words.strip()})
    return found


def parts_as_typed(parts: tuple[Part, ...]) -> str:
    """The parts as they would be typed."""
    return "\n".join(f"{part.name}: {' '.join(part.says.split())}" for part in parts)


def sittings_typed(typed: str) -> Typed:
    """The sittings, with times on the clocks of the zone. Raises `NotRead`."""
    found: Typed = []
    for number, line in _lines(typed):
        read = _SITTING.fullmatch(line.strip())
        if read is None:
            message = _(
                "Line {number} cannot be read as a sitting: {shown}.",
                number=number,
                shown=_shown(line),
            )
            raise NotRead(message)
        places = [place.strip() for place in (read["items"] or "").split(",")]
        found.append(
            {
                "number": int(read["number"]),
                "begins": f"{read['day']}T{_hour(read['begins'])}",
                "ends": f"{read['last'] or read['day']}T{_hour(read['ends'])}",
                "items": [place for place in places if place],
                "title": (read["title"] or "").strip(),
            }
        )
    return found


def sittings_as_typed(sittings: tuple[Sitting, ...], zone: str) -> str:
    """The sittings as they would be typed, on the clocks of that zone."""
    lines: list[str] = []
    for sitting in sittings:
        begins, ends = to_wall_clock(sitting.begins, zone), to_wall_clock(sitting.ends, zone)
        until = f"{ends:%H:%M}" if ends.date() == begins.date() else f"{ends:%Y-%m-%d %H:%M}"
        items = f"; items {', '.join(sitting.items)}" if sitting.items else ""
        title = f"; {sitting.title}" if sitting.title else ""
        lines.append(f"{sitting.number}: {begins:%Y-%m-%d %H:%M} to {until}{items}{title}")
    return "\n".join(lines)


def officers_typed(typed: str, roll: tuple[Seat, ...]) -> Typed:
    """The officers. Raises `NotRead` for a line without an office, or of nobody on the roll."""
    found: Typed = []
    for number, line in _lines(typed):
        office, colon, rest = line.partition(":")
        participant, _semicolon, person = rest.partition(";")
        if not colon or not office.strip():
            message = _(
                "Line {number} must give an office, a colon and who holds it.", number=number
            )
            raise NotRead(message)
        seat = seat_called(participant, roll)
        if participant.strip() and seat is None:
            message = _(
                "Line {number}: {shown} is not on the roll. Write a semicolon before the "
                "name of a person.",
                number=number,
                shown=_shown(participant),
            )
            raise NotRead(message)
        found.append(
            {
                "office": office.strip(),
                "participant": seat.participant if seat else "",
                "person": person.strip(),
            }
        )
    return found


def officers_as_typed(state: AgendaState) -> str:
    """The officers as they would be typed."""
    return "\n".join(_officer(officer, state) for officer in state.officers)


def seat_called(name: str, roll: tuple[Seat, ...]) -> Seat | None:
    """The seat of that name, or of that id."""
    wanted = name.strip().casefold()
    names = ((seat, {seat.name.casefold(), seat.participant.casefold()}) for seat in roll)
    return next((seat for seat, known in names if wanted in known), None)


def _officer(officer: Officer, state: AgendaState) -> str:
    seat = state.seat(officer.participant)
    person = f"; {officer.person}" if officer.person else ""
    return f"{officer.office}: {seat.name if seat else ''}{person}"


def _lines(typed: str) -> Iterator[tuple[int, str]]:
    return ((n, line) for n, line in enumerate(typed.splitlines(), start=1) if line.strip())


def _hour(typed: str) -> str:
    return typed.replace(".", ":").zfill(5)


def _shown(line: str) -> str:
    bare = " ".join(line.split())
    short = bare if len(bare) <= _LONGEST else f"{bare[:_LONGEST]}..."
    return f"\u201c{short}\u201d"
