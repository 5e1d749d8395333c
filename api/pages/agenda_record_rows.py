"""What repeats in the forms of a record: an item, a kind of attendance, a part, a heading.

Beside what the record holds stands what it could hold: each item of the agenda, each kind, each
section. These are not ticked, so that a form that is kept as it came changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.pages.agenda_record_parts import Part
from nemcon.agenda.items import covered_by
from nemcon.agenda.record import USUAL, Attendees
from nemcon.agenda.state import AgendaState
from nemcon.procedure.people import Category

Data = dict[str, Any]
YES: Final = "yes"


@dataclass(frozen=True, slots=True)
class Row:
    """Fields that belong together: "deliberations-2" with a value, or several, for each."""

    name: str
    values: Mapping[str, str | list[str]]


def rows_of(part: Part, state: AgendaState, plain: Data) -> list[Row]:
    """The rows of that part of a record, which is given in the form of a file."""
    return list(_ROWS[part](state, plain)) if part in _ROWS else []


def items_of(state: AgendaState) -> list[str]:
    """The items that stand on top, which reports tell of."""
    return [item.number for item in state.items]


def speakers_on(state: AgendaState, place: str) -> list[str]:
    """The members that were noted as speakers on an item or below it, as the report names them."""
    places = covered_by(state.items, (place,))
    noted = dict.fromkeys(s.speaker for s in state.speakers if s.place in places)
    seats = [seat for who in noted if (seat := state.seat(who)) is not None]
    return [seat.participant for seat in seats if seat.category is Category.MEMBER]


def _deliberations(state: AgendaState, plain: Data) -> list[Row]:
    found: list[Row] = []
    for item in _with_usual(plain["deliberations"], "place", items_of(state), state.places):
        at = f"deliberations-{len(found) + 1}"
        values: dict[str, str | list[str]] = {"place": item["place"]}
        if len(item) > 1:
            values |= {
                "kept": YES,
                "told": YES,
                "summary": "\n\n".join(item["summary"]),
                "sittings": [str(number) for number in item["sittings"]],
                "unsure": "" if item["confirmed"] else YES,
            }
            for number, who in enumerate(item["panellists"], start=1):
                values |= {
                    f"panellists-{number}-name": who["name"],
                    f"panellists-{number}-office": who["office"],
                }
        found.append(Row(at, values))
    return found


def _statements(state: AgendaState, plain: Data) -> list[Row]:
    found: list[Row] = []
    for item in _with_usual(plain["statements"], "place", items_of(state), state.places):
        kept: list[Data] = item.get("capacities", [])
        told = [who["participant"] for who in kept]
        others = [who for who in speakers_on(state, item["place"]) if who not in told]
        values: dict[str, str | list[str]] = {
            "place": item["place"],
            "kept": YES if len(item) > 1 else "",
            "open": "" if item.get("complete", True) else YES,
        }
        capacities = [*kept, *({"participant": who, "says": ""} for who in others)]
        for number, who in enumerate(capacities, start=1):
            values |= {
                f"capacities-{number}-participant": who["participant"],
                f"capacities-{number}-says": who["says"],
            }
        found.append(Row(f"statements-{len(found) + 1}", values))
    return found


def _called(state: AgendaState, plain: Data) -> list[Row]:
    names = [part.name for part in state.parts]
    kept = plain["adoption"]["called"]
    return [
        Row(f"called-{number}", {"place": called["place"], "says": called.get("says", "")})
        for number, called in enumerate(_with_usual(kept, "place", names, state.places), start=1)
    ]


def _attendance(_state: AgendaState, plain: Data) -> list[Row]:
    found: list[Row] = []
    kinds = [kind.value for kind in Attendees]
    for kind in _with_usual(plain["attendance"], "of", kinds, kinds):
        values: dict[str, str | list[str]] = {"of": kind["of"]}
        if len(kind) > 1:
            values |= {
                "kept": YES,
                "told": YES,
                "names": "\n".join(kind["names"]),
                "seated": YES if kind["seated"] else "",
                "open": "" if kind["complete"] else YES,
            }
        found.append(Row(f"attendance-{len(found) + 1}", values))
    return found


def _outline(_state: AgendaState, plain: Data) -> list[Row]:
    kept: list[Data] = plain["outline"]
    there = {heading["section"] for heading in kept}
    usual = [heading.section.value for heading in USUAL]
    left_out = [{"section": s, "words": ""} for s in usual if s not in there]
    return [
        Row(
            f"outline-{number}",
            {"section": heading["section"], "position": str(number), "words": heading["words"]},
        )
        for number, heading in enumerate([*kept, *left_out], start=1)
    ]


def _with_usual(
    kept: Sequence[Data], key: str, usual: Sequence[str], order: Sequence[str]
) -> list[Data]:
    """What the record holds, in its order, and what it could hold besides, each in its place.

    What it could hold has its `key` and nothing else.
    """
    rank = {value: number for number, value in enumerate(order)}
    found = list(kept)
    there = {row[key] for row in kept}
    for value in usual:
        if value not in there:
            ranks = (rank.get(row[key], len(order)) for row in found)
            later = (n for n, other in enumerate(ranks) if other > rank[value])
            found.insert(next(later, len(found)), {key: value})
    return found


_ROWS: Final[Mapping[Part, Callable[[AgendaState, Data], list[Row]]]] = {
    Part.SUMMARY: _deliberations,
    Part.STATEMENTS: _statements,
    Part.AGENDA: _called,
    Part.ATTENDANCE: _attendance,
    Part.OUTLINE: _outline,
}
