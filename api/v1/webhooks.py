"""Webhooks: programs elsewhere that are told what is recorded, signed and at least once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from api import webhooks as hooks
from api.context import InContext
from api.intake import Sent
from api.people import SecretariatStaff
from api.problems import documented
from api.receiving import Received
from api.scopes import opens
from api.v1.reaching import BodyId
from api.v1.shown import Shown
from api.v1.strict import StrictRoute
from api.webhooks import Entered, Told
from api.words import IDENTIFIER, Name, OptionalName
from nemcon.register.grants import Scope
from nemcon.register.webhooks import Webhook

router = APIRouter(
    prefix="/bodies/{body}/webhooks",
    tags=["feeds"],
    route_class=StrictRoute,
    dependencies=[opens(Scope.ADMINISTER)],
)
WebhookId = Annotated[str, Path(pattern=IDENTIFIER)]
_ONE = "/{webhook}"


class WebhookSent(Sent):
    """A receiver: where it is, and of which entries it is told."""

    url: str = Field(max_length=2_000, examples=["https://example.org/nemcon"])
    note: OptionalName = ""
    events: list[Name] = Field(
        default_factory=list,
        max_length=200,
        description="Kinds of entries, as the register calls them; none for all that are told.",
        examples=[["PeriodOpened", "OutcomeReached"]],
    )


class WebhookShown(Shown):
    """A receiver, and whether it is told."""

    id: str
    url: str
    note: str
    events: list[str]
    created_at: datetime
    created_by: str
    previous_until: datetime | None = Field(
        description="Until when what is sent is signed with the secret before, too."
    )
    disabled_at: datetime | None
    disabled_because: str


class WebhookEntered(WebhookShown):
    """A receiver with its secret."""

    secret: str = Field(description="Shown this once; what is sent is verified with it.")


class MessageShown(Shown):
    """A message, and what became of it."""

    id: str = Field(description="What `webhook-id` holds, however often it is sent.")
    procedure: str
    number: int = Field(description="The number of the entry.")
    state: str = Field(examples=["queued", "delivered", "given-up"])
    attempts: int
    due_at: datetime
    last_at: datetime | None
    status: int = Field(description="The last answer's; 0 where there was none.")
    answer: str


class WebhookTold(WebhookShown):
    """A receiver with the last messages to it."""

    messages: list[MessageShown]


@router.get("", summary="List webhooks", responses=documented(401, 403, 404))
def listed(context: InContext, staff: SecretariatStaff, body: BodyId) -> list[WebhookTold]:  # noqa: ARG001 - declares who may call
    """The receivers of a body, each with what became of the last fifty messages to it."""
    return [_told(each) for each in hooks.listed(context, body)]


@router.post(
    "", status_code=201, summary="Enter a webhook", responses=documented(401, 403, 404, 422)
)
def enter(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    sent: WebhookSent,
) -> WebhookEntered:
    """Enter a receiver, who is told of what is recorded from now on."""
    made = hooks.enter(
        context, body, sent.url, sent.note, list(sent.events), staff.signs_as, received
    )
    return _entered(made)


@router.post(f"{_ONE}/rotate", summary="Give a new secret", responses=documented(401, 403, 404))
def rotate(
    context: InContext,
    staff: SecretariatStaff,  # noqa: ARG001 - declares who may call
    received: Received,
    body: BodyId,
    webhook: WebhookId,
) -> WebhookEntered:
    """For a day what is sent is signed with the old secret too."""
    return _entered(hooks.rotate(context, body, webhook, received))


@router.post(
    f"{_ONE}/disable",
    status_code=204,
    summary="Stop telling a webhook",
    responses=documented(401, 403, 404),
)
def disable(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    webhook: WebhookId,
) -> None:
    """Tell it nothing until it is enabled; what is recorded meanwhile waits for it."""
    hooks.disable(context, body, webhook, staff.signs_as, received)


@router.post(
    f"{_ONE}/enable",
    status_code=204,
    summary="Tell a webhook again",
    responses=documented(401, 403, 404),
)
def enable(
    context: InContext,
    staff: SecretariatStaff,  # noqa: ARG001 - declares who may call
    received: Received,
    body: BodyId,
    webhook: WebhookId,
) -> None:
    """Tell it again, also of what was recorded meanwhile."""
    hooks.enable(context, body, webhook, received)


@router.post(
    f"{_ONE}/end", status_code=204, summary="End a webhook", responses=documented(401, 403, 404)
)
def end(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    webhook: WebhookId,
) -> None:
    """Tell it nothing any more, for good."""
    hooks.end(context, body, webhook, staff.signs_as, received)


@router.post(
    f"{_ONE}/messages/{{message}}/resend",
    status_code=204,
    summary="Send a message again",
    responses=documented(401, 403, 404),
)
def resend(
    context: InContext,
    staff: SecretariatStaff,  # noqa: ARG001 - declares who may call
    received: Received,
    body: BodyId,
    webhook: WebhookId,
    message: Annotated[str, Path(pattern=IDENTIFIER)],
) -> None:
    """Send it once more under the same id, whatever became of it before."""
    hooks.resend(context, body, webhook, message, received)


def _shown(webhook: Webhook) -> dict[str, object]:
    return WebhookShown.model_validate(webhook).model_dump()


def _entered(made: Entered) -> WebhookEntered:
    return WebhookEntered.model_validate({**_shown(made.webhook), "secret": made.secret})


def _told(told: Told) -> WebhookTold:
    messages = [MessageShown.model_validate(message) for message in told.messages]
    return WebhookTold.model_validate({**_shown(told.webhook), "messages": messages})
