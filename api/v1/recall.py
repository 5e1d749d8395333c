"""Recalling a launch before its first letter has left."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.context import InContext
from api.intake import submit
from api.people import ActingStaff, actor
from api.problems import documented
from api.recalling import Recalling
from api.receiving import Received
from api.scopes import opens
from api.v1.filings import IdempotencyKey
from api.v1.reaching import ProcedureId, reach_any, receipt_response
from api.v1.shown import ReceiptShown
from api.v1.strict import StrictRoute
from nemcon.register.grants import Scope

router = APIRouter(tags=["acts"], route_class=StrictRoute)


@router.post(
    "/procedures/{procedure}/recall",
    dependencies=[opens(Scope.LAUNCH)],
    status_code=201,
    summary="Recall a launch",
    response_model=ReceiptShown,
    responses={
        200: {"model": ReceiptShown, "description": "It was recorded before."},
        **documented(401, 403, 404, 409, 422, 503),
    },
)
def recall(
    context: InContext,
    staff: ActingStaff,
    received: Received,
    procedure: ProcedureId,
    sent: Recalling,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Take the launch of a text, an agenda or a negotiation back: nobody has been told of it.

    Refused as `too-late-to-recall` once a letter may have left, or somebody filed something.
    """
    reach_any(context, procedure, staff)
    act = sent.act(actor(staff, "api"))
    return receipt_response(submit(context, procedure, act, received, idempotency_key))
