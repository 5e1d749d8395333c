"""The letter by which a member of the staff signs in: one link, and what it is good for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nemcon.language import N_, _
from nemcon.mail.addresses import Mailbox
from nemcon.mail.brief import Brief
from nemcon.mail.compose import House
from nemcon.mail.message import Message
from nemcon.timing.writing import write_instant

SUBJECT: Final = N_("Your link to sign in")
_ASKED: Final = N_(
    "Somebody, we think you, asked for a link to sign in. Open it in the browser in which you "
    "asked; in another one it does nothing."
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who asked to sign in: the link is `token`'s, and good until `ends`."""

    id: str
    address: str
    token: str
    ends: datetime


def sign_in_letter(asked: SignIn, house: House, at: datetime) -> Message:
    """The letter, dated `at`. It names nobody and no body: whoever intercepts it learns little."""
    link = f"{house.public_url}/sign-in/{asked.token}"
    ends = asked.ends.replace(second=0, microsecond=0)
    paragraphs = (
        _(_ASKED),
        link,
        _("It works once, until {moment}.", moment=write_instant(ends, "UTC")),
        _(
            "If it was not you, do nothing: without this link nobody gets in, and nothing was "
            "changed."
        ),
    )
    return Brief(
        to=Mailbox("", asked.address),
        subject=_(SUBJECT),
        paragraphs=paragraphs,
        named=f"{asked.id}.sign-in",
        about="sign-in",
        kind="sign-in",
        link=link,
    ).letter(house, at)
