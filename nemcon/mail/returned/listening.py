"""Listens for mail that comes back, over SMTP or LMTP, and answers only when it is kept.

The body's own relay hands over what comes to the return addresses of letters. Whatever else is
offered is refused before it is sent. A message is acknowledged when it is in the database; while
it cannot be, the relay is told to try again, so that nothing is lost. There is one recipient to a
message: a return address names one letter, and LMTP answers for each recipient.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Literal, Protocol

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

log = logging.getLogger(__name__)

_SECONDS: Final = 60.0
_CONNECTIONS: Final = 20
# Programs that answer mail write lines far longer than mail allows.
_LINE: Final = 64 * 1024


class Taken(Enum):
    """What became of a message that was handed over, as its sender is told."""

    KEPT = "250 2.0.0 Kept"
    UNKNOWN = "550 5.1.1 No letter has this return address"
    LATER = "451 4.3.0 Not kept yet; try again later"


class Door(Protocol):
    """Where mail that comes back is handed over."""

    def expects(self, recipient: str) -> bool:
        """Whether the address is the return address of a letter, by its signature."""
        ...

    def take(self, recipient: str, envelope_sender: str, data: bytes) -> Taken:
        """Keep the message. Safe to repeat; may raise when the database is away."""
        ...


@dataclass(frozen=True, slots=True)
class Listening:
    """Where to listen, and for how much; `port` 0 takes a free one. `limit` is in bytes."""

    host: str
    port: int
    protocol: Literal["smtp", "lmtp"] = "lmtp"
    limit: int = 5 * 1024 * 1024


@asynccontextmanager
async def listening(door: Door, where: Listening) -> AsyncGenerator[int]:
    """Listen until the block ends; gives the port. Raises `OSError` where it is taken."""
    loop, open_now = asyncio.get_running_loop(), set[int]()
    kind = _Lmtp if where.protocol == "lmtp" else _Smtp

    def connected() -> asyncio.Protocol:
        return kind(
            _Handler(door),
            open_now,
            # Its own name, so that the machine is not looked up for every connection.
            hostname="returned-mail.invalid",
            ident="Nemcon",
            data_size_limit=where.limit,
            enable_SMTPUTF8=True,
            timeout=_SECONDS,
            loop=loop,
        )

    server = await loop.create_server(connected, where.host, where.port)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


class _Handler:
    """What is answered to a recipient, and to a message."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def handle_RCPT(  # noqa: N802 - aiosmtpd finds the method by this name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not self._door.expects(address):
            return Taken.UNKNOWN.value
        if envelope.rcpt_tos:
            return "452 4.5.3 One recipient at a time, please"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - as above
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        data = envelope.original_content or b""
        sender, recipient = envelope.mail_from or "", envelope.rcpt_tos[0]
        taken = await asyncio.to_thread(self._door.take, recipient, sender, data)
        return taken.value

    async def handle_exception(self, error: Exception) -> str:
        """Whatever went wrong here is no fault of the message: it is to be sent again."""
        log.warning("mail that came back could not be kept", exc_info=error)
        return Taken.LATER.value


class _Few(SMTP):
    """Turns connections away while there are too many."""

    line_length_limit = _LINE

    def __init__(self, handler: _Handler, open_now: set[int], **settings: Any) -> None:  # noqa: ANN401 - aiosmtpd's own settings, passed on
        super().__init__(handler, **settings)
        self._open_now = open_now

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if len(self._open_now) < _CONNECTIONS:
            self._open_now.add(id(self))
            super().connection_made(transport)
        elif isinstance(transport, asyncio.WriteTransport):
            transport.write(b"421 4.3.2 Too many connections; try again later\r\n")
            transport.close()

    def data_received(self, data: bytes) -> None:
        if self._is_served:
            super().data_received(data)

    def eof_received(self) -> bool | None:
        return super().eof_received() if self._is_served else False

    def connection_lost(self, error: Exception | None) -> None:
        if self._is_served:
            self._open_now.discard(id(self))
            super().connection_lost(error)

    @property
    def _is_served(self) -> bool:
        return id(self) in self._open_now


class _Smtp(_Few):
    pass


class _Lmtp(_Few, LMTP):
    pass
