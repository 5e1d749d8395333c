"""Sending one webhook: to an address that was looked at, within seconds, reading little.

Nothing that the receiver does can take more than its time: no redirect is followed, no proxy of the
environment is asked, no answer is unpacked, and of a long one only the beginning is read.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, TypeAlias

import httpx

from nemcon.hooks.addressing import AddressRefused, Target, require_public
from nemcon.text.lines import line

Resolve: TypeAlias = Callable[[str, int], Awaitable[tuple[str, ...]]]

WITHIN: Final = 15.0
"""How long a receiver may take altogether, in seconds."""
_EACH: Final = httpx.Timeout(10.0)
_MOST_READ: Final = 1_024
_MOST_KEPT: Final = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a sending: the status, 0 where there was no answer, and words about it."""

    status: int
    says: str

    @property
    def taken(self) -> bool:
        """Whether the receiver has it."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def gone(self) -> bool:
        """Whether the receiver wants no more of them."""
        return self.status == HTTPStatus.GONE


async def look_up(host: str, port: int) -> tuple[str, ...]:
    """Every address that a name has; none where it has none."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(item[4][0]) for item in found))


class Poster:
    """Sends webhooks."""

    def __init__(
        self,
        *,
        private: bool = False,
        resolve: Resolve = look_up,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        """With `private`, also without TLS and into private networks: for home use only."""
        self._private = private
        self._resolve = resolve
        self._trust = trust or ssl.create_default_context()

    async def post(self, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send the bytes as JSON; whatever goes wrong is an answer too."""
        try:
            async with asyncio.timeout(WITHIN):
                return await self._post(address, headers, body)
        except AddressRefused as refused:
            return Answer(0, refused.says)
        except (TimeoutError, httpx.TimeoutException):
            return Answer(0, f"There was no answer within {WITHIN:.0f} seconds.")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            return Answer(
                0, line(f"No connection: {str(error) or type(error).__name__}")[:_MOST_KEPT]
            )

    async def _post(self, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        target = Target.of(address, private=self._private)
        found = await self._resolve(target.host, target.port)
        if not self._private or not found:
            require_public(found)
        sent = {
            **headers,
            "Host": target.url.netloc.decode("ascii"),
            "Content-Type": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "Nemcon-Webhooks/1",
        }
        async with httpx.AsyncClient(
            verify=self._trust, trust_env=False, follow_redirects=False, timeout=_EACH
        ) as client:
            # The connection goes to the address that was looked at, and the certificate is still
            # that of the name.
            request = client.build_request(
                "POST",
                target.url.copy_with(host=found[0]),
                headers=sent,
                content=body,
                extensions={"sni_hostname": target.host},
            )
            response = await client.send(request, stream=True)
            try:
                return Answer(response.status_code, await _beginning(response))
            finally:
                await response.aclose()


async def _beginning(response: httpx.Response) -> str:
    read = b""
    async for chunk in response.aiter_raw(_MOST_READ):
        read += chunk
        if len(read) >= _MOST_READ:
            break
    return line(read[:_MOST_READ].decode("utf-8", "replace"))[:_MOST_KEPT]
