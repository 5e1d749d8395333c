"""Signing in at the organization's own provider: the way there, and the way back.

The way back is the one GET that changes something: it begins a session, in the browser that set out
and nowhere else.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext, InLimits
from api.cookies import LEAVING, read_cookie, set_cookie, take_cookie
from api.organization import Errand, Provider, SignInRefused
from api.problems import Problem
from api.sessions import signed_in
from nemcon.language import _
from nemcon.register.people import person_at
from nemcon.register.sessions import Way
from nemcon.register.staff import staff_of

router = APIRouter(include_in_schema=False)

WITHIN: Final = timedelta(minutes=10)
_LONGEST_TIME: Final = 13
Told = Annotated[str, Query(max_length=4096)]


async def _provider(request: Request, context: InContext) -> Provider:
    settings = context.settings
    if not settings.oidc_issuer:
        raise Problem(404, "not-found", _("There is nothing at this address."))
    known = getattr(request.app.state, "provider", None)
    if known is None:
        known = request.app.state.provider = Provider(settings, context.clock)
    return cast("Provider", known)


AtProvider = Annotated[Provider, Depends(_provider)]


@router.get("/sign-in/with/organization")
def set_out(context: InContext, provider: AtProvider) -> Response:
    """Send the browser to the provider. Nothing is kept here; the browser keeps a secret."""
    began = int(context.clock.now().timestamp())
    secret = f"{began}.{secrets.token_urlsafe(32)}"
    try:
        there = provider.way_there(Errand.of(context.links, secret))
    except SignInRefused as refused:
        raise _refused(refused.says, 503) from refused
    response = RedirectResponse(there, 303)
    set_cookie(response, context.settings, LEAVING, secret, WITHIN)
    return response


@router.get("/sign-in/with/organization/back")
def come_back(
    request: Request,
    context: InContext,
    limits: InLimits,
    provider: AtProvider,
    *,
    code: Told = "",
    state: Told = "",
    iss: Told = "",
    error: Told = "",
) -> Response:
    """Sign in whoever the provider says it is, if the secretariat has entered that person."""
    limits.sign_in(request)
    errand = _errand(context, request, state)
    if error or not code:
        raise _refused(
            _("You did not sign in at your organization, so you are not signed in here.")
        )
    try:
        provider.require_issuer(iss)
        address = provider.address_of(code, errand)
    except SignInRefused as refused:
        raise _refused(refused.says) from refused
    response = signed_in(context, request, _person(context, address), Way.ORGANIZATION)
    take_cookie(response, context.settings, LEAVING)
    return response


def _errand(context: Context, request: Request, state: str) -> Errand:
    """The errand of this very browser, which set out a while ago. Raises `Problem` 403."""
    secret = read_cookie(request, context.settings, LEAVING)
    errand = Errand.of(context.links, secret)
    began = secret.partition(".")[0]
    now = context.clock.now().timestamp()
    read = began.isdecimal() and len(began) < _LONGEST_TIME
    recent = read and 0 <= now - int(began) < WITHIN.total_seconds()
    if not recent or not hmac.compare_digest(errand.state.encode(), state.encode()):
        raise _refused(
            _("This sign-in did not begin in this browser, or too long ago. Begin again.")
        )
    return errand


def _person(context: Context, address: str) -> str:
    now = context.clock.now()
    with context.database.reading() as connection:
        person = person_at(connection, address)
        known = person is not None and staff_of(connection, person.id, "", now) is not None
    if person is None or not known:
        says = _(
            "Your organization knows you as {address}, but nobody of that address is "
            "entered here with a role. Ask the secretariat to enter you.",
            address=address,
        )
        raise _refused(says)
    return person.id


def _refused(says: str, status: int = 403) -> Problem:
    return Problem(status, "sign-in-refused", says)
