"""A contact as it was typed: read, and looked at beside the others of its delegation."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from api.intake import read
from api.pages.form import Form, Wrongs, wrongs_of
from api.problems import Problem
from api.v1.directory_forms import ContactForm
from nemcon.language import N_, _
from nemcon.register import directory
from nemcon.register.contacts import retired_at
from nemcon.register.directory import Contact

_TYPED: Final = ("participant", "name", "address", "zone", "language")
FIELDS: Final = {name: name for name in _TYPED} | {"already-taken": "address"}
"""Which field of the form holds a part of a contact."""
_NAMES: Final = {
    "participant": N_("Delegation"),
    "name": N_("Name"),
    "address": N_("E-mail address"),
    "zone": N_("Time zone"),
    "language": N_("Language"),
}


def typed_of(contact: Contact) -> Form:
    """The form that is filled in with the contact."""
    return Form(tuple((name, getattr(contact, name)) for name in _TYPED))


def in_general(says: str) -> Wrongs:
    """What is wrong with the whole of it."""
    wrongs = Wrongs()
    wrongs.add("", says)
    return wrongs


def wanted_contact(
    connection: Connection, body: str, before: Contact | None, sent: Form
) -> Contact | Wrongs:
    """The contact as it is to be, or what is to be put right; `before` is what it is now."""
    data = {name: sent.get(name).strip() for name in _TYPED}
    if before is not None:
        data["participant"] = before.participant
    known = {person.id for person in directory.participants_of(connection, body)}
    if data["participant"] not in known:
        wrongs = Wrongs()
        wrongs.add("participant", _("Choose the delegation."))
        return wrongs
    retired = retired_at(connection, body, data["participant"], data["address"])
    data["id"] = (
        before.id if before else retired or sent.get("id") or f"contact-{secrets.token_hex(8)}"
    )
    try:
        wanted = Contact(**read(ContactForm, data).model_dump())
    except Problem as problem:
        found = wrongs_of(problem, FIELDS).found
        return Wrongs([replace(one, name=_(_NAMES.get(one.field, ""))) for one in found])
    return _taken(connection, body, before, wanted, retired) or wanted


def _taken(
    connection: Connection, body: str, before: Contact | None, wanted: Contact, retired: str
) -> Wrongs:
    """That another of the delegation has the address, where it is so."""
    wrongs = Wrongs()
    theirs = directory.contacts_of(connection, body, (wanted.participant,))
    if any(other.address == wanted.address and other.id != wanted.id for other in theirs):
        wrongs.add("address", _("This delegation has a contact with that address already."))
    elif before is not None and retired:
        says = _(
            "That address belongs to a colleague whom the delegation named, or to a contact that "
            "was taken away. Enter a contact with it, and take this one away."
        )
        wrongs.add("address", says)
    return wrongs
