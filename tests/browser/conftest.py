"""A running installation, and pages that look at it as people would."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from tests.pages.site import Site


@dataclass(frozen=True, slots=True)
class Running:
    """The installation and where it is reached."""

    site: Site
    base: str


def _running(folder: Path) -> Iterator[Running]:
    listening = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    site = Site(folder, public_url=base)
    config = uvicorn.Config(site.app, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    yield Running(site, base)
    server.should_exit = True
    thread.join()
    listening.close()
    site.close()


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    """An installation of this test alone, served on a free port."""
    made = _running(tmp_path)
    yield await asyncio.to_thread(next, made)
    await asyncio.to_thread(next, made, None)
