"""Whether the delegations of a body may give colleagues links of their own."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from api.context import Context, InContext
from api.intake import Sent
from api.people import AnyStaff, SecretariatStaff
from api.problems import documented
from api.receiving import Received
from api.scopes import opens
from api.v1.reaching import BodyId
from api.v1.shown import Shown
from api.v1.strict import StrictRoute
from nemcon.register.body_settings import set_forwarding
from nemcon.register.colleagues import Allowed, allowed_in
from nemcon.register.directory import body_of
from nemcon.register.grants import Scope

router = APIRouter(
    prefix="/bodies/{body}/forwarding",
    tags=["letters"],
    route_class=StrictRoute,
    dependencies=[opens(Scope.ADMINISTER)],
)


class ForwardingSent(Sent):
    """To whom the delegations of a body may forward their links."""

    allowed: Allowed = Field(
        description="`same-domain`: addresses at a mail domain of the delegation's contacts."
    )


class ForwardingShown(Shown):
    """What the body allows."""

    allowed: Allowed


@router.get("", summary="Whether links are forwarded", responses=documented(401, 404))
def shown(context: InContext, staff: AnyStaff, body: BodyId) -> ForwardingShown:  # noqa: ARG001 - declares who may call
    """To whom the delegations of the body may forward their links."""
    return _shown(context, body)


@router.put("", summary="Say whether links are forwarded", responses=documented(401, 403, 404, 422))
def put(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    sent: ForwardingSent,
) -> ForwardingShown:
    """From now on; links that were forwarded before stay, and can each be ended."""
    with context.database.writing() as connection:
        body_of(connection, body)
        set_forwarding(connection, body, sent.allowed, staff.signs_as, received)
    return _shown(context, body)


def _shown(context: Context, body: str) -> ForwardingShown:
    with context.database.reading() as connection:
        body_of(connection, body)
        return ForwardingShown(allowed=allowed_in(connection, body))
