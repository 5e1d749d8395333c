"""What protects the browser of a person who came here, and the secrets in their links.

Every answer forbids scripts, frames and referrers from elsewhere. A request that changes
something and carries a cookie must come from a page of this installation.
"""

from __future__ import annotations

import logging
import re
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, incident, respond
from nemcon.language import _

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SECRET_PATHS: Final = re.compile(r"/(l|enter|sign-in|feeds)/[^/?#\s\"]+")
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
STATIC: Final = "/static/"


class SecurityHeaders:
    """Adds the headers that every answer carries, and answers what went wrong inside.

    A page that needs another policy sets it itself. Files that never change keep in a cache
    when their address carries their version; nothing else is ever stored.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the answer, whatever it is."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _add_headers(scope, MutableHeaders(scope=message))
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        except Exception as error:  # noqa: BLE001 - whatever it was, the caller gets an answer
            problem = incident(error)
            if not started:
                await respond(Request(scope), problem)(scope, receive, with_headers)


def _add_headers(scope: Scope, headers: MutableHeaders) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    path = scope["path"]
    # With no referrer at all browsers hide the origin of a form too ("null"), and then a browser
    # without Sec-Fetch-Site could not prove that it comes from here; links alone need that.
    secret = SECRET_PATHS.match(path)
    headers.setdefault("Referrer-Policy", "no-referrer" if secret else "same-origin")
    headers.setdefault("Cache-Control", _caching(path, scope.get("query_string", b"")))


def _caching(path: str, query: bytes) -> str:
    if not path.startswith(STATIC):
        return "no-store"
    return "public, max-age=31536000, immutable" if query.startswith(b"v=") else "no-cache"


class SameSite:
    """Refuses what another site makes a browser send with the cookies of this one."""

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        """`public_url` is where people reach this installation."""
        self.app = app
        self.own = _origin(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 to a request that changes something, carries a cookie and is not ours."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            headers = Headers(scope=scope)
            if "cookie" in headers and not self._from_here(headers, scope["scheme"]):
                says = _(
                    "This was sent by a page of another site. Open the page here and try again."
                )
                problem = Problem(403, "cross-site", says)
                await respond(Request(scope), problem)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _from_here(self, headers: Headers, scheme: str) -> bool:
        fetched = headers.get("sec-fetch-site")
        if fetched is not None:
            return fetched in ("same-origin", "none")
        source = headers.get("origin") or headers.get("referer") or ""
        return _origin(source) in (self.own, f"{scheme}://{headers.get('host', '')}")


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"


class SecretsOut(logging.Filter):
    """Takes the tokens of links out of what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the tokens in the message; every record passes."""
        message = record.getMessage()
        shown = without_secrets(message)
        if shown != message:
            record.msg, record.args = shown, ()
        return True


def without_secrets(text: str) -> str:
    """The text with the tokens of links replaced by an ellipsis."""
    return SECRET_PATHS.sub(r"/\1/…", text)
