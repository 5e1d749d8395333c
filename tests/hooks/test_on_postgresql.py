"""What others follow works on PostgreSQL as it does on SQLite."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from activities.hooking import Hooking
from tests.api.house import BODY, PROCEDURE, House
from tests.hooks.conftest import Receiver


@pytest.mark.postgres
def test_webhooks_calendars_and_outcomes_on_postgresql(
    postgres_with_tables: str, receiver: Callable[..., Receiver]
) -> None:
    running = receiver()
    running.answers("500")
    house = House(postgres_with_tables, webhooks_private=True)
    at = f"/bodies/{BODY}"
    made = house.post(f"{at}/webhooks", {"url": f"http://127.0.0.1:{running.port}/"}).json()
    house.open("later")
    hooking = Hooking(house.context.register, house.context.links, house.settings)
    hooking.collect()
    hooking.collect()
    assert asyncio.run(hooking.send()) == len(house.context.register.written("later"))
    assert asyncio.run(hooking.send()) == 0
    house.post(f"{at}/webhooks/{made['id']}/enable", {})
    running.answers("204")
    assert asyncio.run(hooking.send()) > 0
    (hook,) = house.get(f"{at}/webhooks").json()
    assert {message["state"] for message in hook["messages"]} == {"delivered"}

    calendar = house.post(f"{at}/feeds", {}).json()["url"].removeprefix("https://silence.example")
    assert house.caller.call("GET", calendar).text.count("BEGIN:VEVENT") == 2
    house.put(f"{at}/publishing", {"outcomes": True})
    reasons = {"because": "Overtaken by events."}
    house.post(f"/procedures/{PROCEDURE}/acts/withdraw-text", reasons, "chair")
    house.post(f"/procedures/{PROCEDURE}/acts/confirm", reasons, "chair")
    assert "<entry>" in house.caller.call("GET", f"/outcomes/{BODY}.atom").text
    assert house.get("/exports/procedures.csv").content.count(b"\r\n") == 3
    house.close()
