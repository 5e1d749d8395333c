"""Reaching a procedure: it exists, and the caller may look at it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Response

from api.context import Context
from api.people import Caller
from api.problems import Problem
from api.v1.shown import ReceiptShown
from api.words import IDENTIFIER
from nemcon.register.door import Position, PositionOf, Receipt
from nemcon.register.kinds import State
from nemcon.register.links import LinkHolder

ProcedureId = Annotated[str, Path(pattern=IDENTIFIER, description="The id of the procedure.")]
BodyId = Annotated[str, Path(pattern=IDENTIFIER, description="The id of the body.")]


def no_such_procedure() -> Problem:
    """No procedure of that name that the caller could see."""
    return Problem(404, "no-such-procedure", "There is no procedure of that name.")


def reach(context: Context, procedure: str, caller: Caller) -> Position:
    """Where that silence procedure stands. Raises `Problem` 404, also for another one's link."""
    if isinstance(caller, LinkHolder) and caller.procedure != procedure:
        raise no_such_procedure()
    position = context.register.position(procedure)
    if position is None:
        raise no_such_procedure()
    return position


def reach_any(context: Context, procedure: str, caller: Caller) -> PositionOf[State]:
    """The same of a procedure of whatever kind."""
    if isinstance(caller, LinkHolder) and caller.procedure != procedure:
        raise no_such_procedure()
    position = context.register.whereabouts(procedure)
    if position is None:
        raise no_such_procedure()
    return position


def receipt_response(receipt: Receipt) -> Response:
    """The receipt: 201, or 200 where this submission was recorded before."""
    written = ReceiptShown.of(receipt).model_dump_json()
    return Response(written, 200 if receipt.repeated else 201, media_type="application/json")
