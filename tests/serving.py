"""An application of the tests that answers over HTTP, on a free port, while a block lasts."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI


@contextmanager
def free_port() -> Iterator[tuple[socket.socket, str]]:
    """A socket that listens on a port of its own, and the address at which it is reached."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening, f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def answering(app: FastAPI, listening: socket.socket) -> Iterator[None]:
    """Let the application answer there."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
