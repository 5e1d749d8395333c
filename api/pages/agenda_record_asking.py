"""What the form of a part of the record shows beside what is typed: items, rows, choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from api.pages.agenda_record_known import (
    on_the_roll,
    sittings_of,
    sittings_to_choose,
    speakers_told,
)
from api.pages.agenda_record_parts import KINDS, TITLES, Part, fields_of
from api.pages.agenda_record_rows import YES
from api.pages.agenda_record_typed import numbers_in
from api.pages.agenda_shown import titled
from api.pages.choices import MOST, Choices
from api.pages.form import Form, Wrongs
from nemcon.agenda.record import WITHIN, Attendees, Section
from nemcon.agenda.state import AgendaState
from nemcon.language import _
from nemcon.language.states import named
from nemcon.register.listing import list_procedures

SPARE: Final = 2
"""How many empty rows a form shows below those that are filled."""
MORE: Final = 3
"""How many are added by the button for more."""
ADDING: Final = "add-place"
_OBSERVERS: Final = (Attendees.SIGNATORIES, Attendees.OBSERVERS)
"""Those of whom a report can say that it is not known whether they spoke."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of fields within a block, with what it is about and its number for the reader."""

    at: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """Fields that belong together, all of whose names begin with `at`.

    `key` is what it is about, as it is sent again, and `known` what the register says to it.
    `filled` says that something stands in its further fields, which are folded otherwise.
    """

    at: str
    key: str
    title: str
    known: str = ""
    rows: tuple[Asked, ...] = ()
    filled: bool = False


def with_item(sent: Form) -> Form:
    """The form with the item that was chosen to be told of too."""
    place = sent.get(ADDING)
    there = numbers_in(sent, "deliberations")
    places = [sent.get(f"deliberations-{number}-place") for number in there]
    if not place or place in places:
        return sent
    at = f"deliberations-{max(there, default=0) + 1}"
    return Form((*sent.parts, (f"{at}-place", place), (f"{at}-told", YES)))


def named_after(wrongs: Wrongs, part: Part, blocks: tuple[Block, ...]) -> Wrongs:
    """The same with the name of the field or block that each fault is in, for the list of them."""
    names = {asked.name: _(asked.label) for asked in fields_of(part)}
    names |= {block.at: block.title for block in blocks}
    return Wrongs(
        [
            replace(
                wrong, name=next((n for at, n in names.items() if _within(wrong.field, at)), "")
            )
            for wrong in wrongs.found
        ]
    )


def _within(field: str, at: str) -> bool:
    return field == at or field.startswith(f"{at}-")


def blocks_of(part: Part, state: AgendaState, sent: Form) -> tuple[Block, ...]:
    """The blocks of the form, as many as were sent."""
    return tuple(_BLOCKS[part](state, sent)) if part in _BLOCKS else ()


def choices_of(
    part: Part, state: AgendaState, sent: Form, connection: Connection, body: str
) -> dict[str, Choices]:
    """What can be chosen in the fields of a part; what was sent can be chosen in any case."""
    match part:
        case Part.SUMMARY:
            told = {sent.get(f"deliberations-{n}-place") for n in numbers_in(sent, "deliberations")}
            others = [(place, title) for place, title in titled(state) if place not in told]
            return {"sittings": _sittings(state, sent), ADDING: [("", _("Choose…")), *others]}
        case Part.STATEMENTS:
            kinds = dict.fromkeys([*_known_kinds(sent), *_OBSERVERS])
            return {"unconfirmed": [(kind.value, _(KINDS[kind])) for kind in kinds]}
        case Part.OPENING:
            found, _total = list_procedures(connection, body=body, kind="silence", limit=MOST)
            name, chosen = "opening-agreed_in", sent.get("opening-agreed_in")
            silences = [(p.id, f"{p.title} ({p.id})") for p in found]
            if chosen and chosen not in dict(silences):
                silences.append((chosen, chosen))
            return {name: [("", _("Not said")), *silences]}
        case _:
            return {}


