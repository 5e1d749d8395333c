"""The agenda of a session with annotations and the organization of work, and who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from nemcon.agenda.items import Document as Listed
from nemcon.agenda.items import Item, Sitting, places_of
from nemcon.agenda.state import AgendaState, OpenPart
from nemcon.agenda.written import place_named, write_revisit
from nemcon.documents.model.blocks import (
    LEVELS,
    Block,
    Entry,
    Heading,
    Listing,
    Para,
    Table,
    labelled,
    numbered,
)
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.documents.model.inlines import Content, Symbol, Words, content
from nemcon.text.lines import line, listed
from nemcon.timing.writing import write_date, write_hour, write_instant
from nemcon.timing.zones import to_wall_clock

_COLUMNS: Final = ("Sitting", "Date", "Time", "Items", "Subject")
_WIDTHS: Final = (2, 6, 6, 4, 8)
"""Of the table of sittings; without subjects its last column is left out."""


def agenda(masthead: Masthead, state: AgendaState) -> Document:
    """The annotated agenda: the items, what is under each, the sittings, and what is open."""
    adopted = state.adopted_at is not None
    kind = "Annotated agenda" if adopted else "Annotated provisional agenda"
    blocks: list[Block] = [
        Heading(1, content("Agenda" if adopted else "Provisional agenda")),
        *([Para(_adopted(state))] if adopted else ()),
        Listing(tuple(_entries(state.items))),
        Heading(1, content("Annotations")),
        *_annotations(state),
        Heading(1, content("Organization of work")),
        *_organization(state),
    ]
    if state.exceptions:
        blocks += [Heading(1, content("What was left open")), *_left_open(state)]
    title = f"{kind} and organization of work"
    note = _note(state, title)
    return Document(Paper.AGENDA, masthead, title, numbered(labelled(blocks)), note=note)


def _note(state: AgendaState, title: str) -> str:
    """What the agenda is called, where the title of the document does not say so already."""
    called = line(state.title)
    return "" if called.casefold() in title.casefold() else f"{called}."


def _adopted(state: AgendaState) -> Content:
    at = state.adopted_at
    when = write_instant(at, state.profile.zone) if at is not None else ""
    left = [place_named(state, part.place) for part in state.exceptions if not part.added]
    terms = f", with the exception of {listed(left)}" if left else ""
    return content(line(f"The agenda was adopted on {when}{terms}."))


def _entries(items: Iterable[Item]) -> Iterator[Entry]:
    for item in items:
        yield Entry(content(line(item.title)), _label(item), tuple(_entries(item.subs)))


def _label(item: Item) -> str:
    """The number of an item as it stands before its title: "2.", "(a)"."""
    return line(item.number if item.number.endswith((".", ")")) else f"{item.number}.")


def _annotations(state: AgendaState) -> Iterator[Block]:
    for place, item in places_of(state.items):
        level = min(2 + place.count(" "), LEVELS)
        yield Heading(level, content(line(item.title)), _label(item))
        papers = [paper for paper in state.documents if place in paper.items]
        sittings = _sittings_of(state, place)
        if sittings or not item.subs:
            yield Para(_taken_up(sittings, state))
        if papers:
            yield Para(content("Documentation:"), quoted=True)
            yield Listing(tuple(Entry(_paper(paper)) for paper in papers))
    under = {place for place, _ in places_of(state.items)}
    loose = [paper for paper in state.documents if not under & set(paper.items)]
    if loose:
        yield Heading(2, content("Other documents"))
        yield Listing(tuple(Entry(_paper(paper)) for paper in loose))


def _sittings_of(state: AgendaState, place: str) -> list[Sitting]:
    """The sittings that take up the item, or else those of the item that it is a part of."""
    while place:
        found = [sitting for sitting in state.sittings if place in sitting.items]
        if found:
            return found
        place = place.rpartition(" ")[0]
    return []


def _taken_up(sittings: list[Sitting], state: AgendaState) -> Content:
    if not sittings:
        return content("No sitting is set for this item yet.")
    said = [f"sitting {s.number}, {write_instant(s.begins, state.profile.zone)}" for s in sittings]
    return content(f"To be taken up at {listed(said)}.")


def _paper(paper: Listed) -> Content:
    return (Symbol(line(paper.symbol)), Words(f" {line(paper.title)}".rstrip()))


def _organization(state: AgendaState) -> Iterator[Block]:
    for part in state.parts:
        name = f"{part.name[:1].upper()}{part.name[1:]}"
        yield Para(content(line(f"{name}: {part.says}")))
    zone = state.profile.zone
    if not state.sittings:
        yield Para(content("No sittings are set yet."))
        return
    yield Para(content(f"All times are those of the zone {zone}."))
    columns = len(_COLUMNS) if any(sitting.title for sitting in state.sittings) else -1
    yield Table(
        "Sittings",
        tuple(content(head) for head in _COLUMNS[:columns]),
        tuple(_sitting(sitting, zone)[:columns] for sitting in state.sittings),
        _WIDTHS[:columns],
    )


def _sitting(sitting: Sitting, zone: str) -> tuple[Content, ...]:
    begins, ends = to_wall_clock(sitting.begins, zone), to_wall_clock(sitting.ends, zone)
    until = write_hour(ends) if begins.date() == ends.date() else write_instant(sitting.ends, zone)
    return (
        content(str(sitting.number)),
        content(write_date(begins)),
        content(f"{write_hour(begins)} to {until}"),
        content(line(listed(sitting.items))),
        content(line(sitting.title)),
    )


def _left_open(state: AgendaState) -> Iterator[Block]:
    head = tuple(content(words) for words in ("What", "To be taken up", "What became of it"))
    rows = tuple(_open_row(state, part) for part in state.exceptions)
    yield Table("What was left out of the adoption, or added after it", head, rows, (3, 4, 3))


def _open_row(state: AgendaState, part: OpenPart) -> tuple[Content, ...]:
    became = part.settlement.value if part.settlement is not None else "open"
    says = f"{became}: {part.says}" if part.says else became
    return (
        content(line(place_named(state, part.place))),
        content(write_revisit(state, part.revisit)),
        content(line(says)),
    )
