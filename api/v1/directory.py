"""Bodies, their participants and contacts, named rolls and texts.

What is entered here is today's directory: a procedure froze what it needed when it opened.
Entering the same list twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from api.context import Context, InContext
from api.intake import Sent, TextSent
from api.people import ActingStaff, AnyStaff
from api.problems import Problem, documented
from api.receiving import Received
from api.v1.reaching import BodyId
from api.v1.shown import ParagraphShown, Shown, TextShown
from api.v1.strict import StrictRoute
from api.words import IDENTIFIER, Address, Identifier, Name, OptionalName, OptionalZone, ZoneName
from nemcon.procedure.people import Category
from nemcon.register import directory
from nemcon.register.directory import Body, Contact, Participant

router = APIRouter(tags=["directory"], route_class=StrictRoute)
MOST_PEOPLE = 2_000
RollName = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$")]
TextId = Annotated[str, Path(pattern=IDENTIFIER)]


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


class ContactForm(Sent):
    """A person of a delegation to whom letters go; `zone` is where that person reads the clock."""

    id: Identifier
    participant: Identifier
    name: Name
    address: Address = Field(examples=["mission@brazil.example"])
    zone: OptionalZone = ""


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


@router.get("/bodies", summary="List the bodies", responses=documented(401))
def bodies(context: InContext, staff: AnyStaff) -> list[BodyShown]:  # noqa: ARG001 - declares who
    """Every body, by name."""
    with context.database.reading() as connection:
        return [BodyShown.model_validate(body) for body in directory.all_bodies(connection)]


@router.get("/bodies/{body}", summary="Show a body", responses=documented(401, 404))
def body(context: InContext, staff: AnyStaff, body: BodyId) -> BodyShown:  # noqa: ARG001 - who
    """The body."""
    with context.database.reading() as connection:
        return BodyShown.model_validate(directory.body_of(connection, body))


@router.put("/bodies/{body}", summary="Enter a body", responses=documented(401, 403, 404, 422))
def put_body(
    context: InContext,
    staff: ActingStaff,  # noqa: ARG001 - declares who may call
    received: Received,
    body: BodyId,
    sent: BodySent,
) -> BodyShown:
    """Add the body, or bring its description up to date."""
    with _changing(context) as connection:
        directory.put_body(connection, Body(id=body, **sent.model_dump()), received)
        return BodyShown.model_validate(directory.body_of(connection, body))


@router.get(
    "/bodies/{body}/participants", summary="List participants", responses=documented(401, 404)
)
def participants(context: InContext, staff: AnyStaff, body: BodyId) -> list[ParticipantForm]:  # noqa: ARG001 - declares who may call
    """The participants, in the order in which they were entered."""
    with context.database.reading() as connection:
        directory.body_of(connection, body)
        found = directory.participants_of(connection, body)
    return [_participant(person) for person in found]


@router.put(
    "/bodies/{body}/participants",
    summary="Import participants",
    responses=documented(401, 403, 404, 409, 422),
)
def put_participants(
    context: InContext,
    staff: ActingStaff,  # noqa: ARG001 - declares who may call
    body: BodyId,
    sent: Annotated[list[ParticipantForm], Field(max_length=MOST_PEOPLE)],
) -> Imported:
    """Add participants or bring theirs up to date; those that are not listed stay as they are."""
    _each_once([person.id for person in sent], "participant")
    _each_once([person.name for person in sent], "participant")
    people = [Participant(p.id, p.name, p.category, p.group) for p in sent]
    with _changing(context) as connection:
        directory.body_of(connection, body)
        before = {p.id: p for p in directory.participants_of(connection, body)}
        directory.put_participants(connection, body, people)
    return _imported(before, {person.id: person for person in people})


@router.get("/bodies/{body}/contacts", summary="List contacts", responses=documented(401, 403, 404))
def contacts(context: InContext, staff: ActingStaff, body: BodyId) -> list[ContactForm]:  # noqa: ARG001 - declares who may call
    """The contacts to whom letters go. Readers are not shown people's addresses."""
    with context.database.reading() as connection:
        directory.body_of(connection, body)
        found = directory.contacts_of(connection, body)
    return [_contact(person) for person in found]


@router.put(
    "/bodies/{body}/contacts",
    summary="Import contacts",
    responses=documented(401, 403, 404, 409, 422),
)
def put_contacts(
    context: InContext,
    staff: ActingStaff,  # noqa: ARG001 - declares who may call
    body: BodyId,
    sent: Annotated[list[ContactForm], Field(max_length=MOST_PEOPLE)],
) -> Imported:
    """Add contacts or bring theirs up to date; those that are not listed stay as they are."""
    _each_once([person.id for person in sent], "contact")
    people = {p.id: Contact(p.id, p.participant, p.name, p.address, p.zone) for p in sent}
    with _changing(context) as connection:
        directory.body_of(connection, body)
        known = {p.id for p in directory.participants_of(connection, body)}
        before = {p.id: p for p in directory.contacts_of(connection, body)}
        for person in people.values():
            if person.participant not in known:
                raise directory.UnknownName("participant", person.participant)
            if before.get(person.id, person).participant != person.participant:
                says = f"{person.id} is a contact of another participant; choose another id."
                raise Problem(409, "contact-of-another", says)
        directory.put_contacts(connection, body, people.values())
    return _imported(before, people)


