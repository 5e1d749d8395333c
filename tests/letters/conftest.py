"""The installation that letters are sent from, and a relay whose answers a test chooses."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from nemcon.mail.relay import Relay, RelaySettings

from .coming_back import Abroad, abroad
from .house import CIRCULATION, House, Mood


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    made.place()
    yield made
    made.database.close()


@pytest.fixture
async def mood() -> AsyncIterator[tuple[Mood, Relay]]:
    handler = Mood()
    server = Controller(handler, hostname="127.0.0.1", port=0, server_hostname="mood.invalid")
    server.port = _free_port()
    server.start()
    settings = RelaySettings("127.0.0.1", server.port, local_hostname="worker.invalid")
    async with Relay(settings) as relay:
        yield handler, relay
    server.stop()


@pytest.fixture
async def world(house: House, mood: tuple[Mood, Relay]) -> AsyncIterator[Abroad]:
    """All letters have left, and what comes back is taken in."""
    handler, relay = mood
    await house.send(CIRCULATION, relay)
    async with abroad(house, handler) as made:
        yield made


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
