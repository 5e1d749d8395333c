"""Bodies, their participants and contacts, named rolls and texts.

What is entered here is today's directory: a procedure froze what it needed when it opened.
Entering the same list twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Annotated, Final, TypeVar

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from api.contacts import changing, enter_contacts, take_contact_away
from api.context import InContext
from api.intake import TextSent
from api.people import ActingStaff, AnyStaff, SecretariatStaff
from api.problems import Problem, documented
from api.receiving import Received
from api.scopes import opens
from api.v1.directory_forms import (
    MOST_PEOPLE,
    BodySent,
    BodyShown,
    ContactChangeShown,
    ContactForm,
    Imported,
    Named,
    ParticipantForm,
    RollSent,
    RollShown,
)
from api.v1.reaching import BodyId
from api.v1.shown import ParagraphShown, TextShown
from api.v1.strict import StrictRoute
from api.words import IDENTIFIER
from nemcon.language import N_, _
from nemcon.register import body_settings, directory
from nemcon.register import rolls as dated
from nemcon.register.contacts import changes_of
from nemcon.register.database import Database
from nemcon.register.directory import Body, Contact, Participant
from nemcon.register.grants import Scope

router = APIRouter(
    tags=["directory"], route_class=StrictRoute, dependencies=[opens(Scope.ADMINISTER)]
)
RollName = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$")]
ContactId = Annotated[str, Path(pattern=IDENTIFIER)]
TextId = Annotated[str, Path(pattern=IDENTIFIER)]
Form = TypeVar("Form", bound=BaseModel)


class Open:
    """The directory, opened by somebody who may."""

    def __init__(self, database: Database, bodies: frozenset[str] | None) -> None:
        """Who may is for the dependencies to say; `bodies` are those that they see, if not all."""
        self._database = database
        self.bodies = bodies

    @contextmanager
    def reading(self, body: str = "") -> Generator[Connection]:
        """Reads only, in a body that is there."""
        with self._database.reading() as connection:
            if body:
                directory.body_of(connection, body)
            yield connection

    def changing(self, body: str = "") -> AbstractContextManager[Connection]:
        """A writing transaction in a body that is there; its collisions are the sender's."""
        return changing(self._database, body)


# Neither dependency waits for anything; were they plain functions, each would cost a thread.
async def _to_anybody(context: InContext, staff: AnyStaff) -> Open:
    return Open(context.database, staff.bodies)


async def _to_the_acting(context: InContext, staff: ActingStaff) -> Open:
    return Open(context.database, staff.bodies)


ToAnybody = Annotated[Open, Depends(_to_anybody)]
ToTheActing = Annotated[Open, Depends(_to_the_acting)]


@router.get("/bodies", summary="List the bodies", responses=documented(401))
def bodies(here: ToAnybody) -> list[BodyShown]:
    """Every body that the caller may see, by name."""
    with here.reading() as connection:
        found = directory.all_bodies(connection, here.bodies)
    return [BodyShown.model_validate(body) for body in found]


@router.get("/bodies/{body}", summary="Show a body", responses=documented(401, 404))
def body(here: ToAnybody, body: BodyId) -> BodyShown:
    """The body."""
    with here.reading() as connection:
        return BodyShown.model_validate(directory.body_of(connection, body))


@router.put("/bodies/{body}", summary="Enter a body", responses=documented(401, 403, 404, 422))
def put_body(
    here: ToTheActing,
    staff: ActingStaff,
    received: Received,
    body: BodyId,
    sent: BodySent,
) -> BodyShown:
    """Add the body, or bring its description up to date."""
    with here.changing() as connection:
        by = staff.signs_as
        body_settings.describe(connection, Body(id=body, **sent.model_dump()), by, received)
        return BodyShown.model_validate(directory.body_of(connection, body))


@router.get(
    "/bodies/{body}/participants", summary="List participants", responses=documented(401, 404)
)
def participants(here: ToAnybody, body: BodyId) -> list[ParticipantForm]:
    """The participants, in the order in which they were entered."""
    with here.reading(body) as connection:
        found = directory.participants_of(connection, body)
    return [_unchecked(ParticipantForm, person) for person in found]


@router.put(
    "/bodies/{body}/participants",
    summary="Import participants",
    responses=documented(401, 403, 404, 409, 422),
)
def put_participants(
    here: ToTheActing,
    body: BodyId,
    sent: Annotated[list[ParticipantForm], Field(max_length=MOST_PEOPLE)],
) -> Imported:
    """Add participants or bring theirs up to date; those that are not listed stay as they are."""
    _each_once([person.id for person in sent], "participant")
    _each_once([person.name for person in sent], "participant")
    people = [Participant(p.id, p.name, p.category, p.group, p.weight) for p in sent]
    with here.changing(body) as connection:
        before = {p.id: p for p in directory.participants_of(connection, body)}
        directory.put_participants(connection, body, people)
    return _imported(before, {person.id: person for person in people})


@router.get("/bodies/{body}/contacts", summary="List contacts", responses=documented(401, 403, 404))
def contacts(here: ToTheActing, body: BodyId) -> list[ContactForm]:
    """The contacts to whom letters go. Readers are not shown people's addresses."""
    with here.reading(body) as connection:
        found = directory.contacts_of(connection, body)
    return [_unchecked(ContactForm, person) for person in found]


