"""The letters about a filing that waits for a code: the code, or that the filing lapsed without it.

The subject does not hold the code, and neither do the first lines: a telephone shows them to
whoever looks at it. There is no link: whoever filed has the page open, or has a link already.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nemcon.mail.addresses import Mailbox
from nemcon.mail.compose import House
from nemcon.mail.message import Message
from nemcon.mail.wording import KINDS, in_paragraphs, shortened
from nemcon.procedure.acts import File, WithdrawObjection
from nemcon.text.lines import line
from nemcon.timing.writing import write_instant

_NOT_YOU: Final = (
    "If nobody of your delegation filed this, do not pass the code on, and tell the secretariat: "
    "somebody has a link of your delegation. Without the code nothing is filed."
)
_AGAIN: Final = (
    "If your delegation meant to file it, file it again through its link, if there is still time, "
    "or tell the secretariat at once."
)


@dataclass(frozen=True, slots=True)
class Coded:
    """A filing that waits for a code, and where the code goes; it lapsed where `code` is empty."""

    id: str
    contact: str
    address: str
    code: str
    act: File | WithdrawObjection
    entered: datetime
    until: datetime
    procedure: str
    title: str
    delegation: str
    zone: str


def code_letter(coded: Coded, house: House, at: datetime) -> Message:
    """The letter with the code. Raises `HeaderRefused`."""
    paragraphs = (
        f"{_said(coded)} {_how(coded)}",
        *_content(coded.act),
        f"The code: {coded.code[:4]} {coded.code[4:]}",
        _NOT_YOU,
        f"Questions: {house.reply_to or house.sender}",
    )
    subject = f"Confirm what your delegation files: {shortened(coded.title)}"
    return _message(coded, "code", subject, paragraphs, house, at)


def lapsed_letter(coded: Coded, house: House, at: datetime) -> Message:
    """The letter that says that no code was entered. Raises `HeaderRefused`."""
    paragraphs = (
        f"{_said(coded)} {_lapsed(coded)}",
        *_content(coded.act),
        _AGAIN,
        f"Questions: {house.reply_to or house.sender}",
    )
    subject = f"Not filed, since no code was entered: {shortened(coded.title)}"
    return _message(coded, "lapsed", subject, paragraphs, house, at)


def _said(coded: Coded) -> str:
    entered = write_instant(coded.entered, coded.zone)
    what = KINDS[coded.act.kind] if isinstance(coded.act, File) else "Withdrawal of objections"
    return (
        f"On {entered}, {line(coded.act.actor.person)} filed this through a link for "
        f"{line(coded.delegation)}, about \u201c{line(coded.title)}\u201d: {what}."
    )


def _how(coded: Coded) -> str:
    return (
        "It does not count yet: it is filed once the code below is entered on the page on which "
        f"it was filed, until {write_instant(coded.until, coded.zone)}. It then counts from when "
        "it was filed, also where the deadline passes meanwhile."
    )


def _lapsed(coded: Coded) -> str:
    return (
        f"No code was entered until {write_instant(coded.until, coded.zone)}, so that it was not "
        "filed and does not count."
    )


def _content(act: File | WithdrawObjection) -> tuple[str, ...]:
    if not isinstance(act, File):
        return ()
    about = (f"About {in_paragraphs(act.paragraphs)}.",) if act.paragraphs else ()
    wording = (f"Other wording, {part.number}: {line(part.words)}" for part in act.wording)
    return tuple(part for part in (*about, line(act.says), *wording) if part)


def _message(
    coded: Coded,
    what: str,
    subject: str,
    paragraphs: tuple[str, ...],
    house: House,
    at: datetime,
) -> Message:
    shown = "\n".join(f"<p>{html.escape(part)}</p>" for part in paragraphs)
    return Message(
        sender=Mailbox("", house.sender),
        reply_to=Mailbox("", house.reply_to or house.sender),
        to=Mailbox("", coded.address),
        subject=subject,
        text="\n\n".join(paragraphs) + "\n",
        html=f'<!doctype html>\n<html lang="en">\n<body>\n{shown}\n</body>\n</html>\n',
        calendar=None,
        message_id=f"<{coded.id}.{coded.contact}.{what}@{house.domain}>",
        in_reply_to=None,
        references=(),
        date=at.replace(microsecond=0),
        list_id=f"{what}.{house.domain}",
        envelope_sender="",
        kind=f"filing-{what}",
    )
