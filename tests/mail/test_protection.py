"""The password stays secret, and the relay proves who it is before it gets a letter."""

import asyncio
import logging
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from nemcon.mail.relay import Deferred, Relay, RelaySettings, Sent, Tls

from .server import DATA, FROM, Desk, Server, serving


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