@router.put(
    "/bodies/{body}/contacts",
    summary="Import contacts",
    responses=documented(401, 403, 404, 409, 422),
)
def put_contacts(
    here: ToTheActing,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    sent: Annotated[list[ContactForm], Field(max_length=MOST_PEOPLE)],
) -> Imported:
    """Add contacts or bring theirs up to date; those that are not listed stay as they are."""
    _each_once([person.id for person in sent], "contact")
    people = {p.id: Contact(**p.model_dump()) for p in sent}
    with here.changing(body) as connection:
        before = enter_contacts(connection, body, [*people.values()], staff.signs_as, received)
    return _imported(before, people)


@router.post(
    "/bodies/{body}/contacts/{contact}/end",
    status_code=204,
    summary="Take a contact away",
    responses=documented(401, 403, 404),
)
def end_contact(
    here: ToTheActing, staff: SecretariatStaff, received: Received, body: BodyId, contact: ContactId
) -> None:
    """No letter goes to it any more, and its links end; what was filed through them stands."""
    with here.changing(body) as connection:
        take_contact_away(connection, body, contact, staff.signs_as, received)


@router.get(
    "/bodies/{body}/contacts/{contact}/changes",
    summary="What a contact was before",
    responses=documented(401, 403, 404),
)
def contact_changes(
    here: ToTheActing, body: BodyId, contact: ContactId
) -> list[ContactChangeShown]:
    """Each change with who made it, the latest first; also of a contact that was taken away."""
    with here.reading(body) as connection:
        found = changes_of(connection, body, contact)
    return [ContactChangeShown.model_validate(each) for each in found]


@router.get("/bodies/{body}/rolls", summary="List rolls", responses=documented(401, 404))
def rolls(here: ToAnybody, received: Received, body: BodyId) -> list[RollShown]:
    """The named rolls, with whom each would hold now: nobody where it is of a later date."""
    with here.reading(body) as connection:
        names = directory.roll_names(connection, body)
        return [_roll(connection, body, name, received) for name in names]


@router.put(
    "/bodies/{body}/rolls/{roll}",
    summary="Set a roll",
    responses=documented(401, 403, 404, 409, 422),
)
def put_roll(
    here: ToTheActing,
    received: Received,
    body: BodyId,
    roll: RollName,
    sent: RollSent,
) -> RollShown:
    """Set who is on the roll; procedures that run keep the one they froze."""
    _each_once(sent.participants, "participant")
    with here.changing(body) as connection:
        if roll in dated.names(connection, body):
            says = _(
                "This roll was imported as of a date; import another one, or undo the imports."
            )
            raise Problem(409, "roll-has-versions", says)
        directory.put_roll(connection, body, roll, sent.participants)
        return _roll(connection, body, roll, received)


@router.get("/bodies/{body}/texts", summary="List texts", responses=documented(401, 404))
def texts(here: ToAnybody, body: BodyId) -> list[Named]:
    """The texts that may be placed under silence."""
    with here.reading(body) as connection:
        found = directory.text_names(connection, body)
    return [Named(id=name, title=title) for name, title in found]


@router.get("/bodies/{body}/texts/{text}", summary="Show a text", responses=documented(401, 404))
def text(here: ToAnybody, body: BodyId, text: TextId) -> TextShown:
    """The text as it stands now."""
    with here.reading(body) as connection:
        return _text(connection, body, text)


@router.put(
    "/bodies/{body}/texts/{text}", summary="Enter a text", responses=documented(401, 403, 404, 422)
)
def put_text(
    here: ToTheActing,
    body: BodyId,
    text: TextId,
    sent: TextSent,
) -> TextShown:
    """Enter the text, or change it; a procedure keeps the one that it froze."""
    _each_once([paragraph.number for paragraph in sent.paragraphs], "paragraph")
    with here.changing(body) as connection:
        directory.put_text(connection, body, text, sent.text())
        return _text(connection, body, text)


_TWICE: Final = {
    "participant": N_("The participant {name} is listed twice."),
    "paragraph": N_("The paragraph {name} is listed twice."),
}


def _each_once(names: Sequence[str], what: str) -> None:
    twice = next((name for index, name in enumerate(names) if name in names[:index]), None)
    if twice is not None:
        raise Problem(422, f"{what}-twice", _(_TWICE[what], name=twice))


def _imported(before: Mapping[str, object], now: Mapping[str, object]) -> Imported:
    known = [name for name in now if name in before]
    return Imported(
        added=[name for name in now if name not in before],
        changed=[name for name in known if before[name] != now[name]],
        unchanged=[name for name in known if before[name] == now[name]],
    )


def _unchecked(form: type[Form], person: object) -> Form:
    """What was entered, in the form in which it is sent; it was checked when it came."""
    return form.model_construct(**{name: getattr(person, name) for name in form.model_fields})


def _roll(connection: Connection, body: str, name: str, at: datetime) -> RollShown:
    try:
        seats = directory.seats(connection, body, name, at)
    except directory.UnknownName:  # every version of it is of a later date
        seats = ()
    return RollShown(name=name, participants=[seat.participant for seat in seats])


def _text(connection: Connection, body: str, identifier: str) -> TextShown:
    found = directory.text_of(connection, body, identifier)
    return TextShown(
        title=found.title,
        symbol=found.symbol,
        issued_symbol=found.issued_symbol,
        digest=found.digest(),
        paragraphs=[ParagraphShown.model_validate(paragraph) for paragraph in found.paragraphs],
    )
