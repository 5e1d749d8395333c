"""Addresses under which a body is followed: its calendars, and the feed of its outcomes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path
from pydantic import Field, StrictBool

from api.context import Context, InContext
from api.feeds import PLACE
from api.intake import Sent
from api.people import ActingStaff, AnyStaff, SecretariatStaff
from api.problems import Problem, documented
from api.receiving import Received
from api.scopes import opens
from api.v1.reaching import BodyId
from api.v1.shown import Shown
from api.v1.strict import StrictRoute
from api.words import IDENTIFIER, Identifier, OptionalName
from nemcon.language import _
from nemcon.register import feeds
from nemcon.register.feeds import CalendarFeed
from nemcon.register.grants import Scope
from nemcon.register.publishing import publishing_of, set_publishing

router = APIRouter(
    prefix="/bodies/{body}",
    tags=["feeds"],
    route_class=StrictRoute,
    dependencies=[opens(Scope.ADMINISTER)],
)
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


class PublishingSent(Sent):
    """What a body publishes."""

    outcomes: StrictBool = Field(description="Whether anybody may follow its confirmed outcomes.")


class PublishingShown(Shown):
    """What a body publishes, and where anybody finds it."""

    outcomes: bool
    url: str = Field(description="The address of the Atom feed; empty where there is none.")


class FeedIssued(FeedShown):
    """An address that was just made."""

    url: str = Field(description="Shown this once; whoever has it can read the calendar.")


@router.get("/feeds", summary="List the calendars given out", responses=documented(401, 403, 404))
def listed(context: InContext, staff: ActingStaff, body: BodyId) -> list[FeedShown]:  # noqa: ARG001 - declares who may call
    """Every address that was given out, the latest first; also those that were revoked."""
    with context.database.reading() as connection:
        found = feeds.feeds_of(connection, body)
    return [FeedShown.model_validate(feed) for feed in found]


@router.post(
    "/feeds",
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
    "/feeds/{feed}/revoke",
    summary="Revoke the address of a calendar",
    responses=documented(401, 403, 404),
)
def revoke(
    context: InContext, staff: ActingStaff, received: Received, body: BodyId, feed: FeedId
) -> FeedShown:
    """Let the address lead nowhere from now on; programs are told that it is gone."""
    return FeedShown.model_validate(revoked(context, body, feed, staff.signs_as, received))


@router.get("/publishing", summary="What a body publishes", responses=documented(401, 404))
def published(context: InContext, staff: AnyStaff, body: BodyId) -> PublishingShown:  # noqa: ARG001 - declares who may call
    """Whether its outcomes can be followed by anybody, and where."""
    return shown_publishing(context, body)


@router.put(
    "/publishing", summary="Say what a body publishes", responses=documented(401, 403, 404, 422)
)
def publish(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    sent: PublishingSent,
) -> PublishingShown:
    """Let anybody follow the confirmed outcomes of the body, or nobody any more."""
    publish_outcomes(context, body, staff.signs_as, received, outcomes=sent.outcomes)
    return shown_publishing(context, body)


def publish_outcomes(
    context: Context, body: str, by: str, now: datetime, *, outcomes: bool
) -> None:
    """Say whether a body publishes its outcomes. Raises `UnknownName`."""
    with context.database.writing() as connection:
        set_publishing(connection, body, by, now, outcomes=outcomes)


def shown_publishing(context: Context, body: str) -> PublishingShown:
    """What a body publishes, and where. Raises `UnknownName`."""
    with context.database.reading() as connection:
        found = publishing_of(connection, body)
    outcomes = found is not None and found.outcomes
    url = f"{context.settings.public_url}/outcomes/{body}.atom" if outcomes else ""
    return PublishingShown(outcomes=outcomes, url=url)


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
        raise Problem(404, NO_SUCH, _("No calendar of that name was given out for this body."))
    return found[0]
