"""What an agenda and a timetable must look like, whoever issues them."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from nemcon.agenda.items import Item, Part, Sitting, places_of
from nemcon.language import _
from nemcon.procedure.draft import Refused
from nemcon.procedure.refusal import Refusal

LONGEST_PLACE: Final = 64


def check_agenda(items: tuple[Item, ...], parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The places of the agenda. Raises `Refused` where it is empty or a place is not distinct."""
    if not items:
        raise refused("empty-agenda", _("An agenda must have at least one item."))
    numbers = [item.number for _, item in places_of(items)]
    for name in [*numbers, *(part.name for part in parts)]:
        if not name or name != name.strip():
            says = _(
                "Every item must have a number and every part a name, without blanks around it."
            )
            raise refused("bad-place", says)
    places = (*(place for place, _ in places_of(items)), *(part.name for part in parts))
    for position, place in enumerate(places):
        if place in places[:position]:
            says = _(
                '"{place}" stands twice in the agenda and the organization of work.', place=place
            )
            raise refused("place-twice", says)
        if len(place) > LONGEST_PLACE:
            says = _(
                '"{place}..." is longer than {most} characters.',
                place=place[:20],
                most=LONGEST_PLACE,
            )
            raise refused("place-too-long", says)
    return places


def check_sittings(sittings: tuple[Sitting, ...], places: tuple[str, ...]) -> tuple[Sitting, ...]:
    """The sittings in the order of time.

    Raises `Refused` where one ends before it begins, two overlap or have the same number, or one
    takes up an item that is not on the agenda.
    """
    ordered = tuple(sorted(sittings, key=lambda sitting: sitting.begins))
    for sitting in ordered:
        if sitting.ends <= sitting.begins:
            says = _("Sitting {number} would end before it begins.", number=sitting.number)
            raise refused("sitting-ends-first", says)
        for place in sitting.items:
            if place not in places:
                says = _(
                    'Sitting {number} takes up "{place}", which is not on the agenda.',
                    number=sitting.number,
                    place=place,
                )
                raise refused("no-such-place", says)
    for earlier, later in pairwise(ordered):
        if later.begins < earlier.ends:
            says = _(
                "Sittings {earlier} and {later} overlap.",
                earlier=earlier.number,
                later=later.number,
            )
            raise refused("sittings-overlap", says)
    if len({sitting.number for sitting in ordered}) != len(ordered):
        raise refused("sitting-twice", _("Two sittings have the same number."))
    return ordered


def refused(code: str, says: str, rule: str = "") -> Refused:
    """A refusal to raise."""
    return Refused(Refusal(code, says, rule))
