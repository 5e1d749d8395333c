"""The file that goes with the letters of a mailing: what is said of it, and its bytes."""

from __future__ import annotations

import hashlib
import re
from binascii import b2a_base64
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nemcon.mail.addresses import HeaderRefused

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")
_MEDIA_TYPE: Final = re.compile(r"[a-z0-9.+-]{1,100}/[a-z0-9.+-]{1,100}")
_ROW: Final = 57
"""So many bytes make a line of 76 characters."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with every letter of a mailing; `digest` is its SHA-256."""

    name: str
    media_type: str
    digest: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """The file itself."""

    name: str
    media_type: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@lru_cache(maxsize=4)
def attachment_part(attachment: Attachment) -> bytes:
    """The file as a part of a message; all letters of a mailing share it.

    Raises `HeaderRefused` for a name or a media type that could be more than that in a header.
    """
    if not _NAME.fullmatch(attachment.name):
        raise HeaderRefused("attachment", "its name has a form that mail does not allow")
    if not _MEDIA_TYPE.fullmatch(attachment.media_type):
        raise HeaderRefused("attachment", "its media type has a form that mail does not allow")
    head = (
        f"Content-Type: {attachment.media_type}\r\n"
        f'Content-Disposition: attachment;\r\n filename="{attachment.name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + in_base64(attachment.data)


def in_base64(data: bytes) -> bytes:
    """The bytes in base64, in lines as mail wants them."""
    rows = (
        b2a_base64(data[start : start + _ROW], newline=False) for start in range(0, len(data), _ROW)
    )
    return b"\r\n".join(rows)
