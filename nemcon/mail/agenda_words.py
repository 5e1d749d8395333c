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
from nemcon.language import N_, _
from nemcon.mail.meeting_words import named, term, timed, tree
from nemcon.mail.sections import Branch, Listed, Section, Term, Terms, Timed, Words
from nemcon.mail.writing import Writing, delegation, name_of
from nemcon.text.lines import capital, line, listed
from nemcon.timing.writing import write_day_and_hour, write_hour, write_instant
from nemcon.timing.zones import to_wall_clock

_ASKS: Final = {
    # Translators: what a delegation asks (of an agenda), after "it asks"; {place} is "item 2".
    Change.ADD: N_("that an item be added"),
    # Translators: what a delegation asks (of an agenda), after "it asks"; {place} is "item 2".
    Change.DELETE: N_("that {place} be deleted"),
    # Translators: what a delegation asks (of an agenda), after "it asks"; {place} is "item 2".
    Change.AMEND: N_("that the words of {place} be changed"),
    # Translators: what a delegation asks (of an agenda), after "it asks"; {place} is "item 2".
    Change.EXCEPT: N_("that {place} be left out of the adoption for now"),
}
_MARKS: Final = {
    Settlement.DEFERRED: N_("{item} [deferred]"),
    Settlement.DROPPED: N_("{item} [dropped]"),
}


def place_called(state: AgendaState, place: str) -> str:
    """A place as it stands in a sentence: "item 1 (b)", "the part “outcome”"."""
    if place in {part.name for part in state.parts}:
        # Translators: names a part of an agenda in the middle of a sentence.
        return _("the part \u201c{name}\u201d of the organization of work", name=line(place))
    # Translators: names an item of an agenda, or the whole, in the middle of a sentence.
    return _("item {number}", number=line(place)) if place else _("the agenda")


def place_in_short(state: AgendaState, place: str) -> str:
    """A place as it stands in a subject."""
    if place in {part.name for part in state.parts}:
        return f"\u201c{line(place)}\u201d"
    return place_called(state, place)


def places_called(state: AgendaState, places: Iterable[str]) -> str:
    """Places as a list."""
    return listed([place_called(state, place) for place in places])


def compromise_says(state: AgendaState, exceptions: tuple[str, ...], when: Revisit) -> str:
    """How the agenda would be adopted by a compromise."""
    if not exceptions:
        return _("The agenda would be adopted as a whole.")
    return _(
        # Translators: {when} is "at sitting 3", or a day and an hour.
        "The agenda would be adopted with the exception of {places}, to be taken up again {when}.",
        places=places_called(state, exceptions),
        when=write_revisit(state, when),
    )


def words_of(state: AgendaState, place: str) -> str:
    """What the agenda says at a place; empty where there is none."""
    return line(words_at(state, place))


def agenda_section(state: AgendaState, title: str) -> Section:
    """The items as a numbered tree; what is open is marked, and so is what was dropped."""
    open_ = covered_by(state.items, [part.place for part in state.open_parts])
    ends = {part.place: part.settlement for part in state.exceptions if part.settlement}
    branches = (
        Branch(depth, item.number, _marked(item.title, place, open_, ends))
        for depth, place, item in _branches(state.items)
    )
    return Section(title, (tree(branches),), "text")


def work_section(state: AgendaState) -> tuple[Section, ...]:
    """The parts of the organization of work, where there are any."""
    open_ = {part.place for part in state.open_parts}
    ends = {part.place: part.settlement for part in state.exceptions if part.settlement}
    terms = tuple(
        Term(capital(line(part.name)), (_marked(line(part.says), part.name, open_, ends),))
        for part in state.parts
    )
    return (Section(_("Organization of work"), (Terms(terms),), "text"),) if terms else ()


def sittings_section(
    sittings: Iterable[Sitting], write: Writing, title: str = ""
) -> tuple[Section, ...]:
    """The sittings with their hours in every zone, and the items that each takes up."""
    terms = tuple(Term(sitting_called(s), sitting_lines(s, write)) for s in sittings)
    return (Section(title or _("Sittings"), (Terms(terms),)),) if terms else ()


