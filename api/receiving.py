"""The instant of receipt: the arrival of a whole request, stamped before anything is asked.

A request counts as received when its last byte is here, so that one that was begun before a
deadline and dribbles in after it is late. Its size and the time it may take are bounded. The
stamp is the only time that the acts of people carry.

What is no larger than most requests waits for nobody. Of what is larger a few are taken in at once,
since they are held in memory: only from those who are known here, so that no stranger can keep a
delegation waiting at the door.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Final, cast

from anyio import to_thread
from fastapi import Depends, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, respond
from nemcon.clock import Clock
from nemcon.language import _

STAMP: Final = "received_at"
_HELD_AT_ONCE: Final = 256 * 1024 * 1024


class Receiving:
    """Takes in a whole request, stamps it and passes it on."""

    def __init__(
        self,
        app: ASGIApp,
        clock: Clock,
        limit: int,
        seconds: float,
        larger: Mapping[re.Pattern[str], int] | None = None,
        admits: Callable[[Request], None] | None = None,
    ) -> None:
        """`limit` is the largest body in bytes, `seconds` how long it may take to arrive.

        `larger` are the limits of the few addresses that take more, by their whole path; `admits`
        raises `Problem` for senders from whom nothing larger is taken.
        """
        self.app = app
        self.clock = clock
        self.limit = limit
        self.seconds = seconds
        self.larger = larger or {}
        self.admits = admits
        # Rooms of their own: a form that files something does not wait for files, which do not.
        self._rooms = {
            most: asyncio.Semaphore(max(_HELD_AT_ONCE // most, 1)) for most in self.larger.values()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413 or 408 where the body is too large or too slow."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            body = await self._body(scope, receive, self._limit(scope))
        except Problem as problem:
            response = respond(Request(scope), problem)
            response.headers["Connection"] = "close"
            await response(scope, receive, send)
            return
        if body is None:
            return
        stamped = {**scope, "state": {**scope.get("state", {}), STAMP: self.clock.now()}}
        await self.app(stamped, _Replayed(body, receive), send)

    def _limit(self, scope: Scope) -> int:
        path = str(scope["path"]) if scope["method"] == "POST" else ""
        found = (most for pattern, most in self.larger.items() if pattern.fullmatch(path))
        return max(self.limit, next(found, 0))

    async def _body(self, scope: Scope, receive: Receive, limit: int) -> bytes | None:
        """The whole body; `None` when the sender went away before it was here.

        Nobody waits before what comes has proved to be large.
        """
        if _declared(scope) > limit:
            raise _too_large(limit)
        body = _Arriving(receive)
        if _declared(scope) <= self.limit and await self._in_time(body, self.limit):
            return body.whole()
        if body.size > limit or limit == self.limit:
            raise _too_large(limit)
        if self.admits is not None:
            await to_thread.run_sync(self.admits, Request(scope))
        async with self._rooms[limit]:
            if not await self._in_time(body, limit):
                raise _too_large(limit)
        return body.whole()

    async def _in_time(self, body: _Arriving, limit: int) -> bool:
        """Take in what comes; whether it is over, and did not pass the limit."""
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(self.seconds - body.took):
                return await body.arrives(limit)
        except TimeoutError:
            says = _(
                "The request did not arrive whole within {seconds} seconds.",
                seconds=format(self.seconds, "g"),
            )
            raise Problem(408, "too-slow", says) from None
        finally:
            body.took += asyncio.get_running_loop().time() - began


def _declared(scope: Scope) -> int:
    """How many bytes the sender says will come; 0 where it does not say."""
    said = dict(scope["headers"]).get(b"content-length", b"0")
    return int(said[:20]) if said.isdigit() else 0


def _too_large(limit: int) -> Problem:
    says = _("The request is larger than the {limit} KiB that are allowed.", limit=limit // 1024)
    return Problem(413, "too-large", says)


class _Arriving:
    """A body on its way, as far as it has come; `took` are the seconds that it was waited for."""

    def __init__(self, receive: Receive) -> None:
        self.size = 0
        self.took = 0.0
        self._receive = receive
        self._parts: list[bytes] = []
        self._gone = self._over = False

    async def arrives(self, limit: int) -> bool:
        """Take in the rest; whether it came to an end within the limit."""
        while not self._over and self.size <= limit:
            message = await self._receive()
            self._gone = message["type"] == "http.disconnect"
            self._over = self._gone or not message.get("more_body", False)
            self._parts.append(cast("bytes", message.get("body", b"")))
            self.size += len(self._parts[-1])
        return self.size <= limit

    def whole(self) -> bytes | None:
        """All that came; `None` where the sender went away."""
        return None if self._gone else b"".join(self._parts)


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
