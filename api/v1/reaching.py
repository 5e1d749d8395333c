"""Reaching a procedure: it exists, and the caller may look at it."""

from __future__ import annotations

from typing import Annotated, TypeVar

from fastapi import Path, Response

from api.context import Context
from api.people import Caller
from api.problems import no_such_procedure
from api.v1.shown import ReceiptShown
from api.words import IDENTIFIER
from nemcon.procedure.state import ProcedureState
from nemcon.register.door import Position, PositionOf, Receipt
from nemcon.register.kinds import State
from nemcon.register.links import LinkHolder

_Kind = TypeVar("_Kind", bound=State)
ProcedureId = Annotated[str, Path(pattern=IDENTIFIER, description="The id of the procedure.")]
BodyId = Annotated[str, Path(pattern=IDENTIFIER, description="The id of the body.")]


def reach(context: Context, procedure: str, caller: Caller) -> Position:
    """Where that silence procedure stands. Raises `Problem` 404, also for another one's link."""
    return reach_of(ProcedureState, context, procedure, caller)


def reach_of(
    kind: type[_Kind], context: Context, procedure: str, caller: Caller, called: str = "procedure"
) -> PositionOf[_Kind]:
    """The same of a procedure with a state of that kind, which is `called` so to people."""
    if isinstance(caller, LinkHolder) and caller.procedure != procedure:
        raise no_such_procedure()
    position = context.register.position(procedure, kind)
    if position is None or not _sees(caller, position.body):
        raise no_such_procedure(called)
    return position


def reach_any(context: Context, procedure: str, caller: Caller) -> PositionOf[State]:
    """The same of a procedure of whatever kind."""
    if isinstance(caller, LinkHolder) and caller.procedure != procedure:
        raise no_such_procedure()
    position = context.register.whereabouts(procedure)
    if position is None or not _sees(caller, position.body):
        raise no_such_procedure()
    return position


def _sees(caller: Caller, body: str) -> bool:
    """Whether the caller is anything in that body; a link was compared before."""
    return isinstance(caller, LinkHolder) or caller.bodies is None or body in caller.bodies


def receipt_response(receipt: Receipt) -> Response:
    """The receipt: 201, or 200 where this submission was recorded before."""
    written = ReceiptShown.of(receipt).model_dump_json()
    return Response(written, 200 if receipt.repeated else 201, media_type="application/json")
