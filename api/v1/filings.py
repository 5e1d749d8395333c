"""What delegations file, and withdraw: by their own programs, or by the secretariat for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Request, Response
from pydantic import Field

from api.coding import entered_for_code
from api.confirming import entered_to_wait
from api.context import Context, InContext, InLimits
from api.intake import Filing, Sent, Withdrawal, submit
from api.people import AnyCaller, Caller, ShownToken, acting_for, delegate, find_caller
from api.problems import Problem, documented, no_such_procedure
from api.receiving import Received
from api.scanning import named
from api.scopes import opens
from api.sent import Digest
from api.v1.codes import CodeAwaited, coded_response
from api.v1.disclosure import seen_by, viewer_of
from api.v1.reaching import ProcedureId, reach, receipt_response
from api.v1.shown import AGAIN, FilingShown, ReceiptShown, shown_filing
from api.v1.strict import StrictRoute
from api.v1.waiting_shown import WaitingShown, waiting_response
from api.words import Identifier, OptionalName
from nemcon.language import _
from nemcon.procedure.acts import Act
from nemcon.procedure.people import Actor
from nemcon.register.grants import Scope
from nemcon.register.links import LinkHolder
from nemcon.register.staff import Staff

router = APIRouter(tags=["filings"], route_class=StrictRoute, dependencies=[opens(Scope.FILE)])

_AWAITED: Final[dict[int | str, dict[str, Any]]] = {
    202: {
        "model": WaitingShown | CodeAwaited,
        "description": "It waits for a second person, or for the code that was sent.",
    }
}
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        max_length=255,
        description=(
            "What you call this sending. The same content under the same key is recorded once, "
            "and gets the same receipt again."
        ),
    ),
]


class ForOthers(Sent):
    """For whom the secretariat files, and on the strength of what; a delegation gives neither."""

    participant: Identifier | None = Field(
        default=None, description="For whom the secretariat files; a delegation leaves it out."
    )
    evidence: OptionalName = Field(
        default="",
        description="On the strength of what the secretariat files, such as a note verbale.",
        examples=["note verbale 12/2020 of 18 June"],
    )
    scan: Digest = Field(
        default="",
        description="The SHA-256 of the scan of that paper, which was sent before; empty for none.",
    )


class FilingSent(Filing, ForOthers):
    """A filing, with for whom the secretariat files it."""


class WithdrawalSent(Withdrawal, ForOthers):
    """A withdrawal, with for whom the secretariat makes it."""


@router.post(
    "/procedures/{procedure}/filings",
    status_code=201,
    summary="File for a delegation",
    response_model=ReceiptShown,
    responses={
        **AGAIN,
        **_AWAITED,
        **documented(401, 403, 404, 409, 413, 422, 429, 503),
    },
)
def file(
    request: Request,
    context: InContext,
    limits: InLimits,
    token: ShownToken,
    received: Received,
    procedure: ProcedureId,
    sent: FilingSent,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """File an objection, or what does not break silence.

    A delegation's program shows the token of its personal link. The secretariat shows its own,
    and says for whom it files and on the strength of what. What arrives at or after the deadline
    is recorded as late and answered as late.
    """
    limits.filing(request, token)
    caller = find_caller(context, limits, request, token)
    act = sent.act(filer_of(context, caller, sent, procedure), "UTC")
    return _filed(context, caller, procedure, act, received, idempotency_key)


@router.post(
    "/procedures/{procedure}/withdrawals",
    status_code=201,
    summary="Withdraw a delegation's objections",
    response_model=ReceiptShown,
    responses={
        **AGAIN,
        **_AWAITED,
        **documented(401, 403, 404, 409, 422, 429, 503),
    },
)
def withdraw(
    request: Request,
    context: InContext,
    limits: InLimits,
    token: ShownToken,
    received: Received,
    procedure: ProcedureId,
    sent: WithdrawalSent,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Withdraw every objection of the delegation that stands, where the rules allow it."""
    limits.filing(request, token)
    caller = find_caller(context, limits, request, token)
    act = sent.act(filer_of(context, caller, sent, procedure), "UTC")
    return _filed(context, caller, procedure, act, received, idempotency_key)


@router.get(
    "/procedures/{procedure}/filings",
    summary="What was filed",
    responses=documented(401, 404),
)
def filings(context: InContext, caller: AnyCaller, procedure: ProcedureId) -> list[FilingShown]:
    """What was filed, in order, as far as the caller may see it."""
    state = reach(context, procedure, caller).state
    return [shown_filing(filing) for filing in seen_by(viewer_of(caller), state).filings]


def _filed(
    context: Context,
    caller: Caller,
    procedure: str,
    act: Act,
    received: datetime,
    key: str | None,
) -> Response:
    """What waits for a second person or for a code, or the receipt of what was recorded."""
    if isinstance(caller, Staff) and (
        waits := entered_to_wait(context, procedure, act, caller, received, key)
    ):
        return waiting_response(waits)
    if isinstance(caller, LinkHolder) and (
        coded := entered_for_code(context, caller, act, received, key)
    ):
        return coded_response(context, coded)
    return receipt_response(submit(context, procedure, act, received, key))


def filer_of(context: Context, caller: Caller, sent: ForOthers, procedure: str) -> Actor:
    """Who files: the delegate, or the secretariat for a delegation, on stated evidence."""
    if isinstance(caller, LinkHolder):
        if caller.procedure != procedure:
            raise no_such_procedure()
        if sent.participant not in (None, caller.participant) or sent.evidence or sent.scan:
            says = _(
                "This link files for {participant_name} only, and needs no evidence.",
                participant_name=caller.participant_name,
            )
            raise Problem(403, "not-your-delegation", says)
        return delegate(caller, "api")
    if sent.participant is None or not sent.evidence:
        says = _("Say for which participant this is filed, and on the strength of what evidence.")
        raise Problem(422, "evidence-required", says)
    by = acting_for(sent.participant, caller, "api", sent.evidence)
    return replace(by, scan=named(context, procedure, sent.scan))
