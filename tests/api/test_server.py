"""The same through a real server and a real socket, where senders misbehave."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from nemcon.bootstrap import build_web
from tests.api.house import PROCEDURE, House


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The port of a server that waits a third of a second for a body."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    house = House(f"sqlite:///{tmp_path / 'register.db'}", port=number, body_seconds=0.3)
    server = build_web(house.context)
    thread = threading.Thread(target=_serve, args=(server,))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield number
    server.should_exit = True
    thread.join()
    house.close()


def _serve(server: uvicorn.Server) -> None:
    asyncio.run(server.serve())


def exchange(port: int, sent: bytes) -> bytes:
    """Send the bytes and nothing more, and read until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(sent)
        answer = b""
        while part := connection.recv(65536):
            answer += part
        return answer


def head(method: str, length: int, *more: str) -> bytes:
    lines = [
        f"{method} /api/v1/procedures/{PROCEDURE}/filings HTTP/1.1",
        "Host: silence.example",
        "Content-Type: application/json",
        f"Content-Length: {length}",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def test_a_sender_that_stops_half_way_is_told_so_and_let_go(port: int) -> None:
    answer = exchange(port, head("POST", 100) + b'{"kind": "obj')
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b'"code": "too-slow"' in answer


def test_a_body_that_is_announced_too_large_is_refused_before_it_comes(port: int) -> None:
    answer = exchange(port, head("POST", 5_000_000))
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"code": "too-large"' in answer


def test_head_is_answered_without_a_body(port: int) -> None:
    request = b"HEAD /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = exchange(port, request)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /\x00 HTTP/1.1",
        b"GET / HTTP/9.9",
        b"\xff\xfe",
        b"POST /api/v1/procedures HTTP/1.1\r\nX",
    ],
)
def test_what_is_not_a_request_is_not_answered_with_a_fault(port: int, request_line: bytes) -> None:
    answer = exchange(port, request_line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert b" 500 " not in answer.partition(b"\r\n")[0]
