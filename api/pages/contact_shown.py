"""What the page of a contact and its reviews show: what it missed, what follows from a change."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from api.pages import wording
from api.pages.contacts import language_named
from api.pages.notices import noticed
from api.pages.shown import When, when
from nemcon.language import N_, _
from nemcon.register.contacts import Change, What
from nemcon.register.directory import Contact
from nemcon.register.sending_again import AskedIn, Missed, SentAgain, asked_in, missed
from nemcon.text.lines import capital
from nemcon.timing.writing import write_length

_PLACES: Final = {"agenda": "agendas", "negotiation": "negotiations"}
_DONE: Final = {
    What.ENTERED: N_("Entered"),
    What.CORRECTED: N_("Corrected"),
    What.TAKEN_AWAY: N_("Taken away"),
}


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure that writes to the delegation, with its deadline and the time left."""

    id: str
    title: str
    address: str
    deadline: When | None
    left: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What a contact missed in a procedure: each letter, and what became of the last one to it."""

    procedure: Procedure
    letters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Past:
    """What was done with a contact; `differs` says what it was before and then became."""

    number: int
    done: str
    at: When
    by: str
    differs: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A letter that was sent again, and what became of it."""

    title: str
    address: str
    notice: str
    at: When
    by: str
    says: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a contact missed, the open procedures that write to its delegation, and titles."""

    gaps: tuple[Gap, ...]
    open: tuple[Procedure, ...]
    titles: Mapping[str, str]


def asked_of(
    connection: Connection, body: str, contact: Contact, now: datetime, more: Collection[str] = ()
) -> Asked:
    """What procedures ask of the contact; the titles are of `more` procedures, too."""
    found = missed(connection, body, contact, now)
    named = {one.procedure for one in found} | set(more)
    asked = asked_in(connection, body, contact.participant, named)
    shown = {one.id: _procedure(one, now) for one in asked}
    missing: dict[str, list[tuple[str, str]]] = {name: [] for name in shown}
    for one in found:
        missing[one.procedure].append(_letter(one, contact))
    gaps = [Gap(shown[name], tuple(these)) for name, these in missing.items() if these]
    return Asked(
        gaps=tuple(gaps),
        open=tuple(shown[one.id] for one in asked if not one.ended),
        titles={
            one.id: procedure.title for one, procedure in zip(asked, shown.values(), strict=True)
        },
    )


def differing(was: Contact | None, became: Contact | None) -> tuple[tuple[str, str, str], ...]:
    """What differs between two, each with its label, before and after; all where one is nothing."""
    before, after = _in_words(was), _in_words(became)
    return tuple(
        (label, before.get(label, ""), after.get(label, ""))
        for label in before or after
        if before.get(label, "") != after.get(label, "")
    )


def past_of(changes: Sequence[Change], zone: str) -> list[Past]:
    """The changes as they are shown."""
    return [
        Past(
            each.number,
            _(_DONE[each.what]),
            when(each.at, zone),
            each.by,
            differing(each.was, each.became) if each.was and each.became else (),
        )
        for each in changes
    ]


def left_of(sent: Sequence[SentAgain], titles: Mapping[str, str], zone: str) -> list[Left]:
    """What was sent again as it is shown."""
    return [
        Left(
            titles.get(one.procedure, one.procedure),
            one.address,
            capital(noticed(one.notice)),
            when(one.asked_at, zone),
            one.asked_by,
            _(wording.LETTERS[one.state]) + (f": {one.reply}" if one.state == "refused" else ""),
        )
        for one in sent
    ]


def mark_of(contact: Contact | None) -> str:
    """A short mark of what a contact is, by which a page knows that it is still so."""
    return hashlib.sha256(repr(contact).encode()).hexdigest()[:16]


def _in_words(contact: Contact | None) -> dict[str, str]:
    if contact is None:
        return {}
    return {
        _("Name"): contact.name,
        _("E-mail address"): contact.address,
        _("Time zone"): contact.zone or _("Not known"),
        _("Language"): language_named(contact.language) or _("Not known"),
    }


def _procedure(one: AskedIn, now: datetime) -> Procedure:
    ahead = one.deadline is not None and one.deadline > now
    return Procedure(
        one.id,
        one.title or one.id,
        f"/{_PLACES.get(one.kind, 'procedures')}/{one.id}",
        when(one.deadline, one.zone or "UTC") if one.deadline else None,
        write_length(one.deadline - now) if one.deadline and ahead else "",
    )


def _letter(one: Missed, contact: Contact) -> tuple[str, str]:
    """The letter, and why it did not get to the present address."""
    name = capital(noticed(one.notice))
    if not one.state:
        return name, _("none was written to this contact")
    word = _(wording.LETTERS[one.state])
    if one.state != wording.REACHED and one.reply:
        word = f"{word} ({one.reply})"
    if one.address == contact.address:
        return name, word
    return name, _("{word}, to {address}", word=word, address=one.address)
