"""The page of a body's webhooks: entered, tried, disabled, given new secrets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from pydantic import ValidationError
from starlette.responses import RedirectResponse

from api import webhooks as hooks
from api.context import Context, InContext
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.shown import When, when
from api.pages.templating import page
from api.people import SecretariatStaff
from api.problems import Problem, malformed
from api.receiving import Received
from api.v1.webhooks import WebhookSent
from api.webhooks import Entered, Told
from api.words import IDENTIFIER
from nemcon.language import N_, _
from nemcon.register import directory
from nemcon.register.kinds import ENTRIES
from nemcon.register.staff import Staff
from nemcon.register.webhook_messages import HookMessage

router = APIRouter(prefix="/bodies/{body}/webhooks", include_in_schema=False)
Identifier = Annotated[str, Path(pattern=IDENTIFIER)]
SHOWN: Final = 10
_FIELDS: Final = {
    "url": "url",
    "note": "note",
    "events": "events",
    "webhook-address-refused": "url",
    "unknown-entry-kind": "events",
}
_STATES: Final = {"queued": N_("waits"), "delivered": N_("delivered"), "given-up": N_("given up")}


class Doing(StrEnum):
    """What can be done with a webhook."""

    ROTATE = "rotate"
    DISABLE = "disable"
    ENABLE = "enable"
    END = "end"


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message, and what became of it."""

    message: HookMessage
    state: str
    at: When | None


@dataclass(frozen=True, slots=True)
class HookRow:
    """A webhook, with its last messages."""

    told: Told
    created: When
    disabled: When | None
    messages: tuple[MessageRow, ...]


@router.get("")
def webhooks(
    request: Request, context: InContext, staff: SecretariatStaff, body: Identifier
) -> Response:
    """The webhooks of a body with their last answers, and a form for one more."""
    return _page(request, context, staff, body)


@router.post("")
def enter(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: Identifier,
    sent: InForm,
) -> Response:
    """Enter a receiver, and show its secret this once."""
    try:
        wanted = WebhookSent(
            url=sent.get("url").strip(), note=sent.get("note"), events=list(sent.lines("events"))
        )
        made = hooks.enter(
            context, body, wanted.url, wanted.note, list(wanted.events), staff.signs_as, received
        )
    except ValidationError as error:
        wrongs = wrongs_of(malformed(error.errors()), _FIELDS)
        return _page(request, context, staff, body, sent, wrongs)
    except Problem as problem:
        return _page(request, context, staff, body, sent, wrongs_of(problem, _FIELDS))
    return _page(request, context, staff, body, made=made)


@router.post("/{webhook}/{doing}")
def do(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: Identifier,
    webhook: Identifier,
    doing: Doing,
) -> Response:
    """Change one; a new secret is shown this once."""
    match doing:
        case Doing.ROTATE:
            made = hooks.rotate(context, body, webhook, received)
            return _page(request, context, staff, body, made=made)
        case Doing.DISABLE:
            hooks.disable(context, body, webhook, staff.signs_as, received)
        case Doing.ENABLE:
            hooks.enable(context, body, webhook, received)
        case Doing.END:
            hooks.end(context, body, webhook, staff.signs_as, received)
    return RedirectResponse(f"/bodies/{body}/webhooks", 303)


@router.post("/{webhook}/messages/{message}/resend")
def resend(
    context: InContext,
    staff: SecretariatStaff,  # noqa: ARG001 - declares who may call
    received: Received,
    body: Identifier,
    webhook: Identifier,
    message: Identifier,
) -> Response:
    """Send a message once more."""
    hooks.resend(context, body, webhook, message, received)
    return RedirectResponse(f"/bodies/{body}/webhooks", 303)


def _page(
    request: Request,
    context: Context,
    staff: Staff,
    body: str,
    typed: Form | None = None,
    wrongs: Wrongs | None = None,
    made: Entered | None = None,
) -> Response:
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
    facts: dict[str, object] = {
        "body": known,
        "hooks": [_row(told, known.zone) for told in hooks.listed(context, body)],
        "kinds": sorted(ENTRIES),
        "typed": typed or Form(),
        "wrongs": wrongs or Wrongs(),
        "made": made,
    }
    status = 422 if wrongs else 200
    return page(request, "staff/webhooks.html", facts, staff=staff, status=status)


def _row(told: Told, zone: str) -> HookRow:
    hook = told.webhook
    messages = (
        MessageRow(each, _(_STATES[each.state]), when(each.last_at, zone) if each.last_at else None)
        for each in told.messages[:SHOWN]
    )
    return HookRow(
        told=told,
        created=when(hook.created_at, zone),
        disabled=when(hook.disabled_at, zone) if hook.disabled_at else None,
        messages=tuple(messages),
    )
