"""Tokens: what is handed to people, and what the database keeps of it, which is a hash.

The token of a personal link is derived from the installation's key, so that a letter that is
sent again carries the same link although the database never held it. A stolen database yields
no link, and a stolen key alone names no procedure's contacts.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import string
import zlib
from typing import Final

TOKEN_BYTES = 24
API_TOKEN: Final = "nemcon_"  # noqa: S105 - what all of them begin with, and no secret
"""With what a token with scopes begins, so that scanners for secrets recognise one."""
_DIGITS: Final = string.digits + string.ascii_uppercase + string.ascii_lowercase
_RANDOM: Final = 40
_CHECK: Final = 6
_FORM: Final = re.compile(rf"{API_TOKEN}([0-9A-Za-z]{{{_RANDOM}}})([0-9A-Za-z]{{{_CHECK}}})")


class LinkKey:
    """The key from which the tokens of personal links are derived; it never prints itself."""

    def __init__(self, key: bytes) -> None:
        """`key` holds at least 32 bytes. Raises `ValueError` when it is shorter."""
        if len(key) < 32:  # noqa: PLR2004 - the size of the hash's block output
            message = "the key of the links must hold at least 32 bytes"
            raise ValueError(message)
        self._key = key

    def token(self, procedure: str, contact: str, version: int) -> str:
        """The token of that contact's link to that procedure: 192 bits, 32 characters."""
        name = "\0".join(("link", procedure, contact, str(version))).encode()
        derived = hmac.digest(self._key, name, hashlib.sha256)
        return base64.urlsafe_b64encode(derived[:TOKEN_BYTES]).decode()

    def derive(self, purpose: str, value: str) -> str:
        """A secret of 256 bits that belongs to `value`, good for one purpose only."""
        name = f"{purpose}\0{value}".encode()
        derived = hmac.digest(self._key, name, hashlib.sha256)
        return base64.urlsafe_b64encode(derived).decode().rstrip("=")

    def sign(self, purpose: str, value: str) -> str:
        """A short signature over `value`, good for one purpose only."""
        name = f"{purpose}\0{value}".encode()
        return hmac.digest(self._key, name, hashlib.sha256)[:12].hex()


def new_token() -> str:
    """A random token of 256 bits for a member of the staff or a program."""
    return secrets.token_urlsafe(32)


def new_api_token() -> str:
    """A token with scopes: the beginning, forty random characters, and six that check them.

    The six are the CRC-32 of the forty in base 62, so that a scanner can tell a token from what
    only looks like one without asking anybody.
    """
    drawn = "".join(secrets.choice(_DIGITS) for _ in range(_RANDOM))
    return f"{API_TOKEN}{drawn}{_check(drawn)}"


def is_api_token(token: str) -> bool:
    """Whether that could be a token with scopes, by its form and its last six characters."""
    found = _FORM.fullmatch(token)
    return found is not None and found[2] == _check(found[1])


def _check(drawn: str) -> str:
    rest, digits = zlib.crc32(drawn.encode()), ""
    for _ in range(_CHECK):
        rest, digit = divmod(rest, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def hashed(token: str) -> str:
    """What is stored of a token. The tokens are long and random, so one round of SHA-256 does."""
    return hashlib.sha256(token.encode()).hexdigest()
