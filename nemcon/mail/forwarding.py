"""The two letters when a delegate gives a colleague a link: the link, and word to the secretariat.

Neither says what the procedure is about beyond its title: the page behind the link does.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nemcon.mail.addresses import Mailbox
from nemcon.mail.compose import House
from nemcon.mail.message import Message
from nemcon.mail.wording import shortened
from nemcon.text.lines import line

_PERSONAL: Final = (
    "The link is yours alone. What is filed through it is filed for your delegation, under the "
    "name that you type. Opening it records nothing. If you did not expect this letter, do not use "
    "the link, and tell the secretariat."
)

_THERE: Final = (
    "Letters of this procedure go to that address too. If it is not right, end the link here:"
)


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A colleague of a delegation who is given a link to a procedure, and by whom."""

    id: str
    procedure: str
    title: str
    delegation: str
    name: str
    address: str
    named_by: str


def link_letter(forwarded: Forwarded, token: str, house: House, at: datetime) -> Message:
    """The letter to the colleague. Raises `HeaderRefused`."""
    link = f"{house.public_url}/l/{token}"
    said = (
        f"{line(forwarded.named_by)} has given you a link for {line(forwarded.delegation)}, about "
        f"\u201c{line(forwarded.title)}\u201d:"
    )
    paragraphs = (said, link, _PERSONAL, f"Questions: {house.reply_to or house.sender}")
    subject = f"Your link: {shortened(forwarded.title)}"
    to = Mailbox(line(forwarded.name), forwarded.address)
    return _message(forwarded, "link", to, subject, paragraphs, link, house, at)


def notice_letter(forwarded: Forwarded, house: House, at: datetime) -> Message:
    """The letter to the secretariat. Raises `HeaderRefused`."""
    link = f"{house.public_url}/procedures/{forwarded.procedure}/links"
    said = (
        f"{line(forwarded.named_by)}, of the delegation {line(forwarded.delegation)}, has given "
        f"{line(forwarded.name)} <{forwarded.address}> a link of their own to "
        f"\u201c{line(forwarded.title)}\u201d."
    )
    paragraphs = (said, _THERE, link)
    subject = f"A link was forwarded: {shortened(forwarded.title)}"
    to = Mailbox("", house.reply_to or house.sender)
    return _message(forwarded, "notice", to, subject, paragraphs, link, house, at)


def _message(
    forwarded: Forwarded,
    what: str,
    to: Mailbox,
    subject: str,
    paragraphs: tuple[str, ...],
    link: str,
    house: House,
    at: datetime,
) -> Message:
    shown = "\n".join(f"<p>{_shown(part, link)}</p>" for part in paragraphs)
    return Message(
        sender=Mailbox("", house.sender),
        reply_to=Mailbox("", house.reply_to or house.sender),
        to=to,
        subject=subject,
        text="\n\n".join(paragraphs) + "\n",
        html=f'<!doctype html>\n<html lang="en">\n<body>\n{shown}\n</body>\n</html>\n',
        calendar=None,
        message_id=f"<{forwarded.id}.{what}.forwarded@{house.domain}>",
        in_reply_to=None,
        references=(),
        date=at.replace(microsecond=0),
        list_id=f"forwarded.{house.domain}",
        envelope_sender="",
        kind=f"forwarded-{what}",
    )


def _shown(part: str, link: str) -> str:
    told = html.escape(part)
    return f'<a href="{told}">{told}</a>' if part == link else told
