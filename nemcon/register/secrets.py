"""Tokens: what is handed to people, and what the database keeps of it, which is a hash.

The token of a personal link is derived from the installation's key, so that a letter that is
sent again carries the same link although the database never held it. A stolen database yields
no link, and a stolen key alone names no procedure's contacts.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

TOKEN_BYTES = 24


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


def hashed(token: str) -> str:
    """What is stored of a token. The tokens are long and random, so one round of SHA-256 does."""
    return hashlib.sha256(token.encode()).hexdigest()
