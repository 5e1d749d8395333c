"""Which language a page is written in.

What its reader chose comes first (`?page_language=fr`, kept in a cookie of the browser), then the
language in which letters are written for its reader, who opened a personal link or signed in, then
what the browser asks for, then English. Delegations are written to in six languages, and so answers
the API, of which they are users too; pages of the staff are in English and French. Choosing a
language changes nothing but the cookie, so that a GET may do it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import parse_qs

from fastapi import Request, Response
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nemcon.language import ENGLISH, OFFICIAL, Tongue, speak, speaking, tongue

COOKIE: Final = "nemcon_language"
CHOICE: Final = "page_language"
"""Not `language`: that asks for a document in it, and says nothing of who reads the pages."""
CHOSEN: Final = "language_chosen"
_YEAR: Final = 365 * 24 * 60 * 60
_FOR_DELEGATIONS: Final = ("/l/", "/receipts", "/api/")
_MOST: Final = 10


class Speaking:
    """Answers each request in its reader's language, and lets the browser keep a choice."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Speak while the request is answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        open_ = dict(offered(scope["path"]))
        asked = _asked(scope["query_string"], open_)
        chosen = asked or _kept(scope, open_)
        scope.setdefault("state", {})[CHOSEN] = bool(chosen)

        async def keeping(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("Set-Cookie", _cookie(asked, scope["scheme"]))
            await send(message)

        with speaking(chosen or _accepted(HTTPConnection(scope), open_)):
            await self.app(scope, receive, keeping if asked else send)


def offered(path: str) -> Iterator[tuple[str, Tongue]]:
    """The languages, by their codes, in which there is a page at that path."""
    all_six = path.startswith(_FOR_DELEGATIONS)
    return ((code, one) for code, one in OFFICIAL.items() if all_six or one.staff)


def speak_own(request: Request, language: str) -> None:
    """Speak the language of whoever is known to read, unless the reader chose another."""
    if language and not request.scope["state"][CHOSEN]:
        speak(tongue(language).code)


def forget_choice(request: Request, response: Response) -> None:
    """Let the browser forget what was chosen in it."""
    response.headers.append("Set-Cookie", _cookie("", request.url.scheme, lives=0))


def _asked(query: bytes, open_: Mapping[str, Tongue]) -> str:
    if f"{CHOICE}=".encode() not in query:
        return ""
    try:
        asked = parse_qs(query.decode("latin-1"), max_num_fields=100).get(CHOICE, [""])[-1]
    except ValueError:  # more fields than any page has: no choice is made by them
        return ""
    return asked if asked in open_ else ""


def _kept(scope: Scope, open_: Mapping[str, Tongue]) -> str:
    kept = HTTPConnection(scope).cookies.get(COOKIE, "")
    return kept if kept in open_ else ""


def _cookie(code: str, scheme: str, lives: int = _YEAR) -> str:
    secure = "; Secure" if scheme == "https" else ""
    return f"{COOKIE}={code}; Path=/; Max-Age={lives}; HttpOnly; SameSite=Lax{secure}"


def _accepted(connection: HTTPConnection, open_: Mapping[str, Tongue]) -> str:
    """The language that the browser likes best of those that are there."""
    liked = _weighed(connection.headers.get("accept-language", "").split(",")[:_MOST])
    ordered = sorted(liked, key=lambda one: -one[1])
    return next((code for code, weight in ordered if weight and code in open_), ENGLISH.code)


def _weighed(parts: Iterable[str]) -> Iterator[tuple[str, float]]:
    for part in parts:
        name, _, weight = part.strip().partition(";q=")
        try:
            yield name.partition("-")[0].lower(), float(weight or 1)
        except ValueError:
            continue
