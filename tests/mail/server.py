"""A real SMTP server that misbehaves as a test tells it to, and letters to send there."""

# ruff: noqa: N802 - aiosmtpd finds commands and hooks by their names

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

from aiosmtpd.smtp import SMTP, Envelope, Session

from nemcon.mail.message import serialise
from nemcon.mail.relay import Delivery, Outgoing, Relay, RelaySettings

from .letters import LETTER

DATA = serialise(LETTER)
FROM = LETTER.envelope_sender


class Desk:
    """What a server saw, and how it answers; a test replaces the answer that it is about."""

    def __init__(self) -> None:
        self.received: list[tuple[str, bytes]] = []
        self.commands: list[str] = []
        self.sessions = 0
        self.on_rcpt: Callable[[str], str] = lambda _: "250 OK"
        self.on_data: Callable[[], str | None] = lambda: "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.on_rcpt(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.received.append((envelope.rcpt_tos[0], envelope.original_content or b""))
        answer = self.on_data()
        if answer is None:
            assert server.transport is not None
            server.transport.abort()  # type: ignore[attr-defined]  # it is a socket's transport
            return ""
        if answer == "silence":
            await asyncio.sleep(60)
        return answer


class Server(SMTP):
    """Notes every command; offers and understands DSN only where `dsn` says so."""

    dsn = False

    def __init__(self, desk: Desk, **settings: object) -> None:
        super().__init__(desk, hostname="relay.invalid", **settings)  # type: ignore[arg-type]  # named by each test
        self.desk = desk

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.desk.sessions += 1
        super().connection_made(transport)

    async def push(self, status: str) -> None:  # type: ignore[override]  # aiosmtpd takes bytes too
        if self.dsn and status == "250 HELP":
            await super().push("250-DSN")
        await super().push(status)

    async def smtp_MAIL(self, arg: str | None) -> None:
        self.desk.commands.append(f"MAIL {arg}")
        if self.dsn and arg is not None:
            arg = " ".join(w for w in arg.split() if not w.startswith(("RET=", "ENVID=")))
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        self.desk.commands.append(f"RCPT {arg}")
        if self.dsn and arg is not None:
            arg = " ".join(w for w in arg.split() if not w.startswith(("NOTIFY=", "ORCPT=")))
        await super().smtp_RCPT(arg)

    async def smtp_RSET(self, arg: str) -> None:
        self.desk.commands.append("RSET")
        await super().smtp_RSET(arg)


class DsnServer(Server):
    dsn = True


@asynccontextmanager
async def serving(
    desk: Desk, kind: type[Server] = Server, *, connections: int = 1, patience: float = 5.0,
    username: str | None = None, password: str | None = None, **settings: object,
) -> AsyncIterator[Relay]:  # fmt: skip
    """A server on a free port and a relay that speaks to it."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: kind(desk, **settings), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    relay_settings = RelaySettings(
        "127.0.0.1", port, timeout=patience, connections=connections, username=username,
        password=password, local_hostname="nemcon.invalid",
    )  # fmt: skip
    try:
        async with Relay(relay_settings) as relay:
            yield relay
    finally:
        server.close()


def letters(count: int) -> Iterator[Outgoing[int]]:
    for number in range(count):
        yield Outgoing(number, FROM, f"mission{number}@state.example", DATA)


async def results(
    relay: Relay, mailing: Iterator[Outgoing[int]], into: dict[int, Delivery] | None = None
) -> dict[int, Delivery]:
    found = {} if into is None else into
    async for key, delivery in relay.deliver_many(mailing):
        assert key not in found
        found[key] = delivery
    return found
