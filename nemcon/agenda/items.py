"""What a session deals with and when: items, named parts, sittings; and who, on what papers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda; `number` is its own label: "2", or "(a)" for one below another."""

    number: str
    title: str
    subs: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of the organization of work, such as "sittings" or "outcome"."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting: its number in the session, its aware UTC instants, and the items it takes up.

    `items` are places such as "1 (a)".
    """

    number: int
    begins: datetime
    ends: datetime
    items: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Revisit:
    """When something that was left open is taken up again: at a sitting, or at an instant.

    A sitting moves with the timetable; an instant stays. Neither: at a time to be announced.
    """

    at: datetime | None = None
    sitting: int | None = None


UNSET: Final = Revisit()
"""At a time to be announced."""


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer of the session: the office, the participant that the officer is of, the person.

    Offices are "Chair", "Vice-Chair", "Rapporteur", "Member of the extended Bureau" and the like.
    """

    office: str
    participant: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document before the session, with its symbol and the items (places) that it is under."""

    symbol: str
    title: str
    items: tuple[str, ...] = ()


def places_of(items: tuple[Item, ...], above: str = "") -> Iterator[tuple[str, Item]]:
    """Every item with its place, in order: "1", "1 (a)", "1 (b)", "2"."""
    for item in items:
        place = f"{above} {item.number}".strip()
        yield place, item
        yield from places_of(item.subs, place)


def covered_by(items: tuple[Item, ...], places: Collection[str]) -> frozenset[str]:
    """These places, and those of all items below them."""
    below = {
        f"{place} {sub}"
        for place, item in places_of(items)
        if place in places
        for sub, _ in places_of(item.subs)
    }
    return frozenset(places) | below


def topmost(items: tuple[Item, ...], places: Collection[str]) -> tuple[str, ...]:
    """These places once each and without those that another of them covers: items first."""
    order = [place for place, _ in places_of(items)]
    below = {sub for place in places for sub in covered_by(items, (place,)) if sub != place}
    kept = [place for place in dict.fromkeys(places) if place not in below]
    return (
        *(place for place in order if place in kept),
        *(place for place in kept if place not in order),
    )


def with_item(
    items: tuple[Item, ...], added: Item, under: str, above: str = ""
) -> tuple[Item, ...]:
    """The items with one more: below the place `under`, or at the end where none is named."""
    if not under:
        return (*items, added)
    changed: list[Item] = []
    for item in items:
        place = f"{above} {item.number}".strip()
        here = place == under
        subs = (*item.subs, added) if here else with_item(item.subs, added, under, place)
        changed.append(replace(item, subs=subs))
    return tuple(changed)


def reworded(items: tuple[Item, ...], place: str, title: str, above: str = "") -> tuple[Item, ...]:
    """The items with another title at that place."""
    changed: list[Item] = []
    for item in items:
        here = f"{above} {item.number}".strip()
        subs = reworded(item.subs, place, title, here)
        changed.append(replace(item, title=title if here == place else item.title, subs=subs))
    return tuple(changed)
