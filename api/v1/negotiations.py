"""Negotiations for programs: tabled, amended, revised, concluded, and compiled."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.context import Context, InContext
from api.intake import Sent, submit
from api.negotiating import (
    CHAIR_ACTS,
    Amending,
    ChairSent,
    Filed,
    Stating,
    TakingPosition,
    Times,
    WithdrawingAmendment,
)
from api.people import ActingStaff, AnyCaller, Caller, actor
from api.places import at_desk
from api.problems import Problem, documented
from api.receiving import Received
from api.scopes import opens
from api.tabling import Tabling, tabling
from api.v1.disclosure import viewer_of
from api.v1.endpoints import WAITS, filing, ruling
from api.v1.filings import ForOthers, IdempotencyKey
from api.v1.negotiations_shown import (
    AmendmentShown,
    CompilationShown,
    FinalShown,
    IssueShown,
    NegotiationShown,
    StatementShown,
    reader_of,
    shown_amendment,
    shown_final,
    shown_issue,
    shown_negotiation,
    shown_statement,
)
from api.v1.reaching import ProcedureId, reach_of, receipt_response
from api.v1.shown import AGAIN, ReceiptShown
from api.v1.strict import StrictRoute
from nemcon.language import _
from nemcon.negotiation.acts import NegotiationAct
from nemcon.negotiation.compilation import Compilation, write_compilation
from nemcon.negotiation.final import final_text
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.people import Actor
from nemcon.register.compiled import child_of, compiled
from nemcon.register.door import PositionOf
from nemcon.register.grants import Scope

router = APIRouter(
    prefix="/negotiations",
    tags=["negotiations"],
    route_class=StrictRoute,
    dependencies=[opens(Scope.RULE)],
)

Issue = Annotated[int, Path(ge=0, le=1_000_000, description="0: as it was tabled.")]


class AmendingSent(Amending, ForOthers):
    """An amendment, with for whom the secretariat files it."""


class PositionSent(TakingPosition, ForOthers):
    """A position on an amendment, with for whom the secretariat files it."""


class AmendmentWithdrawalSent(WithdrawingAmendment, ForOthers):
    """The withdrawal of an amendment, with for whom the secretariat makes it."""


class StatementSent(Stating, ForOthers):
    """A statement, with for whom the secretariat makes it."""


FILINGS: dict[str, tuple[type[Sent], str]] = {
    "amendments": (AmendingSent, "Propose an amendment"),
    "positions": (PositionSent, "Support, oppose or co-sponsor an amendment"),
    "amendment-withdrawals": (AmendmentWithdrawalSent, "Withdraw one's own amendment"),
    "statements": (StatementSent, "Make a statement"),
}
"""What delegations file, by its address."""


def reach(context: Context, procedure: str, caller: Caller) -> PositionOf[NegotiationState]:
    """Where the negotiation stands. Raises `Problem` 404, also for the link to another one."""
    return reach_of(NegotiationState, context, procedure, caller)


@router.post(
    "",
    dependencies=[opens(Scope.LAUNCH)],
    status_code=201,
    summary="Table a text",
    response_model=ReceiptShown,
    responses={**AGAIN, **documented(401, 403, 404, 409, 422, 503)},
)
def table(
    context: InContext,
    staff: ActingStaff,
    received: Received,
    sent: Tabling,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Freeze the roll and the rules, and begin the first round."""
    desk = at_desk(context, staff, sent.body, sent.origin or "", sent.agenda or "")
    tabled = tabling(context, sent, actor(desk, "api"))
    receipt = submit(
        context, tabled.procedure, tabled.act, received, idempotency_key, body=tabled.body
    )
    return receipt_response(receipt)


@router.get("/{procedure}", summary="Show a negotiation", responses=documented(401, 403, 404))
def negotiation(context: InContext, caller: AnyCaller, procedure: ProcedureId) -> NegotiationShown:
    """Where the negotiation stands, and each paragraph of the text."""
    position = reach(context, procedure, caller)
    return shown_negotiation(position, viewer_of(caller))


@router.get(
    "/{procedure}/amendments", summary="List the amendments", responses=documented(401, 404)
)
def amendments(
    context: InContext, caller: AnyCaller, procedure: ProcedureId
) -> list[AmendmentShown]:
    """All amendments in the order of their proposal; names only where the rules tell them."""
    state = reach(context, procedure, caller).state
    reader = reader_of(state, viewer_of(caller))
    return [shown_amendment(one, reader) for one in state.amendments]


