"""Mail as it could come back to a letter of the local mailbox, where no real mail ever does.

At home no letter leaves the machine, so nobody answers one. These are the bytes that a recipient or
a recipient's server would send, to be read by the same door as real ones.
"""

from __future__ import annotations

import hashlib
from base64 import encodebytes
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from enum import StrEnum
from typing import Final

from nemcon.mail.addresses import encode_address, encode_subject
from nemcon.text.lines import line


class Play(StrEnum):
    """What is to come back."""

    REPLY = "reply"
    AWAY = "away"
    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"


_REPORTS: Final = {
    Play.FAILED: ("failed", "5.1.1", "550 5.1.1 There is no such mailbox"),
    Play.DELAYED: ("delayed", "4.4.1", "connection timed out"),
    Play.DELIVERED: ("delivered", "2.0.0", "250 2.0.0 put into the mailbox"),
}
_POSTMASTER: Final = "mailer-daemon@recipients.invalid"
_BOUNDARY: Final = "=_report"


@dataclass(frozen=True, slots=True)
class Answered:
    """The letter that is answered, and when."""

    recipient: str
    return_path: str
    message_id: str
    subject: str
    at: datetime


def played(play: Play, letter: Answered, says: str) -> tuple[str, bytes]:
    """The return path and the bytes of what comes back; `says` is what a person writes.

    Raises `HeaderRefused` for an address that mail cannot carry.
    """
    if play in _REPORTS:
        return "", _report(play, letter)
    own = "Automatic reply" if play is Play.AWAY else "Re"
    more = "Auto-Submitted: auto-replied\r\n" if play is Play.AWAY else ""
    head = _head(letter, letter.recipient, f"{own}: {line(letter.subject)}", f"{play}{says}")
    body = (
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + encodebytes(says.encode("utf-8", "replace")).decode("ascii").replace("\n", "\r\n")
    )
    before = f"In-Reply-To: {line(letter.message_id)}\r\n"
    return letter.recipient, f"{head}{before}{more}{body}".encode()


def _report(play: Play, letter: Answered) -> bytes:
    action, status, says = _REPORTS[play]
    head = _head(letter, _POSTMASTER, "Delivery status notification", play)
    return (
        f"{head}Auto-Submitted: auto-replied\r\n"
        "Content-Type: multipart/report; report-type=delivery-status;\r\n"
        f' boundary="{_BOUNDARY}"\r\n\r\n'
        f"--{_BOUNDARY}\r\nContent-Type: text/plain\r\n\r\nThis is the mail server.\r\n"
        f"--{_BOUNDARY}\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; recipients.invalid\r\n\r\n"
        f"Final-Recipient: rfc822; {line(letter.recipient)}\r\nAction: {action}\r\n"
        f"Status: {status}\r\nDiagnostic-Code: smtp; {says}\r\n"
        f"\r\n--{_BOUNDARY}--\r\n"
    ).encode()


def _head(letter: Answered, sender: str, subject: str, what: str) -> str:
    """The fields above all others; the same thing at the same instant is the same message."""
    named = f"{letter.return_path}\0{what}\0{letter.at.isoformat()}"
    name = hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:24]
    return (
        f"From:{encode_address('', sender, field='From')}\r\n"
        f"To:{encode_address('', letter.return_path)}\r\n"
        f"Subject:{encode_subject(subject)}\r\n"
        f"Date: {format_datetime(letter.at)}\r\n"
        f"Message-ID: <{name}@recipients.invalid>\r\nMIME-Version: 1.0\r\n"
    )
