"""The page on which a delegation enters the code that confirms what it filed.

Opening it does nothing, and no button of it files anything without the code.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import RedirectResponse

from api.coding import enter_code, has_lapsed, own_filing, receipt_number, send_again, sent_to
from api.context import Context, InContext, InLimits
from api.pages.form import Form, InForm, Wrongs
from api.pages.opening import InAnyLink, OpenedLink
from api.pages.responses import beside
from api.pages.shown import When, when
from api.pages.templating import page
from api.problems import Problem
from api.receiving import Received
from api.words import IDENTIFIER
from nemcon.language import N_, _
from nemcon.mail.wording import KINDS
from nemcon.procedure.acts import File
from nemcon.procedure.state import ProcedureState
from nemcon.register.kinds import State, projected
from nemcon.register.waiting import Waiting, WaitingState

router = APIRouter(prefix="/code/{filing}", include_in_schema=False)
"""Included by the router of all links, whose addresses begin with the token."""

FilingId = Annotated[str, Path(pattern=IDENTIFIER)]
_GONE: Final = frozenset({"code-expired", "not-waiting", "no-such-filing"})
_SETTLED: Final = {
    WaitingState.UNCONFIRMED: (
        N_(
            "No code could be sent in time, which is no fault of yours: what you filed "
            "was recorded all the same, with the instant at which you filed it."
        )
    ),
    WaitingState.EXPIRED: N_("No code was entered in time. It was not filed, and does not count."),
    WaitingState.REFUSED: N_("It was not filed: the rules did not allow it any more."),
}


def code_until(state: ProcedureState, now: datetime) -> When | None:
    """Until when the code of what is filed now is entered; `None` where none is asked for."""
    time = state.code_time
    return when(now + time, state.profile.zone) if time is not None else None


@router.get("")
def show(request: Request, context: InContext, opened: InAnyLink, filing: FilingId) -> Response:
    """The form for the code, or what became of the filing; its receipt, once it has one."""
    found = own_filing(context, opened.holder, filing)
    number = receipt_number(context, found)
    if number is not None:
        return RedirectResponse(f"/l/{opened.token}/receipt/{number}", 303)
    return _page(request, context, opened, found, Wrongs())


@router.get("/again")
def begin_again(opened: InAnyLink, filing: FilingId) -> Response:
    """This address takes a form; without one the page of the code is where to go."""
    return RedirectResponse(f"/l/{opened.token}/code/{filing}", 303)


@router.post("")
def enter(
    request: Request,
    context: InContext,
    limits: InLimits,
    opened: InAnyLink,
    received: Received,
    filing: FilingId,
    sent: InForm,
) -> Response:
    """Record what was filed, and go to its receipt. Sent twice, it is recorded once."""
    limits.filing(request, opened.token)

    def act() -> str:
        receipt = enter_code(context, opened.holder, filing, sent.get("code"), received)
        return f"/l/{opened.token}/receipt/{receipt.number}"

    return _done(request, context, opened, filing, act)


@router.post("/again")
def again(
    request: Request,
    context: InContext,
    limits: InLimits,
    opened: InAnyLink,
    filing: FilingId,
) -> Response:
    """Send another code."""
    limits.filing(request, opened.token)

    def act() -> str:
        send_again(context, opened.holder, filing)
        return f"/l/{opened.token}/code/{filing}"

    return _done(request, context, opened, filing, act)


def _done(
    request: Request,
    context: Context,
    opened: OpenedLink[State],
    filing: str,
    act: Callable[[], str],
) -> Response:
    """Where to go once it is done; the page with what is wrong, where it was not."""
    try:
        return RedirectResponse(act(), 303)
    except Problem as problem:
        if problem.status >= 500 or problem.code == "no-such-filing":  # noqa: PLR2004 - no words of a form could mend it
            raise
        wrongs = Wrongs()
        wrongs.add("code" if problem.code == "wrong-code" else "", problem.says)
        found = own_filing(context, opened.holder, filing)
        return _page(request, context, opened, found, wrongs)


def _page(
    request: Request,
    context: Context,
    opened: OpenedLink[State],
    found: Waiting,
    wrongs: Wrongs,
) -> Response:
    act, zone = found.act, opened.state.profile.zone
    lapsed = has_lapsed(context, found)
    waits = found.state is WaitingState.WAITING and not lapsed
    state = WaitingState.EXPIRED if lapsed else found.state
    facts = opened.around | {
        "title": projected(opened.state).title,
        "filing": found.id,
        "kind": _(KINDS[act.kind])
        if isinstance(act, File)
        else _("the withdrawal of your objections"),
        "filed_by": act.actor.person,
        "at": when(found.entered, zone),
        "until": when(found.due, zone),
        "sent_to": sent_to(context, found),
        "waits": waits,
        "rests_on": beside(opened.state.profile, "filing.code"),
        "became": "" if waits else _(_SETTLED.get(state, "")),
        "because": found.says if found.state is WaitingState.REFUSED else "",
        "typed": Form(),
        "wrongs": wrongs,
    }
    return page(request, "link/code.html", facts, status=422 if wrongs else 200)
