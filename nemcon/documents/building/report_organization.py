"""How the meeting was organized: its opening, who was present, and what lay before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nemcon.agenda.items import Officer, Sitting
from nemcon.agenda.record import Attendance, Attendees
from nemcon.documents.building.report_words import (
    GAP,
    counted,
    day_of,
    known,
    named,
    names,
    ordinal_in_words,
    read,
    said,
    sentences,
)
from nemcon.documents.building.reporting import CATEGORIES, Reporting
from nemcon.documents.model.blocks import Block, Entry, Listing, Para
from nemcon.documents.model.inlines import Content, content
from nemcon.procedure.acts import Outcome
from nemcon.procedure.people import Category
from nemcon.text.lines import line, listed
from nemcon.text.numbers import letters_of
from nemcon.timing.writing import write_hour
from nemcon.timing.zones import to_wall_clock

_CHAIR: Final = "chair"
_WERE: Final = {
    Attendees.OBSERVERS: "States were represented by observers",
    Attendees.UNITED_NATIONS: "entities of the United Nations system were represented by observers",
    Attendees.INTERGOVERNMENTAL: "intergovernmental organizations were represented by observers",
    Attendees.NON_GOVERNMENTAL: "non-governmental organizations were represented by observers",
}


def opening(told: Reporting) -> list[Block]:
    """The format of the meeting, its hours, and who presided."""
    record = told.record.opening
    blocks: list[Block] = []
    if record.format:
        blocks.append(Para(_format(told)))
    hours = sentences(_met(told), _hours(told), read(record.schedule))
    return [*blocks, Para(hours), Para(sentences(_chaired(told), read(record.presided)))]


def attendance(told: Reporting) -> list[Block]:
    """Who was represented, kind by kind, and where the list of participants is."""
    order = list(Attendees)
    kinds = sorted(told.record.attendance, key=lambda kind: order.index(kind.of))
    blocks: list[Block] = [Para(_represented(told, kind)) for kind in kinds]
    symbol = known(line(told.record.participants))
    where = said("A list of participants is contained in document ", symbol, ".")
    return [*blocks, Para(where)]


def documentation(told: Reporting) -> list[Block]:
    """The documents that the session had before it."""
    documents = told.state.documents
    before = said(f"The {told.body} had before it the following documents:")
    if not documents:
        return [Para(said(before, " ", GAP))]
    last = len(documents)
    entries = tuple(
        Entry(
            said(f"{line(document.title)} ({document.symbol}){'.' if count == last else ';'}"),
            f"({letters_of(count)})",
        )
        for count, document in enumerate(documents, start=1)
    )
    return [Para(before), Listing(entries)]


def _format(told: Reporting) -> Content:
    record = told.record.opening
    words = said(read(record.format.rstrip(". ")), ".")
    if not record.agreed_by:
        return said("The meeting was held ", words)
    silences = dict(told.facts.silences)
    agreed = silences.get(record.agreed_in)
    day: Content = (GAP,)
    if agreed and agreed.outcome is Outcome.ADOPTED and agreed.decided_at is not None:
        day = content(told.dated(agreed.decided_at))
    agreed_by = said("As agreed by ", read(record.agreed_by), " by approval via silence procedure")
    return said(agreed_by, " on ", day, ", the meeting was held ", words)


def _met(told: Reporting) -> Content:
    total = len(told.state.sittings)
    if not total:
        return said(f"The {told.body} met on ", GAP, ".")
    meetings = "meeting" if total == 1 else "meetings"
    on = told.on(told.held_on)
    return said(
        f"The {told.body} met on ", on, f", holding a total of {counted(total)} {meetings}."
    )


def _hours(told: Reporting) -> Content:
    """When the meetings of a day were held: said once where every day had the same hours."""
    by_day: dict[object, list[Sitting]] = {}
    for sitting in told.state.sittings:
        by_day.setdefault(day_of(sitting, told.zone), []).append(sitting)
    each = [[_from_to(told, sitting) for sitting in sittings] for sittings in by_day.values()]
    if not each:
        return ()
    zone = told.record.opening.time or _zone_of(told)
    if any(hours != each[0] for hours in each):
        found = [
            f"the {ordinal_in_words(s.number)} meeting from {_from_to(told, s)}"
            for s in told.state.sittings
        ]
        return said(f"The meetings were held as follows: {listed(found)} {zone}.")
    on_each_day = " on each day" if len(each) > 1 else ""
    daily = [
        f"the {ordinal_in_words(count)} meeting{f'{on_each_day} was held' if count == 1 else ''} "
        f"from {hours}"
        for count, hours in enumerate(each[0], start=1)
    ]
    if len(daily) == 1:
        return said(f"The meeting{on_each_day} was held from {each[0][0]} {zone}.")
    whole = listed(daily)
    return said(f"{whole[0].upper()}{whole[1:]} {zone}.")


def _from_to(told: Reporting, sitting: Sitting) -> str:
    begins, ends = (to_wall_clock(at, told.zone) for at in (sitting.begins, sitting.ends))
    return f"{write_hour(begins)} to {write_hour(ends)}"


def _zone_of(told: Reporting) -> str:
    return f"({to_wall_clock(told.state.sittings[0].begins, told.zone).tzname()})"


def _chaired(told: Reporting) -> Content:
    chairs = [o for o in told.state.officers if o.office.casefold() == _CHAIR]
    if not chairs:
        return said("The meetings were chaired by ", GAP, ".")
    return said(f"The meetings were chaired by {listed([_person(told, o) for o in chairs])}.")


def _person(told: Reporting, officer: Officer) -> str:
    seat = told.state.seat(officer.participant)
    of = seat.name if seat is not None else officer.participant
    return line(f"{officer.person} ({of})" if officer.person and of else officer.person or of)


def _represented(told: Reporting, kind: Attendance) -> Content:
    match kind.of:
        case Attendees.PARTIES:
            were = f"{told.to_the('parties')} were represented at the meeting"
        case Attendees.SIGNATORIES:
            were = f"{told.to_the('signatory States')} were represented by observers"
        case _:
            were = _WERE[kind.of]
    how = read(told.record.how)
    by = said(", ", how) if how else ()
    them = named(_present(told, kind), complete=kind.complete)
    return said(f"The following {were}", by, ": ", them, ".")


def _present(told: Reporting, kind: Attendance) -> Sequence[str]:
    category = CATEGORIES.get(kind.of, Category.OBSERVER)
    seated = [s.name for s in told.state.roll if s.category is category] if kind.seated else []
    return names((*kind.names, *seated))
