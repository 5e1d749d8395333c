"""The staff: people with roles in bodies, who stands in for whom, and ending each."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path

from api.context import InContext
from api.people import AllBodiesSecretariat, SecretariatStaff
from api.problems import documented
from api.receiving import Received
from api.scopes import NO_SCOPE, opens
from api.staffing import Changed, Entered, Place, RoleGiven, StaffDesk, Standing
from api.v1.shown import Shown
from api.v1.strict import StrictRoute
from api.words import IDENTIFIER
from nemcon.register.grants import Scope
from nemcon.register.people import Deputy, Person, RoleHeld
from nemcon.register.roles import Role

router = APIRouter(tags=["staff"], route_class=StrictRoute, dependencies=[opens(Scope.ADMINISTER)])
PersonId = Annotated[str, Path(pattern=IDENTIFIER, description="The id of the person.")]


class RoleShown(Shown):
    """A role; `body` is empty for all bodies."""

    body: str
    role: Role
    given_at: datetime
    given_by: str


class PersonShown(Shown):
    """A member of the staff."""

    id: str
    name: str
    address: str
    language: str
    roles: list[RoleShown]

    @classmethod
    def of(cls, person: Person, roles: tuple[RoleHeld, ...] = ()) -> PersonShown:
        """The person as the API shows one."""
        return cls(
            id=person.id,
            name=person.name,
            address=person.address,
            language=person.language,
            roles=[RoleShown.model_validate(role) for role in roles],
        )


class DeputyShown(Shown):
    """Who stands in for whom; `body` is empty for wherever the absent officer has a role."""

    id: int
    absent: str
    deputy: str
    body: str
    begins: datetime
    ends: datetime

    @classmethod
    def of(cls, deputy: Deputy) -> DeputyShown:
        """The deputy as the API shows one."""
        return cls.model_validate(deputy)


class StaffShown(Shown):
    """The list of the staff, as far as the caller sees it."""

    people: list[PersonShown]
    deputies: list[DeputyShown]


class SessionsEnded(Shown):
    """How many sessions ended."""

    ended: int


@router.get("/staff", summary="List the staff", responses=documented(401, 403))
def staff(context: InContext, staff: SecretariatStaff) -> StaffShown:
    """Who has a role in the bodies that the caller sees, and who stands in for whom there."""
    found = StaffDesk(context, staff).listed()
    return StaffShown(
        people=[PersonShown.of(one.person, one.roles) for one in found.people],
        deputies=[DeputyShown.of(deputy) for deputy in found.deputies],
    )


@router.post(
    "/staff",
    dependencies=[NO_SCOPE],
    status_code=201,
    summary="Enter a member of the staff",
    responses=documented(401, 403, 404, 409, 422),
)
def enter(
    context: InContext, staff: SecretariatStaff, received: Received, sent: Entered
) -> PersonShown:
    """Enter somebody with a role. An address that is known already is that person's."""
    return PersonShown.of(StaffDesk(context, staff).enter(sent, received))


@router.put(
    "/staff/{person}",
    dependencies=[NO_SCOPE],
    summary="Change a name, an address or a language",
    responses=documented(401, 403, 404, 409, 422),
)
def change(
    context: InContext, staff: AllBodiesSecretariat, person: PersonId, sent: Changed
) -> PersonShown:
    """For the secretariat of all bodies: whoever sets an address can sign in by it."""
    return PersonShown.of(StaffDesk(context, staff).change(person, sent))


@router.post(
    "/staff/{person}/end",
    status_code=204,
    summary="End a member of the staff",
    responses=documented(401, 403, 404, 409),
)
def end(
    context: InContext, staff: AllBodiesSecretariat, received: Received, person: PersonId
) -> None:
    """Let this person in no more: roles, deputies, tokens and sessions end."""
    StaffDesk(context, staff).end(person, received)


@router.post(
    "/staff/{person}/roles",
    dependencies=[NO_SCOPE],
    status_code=204,
    summary="Give a role",
    responses=documented(401, 403, 404, 422),
)
def give(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    person: PersonId,
    sent: RoleGiven,
) -> None:
    """Give this person a role in a body, in the place of the one held there until now."""
    StaffDesk(context, staff).give(person, sent, received)


@router.post(
    "/staff/{person}/roles/end",
    status_code=204,
    summary="End a role",
    responses=documented(401, 403, 404, 422),
)
def end_role(
    context: InContext, staff: SecretariatStaff, received: Received, person: PersonId, sent: Place
) -> None:
    """End the role that this person has in a body."""
    StaffDesk(context, staff).end_role(person, sent.body, received)


@router.post(
    "/staff/{person}/sessions/end",
    summary="End the sessions of a person",
    responses=documented(401, 403, 404),
)
def sessions_end(
    context: InContext, staff: AllBodiesSecretariat, received: Received, person: PersonId
) -> SessionsEnded:
    """End every session of this person, for example after a computer was lost."""
    return SessionsEnded(ended=StaffDesk(context, staff).end_sessions(person, received))


@router.post(
    "/staff/{person}/deputies",
    dependencies=[NO_SCOPE],
    status_code=201,
    summary="Name a deputy",
    responses=documented(401, 403, 404, 409, 422),
)
def deputize(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    person: PersonId,
    sent: Standing,
) -> DeputyShown:
    """Let another officer stand in for this person; acts then say for whom."""
    return DeputyShown.of(StaffDesk(context, staff).deputize(person, sent, received))


@router.post(
    "/staff/deputies/{number}/end",
    status_code=204,
    summary="End a deputy",
    responses=documented(401, 403, 404),
)
def end_deputy(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    number: Annotated[int, Path(ge=1, le=2**31)],
) -> None:
    """End a deputy before the time."""
    StaffDesk(context, staff).end_deputy(number, received)
