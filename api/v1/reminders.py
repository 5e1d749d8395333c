"""Reminding delegations by hand: what a reminder would be now, and sending it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field, StrictBool, StrictInt

from api.context import InContext
from api.intake import submit
from api.people import ActingStaff, actor
from api.problems import documented
from api.receiving import Received
from api.reminding import Why, reminder_of
from api.scopes import opens
from api.sent import Sent
from api.v1.filings import IdempotencyKey
from api.v1.reaching import ProcedureId, reach, receipt_response
from api.v1.shown import ReceiptShown, Shown
from api.v1.strict import StrictRoute
from nemcon.procedure.reminders import RemindDelegations, Whom
from nemcon.register.grants import Scope

router = APIRouter(tags=["acts"], route_class=StrictRoute, dependencies=[opens(Scope.RULE)])


class Reminding(Sent):
    """A reminder to the delegations that have not acted, or not even acknowledged."""

    whom: Whom
    number: StrictInt | None = Field(
        default=None, ge=1, description="To how many it was shown to go; refused if it is another."
    )
    again: StrictBool = Field(
        default=False, description="Send it although one left less than an hour ago."
    )


class RemindedShown(Shown):
    """A delegation that gets a letter."""

    participant: str
    name: str
    deadline: datetime


class LeftOutShown(Shown):
    """A delegation that may object and gets none."""

    participant: str
    name: str
    why: Why


class ReminderShown(Shown):
    """A reminder as it would be sent now; it leaves as soon as it is sent."""

    procedure: str
    whom: Whom
    number: int
    to: list[RemindedShown]
    left_out: list[LeftOutShown]
    refused: str | None = Field(
        description="The code with which it would be refused.", examples=["reminded-lately"]
    )
    by_time: datetime | None = Field(
        description="When the next one leaves by itself, to those then still silent."
    )


@router.get(
    "/procedures/{procedure}/reminder",
    summary="What a reminder would be now",
    responses=documented(401, 403, 404, 422),
)
def reminder(
    context: InContext,
    staff: ActingStaff,
    procedure: ProcedureId,
    whom: Annotated[Whom, Query(description="Who is to be reminded.")] = Whom.NOT_ACTED,
) -> ReminderShown:
    """To whom it would go, who is left out and why. Sends nothing."""
    found = reminder_of(context, reach(context, procedure, staff), actor(staff, "api"), whom)
    return ReminderShown(
        procedure=procedure,
        whom=whom,
        number=len(found.to),
        to=[RemindedShown.model_validate(each) for each in found.to],
        left_out=[LeftOutShown.model_validate(each) for each in found.left_out],
        refused=found.refusal.code if found.refusal is not None else None,
        by_time=found.by_time,
    )


@router.post(
    "/procedures/{procedure}/acts/remind",
    status_code=201,
    summary="Remind",
    response_model=ReceiptShown,
    responses={
        200: {"model": ReceiptShown, "description": "It was recorded before."},
        **documented(401, 403, 404, 409, 422, 429, 503),
    },
)
def remind(
    context: InContext,
    staff: ActingStaff,
    received: Received,
    procedure: ProcedureId,
    sent: Reminding,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Send a reminder of the deadline to those whom letters reach."""
    position = reach(context, procedure, staff)
    shown = reminder_of(context, position, actor(staff, "api"), sent.whom, again=sent.again).act
    act = RemindDelegations(shown.actor, sent.whom, shown.unreached, sent.number, sent.again)
    return receipt_response(submit(context, procedure, act, received, idempotency_key))
