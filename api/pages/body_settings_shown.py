"""Settings of a body in words: what differs, and what follows from a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection

from nemcon.language import N_, _, ngettext
from nemcon.register import people
from nemcon.register.body_settings import Setting
from nemcon.register.colleagues import MOST, Allowed
from nemcon.register.directory import Body
from nemcon.register.roles import Role
from nemcon.register.second_person import unconfirmed

Differing: TypeAlias = tuple[tuple[str, str, str], ...]
"""Each value that differs: its label, what it was, what it became."""
LABELS: Final = {
    "minutes": N_("Who confirms"),
    "allowed": N_("Who is given a link"),
    "name": N_("Name of the body"),
    "parent": N_("Organ above it"),
    "session": N_("Session"),
    "next_session": N_("Next session"),
    "chair": N_("Name of the Chair"),
    "zone": N_("Time zone"),
}
_ALLOWED: Final = {
    Allowed.SAME_DOMAIN: N_("Colleagues at a mail domain of the delegation's contacts"),
    Allowed.NOBODY: N_("Nobody: links are not passed on"),
}


def differing(setting: Setting, was: Mapping[str, Any], became: Mapping[str, Any]) -> Differing:
    """What differs between two, in words; all of it where nothing was."""
    return tuple(
        (
            _(LABELS[name]),
            _in_words(setting, was[name]) if name in was else "",
            _in_words(setting, value),
        )
        for name, value in became.items()
        if name in LABELS and was.get(name) != value
    )


def means_of(
    connection: Connection, body: Body, setting: Setting, wanted: Mapping[str, Any]
) -> tuple[str, ...]:
    """What follows from it, in sentences."""
    match setting:
        case Setting.TWO_PERSONS:
            return _two_persons(connection, body, wanted["minutes"])
        case Setting.FORWARDING if wanted["allowed"] == Allowed.NOBODY:
            return (
                _("From now on no delegation of this body gives a colleague a link."),
                _("Links that were given before stay alive; each can be revoked by itself."),
            )
        case Setting.FORWARDING:
            return (
                _(
                    "From now on a delegation may give up to {most} colleagues at a mail domain of "
                    "its contacts a link of their own to one procedure.",
                    most=MOST,
                ),
                _("The secretariat is told by a letter each time."),
            )
        case Setting.DESCRIPTION:
            return (
                _(
                    "Letters, pages and documents that are written from now on name the body so. "
                    "Those that were written, and the register, stay as they are."
                ),
                _(
                    "No deadline moves: each is read in the zone of the rules of its procedure. "
                    "The zone of the body says where letters and documents are dated, and in which "
                    "hours sittings and the lists of the staff are written."
                ),
            )


def _two_persons(connection: Connection, body: Body, minutes: int) -> tuple[str, ...]:
    waits = sum(one.number for one in unconfirmed(connection, {body.id}).values())
    waiting = ngettext(
        "{n} filing waits now, and goes on waiting for a second person.",
        "{n} filings wait now, and go on waiting for a second person.",
        waits,
    )
    if not minutes:
        says = _(
            "From now on what one person of the secretariat files for a delegation is recorded "
            "at once."
        )
        return (says, waiting) if waits else (says,)
    ends = _(
        "It counts from when it was entered. What nobody has confirmed when its book or its round "
        "closes is recorded all the same, and the register says that nobody did."
    )
    begins = ngettext(
        "From now on what is filed for a delegation waits until another person of the secretariat "
        "confirms it; {n} minute is given for it.",
        "From now on what is filed for a delegation waits until another person of the secretariat "
        "confirms it; {n} minutes are given for it.",
        minutes,
    )
    who = ngettext(
        "{n} person has the role of the secretariat in this body.",
        "{n} people have the role of the secretariat in this body.",
        len(_keepers(connection, body)),
    )
    alone = _("Nobody else could confirm: give another person that role first.")
    return (begins, ends, who, *((alone,) if len(_keepers(connection, body)) < 2 else ()))  # noqa: PLR2004 - it takes two


def _keepers(connection: Connection, body: Body) -> set[str]:
    """The people whose role in the body is that of the secretariat."""
    living = {person.id for person in people.all_people(connection)}
    roles = people.roles_of(connection, living)
    return {
        person
        for person, held in roles.items()
        if (there := held.at(body.id)) is not None and there.role is Role.SECRETARIAT
    }


def _in_words(setting: Setting, value: Any) -> str:  # noqa: ANN401 - of whatever is set
    match setting:
        case Setting.TWO_PERSONS if value:
            return ngettext(
                "A second person, within {n} minute", "A second person, within {n} minutes", value
            )
        case Setting.TWO_PERSONS:
            return _("One person is enough")
        case Setting.FORWARDING:
            return _(_ALLOWED[Allowed(value)])
        case Setting.DESCRIPTION:
            return str(value) or _("None")
