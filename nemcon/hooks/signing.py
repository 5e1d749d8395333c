"""Signatures by the Standard Webhooks scheme: HMAC-SHA256 over id, time and bytes.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Final

PREFIX: Final = "whsec_"
_VERSION: Final = "v1"


def secret_of(derived: str) -> str:
    """A secret of the installation, in URL-safe base64, as receivers are handed it."""
    key = base64.urlsafe_b64decode(derived + "=" * (-len(derived) % 4))
    return PREFIX + base64.b64encode(key).decode()


def signed_headers(
    message: str, at: datetime, body: bytes, secrets: Iterable[str]
) -> dict[str, str]:
    """The headers under which the bytes are sent at that instant, a signature for each secret.

    While a secret is being replaced there are two, so that the receiver may still know the old one.
    """
    seconds = str(int(at.timestamp()))
    content = b".".join((message.encode(), seconds.encode(), body))
    signatures = (f"{_VERSION},{_signature(secret, content)}" for secret in secrets)
    return {
        "webhook-id": message,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(signatures),
    }


def _signature(secret: str, content: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()
