"""A letter as data, and the exact bytes that leave for the relay.

The same message always gives the same bytes, so that a retry after a time-out is the same letter
and not a second one: the boundaries come from the Message-ID and nothing reads a clock. The headers
are assembled here because the standard library needs several milliseconds a letter and folds long
names wrongly (see `addresses`).
"""

import base64
import hashlib
import hmac
import re
from binascii import b2a_qp
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote

from nemcon.mail.addresses import (
    HeaderRefused,
    Mailbox,
    checked_address,
    encode_address,
    encode_subject,
    fold,
)
from nemcon.mail.attached import Attachment, attachment_part, in_base64

_MESSAGE_ID: Final = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>")
_LIST_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,200}")
_KIND: Final = re.compile(r"[a-z0-9-]{1,60}")
# A local part may be 64 octets; "bounces+" or "replies+", and the checksum with its dot, take 22.
_LETTER_ID: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,40}[a-z0-9])?")
_VERP: Final = re.compile(
    r"(?:bounces|replies)\+(?P<letter>[a-z0-9._-]+)\.(?P<checksum>[a-z2-7]{13})@.+"
)


@dataclass(frozen=True, slots=True)
class Message:
    """One letter to one mailbox.

    `list_id` is the bare identifier (`silence.example.org`). `kind` is the notice it carries
    (`circulation`, `reminder`). `envelope_sender` receives the bounces and is not among the
    headers. `attachment` is the letter as a document. `answers` says that it
    responds to a message that somebody sent.
    """

    sender: Mailbox
    reply_to: Mailbox
    to: Mailbox
    subject: str
    text: str
    html: str
    calendar: bytes | None
    message_id: str
    in_reply_to: str | None
    references: tuple[str, ...]
    date: datetime
    list_id: str
    envelope_sender: str
    kind: str
    attachment: Attachment | None = None
    answers: bool = False


def serialise(message: Message) -> bytes:
    """The letter as it goes on the wire.

    CRLF throughout; seven bits except where an address itself is not ASCII.
    """
    digest = hashlib.sha256(message.message_id.encode()).hexdigest()[:32]
    # "=_" cannot occur in quoted-printable or base64, so no text can ever imitate a boundary.
    outer, inner = f"=_m_{digest}", f"=_a_{digest}"
    head = "".join(f"{field}: {value}\r\n" for field, value in _headers(message))
    parts = [
        f"{head}MIME-Version: 1.0\r\n{_multipart('mixed', outer)}".encode(),
        f"--{outer}\r\n{_multipart('alternative', inner)}--{inner}\r\n".encode(),
        _text_part("plain", message.text),
        f"\r\n--{inner}\r\n".encode(),
        _text_part("html", message.html),
        f"\r\n--{inner}--\r\n".encode(),
    ]
    if message.calendar is not None:
        parts += [f"\r\n--{outer}\r\n".encode(), _calendar_part(message.calendar)]
    if message.attachment is not None:
        parts += [f"\r\n--{outer}\r\n".encode(), attachment_part(message.attachment)]
    parts.append(f"\r\n--{outer}--\r\n".encode())
    return b"".join(parts)


def verp_address(domain: str, letter_id: str, secret: bytes) -> str:
    """The envelope sender of one letter.

    A bounce to it names the letter, and nobody without the secret can forge one.
    """
    if not _LETTER_ID.fullmatch(letter_id):
        raise ValueError(
            "A letter's id in an envelope address is 1 to 42 "
            "lower-case letters, digits, dots or dashes."
        )
    return checked_address(f"bounces+{letter_id}.{_checksum(letter_id, secret)}@{domain}")


def replies_address(domain: str, letter_id: str, secret: bytes) -> str:
    """Where replies to one letter go, if they are kept here: what comes there is read alike."""
    return verp_address(domain, letter_id, secret).replace("bounces+", "replies+", 1)


def parse_verp(address: str, secret: bytes) -> str | None:
    """The letter that mail to this address concerns; None where the address is not ours.

    Some servers change the case of a local part, so case is ignored.
    """
    match = _VERP.fullmatch(address.strip().strip("<>").lower())
    if match is None:
        return None
    letter_id = match["letter"]
    ours = hmac.compare_digest(match["checksum"], _checksum(letter_id, secret))
    return letter_id if ours else None


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    """Every field above the MIME ones, folded.

    Formal notices carry no one-click List-Unsubscribe on purpose.
    """
    for field, mailbox in (
        ("From", message.sender),
        ("Reply-To", message.reply_to),
        ("To", message.to),
    ):
        yield field, encode_address(mailbox.name, mailbox.address, field=field)
    yield "Subject", encode_subject(message.subject)
    yield "Date", _date(message.date)
    yield "Message-ID", fold("Message-ID", (_identifier(message.message_id),))
    if message.in_reply_to is not None:
        yield "In-Reply-To", fold("In-Reply-To", (_identifier(message.in_reply_to),))
    if message.references:
        yield "References", fold("References", map(_identifier, message.references))
    yield "List-Id", fold("List-Id", (f"<{_matching('list id', _LIST_ID, message.list_id)}>",))
    yield (
        "List-Owner",
        fold(
            "List-Owner",
            (f"<mailto:{quote(checked_address(message.reply_to.address), safe='@+')}>",),
        ),
    )
    yield "Auto-Submitted", "auto-replied" if message.answers else "auto-generated"
    yield "X-Auto-Response-Suppress", "OOF, AutoReply"
    yield "X-Nemcon-Notice", _matching("kind of notice", _KIND, message.kind)


def _date(moment: datetime) -> str:
    if moment.utcoffset() != timedelta(0):
        raise HeaderRefused("date", "it is not an instant in UTC")
    return format_datetime(moment.astimezone(UTC))


def _identifier(message_id: str) -> str:
    return _matching("message identifier", _MESSAGE_ID, message_id)


def _matching(what: str, pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise HeaderRefused(what, "it has a form that mail does not allow")
    return value


def _multipart(subtype: str, boundary: str) -> str:
    return f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n'


def _text_part(subtype: str, text: str) -> bytes:
    """A body part in quoted-printable.

    What cannot be encoded (half of a surrogate pair) becomes a question mark.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    head = (
        f"Content-Type: text/{subtype}; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + b2a_qp(lines, istext=True).replace(b"\n", b"\r\n")


def _calendar_part(calendar: bytes) -> bytes:
    head = (
        "Content-Type: text/calendar; charset=utf-8; method=PUBLISH\r\n"
        'Content-Disposition: attachment; filename="deadline.ics"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + in_base64(calendar)


def _checksum(letter_id: str, secret: bytes) -> str:
    if not secret:
        raise ValueError("Bounce addresses need a secret.")
    digest = hmac.digest(secret, b"nemcon bounce address 1\0" + letter_id.encode(), "sha256")
    return base64.b32encode(digest[:8]).decode("ascii").rstrip("=").lower()
