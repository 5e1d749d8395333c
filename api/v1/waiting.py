"""Two persons for a filing on a delegation's behalf: what waits, confirming it, declining it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import Field, StrictInt

from api import confirming
from api.context import InContext
from api.people import SecretariatStaff
from api.problems import documented
from api.receiving import Received
from api.scopes import opens
from api.sent import Sent
from api.v1.reaching import BodyId, ProcedureId, receipt_response
from api.v1.shown import ReceiptShown, Shown
from api.v1.strict import StrictRoute
from api.v1.waiting_shown import WaitingShown
from api.words import IDENTIFIER
from nemcon.register import directory, waiting
from nemcon.register.body_settings import set_two_persons

router = APIRouter(tags=["filings"], route_class=StrictRoute, dependencies=[opens(None)])
FilingId = Annotated[str, Path(pattern=IDENTIFIER)]
MOST_MINUTES = 7 * 24 * 60


class TwoPersons(Sent):
    """Within how many minutes a second person is to confirm; 0 where one is enough."""

    minutes: StrictInt = Field(ge=0, le=MOST_MINUTES)


class TwoPersonsShown(Shown):
    """Within how many minutes a second person is to confirm; 0 where one is enough."""

    minutes: int


@router.post(
    "/bodies/{body}/two-persons",
    summary="Ask for a second person",
    responses=documented(401, 403, 404, 422),
)
def ask(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    sent: TwoPersons,
) -> TwoPersonsShown:
    """Let a second person confirm what is filed for delegations of this body, or no more."""
    with context.database.writing() as connection:
        directory.body_of(connection, body)
        set_two_persons(connection, body, sent.minutes, staff.signs_as, received)
        return TwoPersonsShown(minutes=waiting.minutes_of(connection, body))


@router.get("/waiting", summary="What waits for a second person", responses=documented(401, 403))
def listed(context: InContext, staff: SecretariatStaff) -> list[WaitingShown]:
    """What waits in the bodies of the caller, the oldest first; then what was settled last."""
    return [WaitingShown.of(found) for found in confirming.listed(context, staff)]


@router.post(
    "/procedures/{procedure}/waiting/{filing}/confirm",
    status_code=201,
    summary="Confirm a filing on a delegation's behalf",
    response_model=ReceiptShown,
    responses=documented(401, 403, 404, 409, 422, 503),
)
def confirm(
    context: InContext, staff: SecretariatStaff, procedure: ProcedureId, filing: FilingId
) -> Response:
    """Record what another person entered; it counts from when it was entered."""
    return receipt_response(confirming.confirm(context, staff, procedure, filing))


@router.post(
    "/procedures/{procedure}/waiting/{filing}/decline",
    status_code=204,
    summary="Decline a filing on a delegation's behalf",
    responses=documented(401, 403, 404, 409),
)
def decline(
    context: InContext, staff: SecretariatStaff, procedure: ProcedureId, filing: FilingId
) -> None:
    """Let it not be recorded; whoever entered it may do that, too."""
    confirming.decline(context, staff, procedure, filing)
