"""Signing in by a letter to one's address: asked for, sent, opened, and used by a button.

Asking is answered the same whoever is asked for. Opening the link shows a button and does nothing;
the button works in the browser that asked, which a scanner of somebody's mail is not.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Final

from fastapi import APIRouter, Request, Response

from api.context import Context, InContext, InLimits
from api.cookies import ASKING, read_cookie, set_cookie, take_cookie
from api.intake import Sent, read
from api.limits import Limits
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.templating import page
from api.people import LONGEST_TOKEN
from api.problems import Problem
from api.sessions import signed_in
from api.speaking import speak_own
from api.words import Address
from nemcon.language import N_, _
from nemcon.register import sign_ins
from nemcon.register.sessions import Way
from nemcon.register.sign_ins import LIVES, Opened

router = APIRouter(include_in_schema=False)

_GONE: Final = N_(
    "This link cannot be used here. It works once, for a quarter of an hour, "
    "and only in the browser in which it was asked for."
)


class Asking(Sent):
    """Where a letter to sign in by is to go."""

    address: Address


@router.get("/sign-in")
def form(request: Request, context: InContext) -> Response:
    """Where staff sign in: by letter, or at their organization where that is set up."""
    return _form(request, context, Form(), Wrongs())


@router.post("/sign-in")
def ask(request: Request, context: InContext, limits: InLimits, sent: InForm) -> Response:
    """Send a letter to the address if somebody has it; the answer is the same if nobody does."""
    _require_letters(context)
    limits.sign_in(request)
    try:
        address = read(Asking, {"address": sent.get("address").strip()}).address
    except Problem as problem:
        return _form(request, context, sent, wrongs_of(problem, {"address": "address"}))
    browser = secrets.token_urlsafe(32)
    with context.database.writing() as connection:
        sign_ins.ask(connection, context.links, address, browser, context.clock.now())
    minutes = int(LIVES.total_seconds() // 60)
    response = page(request, "signing/asked.html", {"address": address, "minutes": minutes})
    set_cookie(response, context.settings, ASKING, browser, LIVES)
    return response


@router.get("/sign-in/{token}")
def door(request: Request, context: InContext, limits: InLimits, token: str) -> Response:
    """Show whose link it is, and a button, in that person's language. Nothing happens before it."""
    _require_letters(context)
    with context.database.reading() as connection:
        found = sign_ins.opened(connection, *_shown(context, request, token))
    if found is None:
        raise _refused(limits, request)
    speak_own(request, found.language)
    return page(request, "signing/door.html", {"name": found.name, "token": token})


@router.post("/sign-in/{token}")
def use(request: Request, context: InContext, limits: InLimits, token: str) -> Response:
    """Use the link up, and begin a session in this browser."""
    _require_letters(context)
    found = _used(context, request, token)
    if found is None:
        raise _refused(limits, request)
    response = signed_in(context, request, found.person, Way.LETTER)
    take_cookie(response, context.settings, ASKING)
    return response


def _require_letters(context: Context) -> None:
    if not context.settings.sign_in_letters:
        raise Problem(404, "not-found", _("Nobody signs in by a letter here."))


def _used(context: Context, request: Request, token: str) -> Opened | None:
    with context.database.writing() as connection:
        return sign_ins.use(connection, *_shown(context, request, token))


def _shown(context: Context, request: Request, token: str) -> tuple[str, str, datetime]:
    browser = read_cookie(request, context.settings, ASKING)
    return token[:LONGEST_TOKEN], browser, context.clock.now()


def _refused(limits: Limits, request: Request) -> Problem:
    limits.wrong_token(request)
    return Problem(404, "sign-in-gone", _(_GONE))


def _form(request: Request, context: Context, typed: Form, wrongs: Wrongs) -> Response:
    facts: dict[str, object] = {
        "typed": typed,
        "wrongs": wrongs,
        "letters": context.settings.sign_in_letters,
        "organization": context.settings.oidc_name if context.settings.oidc_issuer else "",
    }
    return page(request, "signing/form.html", facts, status=422 if wrongs else 200)
