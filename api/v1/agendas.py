"""Agendas: circulated, shown, proposed to, and everything that is done about them and a session."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Response

from api.circulating import circulating
from api.context import Context, InContext
from api.intake import submit
from api.meeting import meeting_of
from api.people import ActingStaff, AnyCaller, AnyStaff, Caller, actor
from api.places import at_desk
from api.problems import documented
from api.receiving import Received
from api.scopes import opens
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
from api.v1.endpoints import WAITS, filing, ruling
from api.v1.filings import ForOthers, IdempotencyKey
from api.v1.reaching import BodyId, ProcedureId, reach_of, receipt_response
from api.v1.shown import AGAIN, ReceiptShown
from api.v1.strict import StrictRoute
from nemcon.agenda.acts import AgendaAct
from nemcon.agenda.state import AgendaState
from nemcon.procedure.people import Actor
from nemcon.register.door import PositionOf
from nemcon.register.grants import Scope

router = APIRouter(tags=["agendas"], route_class=StrictRoute, dependencies=[opens(Scope.RULE)])

_RECEIPTS: Final = AGAIN | documented(401, 403, 404, 409, 422, 503)
_FILED: Final[dict[int | str, dict[str, Any]]] = {**_RECEIPTS, **WAITS, **documented(429)}


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
    dependencies=[opens(Scope.LAUNCH)],
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
    found = circulating(context, sent, actor(at_desk(context, staff, sent.body), "api"))
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
    return reach_of(AgendaState, context, procedure, caller, "agenda")


def _read(sent: AgendaSent, by: Actor, _context: Context, state: AgendaState) -> AgendaAct:
    return sent.act(by, state.profile.zone)


_BY_DELEGATIONS: Final[dict[str, tuple[str, type[AgendaSent]]]] = {
    "proposals": ("Propose a change to an agenda", ProposalSent),
    "proposals/withdraw": ("Withdraw a proposal", ProposalWithdrawalSent),
    "compromise/oppose": ("Oppose the compromise", OppositionSent),
    "compromise/join": ("No longer oppose the compromise", JoiningSent),
}
for _path, (_summary, _form) in _BY_DELEGATIONS.items():
    router.add_api_route(
        f"/agendas/{{procedure}}/{_path}",
        filing(_form, _reach, _read),
        methods=["POST"],
        dependencies=[opens(Scope.FILE)],
        status_code=201,
        name=_form.__name__,
        summary=_summary,
        description=_form.__doc__,
        response_model=ReceiptShown,
        responses=_FILED,
    )
_BEGINS: Final = frozenset({"place-under-silence"})
"""What the desk does that begins a period under silence."""
for _verb, _form in OF_THE_DESK.items():
    router.add_api_route(
        f"/agendas/{{procedure}}/acts/{_verb}",
        ruling(_form, _reach, _read),
        methods=["POST"],
        dependencies=[opens(Scope.LAUNCH if _verb in _BEGINS else Scope.RULE)],
        status_code=201,
        name=f"agenda-{_verb}",
        summary=f"{_verb.replace('-', ' ').capitalize()} (agenda)",
        description=_form.__doc__,
        response_model=ReceiptShown,
        responses=_RECEIPTS,
    )
