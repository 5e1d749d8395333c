"""How staff come in, and leave: a link of their own, a button, a cookie."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext, InLimits
from api.limits import Limits
from api.pages.templating import page
from api.people import COOKIE, LONGEST_TOKEN, AnyStaff
from api.problems import Problem
from nemcon.register.staff import Staff, find_staff

router = APIRouter(include_in_schema=False)

HOURS: Final = 12


@router.get("/enter/{token}")
def door(request: Request, context: InContext, limits: InLimits, token: str) -> Response:
    """Show whose link it is, and a button. Nothing happens before the button."""
    found = _staff(context, limits, request, token)
    return page(request, "staff/enter.html", {"who": found, "token": token, "hours": HOURS})


@router.post("/enter/{token}")
def enter(request: Request, context: InContext, limits: InLimits, token: str) -> Response:
    """Give the browser the cookie, and go to the list of procedures."""
    _staff(context, limits, request, token)
    response = RedirectResponse("/", 303)
    response.set_cookie(
        COOKIE,
        token,
        max_age=HOURS * 3600,
        secure=_by_https(context),
        httponly=True,
        samesite="strict",
    )
    return response


@router.post("/leave")
def leave(context: InContext, staff: AnyStaff) -> Response:  # noqa: ARG001 - declares who may call
    """Take the cookie back."""
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE, secure=_by_https(context), httponly=True, samesite="strict")
    return response


def _by_https(context: Context) -> bool:
    return context.settings.public_url.startswith("https:")


def _staff(context: Context, limits: Limits, request: Request, token: str) -> Staff:
    with context.database.reading() as connection:
        found = find_staff(connection, token) if len(token) <= LONGEST_TOKEN else None
    if found is None:
        limits.wrong_token(request)
        raise Problem(404, "unknown-link", "There is no personal link at this address.")
    return found