@router.get(
    "/{procedure}/statements", summary="List the statements", responses=documented(401, 404)
)
def statements(
    context: InContext, caller: AnyCaller, procedure: ProcedureId
) -> list[StatementShown]:
    """All statements in order; names only where the rules tell them."""
    state = reach(context, procedure, caller).state
    reader = reader_of(state, viewer_of(caller))
    return [shown_statement(one, reader) for one in state.statements]


@router.get(
    "/{procedure}/revisions/{number}",
    summary="Show an issue of the text",
    responses=documented(401, 404),
)
def revision(
    context: InContext, caller: AnyCaller, procedure: ProcedureId, number: Issue
) -> IssueShown:
    """The text as it was tabled or revised, with what it changed in the issue before."""
    state = reach(context, procedure, caller).state
    if number >= len(state.issues):
        raise Problem(404, "not-found", _("The text was not issued under that number."))
    return shown_issue(state, number, reader_of(state, viewer_of(caller)))


@router.get(
    "/{procedure}/compilation",
    summary="The Chair's compilation",
    responses=documented(401, 404, 409),
)
def compilation(context: InContext, caller: AnyCaller, procedure: ProcedureId) -> CompilationShown:
    """The compilation; for those who conduct it also before the end, as it would be now."""
    return CompilationShown.model_validate(asdict(_compiled(context, caller, procedure)))


@router.get(
    "/{procedure}/compilation.txt",
    summary="The Chair's compilation as text",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **documented(401, 404, 409)},
)
def compilation_text(context: InContext, caller: AnyCaller, procedure: ProcedureId) -> Response:
    """The same, to be read or printed."""
    written = write_compilation(_compiled(context, caller, procedure))
    return Response(written, media_type="text/plain; charset=utf-8")


@router.get(
    "/{procedure}/final",
    summary="The text as adopted",
    responses=documented(401, 404, 409),
)
def final(context: InContext, caller: AnyCaller, procedure: ProcedureId) -> FinalShown:
    """The adopted paragraphs, renumbered; 404 where nothing was adopted."""
    state = reach(context, procedure, caller).state
    if not state.ended:
        says = _("There is no adopted text before the negotiation has ended.")
        raise Problem(409, "not-ended", says)
    found = final_text(state, child_of(context.register, state))
    if found is None:
        raise Problem(404, "nothing-adopted", _("Nothing of this text was adopted."))
    return shown_final(found, reader_of(state, viewer_of(caller)))


def _compiled(context: Context, caller: Caller, procedure: str) -> Compilation:
    state = reach(context, procedure, caller).state
    if not (state.ended or viewer_of(caller).sees_all):
        says = _("There is no compilation before the negotiation has ended.")
        raise Problem(409, "not-ended", says)
    return compiled(context.register, procedure, state)


def _read_filing(
    sent: Filed, by: Actor, _context: Context, _state: NegotiationState
) -> NegotiationAct:
    return sent.act(by)


def _read_ruling(
    sent: ChairSent, by: Actor, context: Context, state: NegotiationState
) -> NegotiationAct:
    return sent.act(by, Times.of(context, state))


for _path, (_model, _summary) in FILINGS.items():
    router.add_api_route(
        f"/{{procedure}}/{_path}",
        filing(_model, reach, _read_filing),
        methods=["POST"],
        dependencies=[opens(Scope.FILE)],
        status_code=201,
        name=f"negotiation-{_path}",
        summary=_summary,
        description=f"{_model.__doc__} A delegation's program shows the token of its link.",
        response_model=ReceiptShown,
        responses={**AGAIN, **WAITS, **documented(401, 403, 404, 409, 413, 422, 429, 503)},
    )
for _path, _ruling_model in CHAIR_ACTS.items():
    router.add_api_route(
        f"/{{procedure}}/{_path}",
        ruling(_ruling_model, reach, _read_ruling),
        methods=["POST"],
        status_code=201,
        name=f"negotiation-{_path}",
        summary=(_ruling_model.__doc__ or "").partition(".")[0].partition(";")[0],
        description=_ruling_model.__doc__,
        response_model=ReceiptShown,
        responses={**AGAIN, **documented(401, 403, 404, 409, 422, 503)},
    )
