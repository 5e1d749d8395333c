"""Recalling a launch by page: what it leads to is shown first, and one button does it."""

from __future__ import annotations

import math
import secrets
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.intake import read, submit_form
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.listed import address_of
from api.pages.procedures import Identifier
from api.pages.responses import beside
from api.pages.templating import page
from api.people import ActingStaff, actor
from api.problems import Problem, problem_of
from api.recalling import Recalling
from api.receiving import Received
from api.v1.reaching import reach_any
from nemcon.agenda.state import AgendaState
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.recall import RecallLaunch
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState
from nemcon.register.door import PositionOf
from nemcon.register.kinds import State, decide, projected
from nemcon.register.staff import Staff

router = APIRouter(prefix="/procedures/{procedure}/recall", include_in_schema=False)
_MALFORMED = 422
_RESTS_ON: Final[dict[type[State], str]] = {
    ProcedureState: "launch.by",
    AgendaState: "agenda.adopted_by",
    NegotiationState: "negotiation.tabled_by",
}


@router.get("")
def review(
    request: Request, context: InContext, staff: ActingStaff, procedure: Identifier
) -> Response:
    """What recalling leads to, and until when it can be done. Records nothing."""
    position = reach_any(context, procedure, staff)
    tried = RecallLaunch(actor(staff, "page"))
    answer = decide(procedure, position.state, tried, context.clock.now())
    refused = problem_of(answer) if isinstance(answer, Refusal) else None
    return _page(request, context, staff, position, Form(), refused)


@router.post("")
def recall(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    procedure: Identifier,
    sent: InForm,
) -> Response:
    """Recall the launch. Sent twice, it is recorded once."""
    position = reach_any(context, procedure, staff)
    try:
        act = read(Recalling, {"because": sent.get("because")}).act(actor(staff, "page"))
    except Problem as problem:
        return _page(request, context, staff, position, sent, problem)
    answer = submit_form(context, procedure, act, received, sent.get("submission") or None)
    if isinstance(answer, Problem):
        return _page(request, context, staff, position, sent, answer)
    return RedirectResponse(address_of(procedure, position.state), 303)


def _page(
    request: Request,
    context: Context,
    staff: Staff,
    position: PositionOf[State],
    sent: Form,
    problem: Problem | None,
) -> Response:
    """What the rules refuse is said in place of the button; what can be typed anew, above it."""
    state, now = position.state, context.clock.now()
    until = state.recall_until or now
    back = address_of(position.procedure, state)
    own_page = isinstance(state, NegotiationState)
    rules_at = f"{back}/rules" if own_page else f"{back}#rules-heading"
    mends = problem is not None and problem.status == _MALFORMED
    facts: dict[str, object] = {
        "title": projected(state).title,
        "back": back,
        "at": f"/procedures/{position.procedure}/recall",
        "rests_on": beside(state.profile, _RESTS_ON[type(state)]),
        "rules_at": rules_at,
        "seconds": max(math.ceil((until - now).total_seconds()), 0),
        "refused": problem.says if problem and not mends else "",
        "typed": sent,
        "wrongs": wrongs_of(problem, {"because": "because"}) if problem and mends else Wrongs(),
        "submission": sent.get("submission") or secrets.token_urlsafe(16),
    }
    status = problem.status if problem else 200
    return page(request, "staff/recall.html", facts, staff=staff, status=status)
