"""Sending one webhook: where it may go, and what a receiver cannot make of it."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from nemcon.hooks import posting
from nemcon.hooks.addressing import AddressRefused, Target, is_public
from nemcon.hooks.posting import Poster
from tests.hooks.conftest import Receiver

Start = Callable[..., Receiver]
PRIVATE = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.1.2.3"),
    *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1"),
    *("::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:4136:e378::1", "ff02::1"),
    *("240.0.0.1", "192.0.2.1", "not an address"),
)


def looks_up(*addresses: str) -> Callable[[str, int], Awaitable[tuple[str, ...]]]:
    async def found(_host: str, _port: int) -> tuple[str, ...]:
        return addresses

    return found


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_a_private_network_is_none_that_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://user:secret@example.org/",
        "https://example.org/#part",
        "ftp://example.org/",
        "https:///nowhere",
        "not an address",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_an_address_that_is_not_for_webhooks_is_refused_when_it_is_entered(address: str) -> None:
    with pytest.raises(AddressRefused):
        Target.of(address, private=False)


async def test_a_name_with_one_private_address_among_others_is_not_sent_to(receiver: Start) -> None:
    running = receiver()
    poster = Poster(resolve=looks_up("93.184.216.34", "127.0.0.1"))
    answer = await poster.post(f"https://rebound.example:{running.port}/", {}, b"{}")
    assert (answer.status, "private network" in answer.says) == (0, True)
    nowhere = await Poster(resolve=looks_up()).post("https://nowhere.example/", {}, b"{}")
    assert "cannot be found" in nowhere.says
    assert running.received == []


async def test_the_connection_goes_to_the_address_that_was_looked_at(receiver: Start) -> None:
    running = receiver()
    poster = Poster(private=True, resolve=looks_up("127.0.0.1"))
    url = f"http://hooks.example:{running.port}/in?a=1"
    answer = await poster.post(url, {"webhook-id": "msg_1"}, b'{"a":1}')
    assert (answer.taken, answer.says) == (True, "")
    (got,) = running.received
    assert (got["path"], got["body"]) == ("/in?a=1", '{"a":1}')
    assert got["headers"]["Host"] == f"hooks.example:{running.port}"
    assert got["headers"]["Content-Type"] == "application/json"


@pytest.fixture
def certified(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate of hooks.example, and its key."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    words += ["-subj", "/CN=hooks.example", "-addext", "subjectAltName=DNS:hooks.example"]
    command = ["openssl", *words, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")
async def test_the_certificate_has_to_be_that_of_the_name(
    receiver: Start, certified: tuple[Path, Path]
) -> None:
    certificate, key = certified
    running = receiver(certificate, key)
    trust = ssl.create_default_context(cafile=str(certificate))
    poster = Poster(private=True, resolve=looks_up("127.0.0.1"), trust=trust)
    good = await poster.post(f"https://hooks.example:{running.port}/", {}, b"{}")
    assert good.status == 204, good.says
    other = await poster.post(f"https://other.example:{running.port}/", {}, b"{}")
    assert (other.status, "certificate" in other.says) == (0, True)
    unknown = Poster(private=True, resolve=looks_up("127.0.0.1"))
    assert (await unknown.post(f"https://hooks.example:{running.port}/", {}, b"{}")).status == 0


async def test_a_redirect_is_not_followed_and_of_a_long_answer_little_is_read(
    receiver: Start,
) -> None:
    running = receiver()
    poster = Poster(private=True)
    url = f"http://127.0.0.1:{running.port}/"
    running.answers("elsewhere")
    assert (await poster.post(url, {}, b"{}")).status == 302
    assert len(running.received) == 1
    running.answers("long")
    answer = await poster.post(url, {}, b"{}")
    assert (answer.status, answer.taken, len(answer.says)) == (500, False, 200)


async def test_a_receiver_that_takes_too_long_or_is_not_there_is_an_answer_too(
    receiver: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "WITHIN", 0.5)
    running = receiver()
    running.answers("slow")
    poster = Poster(private=True)
    slow = await poster.post(f"http://127.0.0.1:{running.port}/", {}, b"{}")
    assert (slow.status, "no answer" in slow.says) == (0, True)
    assert (await poster.post("http://127.0.0.1:1/", {}, b"{}")).says.startswith("No connection")
