"""What the register has already, beside the fields of the forms of a record that do not ask it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from api.pages.agenda_record_parts import Part
from api.pages.agenda_record_rows import speakers_on
from api.pages.choices import Choices
from nemcon.agenda.items import covered_by
from nemcon.agenda.record import Attendees
from nemcon.agenda.state import AgendaState
from nemcon.agenda.written import place_named
from nemcon.documents.building.report_words import days_of
from nemcon.documents.building.reporting import CATEGORIES
from nemcon.language import _, ngettext
from nemcon.language.states import named
from nemcon.procedure.people import Category
from nemcon.text.lines import listed
from nemcon.timing.writing import write_date, write_instant, write_span

_CHAIR: Final = "chair"


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of the register, and the form by which it is changed: its verb, where there is one."""

    label: str
    says: tuple[str, ...]
    verb: str = ""


def known(part: Part, state: AgendaState, body: str) -> tuple[Known, ...]:
    """What the register says to that part of the record of a session of that body."""
    return _KNOWN[part](state, body) if part in _KNOWN else ()


def sittings_to_choose(state: AgendaState) -> Choices:
    """The sittings of the timetable, each with its hours."""
    zone = state.profile.zone
    return [
        (
            str(s.number),
            _("Sitting {number}: {span}", number=s.number, span=write_span(s.begins, s.ends, zone)),
        )
        for s in state.sittings
    ]


def sittings_of(state: AgendaState, place: str) -> str:
    """At which sittings the timetable has an item."""
    places = covered_by(state.items, (place,))
    numbers = [str(s.number) for s in state.sittings if places & set(s.items)]
    if not numbers:
        return _("The timetable does not say at which sitting this was considered.")
    # Translators: {numbers} are the numbers of one or several sittings: "1 and 2".
    return ngettext(
        "By the timetable it was considered at sitting {numbers}.",
        "By the timetable it was considered at sittings {numbers}.",
        len(numbers),
        numbers=listed(numbers),
    )


def speakers_told(state: AgendaState, place: str) -> str:
    """Who was noted as having spoken on an item."""
    seats = [seat for who in speakers_on(state, place) if (seat := state.seat(who)) is not None]
    if not seats:
        return _("No member was noted as a speaker.")
    return _("Noted as speakers: {names}", names=listed([named(seat.name) for seat in seats]))


def on_the_roll(state: AgendaState, kind: Attendees) -> str:
    """How many of that kind are on the roll."""
    category = CATEGORIES.get(kind, Category.OBSERVER)
    number = sum(seat.category is category for seat in state.roll)
    # Translators: {n} is a number of participants of one category.
    return _("On the roll: {n}", n=number)


def _masthead(state: AgendaState, body: str) -> tuple[Known, ...]:
    days = [write_date(day) for day in days_of(state.sittings, state.profile.zone)]
    return (
        Known(_("Body"), (body,)),
        Known(_("Session"), (state.session or _("It has no name."),)),
        Known(_("Days"), (listed(days) or _("The timetable has no sitting."),), "change-timetable"),
    )


def _opening(state: AgendaState, _body: str) -> tuple[Known, ...]:
    held = tuple(shown for _number, shown in sittings_to_choose(state))
    chairs = [o for o in state.officers if o.office.casefold() == _CHAIR]
    who: list[str] = []
    for officer in chairs:
        seat = state.seat(officer.participant)
        of = named(seat.name) if seat is not None else officer.participant
        who.append(f"{officer.person} ({of})" if officer.person and of else officer.person or of)
    return (
        Known(_("Sittings"), held or (_("The timetable has no sitting."),), "change-timetable"),
        Known(_("Chair"), (listed(who) or _("No Chair was named."),), "name-officers"),
    )


def _statements(state: AgendaState, _body: str) -> tuple[Known, ...]:
    number = len(state.speakers)
    # Translators: {n} is how many times somebody was noted as having spoken.
    noted = ngettext("{n} statement is noted.", "{n} statements are noted.", number)
    return (Known(_("Statements"), (noted,), "note-speaker"),)


def _agenda(state: AgendaState, _body: str) -> tuple[Known, ...]:
    at = state.adopted_at
    adopted = write_instant(at, state.profile.zone) if at is not None else _("Not adopted yet")
    excepted = [place_named(state, part.place) for part in state.exceptions if not part.added]
    return (
        Known(_("Adopted"), (adopted,)),
        Known(_("With the exception of"), (listed(excepted) or _("Nothing"),)),
    )


_KNOWN: Final[Mapping[Part, Callable[[AgendaState, str], tuple[Known, ...]]]] = {
    Part.MASTHEAD: _masthead,
    Part.OPENING: _opening,
    Part.STATEMENTS: _statements,
    Part.AGENDA: _agenda,
}