@router.get("/bodies/{body}/rolls", summary="List rolls", responses=documented(401, 404))
def rolls(context: InContext, staff: AnyStaff, body: BodyId) -> list[RollShown]:  # noqa: ARG001 - declares who may call
    """The named rolls, with whom each would hold now."""
    with context.database.reading() as connection:
        directory.body_of(connection, body)
        return [_roll(connection, body, name) for name in directory.roll_names(connection, body)]


@router.put(
    "/bodies/{body}/rolls/{roll}", summary="Set a roll", responses=documented(401, 403, 404, 422)
)
def put_roll(
    context: InContext,
    staff: ActingStaff,  # noqa: ARG001 - declares who may call
    body: BodyId,
    roll: RollName,
    sent: RollSent,
) -> RollShown:
    """Set who is on the roll; procedures that run keep the one they froze."""
    _each_once(sent.participants, "participant")
    with _changing(context) as connection:
        directory.body_of(connection, body)
        directory.put_roll(connection, body, roll, sent.participants)
        return _roll(connection, body, roll)


@router.get("/bodies/{body}/texts", summary="List texts", responses=documented(401, 404))
def texts(context: InContext, staff: AnyStaff, body: BodyId) -> list[Named]:  # noqa: ARG001 - declares who may call
    """The texts that may be placed under silence."""
    with context.database.reading() as connection:
        directory.body_of(connection, body)
        found = directory.text_names(connection, body)
    return [Named(id=name, title=title) for name, title in found]


@router.get("/bodies/{body}/texts/{text}", summary="Show a text", responses=documented(401, 404))
def text(context: InContext, staff: AnyStaff, body: BodyId, text: TextId) -> TextShown:  # noqa: ARG001 - declares who may call
    """The text as it stands now."""
    with context.database.reading() as connection:
        directory.body_of(connection, body)
        return _text(connection, body, text)


@router.put(
    "/bodies/{body}/texts/{text}", summary="Enter a text", responses=documented(401, 403, 404, 422)
)
def put_text(
    context: InContext,
    staff: ActingStaff,  # noqa: ARG001 - declares who may call
    body: BodyId,
    text: TextId,
    sent: TextSent,
) -> TextShown:
    """Enter the text, or change it; a procedure keeps the one that it froze."""
    _each_once([paragraph.number for paragraph in sent.paragraphs], "paragraph")
    with _changing(context) as connection:
        directory.body_of(connection, body)
        directory.put_text(connection, body, text, sent.text())
        return _text(connection, body, text)


@contextmanager
def _changing(context: Context) -> Generator[Connection]:
    """A writing transaction whose collisions are the sender's."""
    try:
        with context.database.writing() as connection:
            yield connection
    except IntegrityError as error:
        says = "A name, an id or an address that was sent belongs to another entry already."
        raise Problem(409, "already-taken", says) from error


def _each_once(names: Sequence[str], what: str) -> None:
    twice = next((name for index, name in enumerate(names) if name in names[:index]), None)
    if twice is not None:
        raise Problem(422, f"{what}-twice", f"The {what} {twice} is listed twice.")


def _imported(before: Mapping[str, object], now: Mapping[str, object]) -> Imported:
    known = [name for name in now if name in before]
    return Imported(
        added=[name for name in now if name not in before],
        changed=[name for name in known if before[name] != now[name]],
        unchanged=[name for name in known if before[name] == now[name]],
    )


def _participant(person: Participant) -> ParticipantForm:
    return ParticipantForm.model_construct(
        id=person.id, name=person.name, category=person.category, group=person.group
    )


def _contact(person: Contact) -> ContactForm:
    return ContactForm.model_construct(
        id=person.id,
        participant=person.participant,
        name=person.name,
        address=person.address,
        zone=person.zone,
    )


def _roll(connection: Connection, body: str, name: str) -> RollShown:
    members = [seat.participant for seat in directory.seats(connection, body, name)]
    return RollShown(name=name, participants=members)


def _text(connection: Connection, body: str, identifier: str) -> TextShown:
    found = directory.text_of(connection, body, identifier)
    return TextShown(
        title=found.title,
        symbol=found.symbol,
        digest=found.digest(),
        paragraphs=[ParagraphShown.model_validate(paragraph) for paragraph in found.paragraphs],
    )
