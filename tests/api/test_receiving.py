"""A request is received when its last byte is here; its size and its time are bounded."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi import Request
from starlette.types import Message

from api.problems import Problem
from api.receiving import Receiving
from tests.api.house import DEADLINE, PROCEDURE, START, HeldClock, House

LENGTH = (b"content-length", b"50")
ADDRESS = f"/api/v1/procedures/{PROCEDURE}/filings"


def test_what_arrives_whole_after_the_deadline_is_late_though_begun_before(house: House) -> None:
    body = json.dumps({"kind": "object", "says": "No."}).encode()
    house.clock.at = DEADLINE - timedelta(seconds=10)

    async def dribbling() -> AsyncIterator[bytes]:
        yield body[:5]
        house.clock.at = DEADLINE
        yield body[5:]

    headers = {**house.as_("brazil"), "Content-Type": "application/json"}
    answer = house.caller.call("POST", ADDRESS, content=dribbling(), headers=headers)
    assert (answer.status_code, answer.json()["late"]) == (201, True)


def test_a_body_without_a_declared_length_is_bounded_too(house: House) -> None:
    before = house.rows()

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(1000):
            yield b"x" * 1000

    headers = {**house.as_("brazil"), "Content-Type": "application/json"}
    answer = house.caller.call("POST", ADDRESS, content=endless(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    assert answer.headers["Connection"] == "close"
    assert "Content-Security-Policy" in answer.headers
    assert house.rows() == before


async def test_a_body_that_does_not_come_is_not_waited_for(house: House) -> None:
    answered: list[Message] = []

    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        answered.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "path": ADDRESS,
        "headers": [],
        "app": house.caller.app,
    }

    async def unreached(*_: object) -> None:
        raise AssertionError

    await Receiving(unreached, HeldClock(START), 1000, 0.01)(scope, never, send)
    assert answered[0]["status"] == 408


async def test_a_sender_that_goes_away_leaves_no_trace() -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def unreached(*_: object) -> None:
        raise AssertionError

    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    await Receiving(unreached, HeldClock(START), 1000, 1)(scope, gone, unreached)


async def test_a_small_filing_does_not_wait_for_large_ones_that_do_not_come() -> None:
    reached: list[str] = []

    async def app(scope: Any, *_: object) -> None:  # noqa: ANN401 - whatever the server hands on
        reached.append(scope["path"])

    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def at_once() -> Message:
        return {"type": "http.request", "body": b"x=1"}

    async def send(_: Message) -> None:
        raise AssertionError

    def to(path: str, *headers: tuple[bytes, bytes]) -> dict[str, Any]:
        return {"type": "http", "method": "POST", "path": path, "headers": list(headers)}

    larger = {
        re.compile("/l/[^/]+/marked-up"): 200_000_000,
        re.compile("/l/[^/]+/marked-up/file"): 8_000_000,
    }
    receiving = Receiving(app, HeldClock(START), 1000, 60, larger)
    large = (b"content-length", b"1001")
    held = [
        asyncio.create_task(receiving(to("/l/x/marked-up", large), never, send)) for _ in range(9)
    ]
    await asyncio.sleep(0.2)  # each asks in a thread first
    for headers in ([(b"content-length", b"3")], [], [large]):
        filing = to("/l/y/marked-up/file", *headers)
        await asyncio.wait_for(receiving(filing, at_once, send), 60)
    assert reached == ["/l/y/marked-up/file"] * 3
    for each in held:
        each.cancel()


async def test_the_room_for_large_requests_is_left_when_the_body_is_in_and_stamped() -> None:
    clock, stamps, inside = HeldClock(START), [], asyncio.Event()

    async def app(scope: Any, *_: object) -> None:  # noqa: ANN401 - whatever the server hands on
        stamps.append(scope["state"]["received_at"])
        if len(stamps) == 6:
            inside.set()
        await inside.wait()

    async def in_one_piece() -> Message:
        return {"type": "http.request", "body": b"x" * 2_000}

    async def send(_: Message) -> None:
        raise AssertionError

    receiving = Receiving(app, clock, 1000, 60, {re.compile("/large"): 200_000_000})
    scope = {"type": "http", "method": "POST", "path": "/large", "headers": []}
    both = [receiving(scope, in_one_piece, send) for _ in range(6)]
    await asyncio.wait_for(asyncio.gather(*both), 60)
    assert stamps == [START] * 6


async def test_a_large_request_of_a_stranger_is_refused_before_it_comes(house: House) -> None:
    answered: list[Message] = []

    def refuse(_: Request) -> None:
        raise Problem(401, "no-token", "Who are you?")

    async def unreached(*_: object) -> None:
        raise AssertionError

    async def unread() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        answered.append(message)

    receiving = Receiving(unreached, HeldClock(START), 9, 1, {re.compile("/large"): 99}, refuse)
    scope = {"type": "http", "method": "POST", "path": "/large", "headers": [LENGTH]}
    await receiving(scope | {"app": house.caller.app}, unread, send)
    assert answered[0]["status"] == 401


@pytest.mark.parametrize("path", ["/l/nobodys/marked-up", "/api/v1/negotiations/x/marked-up"])
def test_a_stranger_sends_no_large_file_to_a_link_or_with_a_token(house: House, path: str) -> None:
    headers = {"Authorization": "Bearer nobodys", "Content-Type": "application/octet-stream"}
    answer = house.caller.call("POST", path, content=b"x" * 300_000, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "no-token")
    known = house.caller.call(
        "POST",
        "/api/v1/negotiations/x/marked-up",
        content=b"x" * 300_000,
        headers=headers | house.as_("brazil"),
    )
    assert known.json()["code"] not in {"no-token", "too-large"}
