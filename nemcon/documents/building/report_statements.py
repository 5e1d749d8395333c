"""Who made statements, item by item, as the speakers that were noted tell it.

Views are attributed to nobody; only that a statement was made is said of a delegation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from nemcon.agenda.items import covered_by
from nemcon.agenda.record import Attendees, Statements
from nemcon.documents.building.report_words import (
    GAP,
    named,
    paragraphs,
    read,
    said,
    sorting,
    unconfirmed,
)
from nemcon.documents.building.reporting import Reporting
from nemcon.documents.model.blocks import Block, Para
from nemcon.documents.model.inlines import Content
from nemcon.procedure.people import Category, Seat
from nemcon.text.lines import listed

_OBSERVERS: Final = {
    Attendees.SIGNATORIES: (Category.SIGNATORY, ("a signatory State", "signatory States")),
    Attendees.OBSERVERS: (Category.OBSERVER, ("", "")),
}


@dataclass(frozen=True, slots=True)
class _Speaker:
    seat: Seat
    capacity: Content
    behalf: tuple[str, ...]

    @property
    def also(self) -> Content:
        """In what capacity, or on whose behalf, the participant spoke too."""
        for_ = said(f"on behalf of {listed(self.behalf)}") if self.behalf else ()
        return said(self.capacity, ", ", for_) if self.capacity and for_ else self.capacity or for_


def statements(told: Reporting) -> list[Block]:
    """The notes, then who spoke on each item, and which observers spoke at all."""
    blocks: list[Block] = [*paragraphs(told.record.notes)]
    kept = {item.place: item for item in told.record.statements}
    for item in told.state.items:
        found = _on_item(told, item.number, kept.get(item.number))
        blocks += [Para(found)] if found else []
    for kind in _OBSERVERS:
        spoke = _observers(told, kind)
        blocks += [Para(spoke)] if spoke else []
    return blocks


def _on_item(told: Reporting, place: str, kept: Statements | None) -> Content:
    complete = kept is None or kept.complete
    speakers = _speakers(told, place, kept)
    them = f"representatives from the following {told.to_the('States parties')}"
    under = f"Under agenda item {place}, "
    if complete and not speakers:
        return ()
    if len(speakers) == 1:
        also = speakers[0].also
        who = said(f"representative from {speakers[0].seat.name}", said(", ", also) if also else ())
        if complete:
            return said(f"{under}a statement was made by the ", who, ".")
        # How many there were is not known yet, so that it is not known how the sentence reads.
        a, s, was, were = map(unconfirmed, ("a", "s", "was", "were"))
        made = said(under, a, " statement", s, " ", was, " ", were, " made by the ", who)
        return said(made, " ", unconfirmed(f"and {them}"), ": ", GAP, ".")
    listing = named([_listed(speaker) for speaker in speakers], complete=complete)
    return said(f"{under}statements were made by {them}: ", listing, ".")


def _speakers(told: Reporting, place: str, kept: Statements | None) -> list[_Speaker]:
    """The members that spoke on the item or below it, in the order of the alphabet."""
    capacities = {c.participant: read(c.says) for c in kept.capacities} if kept else {}
    behalf: dict[str, tuple[str, ...]] = {}
    places = covered_by(told.state.items, (place,))
    for spoken in told.state.speakers:
        if spoken.place in places:
            before = behalf.get(spoken.speaker, ())
            behalf[spoken.speaker] = tuple(dict.fromkeys((*before, *spoken.on_behalf_of)))
    found = [
        _Speaker(seat, capacities.get(who, ()), _named(told, others))
        for who, others in behalf.items()
        if (seat := told.state.seat(who)) is not None and seat.category is Category.MEMBER
    ]
    return sorted(found, key=lambda speaker: sorting(speaker.seat.name))


def _named(told: Reporting, others: Iterable[str]) -> tuple[str, ...]:
    seats = ((who, told.state.seat(who)) for who in others)
    return tuple(seat.name if seat is not None else who for who, seat in seats)


def _listed(speaker: _Speaker) -> Content:
    also = speaker.also
    return said(speaker.seat.name, *((" (", also, ")") if also else ()))


def _observers(told: Reporting, kind: Attendees) -> Content:
    category, (one, several) = _OBSERVERS[kind]
    seats = {told.state.seat(spoken.speaker) for spoken in told.state.speakers}
    spoke = sorted(
        (seat.name for seat in seats if seat is not None and seat.category is category),
        key=sorting,
    )
    known = kind not in told.record.unconfirmed
    if known and not spoke:
        return ()
    single = known and len(spoke) == 1
    called = one if single else several
    what = "also made a statement." if single else "also made statements."
    whole = said(
        f"The {'observer' if single else 'observers'} for ",
        named(spoke, complete=known),
        f", {called}, " if called else " ",
        what,
    )
    return whole if known else (unconfirmed(whole),)
