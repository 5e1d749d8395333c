"""The letters about a filing that waits for a code: the code, or that the filing lapsed without it.

The subject does not hold the code, and neither do the first lines: a telephone shows them to
whoever looks at it. There is no link: whoever filed has the page open, or has a link already.
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
from nemcon.mail.wording import KINDS, in_paragraphs, shortened
from nemcon.procedure.acts import File, WithdrawObjection
from nemcon.text.lines import line, sentences
from nemcon.timing.writing import write_instant

_NOT_YOU: Final = N_(
    "If nobody of your delegation filed this, do not pass the code on, and tell the secretariat: "
    "somebody has a link of your delegation. Without the code nothing is filed."
)
_AGAIN: Final = N_(
    "If your delegation meant to file it, file it again through its link, if there is still time, "
    "or tell the secretariat at once."
)
_WITHDRAWN: Final = N_("the withdrawal of your objections")


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
    code = f"{coded.code[:4]} {coded.code[4:]}"
    paragraphs = (
        sentences(_said(coded), _how(coded)),
        *_content(coded.act),
        _("The code: {code}", code=code),
        _(_NOT_YOU),
        _questions(house),
    )
    subject = _("Confirm what your delegation files: {title}", title=shortened(coded.title))
    return _message(coded, "code", subject, paragraphs, house, at)


def lapsed_letter(coded: Coded, house: House, at: datetime) -> Message:
    """The letter that says that no code was entered. Raises `HeaderRefused`."""
    paragraphs = (
        sentences(_said(coded), _lapsed(coded)),
        *_content(coded.act),
        _(_AGAIN),
        _questions(house),
    )
    subject = _("Not filed, since no code was entered: {title}", title=shortened(coded.title))
    return _message(coded, "lapsed", subject, paragraphs, house, at)


def _said(coded: Coded) -> str:
    what = KINDS[coded.act.kind] if isinstance(coded.act, File) else _WITHDRAWN
    return _(
        "On {moment}, {person} filed this through a link for {delegation}, about "
        "\u201c{title}\u201d: {what}.",
        moment=write_instant(coded.entered, coded.zone),
        person=line(coded.act.actor.person),
        delegation=named(line(coded.delegation)),
        title=line(coded.title),
        what=_(what),
    )


def _how(coded: Coded) -> str:
    return _(
        "It does not count yet: it is filed once the code below is entered on the page on which "
        "it was filed, until {until}. It then counts from when it was filed, also where the "
        "deadline passes meanwhile.",
        until=write_instant(coded.until, coded.zone),
    )


def _lapsed(coded: Coded) -> str:
    return _(
        "No code was entered until {until}, so that it was not filed and does not count.",
        until=write_instant(coded.until, coded.zone),
    )


def _content(act: File | WithdrawObjection) -> tuple[str, ...]:
    if not isinstance(act, File):
        return ()
    about: tuple[str, ...] = ()
    if act.paragraphs:
        about = (_("It is about {paragraphs}.", paragraphs=in_paragraphs(act.paragraphs)),)
    wording = (
        _("Other wording, {number}: {words}", number=part.number, words=line(part.words))
        for part in act.wording
    )
    return tuple(part for part in (*about, line(act.says), *wording) if part)


def _questions(house: House) -> str:
    return _("Questions: {address}", address=house.office)


def _message(
    coded: Coded,
    what: str,
    subject: str,
    paragraphs: tuple[str, ...],
    house: House,
    at: datetime,
) -> Message:
    return Brief(
        to=Mailbox("", coded.address),
        subject=subject,
        paragraphs=paragraphs,
        named=f"{coded.id}.{coded.contact}.{what}",
        about=what,
        kind=f"filing-{what}",
    ).letter(house, at)
