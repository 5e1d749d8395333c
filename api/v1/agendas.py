"""Agendas: circulated, shown, proposed to, and everything that is done about them and a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.circulating import circulating
from api.context import Context, InContext, InLimits
from api.intake import submit
from api.meeting import meeting_of
from api.people import (
    ActingStaff,
    AnyCaller,
    AnyStaff,
    Caller,
    ShownToken,
    actor,
    delegate,
    find_caller,
)
from api.problems import Problem, documented
from api.receiving import Received
from api.sent_agenda import (
    OF_THE_DESK,
    AgendaSent,
    Circulating,
    JoiningCompromise,
    OpposingCompromise,
    Proposing,
    WithdrawingProposal,
)
from api.v1.agendas_shown import AgendaShown, MeetingShown
from api.v1.filings import ForOthers, IdempotencyKey
from api.v1.reaching import BodyId, ProcedureId, no_such_procedure, receipt_response
from api.v1.shown import ReceiptShown
from api.v1.strict import StrictRoute
from nemcon.agenda.state import AgendaState
from nemcon.procedure.people import Actor
from nemcon.register.door import PositionOf
from nemcon.register.links import LinkHolder

router = APIRouter(tags=["agendas"], route_class=StrictRoute)

_REPEATED: Final = {"model": ReceiptShown, "description": "It was recorded before."}
_RECEIPTS: Final[dict[int | str, dict[str, Any]]] = {
    200: _REPEATED,
    **documented(401, 403, 404, 409, 422, 503),
}
_FILED: Final[dict[int | str, dict[str, Any]]] = {**_RECEIPTS, **documented(429)}


class ProposalSent(Proposing, ForOthers):
    """A proposal, with for whom the secretariat makes it."""


class ProposalWithdrawalSent(WithdrawingProposal, ForOthers):
    """The withdrawal of a proposal, with for whom the secretariat makes it."""


class OppositionSent(OpposingCompromise, ForOthers):
    """Opposition to the compromise, with for whom the secretariat records it."""


class JoiningSent(JoiningCompromise, ForOthers):
    """No more opposition to the compromise, with for whom the secretariat records it."""


@router.post(
    "/agendas",
    status_code=201,
    summary="Circulate an agenda",
    response_model=ReceiptShown,
    responses=_RECEIPTS,
)
def circulate(
    context: InContext,
    staff: ActingStaff,
    received: Received,
    sent: Circulating,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Open the record of a session with its provisional agenda and organization of work."""
    found = circulating(context, sent, actor(staff, "api"))
    name, act = found.procedure, found.act
    receipt = submit(context, name, act, received, idempotency_key, body=found.body)
    return receipt_response(receipt)


@router.get("/agendas/{procedure}", summary="Show an agenda", responses=documented(401, 403, 404))
def agenda(context: InContext, caller: AnyCaller, procedure: ProcedureId) -> AgendaShown:
    """The agenda, its timetable, what is open, and the record of the session."""
    return AgendaShown.of(_reach(context, procedure, caller))


@router.get("/meetings/{body}", summary="Show a meeting", responses=documented(401, 403, 404, 422))
def meeting(
    context: InContext,
    staff: AnyStaff,  # noqa: ARG001 - declares who may call
    body: BodyId,
    agenda: str = "",
) -> MeetingShown:
    """The latest session of a body, or that of the agenda named, with its timeline."""
    return MeetingShown.of(meeting_of(context, body, agenda))


def _reach(context: Context, procedure: str, caller: Caller) -> PositionOf[AgendaState]:
    if isinstance(caller, LinkHolder) and caller.procedure != procedure:
        raise no_such_procedure()
    position = context.register.position(procedure, AgendaState)
    if position is None:
        raise Problem(404, "no-such-procedure", "There is no agenda of that name.")
    return position


def _filer(caller: Caller, sent: ForOthers) -> Actor:
    """Who acts: the delegate, or the secretariat for a delegation, on stated evidence."""
    if isinstance(caller, LinkHolder):
        if sent.participant not in (None, caller.participant) or sent.evidence:
            says = f"This link acts for {caller.participant_name} only, and needs no evidence."
            raise Problem(403, "not-your-delegation", says)
        return delegate(caller, "api")
    if sent.participant is None or not sent.evidence:
        says = "Say for which participant this is recorded, and on the strength of what evidence."
        raise Problem(422, "evidence-required", says)
    by = actor(caller, f"api, on the strength of: {sent.evidence}")
    return replace(by, participant=sent.participant)


def _filing(form: type[AgendaSent]) -> Callable[..., Response]:
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
        filer = _filer(caller, sent)
        zone = _reach(context, procedure, caller).state.profile.zone
        act = sent.act(filer, zone)
        return receipt_response(submit(context, procedure, act, received, idempotency_key))

    file.__annotations__["sent"] = form
    return file


def _ruling(form: type[AgendaSent]) -> Callable[..., Response]:
    def rule(
        context: InContext,
        staff: ActingStaff,
        received: Received,
        procedure: ProcedureId,
        sent: Any,  # noqa: ANN401 - the form takes its place below, for FastAPI to read
        idempotency_key: IdempotencyKey = None,
    ) -> Response:
        zone = _reach(context, procedure, staff).state.profile.zone
        act = sent.act(actor(staff, "api"), zone)
        return receipt_response(submit(context, procedure, act, received, idempotency_key))

    rule.__annotations__["sent"] = form
    return rule


_BY_DELEGATIONS: Final[dict[str, tuple[str, type[AgendaSent]]]] = {
    "proposals": ("Propose a change to an agenda", ProposalSent),
    "proposals/withdraw": ("Withdraw a proposal", ProposalWithdrawalSent),
    "compromise/oppose": ("Oppose the compromise", OppositionSent),
    "compromise/join": ("No longer oppose the compromise", JoiningSent),
}
for _path, (_summary, _form) in _BY_DELEGATIONS.items():
    router.add_api_route(
        f"/agendas/{{procedure}}/{_path}",
        _filing(_form),
        methods=["POST"],
        status_code=201,
        name=_form.__name__,
        summary=_summary,
        description=_form.__doc__,
        response_model=ReceiptShown,
        responses=_FILED,
    )
for _verb, _form in OF_THE_DESK.items():
    router.add_api_route(
        f"/agendas/{{procedure}}/acts/{_verb}",
        _ruling(_form),
        methods=["POST"],
        status_code=201,
        name=f"agenda-{_verb}",
        summary=f"{_verb.replace('-', ' ').capitalize()} (agenda)",
        description=_form.__doc__,
        response_model=ReceiptShown,
        responses=_RECEIPTS,
    )
