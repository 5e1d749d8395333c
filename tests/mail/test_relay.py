"""Against real SMTP servers that misbehave: no letter is lost, and none is given up for nothing."""

# ruff: noqa: N802 - aiosmtpd finds commands and hooks by their names

import asyncio
import logging
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from nemcon.mail.addresses import Mailbox
from nemcon.mail.message import serialise
from nemcon.mail.relay import (
    Deferred,
    Delivery,
    Outgoing,
    Refused,
    Relay,
    RelaySettings,
    Sent,
    Tls,
)  # fmt: skip

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
        async def smtp_MAIL(self, arg: str | None) -> None:
            if desk.received and desk.sessions == 1:
                assert self.transport is not None
                self.transport.abort()  # type: ignore[attr-defined]  # it is a socket's transport
            await super().smtp_MAIL(arg)

    async with serving(desk, Impatient) as relay:
        for _ in range(2):
            assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    assert desk.sessions == 2


async def test_proof_of_delivery_is_asked_for_where_it_is_offered() -> None:
    desk = Desk()
    sender = "bounces+wg3-1.abc@body.example"
    async with serving(desk, DsnServer) as relay:
        assert isinstance(await relay.deliver(sender, "p+m=x@mission.example", DATA), Sent)
    mail, rcpt = desk.commands
    assert "RET=HDRS" in mail
    assert "ENVID=bounces+2Bwg3-1.abc" in mail
    assert "NOTIFY=SUCCESS,FAILURE,DELAY" in rcpt
    assert "ORCPT=rfc822;p+2Bm+3Dx@mission.example" in rcpt


async def test_proof_of_delivery_is_not_asked_for_where_it_is_not_offered() -> None:
    desk = Desk()
    async with serving(desk) as relay:
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    assert not any(word in " ".join(desk.commands) for word in ("NOTIFY", "ORCPT", "ENVID", "RET="))


async def test_an_address_outside_ascii_goes_where_it_can_and_is_refused_where_not() -> None:
    address = "δοκιμή@mission.example"
    data = serialise(replace(LETTER, to=Mailbox("Δ", address)))
    able, unable = Desk(), Desk()
    async with serving(able, enable_SMTPUTF8=True) as relay:
        assert isinstance(await relay.deliver(FROM, address, data), Sent)
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    async with serving(unable) as relay:
        refusal = await relay.deliver(FROM, address, data)
        assert isinstance(refusal, Refused)
        assert "SMTPUTF8" in refusal.text
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    assert able.received[0] == (address, data)
    mails = [command for command in able.commands if command.startswith("MAIL")]
    assert ["SMTPUTF8" in mail for mail in mails] == [True, False]


async def test_a_domain_outside_ascii_needs_nothing_of_the_relay() -> None:
    desk = Desk()
    async with serving(desk) as relay:
        assert isinstance(await relay.deliver(FROM, "pm@straße.example", DATA), Sent)
    assert desk.received[0][0] == "pm@xn--strae-oqa.example"


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b.example>\r\nRSET", "a@b.example,c@d.example"]
)
async def test_a_malformed_address_is_refused_and_never_reaches_the_relay(address: str) -> None:
    desk = Desk()
    async with serving(desk) as relay:
        assert isinstance(await relay.deliver(FROM, address, DATA), Refused)
    assert desk.sessions == 0


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


class Login:
    """Lets one pair of words in."""

    def __call__(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.password == b"correct horse"
        return AuthResult(success=right, handled=False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_the_right_password_opens_the_relay() -> None:
    desk = Desk()
    async with serving(
        desk, username="nemcon", password="correct horse", authenticator=Login(),
        auth_required=True, auth_require_tls=False,
    ) as relay:  # fmt: skip
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_a_wrong_password_defers_every_letter_and_appears_nowhere(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk()
    with caplog.at_level(logging.DEBUG, logger="nemcon"):
        async with serving(
            desk, username="nemcon", password="wrong horse", authenticator=Login(),
            auth_required=True, auth_require_tls=False,
        ) as relay:  # fmt: skip
            delivery = await relay.deliver(FROM, "pm@mission.example", DATA)
    assert isinstance(delivery, Deferred)
    assert delivery.code == 535
    assert "wrong horse" not in caplog.text + repr(delivery)


def test_a_password_is_not_shown_and_never_crosses_the_network_in_clear() -> None:
    settings = RelaySettings("relay.example", 587, "nemcon", "hush", tls=Tls.STARTTLS)
    assert "hush" not in repr(settings)
    with pytest.raises(ValueError, match="unprotected"):
        RelaySettings("relay.example", 25, "nemcon", "hush")


async def test_a_relay_without_starttls_is_not_spoken_to_in_clear_where_it_was_asked_for() -> None:
    desk = Desk()
    server = await asyncio.get_running_loop().create_server(lambda: Server(desk), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = RelaySettings("127.0.0.1", port, tls=Tls.STARTTLS, local_hostname="nemcon.invalid")
    async with Relay(settings) as relay:
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Deferred)
    server.close()
    assert desk.commands == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A private key and a certificate for 127.0.0.1 that only its own authority vouches for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("There is no openssl on this machine to make a certificate with.")
    folder = tmp_path_factory.mktemp("certificate")
    make = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=relay", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", "key.pem", "-out", "cert.pem"]  # fmt: skip
    subprocess.run(make, cwd=folder, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.IMPLICIT])
@pytest.mark.parametrize("trusted", [True, False])
async def test_the_relay_must_prove_who_it_is(certificate: Path, tls: Tls, trusted: bool) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    desk = Desk()
    starttls = tls is Tls.STARTTLS
    server = await asyncio.get_running_loop().create_server(
        lambda: Server(desk, tls_context=context if starttls else None, require_starttls=starttls),
        "127.0.0.1",
        0,
        ssl=None if starttls else context,
    )
    settings = RelaySettings(
        "127.0.0.1",
        server.sockets[0].getsockname()[1],
        tls=tls,
        local_hostname="nemcon.invalid",
        authorities=str(certificate / "cert.pem") if trusted else None,
    )
    async with Relay(settings) as relay:
        delivery = await relay.deliver(FROM, "pm@mission.example", DATA)
    server.close()
    assert isinstance(delivery, Sent if trusted else Deferred)
    assert len(desk.received) == (1 if trusted else 0)
