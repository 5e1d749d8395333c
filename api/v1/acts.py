"""What the Chair rules, an address for each act; the rules say who may and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Response

from api.context import InContext
from api.intake import RULINGS, Ruling, submit
from api.people import ActingStaff, actor
from api.problems import documented
from api.receiving import Received
from api.v1.filings import IdempotencyKey
from api.v1.reaching import ProcedureId, reach, receipt_response
from api.v1.shown import ReceiptShown
from api.v1.strict import StrictRoute

router = APIRouter(tags=["acts"], route_class=StrictRoute)


def _endpoint(form: type[Ruling]) -> Callable[..., Response]:
    def rule(
        context: InContext,
        staff: ActingStaff,
        received: Received,
        procedure: ProcedureId,
        sent: Any,  # noqa: ANN401 - the form takes its place below, for FastAPI to read
        idempotency_key: IdempotencyKey = None,
    ) -> Response:
        zone = reach(context, procedure, staff).state.profile.zone
        act = sent.act(actor(staff, "api"), zone)
        return receipt_response(submit(context, procedure, act, received, idempotency_key))

    rule.__annotations__["sent"] = form
    return rule


for _verb, _form in RULINGS.items():
    router.add_api_route(
        f"/procedures/{{procedure}}/acts/{_verb}",
        _endpoint(_form),
        methods=["POST"],
        status_code=201,
        name=_verb,
        summary=_verb.replace("-", " ").capitalize(),
        description=_form.__doc__,
        response_model=ReceiptShown,
        responses={
            200: {"model": ReceiptShown, "description": "It was recorded before."},
            **documented(401, 403, 404, 409, 422, 503),
        },
    )
