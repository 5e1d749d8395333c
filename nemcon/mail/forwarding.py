"""The two letters when a delegate gives a colleague a link: the link, and word to the secretariat.

Neither says what the procedure is about beyond its title: the page behind the link does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.mail.addresses import Mailbox
from nemcon.mail.brief import Brief
from nemcon.mail.compose import House
from nemcon.mail.message import Message
from nemcon.mail.wording import shortened
from nemcon.text.lines import line

_PERSONAL: Final = N_(
    "The link is yours alone. What is filed through it is filed for your delegation, under the "
    "name that you type. Opening it records nothing. If you did not expect this letter, do not use "
    "the link, and tell the secretariat."
)

_THERE: Final = N_(
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
    said = _(
        "{person} has given you a link for {delegation}, about \u201c{title}\u201d:",
        person=line(forwarded.named_by),
        delegation=named(line(forwarded.delegation)),
        title=line(forwarded.title),
    )
    questions = _("Questions: {address}", address=house.office)
    paragraphs = (said, link, _(_PERSONAL), questions)
    subject = _("Your link: {title}", title=shortened(forwarded.title))
    to = Mailbox(line(forwarded.name), forwarded.address)
    return _message(forwarded, "link", to, subject, paragraphs, link, house, at)


def notice_letter(forwarded: Forwarded, house: House, at: datetime) -> Message:
    """The letter to the secretariat. Raises `HeaderRefused`."""
    link = f"{house.public_url}/procedures/{forwarded.procedure}/links"
    said = _(
        "{person}, of the delegation {delegation}, has given {colleague} <{address}> a link of "
        "their own to \u201c{title}\u201d.",
        person=line(forwarded.named_by),
        delegation=named(line(forwarded.delegation)),
        colleague=line(forwarded.name),
        address=forwarded.address,
        title=line(forwarded.title),
    )
    paragraphs = (said, _(_THERE), link)
    subject = _("A link was forwarded: {title}", title=shortened(forwarded.title))
    to = Mailbox("", house.office)
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
    return Brief(
        to=to,
        subject=subject,
        paragraphs=paragraphs,
        named=f"{forwarded.id}.{what}.forwarded",
        about="forwarded",
        kind=f"forwarded-{what}",
        link=link,
    ).letter(house, at)
