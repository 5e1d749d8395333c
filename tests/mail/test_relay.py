"""Against real SMTP servers that misbehave: no letter is lost, and none is given up for nothing."""

import asyncio

from nemcon.mail.relay import Deferred, Refused, Sent

from .server import DATA, FROM, Desk, Server, serving


async def test_a_letter_arrives_byte_for_byte() -> None:
    desk = Desk()
    async with serving(desk) as relay:
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    assert desk.received == [("pm@mission.example", DATA)]


async def test_a_line_that_is_a_single_dot_does_not_end_the_letter() -> None:
    desk = Desk()
    dotted = b"Subject: dots\r\n\r\n.\r\n..\r\n.x\r\nend\r\n"
    async with serving(desk) as relay:
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", dotted), Sent)
    assert desk.received[0][1] == dotted


async def test_greylisting_defers_the_letter_and_the_same_bytes_are_taken_later() -> None:
    desk = Desk()
    seen: set[str] = set()

    def greylist(address: str) -> str:
        known = address in seen
        seen.add(address)
        return "250 OK" if known else "451 4.7.1 Greylisted, try again in five minutes"

    desk.on_rcpt = greylist
    async with serving(desk) as relay:
        first = await relay.deliver(FROM, "pm@mission.example", DATA)
        assert first == Deferred(451, "4.7.1 Greylisted, try again in five minutes")
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    assert desk.received == [("pm@mission.example", DATA)]
    assert desk.commands.count("RSET") == 1
    assert desk.sessions == 1


async def test_a_letter_refused_after_its_content_is_refused_for_good() -> None:
    desk = Desk()
    desk.on_data = lambda: "554 5.7.1 Content rejected"
    async with serving(desk) as relay:
        delivery = await relay.deliver(FROM, "pm@mission.example", DATA)
    assert delivery == Refused(554, "5.7.1 Content rejected")


async def test_a_connection_lost_after_the_content_defers_and_the_next_letter_reconnects() -> None:
    desk = Desk()
    answers: list[str | None] = [None, "250 OK"]
    desk.on_data = lambda: answers.pop(0)
    async with serving(desk) as relay:
        lost = await relay.deliver(FROM, "pm@mission.example", DATA)
        assert isinstance(lost, Deferred)
        assert lost.code is None
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    assert desk.sessions == 2
    # At least once: the bytes are the same, so the recipient's server can tell the copy.
    assert desk.received[0] == desk.received[1]


async def test_a_time_out_after_the_content_defers_the_letter() -> None:
    desk = Desk()
    desk.on_data = lambda: "silence"
    async with serving(desk, patience=0.2) as relay:
        delivery = await relay.deliver(FROM, "pm@mission.example", DATA)
        assert isinstance(delivery, Deferred)
        assert delivery.code is None
        desk.on_data = lambda: "250 OK"
        # On a busy machine a good answer may take longer than this relay's patience.
        later = [await relay.deliver(FROM, "pm@mission.example", DATA) for _ in range(20)]
    assert any(isinstance(delivery, Sent) for delivery in later)
    assert {data for _, data in desk.received} == {DATA}


async def test_421_on_a_used_connection_is_tried_again_at_once_on_a_new_one() -> None:
    desk = Desk()
    answers = ["250 OK", "421 4.7.0 Too many letters on this connection", "250 OK"]
    desk.on_rcpt = lambda _: answers.pop(0)
    async with serving(desk) as relay:
        for _ in range(2):
            assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    assert desk.sessions == 2
    assert len(desk.received) == 2


async def test_421_on_a_new_connection_defers_the_letter() -> None:
    desk = Desk()
    desk.on_rcpt = lambda _: "421 4.3.2 Closing down"
    async with serving(desk) as relay:
        delivery = await relay.deliver(FROM, "pm@mission.example", DATA)
    assert delivery == Deferred(421, "4.3.2 Closing down")


async def test_a_connection_that_the_server_closed_while_idle_costs_nothing() -> None:
    desk = Desk()

    class Impatient(Server):
        async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 - found by this name
            if desk.received and desk.sessions == 1:
                assert self.transport is not None
                self.transport.abort()  # type: ignore[attr-defined]  # it is a socket's transport
            await super().smtp_MAIL(arg)

    async with serving(desk, Impatient) as relay:
        for _ in range(2):
            assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    assert desk.sessions == 2


async def test_a_relay_that_opens_no_session_says_nothing_about_the_letter() -> None:
    desk = Desk()

    class Closed(Server):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            transport.write(b"421 4.3.2 Down for maintenance\r\n")  # type: ignore[attr-defined]  # a socket's transport
            transport.close()

        def connection_lost(self, error: Exception | None) -> None:
            """Nothing had begun."""

    async with serving(desk, Closed) as relay:
        delivery = await relay.deliver(FROM, "pm@mission.example", DATA)
    assert isinstance(delivery, Deferred)
    assert delivery.code is None
    assert "421 4.3.2 Down for maintenance" in delivery.text
