"""The record of a session, kept and given back as a whole, and its report placed under silence."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request, Response

from activities.papers_report import reported
from api.context import Context, InContext
from api.intake import submit
from api.people import ActingStaff, AnyStaff, actor
from api.placing_report import PlacingReport, placing_report, report_to_place
from api.problems import Problem, documented
from api.receiving import Received
from api.scopes import opens
from api.session_records import JSON, YAML, kept_record, plain_sent, record_of
from api.v1.disclosure import viewer_of
from api.v1.documents_shown import PendingShown
from api.v1.filings import IdempotencyKey
from api.v1.reaching import ProcedureId, reach_of, receipt_response
from api.v1.shown import AGAIN, ReceiptShown
from nemcon.agenda.acts import KeepRecord
from nemcon.agenda.state import AgendaState
from nemcon.documents.model.document import pending
from nemcon.documents.record.form import RecordForm
from nemcon.documents.record.writing import begun_record, written_record
from nemcon.language import _
from nemcon.register.grants import Scope
from nemcon.register.staff import Staff

router = APIRouter(
    prefix="/agendas/{procedure}", tags=["agendas"], dependencies=[opens(Scope.RULE)]
)
_BODY: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {JSON: {}, YAML[0]: {}}},
}


async def _body(request: Request) -> bytes:
    return await request.body()


class RecordKeptShown(ReceiptShown):
    """The receipt, and what the report that is drafted from the record still leaves open."""

    pending: list[PendingShown]


@router.put(
    "/record",
    summary="Keep the record of a session",
    status_code=201,
    response_model=RecordKeptShown,
    responses=documented(401, 403, 404, 409, 415, 422, 503),
    openapi_extra=_BODY,
)
def keep(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    procedure: ProcedureId,
    body: Annotated[bytes, Depends(_body)],
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Keep the record, as YAML or JSON, in the place of the one before, which stays on record.

    Every fault is listed with its key and, in YAML, its line. Nothing is kept while there is one.
    """
    state = reach_of(AgendaState, context, procedure, staff, "agenda").state
    record = record_of(plain_sent(body, request.headers.get("content-type", "")), state)
    act = KeepRecord(actor(staff, "api"), record)
    receipt = submit(context, procedure, act, received, idempotency_key)
    after = reach_of(AgendaState, context, procedure, staff, "agenda")
    left = pending(reported(context.register, after).document)
    shown = RecordKeptShown(
        **ReceiptShown.of(receipt).model_dump(),
        pending=[
            PendingShown(kind=one.kind.value, where=one.where, words=one.words) for one in left
        ],
    )
    status = 200 if receipt.repeated else 201
    return Response(shown.model_dump_json(), status, media_type=JSON)


@router.get("/record", summary="Show the record of a session", responses=documented(401, 403, 404))
def show(context: InContext, staff: AnyStaff, procedure: ProcedureId) -> RecordForm:
    """The record as it was kept last, for those who conduct the session.

    To others it is told by the report, once that was issued.
    """
    return RecordForm.of(kept_record(_state_shown(context, staff, procedure)))


@router.get(
    "/record.yaml",
    summary="The same as a file",
    response_class=Response,
    responses={200: {"content": {YAML[0]: {}}}, **documented(401, 403, 404)},
)
def file(
    context: InContext,
    staff: AnyStaff,
    procedure: ProcedureId,
    *,
    begin: Annotated[
        bool, Query(description="Without a record, one to begin with: gaps for what is needed.")
    ] = False,
) -> Response:
    """The record in YAML, to be changed and kept again, for those who conduct the session."""
    state = _state_shown(context, staff, procedure)
    begins = begin and state.record is None
    written = begun_record(state) if begins else written_record(kept_record(state))
    named = {"Content-Disposition": f'attachment; filename="{procedure}-record.yaml"'}
    return Response(written, media_type=f"{YAML[0]}; charset=utf-8", headers=named)


def _state_shown(context: Context, staff: Staff, procedure: str) -> AgendaState:
    """The session whose record may be shown to them. Raises `Problem` 403 or 404."""
    state = reach_of(AgendaState, context, procedure, staff, "agenda").state
    if not viewer_of(staff).sees_all:
        says = _(
            "The record of a session is shown to those who conduct it. Others read its "
            "report, once that was issued."
        )
        raise Problem(403, "record-not-shown", says)
    return state


@router.post(
    "/report/silence",
    dependencies=[opens(Scope.LAUNCH)],
    summary="Place the report of a session under silence",
    status_code=201,
    response_model=ReceiptShown,
    responses={
        **AGAIN,
        **documented(401, 403, 404, 409, 422, 503),
    },
)
def place(
    context: InContext,
    staff: ActingStaff,
    received: Received,
    procedure: ProcedureId,
    sent: PlacingReport,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Open a silence procedure on the paragraphs of the report as it is drafted now.

    What becomes of it the report then tells itself. Brackets in it have to be confirmed.
    """
    position = reach_of(AgendaState, context, procedure, staff, "agenda")
    found = report_to_place(context, position)
    by = actor(staff, "api")
    placed = placing_report(context, position, found, sent, by, idempotency_key)
    receipt = submit(
        context, placed.procedure, placed.act, received, idempotency_key, body=placed.body
    )
    return receipt_response(receipt)
