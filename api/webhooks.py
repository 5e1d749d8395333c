"""What the secretariat does with webhooks, by the API or on the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from api.context import Context
from api.problems import Problem
from nemcon.hooks.addressing import AddressRefused, Target
from nemcon.hooks.signing import secret_of
from nemcon.language import _
from nemcon.register import webhook_messages, webhooks
from nemcon.register.kinds import ENTRIES
from nemcon.register.webhook_messages import HookMessage
from nemcon.register.webhooks import Webhook

BY_THE_STAFF: Final = "Disabled by the staff"


@dataclass(frozen=True, slots=True)
class Entered:
    """A webhook with its secret, which is shown once."""

    webhook: Webhook
    secret: str


@dataclass(frozen=True, slots=True)
class Told:
    """A webhook with what became of the last messages to it, the latest first."""

    webhook: Webhook
    messages: tuple[HookMessage, ...]


def enter(
    context: Context, body: str, url: str, note: str, events: list[str], by: str, now: datetime
) -> Entered:
    """Enter a receiver. Raises `Problem` 422 and `UnknownName`."""
    unknown = sorted(set(events) - set(ENTRIES))
    if unknown:
        says = _("There is no kind of entry called {unknown}.", unknown=repr(unknown[0]))
        raise Problem(422, "unknown-entry-kind", says)
    try:
        Target.of(url, private=context.settings.webhooks_private)
    except AddressRefused as refused:
        raise Problem(422, refused.code, refused.says) from refused
    with context.database.writing() as connection:
        made = webhooks.enter_webhook(connection, body, url, note, events, by, now)
    return Entered(made, _secret(context, made, now))


def listed(context: Context, body: str) -> tuple[Told, ...]:
    """The receivers of a body, each with what became of its last messages."""
    with context.database.reading() as connection:
        return tuple(
            Told(hook, webhook_messages.messages_of(connection, hook.id))
            for hook in webhooks.webhooks_of(connection, body)
        )


def rotate(context: Context, body: str, webhook: str, now: datetime) -> Entered:
    """Give it a new secret. Raises `Problem` 404."""
    with context.database.writing() as connection:
        found = require(webhooks.webhook_of(connection, body, webhook))
        webhooks.rotate_secret(connection, found.id, now)
        made = require(webhooks.webhook_of(connection, body, webhook))
    return Entered(made, _secret(context, made, now))


def disable(context: Context, body: str, webhook: str, by: str, now: datetime) -> None:
    """Tell it nothing until it is enabled. Raises `Problem` 404."""
    with context.database.writing() as connection:
        found = require(webhooks.webhook_of(connection, body, webhook))
        because = f"{BY_THE_STAFF}: {by}"
        webhooks.disable_webhook(connection, found.id, because, now, told=True)


def enable(context: Context, body: str, webhook: str, now: datetime) -> None:
    """Tell it again, also of what was recorded meanwhile. Raises `Problem` 404."""
    with context.database.writing() as connection:
        found = require(webhooks.webhook_of(connection, body, webhook))
        webhooks.enable_webhook(connection, found.id, now)


def end(context: Context, body: str, webhook: str, by: str, now: datetime) -> None:
    """Tell it nothing any more, for good. Raises `Problem` 404."""
    with context.database.writing() as connection:
        found = require(webhooks.webhook_of(connection, body, webhook))
        webhooks.end_webhook(connection, found.id, by, now)


def resend(context: Context, body: str, webhook: str, message: str, now: datetime) -> None:
    """Send a message once more. Raises `Problem` 404."""
    with context.database.writing() as connection:
        found = require(webhooks.webhook_of(connection, body, webhook))
        if not webhook_messages.send_again(connection, found.id, message, now):
            raise Problem(
                404, "no-such-message", _("This webhook was sent no message of that name.")
            )


def require(found: Webhook | None) -> Webhook:
    """The webhook, which has to be there. Raises `Problem` 404."""
    if found is None:
        raise Problem(404, "no-such-webhook", _("This body has no webhook of that name."))
    return found


def _secret(context: Context, webhook: Webhook, now: datetime) -> str:
    return secret_of(webhook.keys(context.links, now)[0])
