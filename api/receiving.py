"""The instant of receipt: the arrival of a whole request, stamped before anything is asked.

A request counts as received when its last byte is here, so that one that was begun before a
deadline and dribbles in after it is late. Its size and the time it may take are bounded. The
stamp is the only time that the acts of people carry.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final, cast

from fastapi import Depends, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, respond
from nemcon.clock import Clock

STAMP: Final = "received_at"
_LARGE_AT_ONCE: Final = 4


class Receiving:
    """Takes in a whole request, stamps it and passes it on."""

    def __init__(
        self,
        app: ASGIApp,
        clock: Clock,
        limit: int,
        seconds: float,
        larger: Mapping[re.Pattern[str], int] | None = None,
    ) -> None:
        """`limit` is the largest body in bytes, `seconds` how long it may take to arrive.

        `larger` are the limits of the few addresses that take more, by their whole path.
        """
        self.app = app
        self.clock = clock
        self.limit = limit
        self.seconds = seconds
        self.larger = larger or {}
        self._room = asyncio.Semaphore(_LARGE_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413 or 408 where the body is too large or too slow."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self._limit(scope)
        if limit > self.limit:
            # What is large is held in memory: a few at once, and nobody else waits for them.
            async with self._room:
                await self._passed_on(scope, receive, send, limit)
            return
        await self._passed_on(scope, receive, send, limit)

    def _limit(self, scope: Scope) -> int:
        path = str(scope["path"]) if scope["method"] == "POST" else ""
        found = (most for pattern, most in self.larger.items() if pattern.fullmatch(path))
        # What says that it is small is received like the rest, whoever holds the room for files:
        # a filing that waited for it would be stamped late.
        small = 0 < _declared(scope) <= self.limit
        return self.limit if small else max(self.limit, next(found, 0))

    async def _passed_on(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        try:
            body = await self._body(scope, receive, limit)
        except Problem as problem:
            response = respond(Request(scope), problem)
            response.headers["Connection"] = "close"
            await response(scope, receive, send)
            return
        if body is None:
            return
        stamped = {**scope, "state": {**scope.get("state", {}), STAMP: self.clock.now()}}
        await self.app(stamped, _Replayed(body, receive), send)

    async def _body(self, scope: Scope, receive: Receive, limit: int) -> bytes | None:
        """The whole body; `None` when the sender went away before it was here."""
        if _declared(scope) > limit:
            raise _too_large(limit)
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self.seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    part = cast("bytes", message.get("body", b""))
                    size += len(part)
                    if size > limit:
                        raise _too_large(limit)
                    parts.append(part)
                    if not message.get("more_body", False):
                        return b"".join(parts)
        except TimeoutError:
            says = f"The request did not arrive whole within {self.seconds:g} seconds."
            raise Problem(408, "too-slow", says) from None


def _declared(scope: Scope) -> int:
    """How many bytes the sender says will come; 0 where it does not say."""
    said = dict(scope["headers"]).get(b"content-length", b"0")
    return int(said[:20]) if said.isdigit() else 0


def _too_large(limit: int) -> Problem:
    says = f"The request is larger than the {limit // 1024} KiB that are allowed."
    return Problem(413, "too-large", says)


class _Replayed:
    """Hands the body on in one piece, and then what the server says."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


class Heads:
    """Answers HEAD as GET without the body, so that a mail scanner finds every link alive."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as a GET, and let no byte of its body through."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            empty = {"body": b""} if message["type"] == "http.response.body" else {}
            await send({**message, **empty})

        await self.app({**scope, "method": "GET"}, receive, without_body)


async def _received(request: Request) -> datetime:
    return cast("datetime", getattr(request.state, STAMP))


Received = Annotated[datetime, Depends(_received)]
