"""What the Chair rules, an address for each act; the rules say who may and when."""

from __future__ import annotations

from typing import cast

from fastapi import APIRouter

from api.context import Context
from api.intake import RULINGS, Ruling
from api.problems import documented
from api.scopes import opens
from api.v1.endpoints import ruling
from api.v1.reaching import reach
from api.v1.shown import ReceiptShown
from api.v1.strict import StrictRoute
from nemcon.procedure.acts import Act
from nemcon.procedure.people import Actor
from nemcon.procedure.state import ProcedureState
from nemcon.register.grants import Scope

router = APIRouter(tags=["acts"], route_class=StrictRoute, dependencies=[opens(Scope.RULE)])


def _read(sent: Ruling, by: Actor, _context: Context, state: ProcedureState) -> Act:
    return sent.act(by, state.profile.zone)


for _verb, _form in RULINGS.items():
    router.add_api_route(
        f"/procedures/{{procedure}}/acts/{_verb}",
        ruling(_form, reach, _read, lambda sent: cast("Ruling", sent).letter),
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
