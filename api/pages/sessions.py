"""Where somebody is signed in, and ending that: one session, or all but this one.

Here they also set in which language letters and pages are written for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.intake import read
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.staff import languages
from api.pages.templating import page
from api.people import AnyStaff, lifetime_of
from api.problems import Problem
from api.speaking import forget_choice
from api.staffing import Spoken
from nemcon.language import N_, _
from nemcon.register.people import person_of, set_language
from nemcon.register.sessions import (
    Session,
    Way,
    end_session,
    end_sessions,
    living_sessions,
)
from nemcon.register.staff import Staff
from nemcon.timing.writing import write_instant

router = APIRouter(include_in_schema=False)

_WAYS: Final = {
    Way.LETTER: N_("Signed in by a letter"),
    Way.ORGANIZATION: N_("Signed in at your organization"),
    Way.LINK: N_("Entered by a staff link"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A session as its owner reads it; `here` is the one of this browser."""

    id: str
    way: str
    address: str
    browser: str
    began: str
    seen: str
    ends: str
    here: bool


@router.get("/sessions")
def sessions(request: Request, context: InContext, staff: AnyStaff) -> Response:
    """Every browser in which this person is signed in."""
    with context.database.reading() as connection:
        known = person_of(connection, staff.person).language
    return _page(request, context, staff, Form((("language", known),)), Wrongs())


@router.post("/sessions/end")
def end(context: InContext, staff: AnyStaff, sent: InForm) -> Response:
    """End the session that is named, or without a name all but this one."""
    named, now = sent.get("session"), context.clock.now()
    with context.database.writing() as connection:
        if named:
            end_session(connection, staff.person, named, now)
        else:
            end_sessions(connection, staff.person, now, besides=staff.session)
    return RedirectResponse("/sessions", 303)


@router.post("/sessions/language")
def language(request: Request, context: InContext, staff: AnyStaff, sent: InForm) -> Response:
    """Set the language of this person; what was chosen in this browser before is forgotten."""
    try:
        wanted = read(Spoken, {"language": sent.get("language")})
    except Problem as problem:
        return _page(request, context, staff, sent, wrongs_of(problem, {"language": "language"}))
    with context.database.writing() as connection:
        set_language(connection, staff.person, wanted.language)
    response = RedirectResponse("/sessions", 303)
    forget_choice(request, response)
    return response


def _page(request: Request, context: Context, staff: Staff, sent: Form, wrongs: Wrongs) -> Response:
    now, lifetime = context.clock.now(), lifetime_of(context.settings)
    with context.database.reading() as connection:
        found = living_sessions(connection, staff.person, now, lifetime)
    lines = [_line(one, staff.session) for one in found]
    facts: dict[str, object] = {
        "sessions": lines,
        "others": sum(not one.here for one in lines) > 1,
        "languages": languages(),
        "typed": sent,
        "wrongs": wrongs,
    }
    return page(request, "signing/sessions.html", facts, staff=staff, status=422 if wrongs else 200)


def _line(one: Session, here: str) -> Line:
    return Line(
        one.id,
        _(_WAYS[one.way]),
        one.address,
        one.browser,
        _written(one.began),
        _written(one.seen),
        _written(one.ends),
        one.id == here,
    )


def _written(at: datetime) -> str:
    return write_instant(at.replace(second=0, microsecond=0), "UTC")
