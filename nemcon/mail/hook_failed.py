"""The letter that tells a secretariat that one of its webhooks was disabled because it failed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from nemcon.language import _
from nemcon.mail.addresses import Mailbox
from nemcon.mail.brief import Brief
from nemcon.mail.compose import House
from nemcon.mail.message import Message
from nemcon.text.lines import line


def hook_failed(
    webhook: str, body: str, address: str, because: str, page: str, house: House, at: datetime
) -> Message:
    """The letter, to where replies to letters go; `address` is that of the receiver."""
    paragraphs = (
        _("A webhook of {body} was disabled, because it could not be delivered:", body=line(body)),
        line(address),
        line(because),
        _(
            "Nothing is lost: what was recorded meanwhile is sent once the webhook is enabled "
            "again."
        ),
        page,
    )
    told = Brief(
        to=Mailbox("", house.office),
        subject=_("A webhook was disabled"),
        paragraphs=paragraphs,
        named=f"{webhook}.{int(at.timestamp())}.webhook",
        about="webhooks",
        kind="webhook-disabled",
    ).letter(house, at)
    return replace(told, sender=Mailbox("Nemcon", house.sender), answers=True)
