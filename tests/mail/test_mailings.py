"""Many letters at once: each gets its answer, and what befalls one harms no other."""

import asyncio
from collections.abc import Iterator
from contextlib import aclosing

import pytest

from nemcon.mail.relay import Deferred, Delivery, Outgoing, Refused, Relay, RelaySettings, Sent

from .server import DATA, FROM, Desk, Server, letters, results, serving


async def test_one_refused_recipient_among_many_harms_no_other() -> None:
    desk = Desk()
    desk.on_rcpt = lambda to: "550 5.1.1 No such user" if to.startswith("mission7@") else "250 OK"
    async with serving(desk, connections=3) as relay:
        found = await results(relay, letters(20))
    assert found.pop(7) == Refused(550, "5.1.1 No such user")
    assert len(found) == 19
    assert all(isinstance(delivery, Sent) for delivery in found.values())
    assert len(desk.received) == 19
    assert desk.sessions <= 3


async def test_a_relay_that_is_down_defers_everything_without_trying_each_letter() -> None:
    settings = RelaySettings("127.0.0.1", 1, local_hostname="nemcon.invalid", connections=2)
    async with Relay(settings) as relay:
        found = await results(relay, letters(50))
    assert len(found) == 50
    assert all(isinstance(delivery, Deferred) for delivery in found.values())


async def test_a_relay_that_takes_few_connections_still_gets_every_letter() -> None:
    desk = Desk()
    open_sessions: set[int] = set()

    class Narrow(Server):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            if open_sessions:
                transport.write(b"421 4.7.0 Too many connections\r\n")  # type: ignore[attr-defined]  # a socket's transport
                transport.close()
                return
            open_sessions.add(id(self))
            super().connection_made(transport)

        def connection_lost(self, error: Exception | None) -> None:
            if id(self) in open_sessions:
                open_sessions.remove(id(self))
                super().connection_lost(error)

    async with serving(desk, Narrow, connections=4) as relay:
        found = await results(relay, letters(30))
        assert all(isinstance(delivery, Sent) for delivery in found.values()), found
    assert len(desk.received) == 30


async def test_an_error_while_letters_are_composed_is_raised_after_the_results() -> None:
    desk = Desk()

    def broken() -> Iterator[Outgoing[int]]:
        yield from letters(5)
        raise LookupError("a template is missing")

    got: dict[int, Delivery] = {}
    async with serving(desk, connections=2) as relay:
        with pytest.raises(LookupError, match="template"):
            await results(relay, broken(), got)
    assert sorted(got) == [0, 1, 2, 3, 4]


async def test_a_mailing_that_is_broken_off_leaves_the_relay_usable() -> None:
    desk = Desk()
    async with serving(desk, connections=2) as relay:
        async with aclosing(relay.deliver_many(letters(500))) as mailing:
            async for _ in mailing:
                break
        sent_before = len(desk.received)
        assert sent_before < 50
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
