"""Codes by which a delegation confirms what it files, where the rules of the body ask for it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field

from api.coding import enter_code, own_filing, receipt_of, send_again, sent_to
from api.context import Context, InContext, InLimits
from api.limits import Limits
from api.people import ShownToken, acting, find_caller
from api.problems import Problem, documented, no_such_procedure
from api.receiving import Received
from api.scopes import NO_SCOPE
from api.sent import Sent
from api.v1.reaching import ProcedureId, receipt_response
from api.v1.shown import AGAIN, ReceiptShown, Shown
from api.v1.strict import StrictRoute
from api.words import IDENTIFIER
from nemcon.language import _
from nemcon.register.links import LinkHolder
from nemcon.register.waiting import Waiting, WaitingState

router = APIRouter(tags=["filings"], route_class=StrictRoute, dependencies=[NO_SCOPE])
FilingId = Annotated[str, Path(pattern=IDENTIFIER)]


class CodeSent(Sent):
    """The code, as the letter has it; blanks do not matter."""

    code: str = Field(max_length=40, examples=["1234 5678"])


class CodeAwaited(Shown):
    """A filing that counts from `received_at` once its code is entered."""

    id: str
    procedure: str
    state: str = Field(description="`waits-for-code`, so that programs tell it from a receipt.")
    received_at: datetime
    confirm_until: datetime
    confirm: str = Field(description="Where the code is sent, by POST.")
    sent_to: list[str] = Field(description="The addresses of the delegation, in part.")


def awaited_response(context: Context, found: Waiting) -> Response:
    """That it was taken in, and waits for its code."""
    shown = CodeAwaited(
        id=found.id,
        procedure=found.procedure,
        state="waits-for-code",
        received_at=found.entered,
        confirm_until=found.due,
        confirm=f"/api/v1/procedures/{found.procedure}/filings/{found.id}/code",
        sent_to=list(sent_to(context, found)),
    )
    return Response(shown.model_dump_json(), 202, media_type="application/json")


def coded_response(context: Context, found: Waiting) -> Response:
    """Where to confirm it; its receipt, where the same sending was confirmed already."""
    if found.state is WaitingState.WAITING:
        return awaited_response(context, found)
    return receipt_response(receipt_of(context, found))


@router.post(
    "/procedures/{procedure}/filings/{filing}/code",
    status_code=201,
    summary="Confirm a filing by its code",
    response_model=ReceiptShown,
    responses={
        **AGAIN,
        **documented(401, 403, 404, 409, 422, 429, 503),
    },
)
def confirm(
    request: Request,
    context: InContext,
    limits: InLimits,
    token: ShownToken,
    received: Received,
    procedure: ProcedureId,
    filing: FilingId,
    sent: CodeSent,
) -> Response:
    """Enter the code that was sent to the delegation; the filing counts from when it was filed."""
    holder = _holder(request, context, limits, token, procedure)
    return receipt_response(enter_code(context, holder, filing, sent.code, received))


@router.post(
    "/procedures/{procedure}/filings/{filing}/new-code",
    status_code=202,
    summary="Ask for another code",
    response_model=CodeAwaited,
    responses=documented(401, 403, 404, 409, 422, 429),
)
def again(
    request: Request,
    context: InContext,
    limits: InLimits,
    token: ShownToken,
    procedure: ProcedureId,
    filing: FilingId,
) -> Response:
    """Send another code to the delegation; the time in which it is entered stays the same."""
    holder = _holder(request, context, limits, token, procedure)
    own_filing(context, holder, filing)
    return awaited_response(context, send_again(context, holder, filing))


def _holder(
    request: Request, context: Context, limits: Limits, token: str, procedure: str
) -> LinkHolder:
    limits.filing(request, token)
    caller = find_caller(context, limits, request, token)
    if not isinstance(caller, LinkHolder):
        acting(caller)
        says = _("A code is entered by the delegation itself, through the link by which it filed.")
        raise Problem(403, "not-your-delegation", says)
    if caller.procedure != procedure:
        raise no_such_procedure()
    return caller
