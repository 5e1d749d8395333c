"""How a letter writes the parts of an agenda: items, sittings, and when something is taken up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from nemcon.agenda.acts import Change, Settlement
from nemcon.agenda.items import Item, Revisit, Sitting, covered_by
from nemcon.agenda.settling import words_at
from nemcon.agenda.state import AgendaState, OpenPart, Proposal
from nemcon.agenda.written import write_revisit
from nemcon.mail.meeting_words import capital, named, term, timed, tree
from nemcon.mail.sections import Branch, Listed, Section, Term, Terms, Timed, Words
from nemcon.mail.writing import Writing, name_of
from nemcon.text.lines import line, listed
from nemcon.timing.writing import write_day_and_hour, write_hour, write_instant
from nemcon.timing.zones import to_wall_clock

_ASKS: Final = {
    Change.ADD: "that an item be added",
    Change.DELETE: "that {} be deleted",
    Change.AMEND: "that the words of {} be changed",
    Change.EXCEPT: "that {} be left out of the adoption for now",
}
SETTLED: Final = {
    Settlement.ADOPTED: "adopted",
    Settlement.DEFERRED: "deferred",
    Settlement.DROPPED: "dropped",
}


def place_called(state: AgendaState, place: str) -> str:
    """A place as it stands in a sentence: "item 1 (b)", "the part “outcome”"."""
    if place in {part.name for part in state.parts}:
        return f"the part \u201c{line(place)}\u201d of the organization of work"
    return f"item {line(place)}" if place else "the agenda"


def place_in_short(state: AgendaState, place: str) -> str:
    """A place as it stands in a subject."""
    if place in {part.name for part in state.parts}:
        return f"\u201c{line(place)}\u201d"
    return place_called(state, place)


def places_called(state: AgendaState, places: Iterable[str]) -> str:
    """Places as a list."""
    return listed([place_called(state, place) for place in places])


def words_of(state: AgendaState, place: str) -> str:
    """What the agenda says at a place; empty where there is none."""
    return line(words_at(state, place))


def agenda_section(state: AgendaState, title: str) -> Section:
    """The items as a numbered tree; what is open is marked, and so is what was dropped."""
    open_ = covered_by(state.items, [part.place for part in state.open_parts])
    ends = {part.place: part.settlement for part in state.exceptions if part.settlement}
    branches = (
        Branch(depth, item.number, f"{item.title}{_mark(place, open_, ends)}")
        for depth, place, item in _branches(state.items)
    )
    return Section(title, (tree(branches),), "text")


def work_section(state: AgendaState) -> tuple[Section, ...]:
    """The parts of the organization of work, where there are any."""
    open_ = {part.place for part in state.open_parts}
    ends = {part.place: part.settlement for part in state.exceptions if part.settlement}
    terms = tuple(
        Term(capital(line(part.name)), (f"{line(part.says)}{_mark(part.name, open_, ends)}",))
        for part in state.parts
    )
    return (Section("Organization of work", (Terms(terms),), "text"),) if terms else ()


def sittings_section(
    sittings: Iterable[Sitting], write: Writing, title: str = "Sittings"
) -> tuple[Section, ...]:
    """The sittings with their hours in every zone, and the items that each takes up."""
    terms = tuple(Term(sitting_called(s), sitting_lines(s, write)) for s in sittings)
    return (Section(title, (Terms(terms),)),) if terms else ()


def sitting_called(sitting: Sitting) -> str:
    """A sitting as it is headed: "Sitting 1 (Opening)"."""
    title = f" ({line(sitting.title)})" if sitting.title.strip() else ""
    return f"Sitting {sitting.number}{title}"


def sitting_lines(sitting: Sitting, write: Writing) -> tuple[str, ...]:
    """When a sitting is, in each zone, and what it takes up."""
    hours = tuple(dict.fromkeys(_hours(sitting, zone) for zone in write.zones))
    items = listed([line(place) for place in sitting.items])
    word = "Items" if len(sitting.items) > 1 else "Item"
    return (*hours, *((f"{word} {items}",) if items else ()))


def revisit(
    state: AgendaState, when: Revisit, write: Writing, title: str = "To be taken up again"
) -> tuple[Timed, ...]:
    """When something is taken up again, on every clock; nothing while that is not known."""
    instant = state.instant_of(when)
    at = f", at sitting {when.sitting}" if when.sitting is not None else ""
    return timed(f"{title}{at}", instant, write)


def revisits(state: AgendaState, parts: Iterable[OpenPart], write: Writing) -> tuple[Timed, ...]:
    """When what is open is taken up again, each instant once, the earliest first."""
    whens = {state.instant_of(part.revisit): part.revisit for part in parts}
    known = sorted(instant for instant in whens if instant is not None)
    return tuple(one for at in known for one in revisit(state, whens[at], write))


def open_section(state: AgendaState, title: str = "What is left open") -> tuple[Section, ...]:
    """What is open still, in its words, and when it is taken up again."""
    terms = tuple(
        Term(
            capital(place_called(state, part.place)),
            tuple(
                filter(
                    None,
                    (
                        words_of(state, part.place),
                        f"To be taken up again {write_revisit(state, part.revisit)}",
                    ),
                )
            ),
        )
        for part in state.open_parts
    )
    return (Section(title, (Terms(terms),)),) if terms else ()


def places_section(state: AgendaState, places: Iterable[str], title: str) -> tuple[Section, ...]:
    """Places, each with its words."""
    terms = tuple(
        Term(capital(place_called(state, place)), (words_of(state, place) or "-",))
        for place in places
    )
    return (Section(title, (Terms(terms),)),) if terms else ()


def delegation_of(state: AgendaState, participant: str) -> str:
    """Who did something about the agenda.

    It is always named: an agenda is discussed in the names of delegations, whatever the rules say
    of the names in a compilation.
    """
    return f"the delegation of {name_of(state, participant)}"


def proposal_terms(state: AgendaState, proposal: Proposal, write: Writing) -> tuple[Term, ...]:
    """A proposal with its author, and on whose behalf it was made."""
    where = line(proposal.place) if proposal.change is Change.ADD else ""
    return (
        *term("Proposed by", delegation_of(state, proposal.participant)),
        *term("Also on behalf of", named(state, proposal.on_behalf_of)),
        *term("Asks", asked(state, proposal)),
        *term("Where", where),
        *term("Received", *write.at(proposal.at).lines),
    )


def asked(state: AgendaState, proposal: Proposal) -> str:
    """What a proposal asks for, as a clause."""
    return _ASKS[proposal.change].format(place_called(state, proposal.place))


def list_section(title: str, entries: Iterable[str]) -> tuple[Section, ...]:
    """A list, where it has entries."""
    found = tuple(entries)
    return (Section(title, (Listed(found),)),) if found else ()


def note(title: str, *words: str) -> Section:
    """Sentences under a title."""
    return Section(title, tuple(Words(text) for text in words if text))


def _branches(
    items: tuple[Item, ...], above: str = "", depth: int = 0
) -> Iterator[tuple[int, str, Item]]:
    for item in items:
        place = f"{above} {item.number}".strip()
        yield depth, place, item
        yield from _branches(item.subs, place, depth + 1)


def _mark(place: str, open_: Iterable[str], ends: dict[str, Settlement]) -> str:
    if place in open_:
        return " [left open]"
    settlement = ends.get(place, Settlement.ADOPTED)
    return "" if settlement is Settlement.ADOPTED else f" [{SETTLED[settlement]}]"


def _hours(sitting: Sitting, zone: str) -> str:
    """From when to when, in a zone; the day of the end is named where it is another."""
    begins, ends = to_wall_clock(sitting.begins, zone), to_wall_clock(sitting.ends, zone)
    # Midnight ends the day on which the sitting began; the date after it would say a day more.
    last = (ends - timedelta(microseconds=1)).date()
    until = write_hour(ends) if last == begins.date() else write_day_and_hour(ends)
    return f"{write_instant(sitting.begins, zone)}, to {until}"
