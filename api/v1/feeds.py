"""Addresses under which the calendar of a body, or of a delegation, is followed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path
from pydantic import Field

from api.context import Context, InContext
from api.feeds import PLACE
from api.intake import Sent
from api.people import ActingStaff
from api.problems import Problem, documented
from api.receiving import Received
from api.v1.reaching import BodyId
from api.v1.shown import Shown
from api.v1.strict import StrictRoute
from api.words import IDENTIFIER, Identifier, OptionalName
from nemcon.register import feeds
from nemcon.register.feeds import CalendarFeed

router = APIRouter(prefix="/bodies/{body}/feeds", tags=["feeds"], route_class=StrictRoute)
FeedId = Annotated[str, Path(pattern=IDENTIFIER)]
NO_SUCH: Final = "no-such-feed"


class FeedSent(Sent):
    """A calendar that somebody is to follow; without a participant it is that of the body."""

    participant: Identifier | None = Field(
        default=None, description="The delegation; none for the calendar of the whole body."
    )
    note: OptionalName = Field(
        default="", description="For whom it is made.", examples=["the mission's shared calendar"]
    )


class FeedShown(Shown):
    """An address that was given out. What it is cannot be shown again."""

    id: str
    participant: str = Field(description="Empty for the calendar of the whole body.")
    note: str
    created_at: datetime
    created_by: str
    revoked_at: datetime | None
    revoked_by: str


class FeedIssued(FeedShown):
    """An address that was just made."""

    url: str = Field(description="Shown this once; whoever has it can read the calendar.")


@router.get("", summary="List the calendars given out", responses=documented(401, 403, 404))
def listed(context: InContext, staff: ActingStaff, body: BodyId) -> list[FeedShown]:  # noqa: ARG001 - declares who may call
    """Every address that was given out, the latest first; also those that were revoked."""
    with context.database.reading() as connection:
        found = feeds.feeds_of(connection, body)
    return [FeedShown.model_validate(feed) for feed in found]


@router.post(
    "",
    status_code=201,
    summary="Give out the address of a calendar",
    responses=documented(401, 403, 404, 422),
)
def issue(
    context: InContext, staff: ActingStaff, received: Received, body: BodyId, sent: FeedSent
) -> FeedIssued:
    """Make an address for one reader, so that it can be revoked without the others."""
    made, url = issued(context, body, sent.participant or "", sent.note, staff.signs_as, received)
    return FeedIssued.model_validate({**FeedShown.model_validate(made).model_dump(), "url": url})


@router.post(
    "/{feed}/revoke",
    summary="Revoke the address of a calendar",
    responses=documented(401, 403, 404),
)
def revoke(
    context: InContext, staff: ActingStaff, received: Received, body: BodyId, feed: FeedId
) -> FeedShown:
    """Let the address lead nowhere from now on; programs are told that it is gone."""
    return FeedShown.model_validate(revoked(context, body, feed, staff.signs_as, received))


def issued(
    context: Context, body: str, participant: str, note: str, by: str, now: datetime
) -> tuple[CalendarFeed, str]:
    """Make an address, and say it. Raises `UnknownName`."""
    with context.database.writing() as connection:
        made, token = feeds.issue_feed(connection, body, participant, note, by, now)
    return made, f"{context.settings.public_url}{PLACE}/{token}.ics"


def revoked(context: Context, body: str, feed: str, by: str, now: datetime) -> CalendarFeed:
    """Revoke an address; one that was revoked stays as it is. Raises `Problem` 404."""
    with context.database.writing() as connection:
        feeds.revoke_feed(connection, body, feed, by, now)
        found = [each for each in feeds.feeds_of(connection, body) if each.id == feed]
    if not found:
        raise Problem(404, NO_SUCH, "No calendar of that name was given out for this body.")
    return found[0]
