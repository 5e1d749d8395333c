"""The pages of the rules: every profile that ships, and one as a rule book with its diagram."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from markupsafe import Markup

from api.context import InContext
from api.intake import profile_for
from api.pages.templating import page
from api.people import AnyStaff
from api.words import IDENTIFIER
from nemcon.language import _
from nemcon.procedure.keys import KEYS
from nemcon.procedure.loader import load_profile, profile_data
from nemcon.procedure.profile import Profile
from nemcon.procedure.shelf import known_profiles
from nemcon.rulebook.book import book_of
from nemcon.rulebook.chapters import founded
from nemcon.rulebook.diagram import NARROW, WIDE, draw
from nemcon.rulebook.timeline import sample_at, sample_launch
from nemcon.timing.zones import TimeError, to_wall_clock

router = APIRouter(include_in_schema=False)


@router.get("/rules")
def rules(request: Request, staff: AnyStaff) -> Response:
    """Every profile that ships, with how well its values are founded."""
    listed = [(found, founded(found)) for found in map(load_profile, known_profiles())]
    return page(request, "staff/rules.html", {"listed": listed}, staff=staff)


@router.get("/rules/{profile}")
def rule_book(
    request: Request,
    context: InContext,
    staff: AnyStaff,
    profile: Annotated[str, Path(pattern=IDENTIFIER)],
    at: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """One profile as a rule book; `at` is when the sample text is placed, in the body's zone."""
    found = profile_for(profile, {})
    today = to_wall_clock(context.clock.now(), found.zone).date()
    launched, wrong = sample_launch(found, today), ""
    if at:
        try:
            launched = sample_at(datetime.fromisoformat(at), found.zone)
        except TimeError as error:
            wrong = str(error)
        except ValueError:
            wrong = _("Give the date and the hour, such as 2026-06-15T10:00.")
    facts = book_facts(found, launched) | {
        "about": str(profile_data(profile).get("about", "")).strip(),
        "wall": at or to_wall_clock(launched, found.zone).strftime("%Y-%m-%dT%H:%M"),
        "zone": found.zone,
        "wrong": wrong,
    }
    return page(request, "staff/rule-book.html", facts, staff=staff, status=422 if wrong else 200)


def book_facts(profile: Profile, launched: datetime) -> dict[str, object]:
    """The rule book for a template; the drawing is our own markup, with what it shows escaped."""
    book = book_of(profile, launched)
    drawings = {
        name: Markup(draw(book.title, book.ways, shape, name="ways"))  # noqa: S704 - escaped there
        for name, shape in (("narrow", NARROW), ("wide", WIDE))
    }
    told = {rule.key for chapter in book.chapters for rule in chapter.rules}
    return {"book": book, "drawings": drawings, "told": told, "means": KEYS}