def sitting_called(sitting: Sitting) -> str:
    """A sitting as it is headed: "Sitting 1 (Opening)"."""
    if not sitting.title.strip():
        return _("Sitting {number}", number=sitting.number)
    return _("Sitting {number} ({title})", number=sitting.number, title=line(sitting.title))


def sitting_lines(sitting: Sitting, write: Writing) -> tuple[str, ...]:
    """When a sitting is, in each zone, and what it takes up."""
    hours = tuple(dict.fromkeys(_hours(sitting, zone) for zone in write.zones))
    items = listed([line(place) for place in sitting.items])
    if not items:
        return hours
    many = len(sitting.items) > 1
    return (
        *hours,
        _("Items {numbers}", numbers=items) if many else _("Item {number}", number=items),
    )


def revisit(
    state: AgendaState, when: Revisit, write: Writing, *, would: bool = False
) -> tuple[Timed, ...]:
    """When something is taken up again, on every clock; nothing while that is not known.

    It only `would` be where what is told of has not been decided.
    """
    instant, sitting = state.instant_of(when), when.sitting
    if sitting is None:
        title = _("Would be taken up again") if would else _("To be taken up again")
    elif would:
        title = _("Would be taken up again, at sitting {number}", number=sitting)
    else:
        title = _("To be taken up again, at sitting {number}", number=sitting)
    return timed(title, instant, write)


def revisits(state: AgendaState, parts: Iterable[OpenPart], write: Writing) -> tuple[Timed, ...]:
    """When what is open is taken up again, each instant once, the earliest first."""
    whens = {state.instant_of(part.revisit): part.revisit for part in parts}
    known = sorted(instant for instant in whens if instant is not None)
    return tuple(one for at in known for one in revisit(state, whens[at], write))


def open_section(state: AgendaState, title: str = "") -> tuple[Section, ...]:
    """What is open still, in its words, and when it is taken up again."""
    terms = tuple(
        Term(
            capital(place_called(state, part.place)),
            tuple(
                filter(
                    None,
                    (
                        words_of(state, part.place),
                        # Translators: {when} is "at sitting 3", or a day and an hour.
                        _("To be taken up again {when}", when=write_revisit(state, part.revisit)),
                    ),
                )
            ),
        )
        for part in state.open_parts
    )
    return (Section(title or _("What is left open"), (Terms(terms),)),) if terms else ()


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
    return delegation(name_of(state, participant))


def proposal_terms(state: AgendaState, proposal: Proposal, write: Writing) -> tuple[Term, ...]:
    """A proposal with its author, and on whose behalf it was made."""
    where = line(proposal.place) if proposal.change is Change.ADD else ""
    return (
        *term(_("Proposed by"), delegation_of(state, proposal.participant)),
        *term(_("Also on behalf of"), named(state, proposal.on_behalf_of)),
        # Translators: a delegation asks, as in "Asks: that item 2 be deleted".
        *term(_("Asks"), asked(state, proposal)),
        *term(_("Where"), where),
        *term(_("Received"), *write.at(proposal.at).lines),
    )


def asked(state: AgendaState, proposal: Proposal) -> str:
    """What a proposal asks for, as a clause."""
    return _(_ASKS[proposal.change], place=place_called(state, proposal.place))


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


def _marked(words: str, place: str, open_: Iterable[str], ends: dict[str, Settlement]) -> str:
    """The words at a place, with what has become of it where it is not simply adopted."""
    if place in open_:
        return _("{item} [left open]", item=words)
    mark = _MARKS.get(ends.get(place, Settlement.ADOPTED))
    return _(mark, item=words) if mark else words


def _hours(sitting: Sitting, zone: str) -> str:
    """From when to when, in a zone; the day of the end is named where it is another."""
    begins, ends = to_wall_clock(sitting.begins, zone), to_wall_clock(sitting.ends, zone)
    # Midnight ends the day on which the sitting began; the date after it would say a day more.
    last = (ends - timedelta(microseconds=1)).date()
    until = write_hour(ends) if last == begins.date() else write_day_and_hour(ends)
    # Translators: from when to when a sitting lasts.
    return _("{begins}, to {ends}", begins=write_instant(sitting.begins, zone), ends=until)
