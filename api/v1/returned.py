"""The health of a silence, and the mail that came back to the letters of a procedure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field
from sqlalchemy import Connection

from api.context import InContext
from api.people import ActingStaff, AnyStaff
from api.problems import Problem, documented
from api.scopes import opens
from api.v1.disclosure import Viewer, may_read_record, seen_by, viewer_of
from api.v1.reaching import ProcedureId, reach, reach_any
from api.v1.shown import Shown
from api.v1.strict import StrictRoute
from api.words import IDENTIFIER
from nemcon.language import _
from nemcon.procedure.deeds import Deed
from nemcon.procedure.state import ProcedureState
from nemcon.register.door import Position
from nemcon.register.health import DelegationHealth, Sign, health
from nemcon.register.health_groups import GroupHealth, by_group
from nemcon.register.returned import ReturnedMail, returned_by_id, returned_of

router = APIRouter(tags=["letters"], route_class=StrictRoute, dependencies=[opens(None)])


class AbsenceShown(Shown):
    """An automatic reply about an absence."""

    contact: str
    at: datetime
    says: str
    until: str = Field(description="As its sender wrote it; nothing is reckoned from it.")


class ContactHealthShown(Shown):
    """The letter of the period to one contact."""

    contact: str
    letter: str
    state: str = Field(examples=["sent"])
    reply: str = Field(description="What a mail server said, where the letter did not arrive.")
    confirmed: bool = Field(description="Whether the recipient's server reported it delivered.")
    delayed: bool = Field(description="Whether a server reported that it still tries.")


class DelegationHealthShown(Shown):
    """A delegation on the roll. What the caller may not learn is `null`."""

    participant: str
    name: str
    group: str = Field(description="Its regional group, as on the roll.", examples=["GRULAC"])
    may_object: bool
    delivery: str = Field(examples=["sent"])
    signs: list[Sign]
    contacts: list[ContactHealthShown]
    absences: list[AbsenceShown]
    replies: int | None = Field(description="How often it wrote by e-mail, which files nothing.")
    acknowledged: bool | None
    acted: bool | None
    did: Deed | None = Field(description="The weightiest of what it has done about this text.")


class GroupHealthShown(Shown):
    """A regional group; those without one stand under an empty `group`."""

    group: str
    name: str = Field(examples=["African States"])
    total: int
    reached: int = Field(description="To how many a letter of the period got.")
    did: dict[Deed, int] | None = Field(description="How many have done what, where it is told.")


class HealthShown(Shown):
    """How the present period stands: how many show each sign, and each delegation."""

    procedure: str
    period: int
    counts: dict[Sign, int]
    groups: list[GroupHealthShown] = Field(description="Of all delegations, whatever `sign` says.")
    delegations: list[DelegationHealthShown]


class ReturnedShown(Shown):
    """A message that came back to a letter."""

    id: str
    letter: str
    notice: str = Field(description="The kind of letter to which it came back.")
    participant: str
    contact: str
    meaning: str = Field(examples=["failed", "away", "reply"])
    status: str = Field(description="The enhanced code of the mail server.", examples=["5.1.1"])
    says: str
    until: str
    sender: str
    subject: str
    at: datetime


class ReturnedList(Shown):
    """What came back to the letters of a procedure."""

    items: list[ReturnedShown]


@router.get(
    "/procedures/{procedure}/health",
    summary="Who was asked, and who has given a sign of life",
    responses=documented(401, 404, 422),
)
def silence_health(
    context: InContext,
    staff: AnyStaff,
    procedure: ProcedureId,
    sign: Annotated[Sign | None, Query(description="Only those of whom this holds.")] = None,
) -> HealthShown:
    """For each delegation what became of the period's letters, absences, and signs of life.

    A reader who may not learn who filed is not told who has, either.
    """
    position = reach(context, procedure, staff)
    with context.database.reading() as connection:
        found = health_told(connection, position, viewer_of(staff))
    return HealthShown(
        procedure=procedure,
        period=position.state.book,
        counts=counts_of(found),
        groups=[_group_shown(group) for group in by_group(found)],
        delegations=[
            DelegationHealthShown.model_validate(asdict(item) | {"signs": item.signs})
            for item in found
            if sign is None or sign in item.signs
        ],
    )


@router.get(
    "/procedures/{procedure}/returned",
    summary="What came back to the letters of a procedure",
    responses=documented(401, 403, 404),
)
def returned(context: InContext, staff: ActingStaff, procedure: ProcedureId) -> ReturnedList:
    """Reports of mail servers, absences and replies, the oldest first. None of them is a filing."""
    reach_any(context, procedure, staff)
    with context.database.reading() as connection:
        found = returned_of(connection, procedure)
    return ReturnedList(items=[ReturnedShown.model_validate(mail) for mail in found])


@router.get(
    "/returned/{returned}",
    summary="A reply as it came",
    response_class=Response,
    responses={200: {"content": {"message/rfc822": {}}}, **documented(401, 403, 404, 422)},
)
def reply(
    context: InContext,
    staff: ActingStaff,
    returned: Annotated[str, Path(pattern=IDENTIFIER)],
) -> Response:
    """The whole message that a person wrote, to be opened in a mail program."""
    with context.database.reading() as connection:
        mail = returned_by_id(connection, returned)
    if mail is not None:
        reach_any(context, mail.procedure, staff)
    return whole_of(mail)


def health_told(
    connection: Connection, position: Position, viewer: Viewer
) -> tuple[DelegationHealth, ...]:
    """The health of the present period as far as the viewer may see it."""
    state: ProcedureState = position.state
    told = seen_by(viewer, state) if may_read_record(viewer, state) else None
    return health(connection, position.procedure, state, told)


def _group_shown(group: GroupHealth) -> GroupHealthShown:
    did = dict(group.did) if group.did is not None else None
    total = len(group.delegations)
    return GroupHealthShown(
        group=group.group, name=group.name, total=total, reached=group.reached, did=did
    )


def counts_of(found: Iterable[DelegationHealth]) -> dict[Sign, int]:
    """How many show each sign."""
    signs = [sign for item in found for sign in item.signs]
    return {sign: signs.count(sign) for sign in Sign}


def whole_of(mail: ReturnedMail | None) -> Response:
    """The message as a file; a browser neither opens nor guesses at it. Raises `Problem`."""
    if mail is None or not mail.data:
        raise Problem(404, "no-such-message", _("No message of that name is kept whole."))
    disposition = {"Content-Disposition": 'attachment; filename="reply.eml"'}
    return Response(mail.data, media_type="message/rfc822", headers=disposition)
