"""Letters a second, composed and sent, beside a bare loop that sends the same bytes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import aiosmtplib
from pydantic import SecretStr
from temporalio.testing import ActivityEnvironment

from activities.letters import LetterActivities
from bench.parts import KEY, Place, furnish, place, place_under_silence, profile, running
from bench.table import Figure, rate, step
from nemcon.mail.relay import Delivery, Outgoing, Relay, RelaySettings
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings
from tests.faults.programs import free_port, sink

DELEGATIONS = 193
CONTACTS = 2
CONNECTIONS = 4
ROUNDS = 3

Key = TypeVar("Key")


class Overhearing:
    """The real carrier, which also keeps what it was given, to send the same bytes again."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay
        self.sent: list[tuple[str, str, bytes]] = []

    async def deliver_many(
        self, letters: Iterable[Outgoing[Key]]
    ) -> AsyncGenerator[tuple[Key, Delivery], None]:
        """Pass the letters on."""

        def overheard() -> Iterator[Outgoing[Key]]:
            for letter in letters:
                self.sent.append((letter.envelope_sender, letter.recipient, letter.data))
                yield letter

        async for result in self.relay.deliver_many(overheard()):
            yield result


def measure() -> Iterator[Figure]:
    """On both databases; the letters are rows there, before and after they are sent."""
    for kind in ("SQLite", "PostgreSQL"):
        with place(kind) as there, step(f"letters on {kind}"):
            port = free_port()
            with running(sink(port, there.folder / "mailbox")):
                done, bare, size = asyncio.run(_measure(there, port))
            more = f"{size / 1024:.0f} KiB each"
            yield rate(f"letters, {kind}", done, bare, "bare aiosmtplib", aim=0.5, more=more)


async def _measure(there: Place, port: int) -> tuple[float, float, float]:
    """The medians of some mailings and of as many bare loops, one after the other."""
    furnish(there.register, DELEGATIONS, CONTACTS)
    names = [f"procedure-{n}" for n in range(ROUNDS)]
    until = datetime.now(UTC) + timedelta(days=3)
    place_under_silence(there.register, names, until, profile())
    letters, done, bare = DELEGATIONS * CONTACTS, list[float](), list[float]()
    settings = Settings(link_key=SecretStr(KEY), smtp_port=port)
    reached = RelaySettings("127.0.0.1", port, connections=CONNECTIONS)
    async with Relay(reached) as relay:
        carrier = Overhearing(relay)
        key = LinkKey(KEY.encode())
        activities = LetterActivities(there.register, key, settings, carrier)
        for name in names:
            carrier.sent.clear()
            started = time.perf_counter()
            mailing = f"{name}.2.circulation"
            result = await ActivityEnvironment().run(activities.send_mailing, mailing)
            done.append(letters / (time.perf_counter() - started))
            assert result.sent == letters == len(carrier.sent)
            bare.append(letters / await _bare(port, carrier.sent))
    size = sum(len(data) for _, _, data in carrier.sent) / letters
    return sorted(done)[ROUNDS // 2], sorted(bare)[ROUNDS // 2], size


async def _bare(port: int, letters: list[tuple[str, str, bytes]]) -> float:
    """How long the same bytes take over as many connections, opened beforehand."""
    waiting = iter(letters)
    clients = [
        aiosmtplib.SMTP(hostname="127.0.0.1", port=port, use_tls=False, start_tls=False)
        for _ in range(CONNECTIONS)
    ]
    await asyncio.gather(*(client.connect() for client in clients))

    async def work(client: aiosmtplib.SMTP) -> None:
        for sender, recipient, data in waiting:
            await client.sendmail(sender, [recipient], data)

    started = time.perf_counter()
    await asyncio.gather(*map(work, clients))
    took = time.perf_counter() - started
    await asyncio.gather(*(client.quit() for client in clients))
    return took
