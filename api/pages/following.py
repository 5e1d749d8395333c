"""How others follow a body: calendars that were given out, and what there is to take away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from pydantic import ValidationError
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.shown import When, when
from api.pages.templating import page
from api.people import ActingStaff, AnyStaff, SecretariatStaff
from api.problems import malformed
from api.receiving import Received
from api.v1.feeds import FeedSent, issued, publish_outcomes, revoked, shown_publishing
from api.words import IDENTIFIER
from nemcon.language import _
from nemcon.register import directory
from nemcon.register.directory import UnknownName
from nemcon.register.feeds import CalendarFeed, feeds_of
from nemcon.register.staff import Role, Staff
from nemcon.register.webhooks import bodies_with_disabled

router = APIRouter(include_in_schema=False)
Body = Annotated[str, Path(pattern=IDENTIFIER)]
_FIELDS: Final = {"note": "note", "participant": "participant"}


@dataclass(frozen=True, slots=True)
class FeedRow:
    """An address that was given out, and to follow what."""

    feed: CalendarFeed
    whose: str
    created: When
    revoked: When | None


@router.get("/following")
def bodies(request: Request, context: InContext, staff: AnyStaff) -> Response:
    """The bodies, each with how it can be followed."""
    with context.database.reading() as connection:
        found = directory.all_bodies(connection, staff.bodies)
        disabled = bodies_with_disabled(connection)
    roles = {body.id: (staff.at(body.id) or staff).role for body in found}
    facts: dict[str, object] = {
        "bodies": found,
        "acts": {body for body, role in roles.items() if role is not Role.READER},
        "secretariats": {body for body, role in roles.items() if role is Role.SECRETARIAT},
        "disabled": disabled,
    }
    return page(request, "staff/following.html", facts, staff=staff)


@router.get("/bodies/{body}/feeds")
def feeds(request: Request, context: InContext, staff: ActingStaff, body: Body) -> Response:
    """Every calendar that was given out, and a form for one more."""
    return _page(request, context, staff, body)


@router.post("/bodies/{body}/feeds")
def issue(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    body: Body,
    sent: InForm,
) -> Response:
    """Make an address, and show it this once."""
    try:
        wanted = FeedSent(participant=sent.get("participant") or None, note=sent.get("note"))
    except ValidationError as error:
        wrongs = wrongs_of(malformed(error.errors()), _FIELDS)
        return _page(request, context, staff, body, sent, wrongs)
    try:
        made, url = issued(
            context, body, wanted.participant or "", wanted.note, staff.signs_as, received
        )
    except UnknownName as error:
        wrongs = Wrongs()
        wrongs.add("participant", error.says)
        return _page(request, context, staff, body, sent, wrongs)
    return _page(request, context, staff, body, made=(made.id, url))


@router.post("/bodies/{body}/feeds/{feed}/revoke")
def revoke(
    context: InContext,
    staff: ActingStaff,
    received: Received,
    body: Body,
    feed: Annotated[str, Path(pattern=IDENTIFIER)],
) -> Response:
    """Let an address lead nowhere from now on."""
    revoked(context, body, feed, staff.signs_as, received)
    return RedirectResponse(f"/bodies/{body}/feeds", 303)


@router.post("/bodies/{body}/publishing")
def publish(
    context: InContext, staff: SecretariatStaff, received: Received, body: Body, sent: InForm
) -> Response:
    """Let anybody follow the confirmed outcomes, or nobody any more."""
    outcomes = sent.get("outcomes") == "yes"
    publish_outcomes(context, body, staff.signs_as, received, outcomes=outcomes)
    return RedirectResponse(f"/bodies/{body}/feeds#outcomes-heading", 303)


def _page(
    request: Request,
    context: Context,
    staff: Staff,
    body: str,
    typed: Form | None = None,
    wrongs: Wrongs | None = None,
    made: tuple[str, str] = ("", ""),
) -> Response:
    """`made` is the address that was just made: its id, and what it is."""
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
        people = directory.participants_of(connection, body)
        given = feeds_of(connection, body)
    names = {person.id: person.name for person in people}
    facts: dict[str, object] = {
        "body": known,
        "readers": [("", _("The whole body")), *names.items()],
        "feeds": [_row(feed, names, known.zone) for feed in given],
        "typed": typed or Form(),
        "wrongs": wrongs or Wrongs(),
        "published": shown_publishing(context, body),
        "may_publish": staff.role is Role.SECRETARIAT,
        "made": made[0],
        "address": made[1],
    }
    return page(request, "staff/feeds.html", facts, staff=staff, status=422 if wrongs else 200)


def _row(feed: CalendarFeed, names: dict[str, str], zone: str) -> FeedRow:
    return FeedRow(
        feed=feed,
        whose=names.get(feed.participant, feed.participant),
        created=when(feed.created_at, zone),
        revoked=when(feed.revoked_at, zone) if feed.revoked_at else None,
    )
