"""How staff come in by a link of their own, as at home: the link, a button, a session."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.context import Context, InContext, InLimits
from api.limits import Limits
from api.pages.templating import page
from api.people import LONGEST_TOKEN, AnyStaff
from api.problems import Problem
from api.sessions import signed_in, signed_out
from nemcon.language import _
from nemcon.register.sessions import Way
from nemcon.register.staff import Staff, find_staff

router = APIRouter(include_in_schema=False)


@router.get("/enter/{token}")
def door(request: Request, context: InContext, limits: InLimits, token: str) -> Response:
    """Show whose link it is, and a button. Nothing happens before the button."""
    found = _staff(context, limits, request, token)
    facts: dict[str, object] = {
        "who": found,
        "token": token,
        "hours": context.settings.session_hours,
    }
    return page(request, "staff/enter.html", facts)


@router.post("/enter/{token}")
def enter(request: Request, context: InContext, limits: InLimits, token: str) -> Response:
    """Begin a session in the browser, and go to the list of procedures."""
    found = _staff(context, limits, request, token)
    return signed_in(context, request, found.person, Way.LINK, by_token=token)


@router.post("/leave")
def leave(request: Request, context: InContext, staff: AnyStaff) -> Response:  # noqa: ARG001 - declares who may call
    """End the session."""
    return signed_out(context, request)


def _staff(context: Context, limits: Limits, request: Request, token: str) -> Staff:
    now = context.clock.now()
    with context.database.reading() as connection:
        found = find_staff(connection, token, now) if len(token) <= LONGEST_TOKEN else None
    if found is None or found.grant is not None:  # what is for programs does not sign in
        limits.wrong_token(request)
        raise Problem(404, "unknown-link", _("There is no personal link at this address."))
    return found
