"""Forwarding a link: a colleague gets one of their own, and every act its person.

Opening the page does nothing, and no button of it does anything before somebody has typed a name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext, InLimits
from api.pages.colleagues import colleagues, domains_of, end, forward
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.opening import InAnyLink, OpenedLink
from api.pages.shown import when
from api.pages.templating import page
from api.problems import Problem
from api.receiving import Received
from nemcon.register.kinds import State, projected

router = APIRouter(prefix="/colleagues", include_in_schema=False)
"""Included by the router of all links, whose addresses begin with the token."""

_FIELDS: Final = {"name": "name", "address": "address", "filed_by": "filed_by"}
_TO_END: Final = {"contact": "", "ended_by": "ended_by"}


@router.get("")
def show(request: Request, context: InContext, opened: InAnyLink) -> Response:
    """Who has a link through this delegation, and the form to give one."""
    return _page(request, context, opened, Form(), Wrongs())


@router.get("/end")
def begin_again(opened: InAnyLink) -> Response:
    """This address takes a form; without one the page of the colleagues is where to go."""
    return RedirectResponse(f"/l/{opened.token}/colleagues", 303)


@router.post("")
def give(
    request: Request,
    context: InContext,
    limits: InLimits,
    opened: InAnyLink,
    received: Received,
    sent: InForm,
) -> Response:
    """Give a colleague a link. Sent twice, it is given once."""
    limits.filing(request, opened.token)
    typed = {name: sent.get(name).strip() for name in _FIELDS}
    return _done(request, context, opened, sent, lambda: forward(context, opened, typed, received))


@router.post("/end")
def take_back(
    request: Request,
    context: InContext,
    limits: InLimits,
    opened: InAnyLink,
    received: Received,
    sent: InForm,
) -> Response:
    """End a colleague's link."""
    limits.filing(request, opened.token)
    typed = {name: sent.get(name).strip() for name in _TO_END}
    return _done(request, context, opened, sent, lambda: end(context, opened, typed, received))


def _done(
    request: Request,
    context: Context,
    opened: OpenedLink[State],
    sent: Form,
    act: Callable[[], object],
) -> Response:
    """The page of the colleagues once it is done, or with what was typed and what is wrong."""
    try:
        act()
    except Problem as problem:
        return _page(request, context, opened, sent, _wrong(problem))
    return RedirectResponse(f"/l/{opened.token}/colleagues", 303)


def _wrong(problem: Problem) -> Wrongs:
    if "fields" in problem.more:
        return wrongs_of(problem, _FIELDS | _TO_END)
    wrongs = Wrongs()
    field = "address" if problem.code in ("not-of-the-delegation", "contact-already") else ""
    wrongs.add(field, problem.says)
    return wrongs


def _page(
    request: Request,
    context: Context,
    opened: OpenedLink[State],
    typed: Form,
    wrongs: Wrongs,
) -> Response:
    zone = opened.state.profile.zone
    facts = opened.around | {
        "title": projected(opened.state).title,
        "domains": domains_of(context, opened),
        "over": opened.state.ended,
        "people": [(one, when(one.named_at, zone)) for one in colleagues(context, opened)],
        "typed": typed,
        "wrongs": wrongs,
    }
    return page(request, "link/colleagues.html", facts, status=422 if wrongs else 200)
