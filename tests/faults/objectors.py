"""Delegations that object over HTTP and try again, as their programs should."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

from tests.faults.installation import PROCEDURE, Installation

PATIENCE = 90


@dataclass
class Acknowledged:
    """What a delegation was promised."""

    participant: str
    number: int
    hash: str
    received_at: datetime
    late: bool
    attempts: int


@dataclass
class Objectors:
    """Every delegation objects once, at a moment of its own between `first` and `last` seconds."""

    house: Installation
    chance: random.Random
    acknowledged: list[Acknowledged] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    broken_off: int = 0
    put_off: int = 0

    async def object(self, first: float, last: float) -> None:
        clients = [self.house.client(n, "") for n in range(len(self.house.ports))]
        moments = {name: self.chance.uniform(first, last) for name in self.house.participants()}
        try:
            async with asyncio.TaskGroup() as group:
                for name, moment in moments.items():
                    group.create_task(self._object(name, moment, clients))
        finally:
            await asyncio.gather(*(client.aclose() for client in clients))

    async def _object(self, name: str, moment: float, clients: list[httpx.AsyncClient]) -> None:
        await asyncio.sleep(moment)
        which, end = self.chance.randrange(len(clients)), time.monotonic() + PATIENCE
        for attempt in range(1, 1000):
            answer = await self._send(name, clients[which])
            if answer is not None and answer.status_code in (httpx.codes.OK, httpx.codes.CREATED):
                self._note(name, answer.json(), attempt)
                return
            if answer is not None and answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                self.refused.append(f"{name}: {answer.status_code} {answer.text}")
                return
            if time.monotonic() > end:
                self.given_up.append(name)
                return
            which = (which + 1) % len(clients)
            await asyncio.sleep(self.chance.uniform(0.1, 0.4))

    async def _send(self, name: str, client: httpx.AsyncClient) -> httpx.Response | None:
        """The answer; none where the connection broke, so that nobody knows what happened."""
        try:
            answer = await client.post(
                f"/procedures/{PROCEDURE}/filings",
                json={"kind": "object", "says": f"{name} cannot join the consensus."},
                headers={
                    "Authorization": f"Bearer {self.house.links[name]}",
                    "Idempotency-Key": f"objection of {name}",
                },
            )
        except httpx.TransportError:
            self.broken_off += 1
            return None
        self.put_off += answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
        return answer

    def _note(self, name: str, receipt: dict[str, Any], attempt: int) -> None:
        self.acknowledged.append(
            Acknowledged(
                participant=name,
                number=receipt["number"],
                hash=receipt["hash"],
                received_at=datetime.fromisoformat(receipt["received_at"]),
                late=receipt["late"],
                attempts=attempt,
            )
        )
