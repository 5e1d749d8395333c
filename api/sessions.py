"""Beginning a session in a browser, and ending it: the cookie and the row, always both."""

from __future__ import annotations

from fastapi import Request, Response
from starlette.responses import RedirectResponse

from api.context import Context
from api.cookies import SESSION, read_cookie, set_cookie, take_cookie
from api.limits import address_of
from api.people import lifetime_of
from nemcon.register.sessions import From, Way, begin_session, end_session, find_session


def signed_in(
    context: Context, request: Request, person: str, way: Way, by_token: str = ""
) -> Response:
    """Sign the browser in as that person, and go to the first page.

    The session is always a new one, and the one that the browser had before ends: whoever planted
    or saw an older cookie has nothing.
    """
    now, lifetime = context.clock.now(), lifetime_of(context.settings)
    where = From(address_of(request), request.headers.get("user-agent", ""))
    _end(context, request)
    with context.database.writing() as connection:
        token = begin_session(connection, person, way, where, now, lifetime, by_token)
    response = RedirectResponse("/", 303)
    set_cookie(response, context.settings, SESSION, token, lifetime.whole)
    return response


def signed_out(context: Context, request: Request) -> Response:
    """End the session of the browser, and go to the page for signing in."""
    _end(context, request)
    response = RedirectResponse("/sign-in", 303)
    take_cookie(response, context.settings, SESSION)
    return response


def _end(context: Context, request: Request) -> None:
    token = read_cookie(request, context.settings, SESSION)
    now, lifetime = context.clock.now(), lifetime_of(context.settings)
    if not token:
        return
    with context.database.reading() as connection:
        found = find_session(connection, token, now, lifetime)
    if found is not None:
        staff, _ = found
        with context.database.writing() as connection:
            end_session(connection, staff.person, staff.session, now)
