"""The addresses at which an act is sent, one made for each form: by delegations, and by the staff.

What differs between the kinds of procedure is given: the form, how the procedure is reached, and
how what was sent is read as an act.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias, TypeVar

from fastapi import Request, Response

from api.confirming import entered_to_wait
from api.context import Context, InContext, InLimits
from api.intake import Sent, submit
from api.lettering import Lettered, confirmed
from api.people import ActingStaff, Caller, ShownToken, actor, find_caller
from api.receiving import Received
from api.sent import LetterSent
from api.v1.filings import IdempotencyKey, filer_of
from api.v1.reaching import ProcedureId, receipt_response
from api.v1.waiting_shown import WaitingShown, waiting_response
from nemcon.procedure.people import Actor
from nemcon.register.door import PositionOf
from nemcon.register.kinds import Act, State
from nemcon.register.staff import Staff

_State = TypeVar("_State", bound=State)
Endpoint: TypeAlias = Callable[..., Response]
Reach: TypeAlias = Callable[[Context, str, Caller], PositionOf[_State]]
"""Where the procedure of that name stands, for that caller. Raises `Problem`."""
Reading: TypeAlias = Callable[[Any, Actor, Context, _State], Act]
"""What was sent, as an act of that actor on that state. Raises `Problem`."""
WAITS: Final[dict[int | str, dict[str, Any]]] = {
    202: {"model": WaitingShown, "description": "It waits for a second person."}
}
"""What a filing answers as well, where the body asks for two persons."""
LetterNamed: TypeAlias = Callable[[Any], LetterSent | None]
"""The letter that was sent with a form, by its form and hash."""


def filing(form: type[Sent], reach: Reach[_State], reading: Reading[_State]) -> Endpoint:
    """Where a delegation sends that form, which is also one of `ForOthers`, or somebody for it."""

    def file(
        request: Request,
        context: InContext,
        limits: InLimits,
        token: ShownToken,
        received: Received,
        procedure: ProcedureId,
        sent: Any,  # noqa: ANN401 - the form takes its place below, for FastAPI to read
        idempotency_key: IdempotencyKey = None,
    ) -> Response:
        limits.filing(request, token)
        caller = find_caller(context, limits, request, token)
        filer = filer_of(context, caller, sent, procedure)
        act = reading(sent, filer, context, reach(context, procedure, caller).state)
        if isinstance(caller, Staff) and (
            waits := entered_to_wait(context, procedure, act, caller, received, idempotency_key)
        ):
            return waiting_response(waits)
        return receipt_response(submit(context, procedure, act, received, idempotency_key))

    file.__annotations__["sent"] = form
    return file


def ruling(
    form: type[Sent],
    reach: Reach[_State],
    reading: Reading[_State],
    named: LetterNamed = lambda _: None,
) -> Endpoint:
    """Where the staff send that form; the rules say who of them may, and when.

    `named` is the letter that a form names, where its acts have letters that can be shown before.
    """

    def rule(
        context: InContext,
        staff: ActingStaff,
        received: Received,
        procedure: ProcedureId,
        sent: Any,  # noqa: ANN401 - the form takes its place below, for FastAPI to read
        idempotency_key: IdempotencyKey = None,
    ) -> Response:
        position = reach(context, procedure, staff)
        act = reading(sent, actor(staff, "api"), context, position.state)
        lettered = Lettered(procedure, position.body, act)
        letter = confirmed(context, lettered, received, named(sent), idempotency_key)
        return receipt_response(
            submit(context, procedure, act, received, idempotency_key, letter=letter)
        )

    rule.__annotations__["sent"] = form
    return rule
