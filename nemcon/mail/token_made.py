"""The letter that tells a member of the staff that a token of theirs was made; it holds none."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nemcon.mail.addresses import Mailbox
from nemcon.mail.compose import House
from nemcon.mail.message import Message
from nemcon.timing.writing import write_utc

SUBJECT: Final = "A token was made in your name"
_IF_NOT: Final = (
    "If you made it, there is nothing to do. If you did not, revoke it at once, end your other "
    "sessions, and tell the secretariat:"
)


@dataclass(frozen=True, slots=True)
class TokenMade:
    """What was made, and who is told: its name, what it opens, from when until when."""

    id: str
    address: str
    name: str
    scopes: tuple[str, ...]
    made: datetime
    ends: datetime


def token_letter(told: TokenMade, house: House, at: datetime) -> Message:
    """The letter, dated `at`."""
    link = f"{house.public_url}/tokens"
    made, ends = (write_utc(when.replace(microsecond=0)) for when in (told.made, told.ends))
    paragraphs = (
        f"A token for a program was made in your name: {told.name} ({told.id}).",
        f"It was made {made}, opens {', '.join(told.scopes)}, and expires {ends}.",
        _IF_NOT,
        link,
    )
    shown = "\n".join(f"<p>{_shown(part, link)}</p>" for part in paragraphs)
    return Message(
        sender=Mailbox("", house.sender),
        reply_to=Mailbox("", house.reply_to or house.sender),
        to=Mailbox("", told.address),
        subject=SUBJECT,
        text="\n\n".join(paragraphs) + "\n",
        html=f'<!doctype html>\n<html lang="en">\n<body>\n{shown}\n</body>\n</html>\n',
        calendar=None,
        message_id=f"<{told.id}.token@{house.domain}>",
        in_reply_to=None,
        references=(),
        date=at.replace(microsecond=0),
        list_id=f"tokens.{house.domain}",
        envelope_sender="",
        kind="token",
    )


def _shown(part: str, link: str) -> str:
    told = html.escape(part)
    return f'<a href="{told}">{told}</a>' if part == link else told
