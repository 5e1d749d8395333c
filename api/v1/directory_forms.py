"""What is sent to the directory and shown of it: bodies, participants, contacts, rolls."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field, StrictInt

from api.intake import Sent
from api.v1.shown import Shown
from api.words import Address, Identifier, Name, OptionalName, OptionalZone, ZoneName
from nemcon.procedure.people import Category
from nemcon.register.contacts import What
from nemcon.rolls.cells import MOST_WEIGHT

MOST_PEOPLE = 2_000


class BodySent(Sent):
    """A body that decides; `zone` is where its deadlines are read."""

    name: Name
    zone: ZoneName = Field(examples=["Europe/Vienna"])
    parent: OptionalName = ""
    session: OptionalName = ""
    next_session: OptionalName = ""
    chair: OptionalName = ""


class BodyShown(Shown):
    """A body that decides."""

    id: str
    name: str
    zone: str
    parent: str
    session: str
    next_session: str
    chair: str


class ParticipantForm(Sent):
    """A member, signatory or observer."""

    id: Identifier = Field(examples=["brazil"])
    name: Name = Field(examples=["Brazil"])
    category: Category = Category.MEMBER
    group: OptionalName = ""
    weight: StrictInt = Field(
        default=1, ge=0, le=MOST_WEIGHT, description="Its share, where the rules weigh."
    )


class ContactForm(Sent):
    """A person of a delegation to whom letters go, in `language`; English where it is empty.

    `zone` is where that person reads the clock.
    """

    id: Identifier
    participant: Identifier
    name: Name
    address: Address = Field(examples=["mission@brazil.example"])
    zone: OptionalZone = ""
    language: Literal["", "ar", "zh", "en", "fr", "ru", "es"] = ""


class ContactKept(Shown):
    """What a contact was."""

    name: str
    address: str
    zone: str
    language: str


class ContactChangeShown(Shown):
    """What was done with a contact: `was` is empty of one that was entered."""

    what: What
    at: datetime
    by: str
    was: ContactKept | None
    became: ContactKept | None = Field(description="Empty of one that was taken away.")


class RollSent(Sent):
    """A named part of the participants, such as the extended Bureau."""

    participants: list[Identifier] = Field(min_length=1, max_length=MOST_PEOPLE)


class Imported(BaseModel):
    """What an import did."""

    added: list[str]
    changed: list[str]
    unchanged: list[str]


class Named(BaseModel):
    """An id and a title."""

    id: str
    title: str


class RollShown(BaseModel):
    """A roll, as it would be fixed now."""

    name: str
    participants: list[str]
