"""What a secretariat should look at before it imports a roll. None of it prevents the import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from nemcon.language import _, ngettext
from nemcon.rolls.roll import Entry

_MOST_NAMED: Final = 10


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at; `code` is stable."""

    code: str
    says: str


def about_credentials(entries: Sequence[Entry], on: date) -> Iterator[Note]:
    """Whose credentials are not valid on that day.

    No rule was found that takes standing away from whoever has none, so nothing does.
    """
    for entry in entries:
        if entry.credentials_until and entry.credentials_until < on:
            says = _(
                "The credentials of {name} ran until {day}.",
                name=entry.name,
                day=entry.credentials_until,
            )
            yield Note("credentials-expired", says)
        if entry.credentials_from and entry.credentials_from > on:
            says = _(
                "The credentials of {name} begin on {day}.",
                name=entry.name,
                day=entry.credentials_from,
            )
            yield Note("credentials-not-yet", says)


def about_date(as_at: date, on: date, in_force: date | None) -> Iterator[Note]:
    """Whether the roll would be in force on that day, where one of another date is now."""
    if as_at > on:
        yield Note(
            "begins-later", _("This roll will be in force from {day} on, not before.", day=as_at)
        )
    elif in_force is not None and in_force > as_at:
        says = _(
            "A roll as at {day} is in force and stays so; this one is of an earlier date.",
            day=in_force,
        )
        yield Note("of-an-earlier-date", says)


def about_parts(parts: Mapping[str, Sequence[str]], leaving: Sequence[Entry]) -> Iterator[Note]:
    """Which rolls that were set by hand lose somebody who leaves the roll of everybody."""
    names = {entry.participant: entry.name for entry in leaving}
    for part, members in parts.items():
        lost = [names[one] for one in members if one in names]
        if lost:
            yield Note(
                "leaves-a-part",
                _("The roll {part}, set by hand, loses {names}.", part=part, names=_named(lost)),
            )


def about_letters(unreachable: Sequence[str]) -> Iterator[Note]:
    """Whom no letter can reach, by name."""
    if unreachable:
        says = _(
            "No contact is known here, so that no letter leaves, for {names}.",
            names=_named(unreachable),
        )
        yield Note("no-contact", says)


def _named(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    said = ", ".join(names[:_MOST_NAMED])
    if more <= 0:
        return said
    return ngettext("{names} and {n} more", "{names} and {n} more", more, names=said)
