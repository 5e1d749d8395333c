"""The letter that tells a secretariat that one of its webhooks was disabled because it failed."""

from __future__ import annotations

from datetime import datetime

from nemcon.language import _
from nemcon.mail.addresses import Mailbox
from nemcon.mail.compose import House
from nemcon.mail.message import Message
from nemcon.mail.paragraphs import as_page
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
    office = house.office
    return Message(
        sender=Mailbox("Nemcon", house.sender),
        reply_to=Mailbox("", office),
        to=Mailbox("", office),
        subject=_("A webhook was disabled"),
        text="\n\n".join(paragraphs) + "\n",
        html=as_page(paragraphs),
        calendar=None,
        message_id=f"<{webhook}.{int(at.timestamp())}.webhook@{house.domain}>",
        in_reply_to=None,
        references=(),
        date=at.replace(microsecond=0),
        list_id=f"webhooks.{house.domain}",
        envelope_sender="",
        kind="webhook-disabled",
        answers=True,
    )