def _sittings(state: AgendaState, sent: Form) -> Choices:
    found = sittings_to_choose(state)
    ticked = {value for name, value in sent.parts if name.endswith("-sittings")}
    gone = sorted(ticked - {number for number, _shown in found})
    return found + [
        (number, _("Sitting {number}: not in the timetable any more", number=number))
        for number in gone
    ]


def _known_kinds(sent: Form) -> list[Attendees]:
    there = set(Attendees)
    return [Attendees(kind) for kind in sent.all("unconfirmed") if kind in there]


def _deliberations(state: AgendaState, sent: Form) -> Iterator[Block]:
    titles = dict(titled(state))
    for number in numbers_in(sent, "deliberations"):
        at = f"deliberations-{number}"
        place = sent.get(f"{at}-place")
        rows = _panellists(sent, f"{at}-panellists")
        further = any(_any(sent, f"{at}-{of}") for of in ("panellists", "sittings", "unsure"))
        known = sittings_of(state, place)
        yield Block(at, place, titles.get(place, place), known, rows, further)


def _panellists(sent: Form, group: str) -> tuple[Asked, ...]:
    """The rows that are filled, and some empty ones; more where more were asked for."""
    numbers = numbers_in(sent, group)
    filled = [n for n in numbers if _any(sent, f"{group}-{n}-")]
    empty = [n for n in numbers if n not in filled]
    wanted = len(empty) + MORE if sent.get("more") == group else SPARE
    last = max(numbers, default=0)
    empty = [*empty, *range(last + 1, last + 1 + wanted)][:wanted]
    shown = enumerate(sorted([*filled, *empty]), start=1)
    return tuple(Asked(f"{group}-{number}", "", count) for count, number in shown)


def _any(sent: Form, begins: str) -> bool:
    return any(name.startswith(begins) and value.strip() for name, value in sent.parts)


def _statements(state: AgendaState, sent: Form) -> Iterator[Block]:
    titles = dict(titled(state))
    for number in numbers_in(sent, "statements"):
        at = f"statements-{number}"
        place, rows = sent.get(f"{at}-place"), list[Asked]()
        for row in numbers_in(sent, f"{at}-capacities"):
            who = sent.get(f"{at}-capacities-{row}-participant")
            seat = state.seat(who)
            title = named(seat.name) if seat is not None else who
            rows.append(Asked(f"{at}-capacities-{row}", title, row))
        yield Block(at, place, titles.get(place, place), speakers_told(state, place), tuple(rows))


def _called(state: AgendaState, sent: Form) -> Iterator[Block]:
    titles = dict(titled(state))
    for number in numbers_in(sent, "called"):
        at = f"called-{number}"
        place = sent.get(f"{at}-place")
        yield Block(at, place, titles.get(place, place))


def _attendance(state: AgendaState, sent: Form) -> Iterator[Block]:
    there = set(Attendees)
    for number in numbers_in(sent, "attendance"):
        at = f"attendance-{number}"
        of = sent.get(f"{at}-of")
        if of in there:
            kind = Attendees(of)
            yield Block(at, of, _(KINDS[kind]), on_the_roll(state, kind))


def _outline(_state: AgendaState, sent: Form) -> Iterator[Block]:
    there = set(Section)
    for number in numbers_in(sent, "outline"):
        at = f"outline-{number}"
        of = sent.get(f"{at}-section")
        if of in there:
            within = Section(of) in WITHIN
            title = _(TITLES[of])
            known = _("It stands within the organization of the meeting.") if within else ""
            yield Block(at, of, title, known)


_BLOCKS: Final[Mapping[Part, Callable[[AgendaState, Form], Iterator[Block]]]] = {
    Part.SUMMARY: _deliberations,
    Part.STATEMENTS: _statements,
    Part.AGENDA: _called,
    Part.ATTENDANCE: _attendance,
    Part.OUTLINE: _outline,
}
