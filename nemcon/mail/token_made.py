"""The letter that tells a member of the staff that a token of theirs was made; it holds none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nemcon.language import N_, _
from nemcon.mail.addresses import Mailbox
from nemcon.mail.brief import Brief
from nemcon.mail.compose import House
from nemcon.mail.message import Message
from nemcon.timing.writing import write_utc

SUBJECT: Final = N_("A token was made in your name")
_IF_NOT: Final = N_(
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
        _(
            "A token for a program was made in your name: {name} ({id}).",
            name=told.name,
            id=told.id,
        ),
        _(
            "It was made {made}, opens {scopes}, and expires {ends}.",
            made=made,
            scopes=", ".join(told.scopes),
            ends=ends,
        ),
        _(_IF_NOT),
        link,
    )
    return Brief(
        to=Mailbox("", told.address),
        subject=_(SUBJECT),
        paragraphs=paragraphs,
        named=f"{told.id}.token",
        about="tokens",
        kind="token",
        link=link,
    ).letter(house, at)
