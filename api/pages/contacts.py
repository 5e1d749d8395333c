"""The contacts of a body by delegation, with what is known of each address; and the bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection

from api.context import InContext
from api.pages.shown import When, when
from api.pages.templating import page
from api.people import SecretariatStaff
from api.words import IDENTIFIER
from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.language.tongues import OFFICIAL
from nemcon.register import directory
from nemcon.register.bounced import Known, bounced_lately, known_of
from nemcon.register.contacts import Change, What, changes_of
from nemcon.register.directory import Contact
from nemcon.register.staff import Role

router = APIRouter(include_in_schema=False)
BodyId = Annotated[str, Path(pattern=IDENTIFIER)]

# A shape before each word, so that nothing depends on colours.
KNOWN: Final = {
    Known.REACHED: ("\u25cf", N_("the last letter arrived, as far as is known")),
    Known.FAILED: ("\u21a9", N_("a letter came back or was refused")),
    Known.UNTRIED: ("\u2026", N_("no letter to it lately")),
}


class Show(StrEnum):
    """Which contacts are shown."""

    FAILED = "failed"
    NONE = "none"
    AWAY = "taken-away"


_SHOWN: Final = {
    Show.FAILED: N_("Letters do not arrive"),
    Show.NONE: N_("No contact"),
    Show.AWAY: N_("Contacts taken away"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A contact as the list shows it; of a delegation without one there is no contact."""

    delegation: str
    participant: str
    contact: Contact | None
    known: tuple[str, str]
    failed: bool
    language: str


@dataclass(frozen=True, slots=True)
class TakenAway:
    """A contact that was taken away."""

    delegation: str
    contact: Contact
    at: When
    by: str


@router.get("/bodies")
def bodies(request: Request, context: InContext, staff: SecretariatStaff) -> Response:
    """The bodies of the secretariat, each with what it keeps of it."""
    now = context.clock.now()
    with context.database.reading() as connection:
        found = [
            (body, _failing(connection, body.id, now))
            for body in directory.all_bodies(connection, staff.bodies)
            if (staff.at(body.id) or staff).role is Role.SECRETARIAT
        ]
    facts: dict[str, object] = {"bodies": found}
    return page(request, "staff/bodies.html", facts, staff=staff)


@router.get("/bodies/{body}/contacts")
def contacts(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    body: BodyId,
    show: Annotated[Show | None, Query()] = None,
) -> Response:
    """To whom letters go, by delegation, and what is known of each address."""
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
        people = directory.participants_of(connection, body)
        there = directory.contacts_of(connection, body)
        states = known_of(connection, body, there, context.clock.now())
        changes = changes_of(connection, body)
    names = {person.id: named(person.name) for person in people}
    lines = [line for name in names for line in _lines(name, names[name], there, states)]
    away = _away(changes, there, names, known.zone)
    numbers = {
        Show.FAILED: sum(line.failed for line in lines),
        Show.NONE: sum(line.contact is None for line in lines),
        Show.AWAY: len(away),
    }
    facts: dict[str, object] = {
        "body": known,
        "total": len(there),
        "choices": [(each, _(_SHOWN[each]), numbers[each], each is show) for each in Show],
        "show": show,
        "lines": [line for line in lines if _wanted(line, show)],
        "away": away,
    }
    return page(request, "staff/contacts.html", facts, staff=staff)


def _failing(connection: Connection, body: str, now: datetime) -> int:
    """To how many addresses of the body letters do not get."""
    people = directory.contacts_of(connection, body)
    return len(bounced_lately(connection, body, people, now))


def language_named(code: str) -> str:
    """What the language calls itself; empty where none is known."""
    return OFFICIAL[code].name if code in OFFICIAL else ""


def _lines(
    participant: str, delegation: str, there: Sequence[Contact], states: Mapping[str, Known]
) -> list[Line]:
    theirs = [contact for contact in there if contact.participant == participant]
    if not theirs:
        return [Line(delegation, participant, None, ("", ""), failed=False, language="")]
    return [
        Line(
            delegation,
            participant,
            contact,
            known_in_words(states[contact.id]),
            states[contact.id] is Known.FAILED,
            language_named(contact.language),
        )
        for contact in theirs
    ]


def known_in_words(known: Known) -> tuple[str, str]:
    """What is known of an address: a shape, and the words."""
    shape, words = KNOWN[known]
    return shape, _(words)


def _wanted(line: Line, show: Show | None) -> bool:
    match show:
        case Show.FAILED:
            return line.failed
        case Show.NONE:
            return line.contact is None
        case Show.AWAY:
            return False
        case None:
            return True


def _away(
    changes: Sequence[Change], there: Sequence[Contact], names: Mapping[str, str], zone: str
) -> list[TakenAway]:
    """Those whose last change took them away, the latest first."""
    present = {contact.id for contact in there}
    last: dict[str, Change] = {}
    for change in changes:
        last.setdefault(change.contact, change)
    return [
        TakenAway(
            names.get(change.participant, change.participant),
            change.was,
            when(change.at, zone),
            change.by,
        )
        for change in last.values()
        if change.what is What.TAKEN_AWAY and change.was and change.contact not in present
    ]
