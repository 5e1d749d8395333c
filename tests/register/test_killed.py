"""Processes that are killed: what was acknowledged is kept, and the chain holds."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from nemcon.procedure.entries import Filed
from nemcon.register import codec
from nemcon.register.door import Receipt
from nemcon.register.verify import Head, verify
from tests.faults.programs import ROOT, Postgres, until

from .build import START, Installation, objection, taken

ROUNDS = 8


class Filer:
    """A process that files until it is killed, as often as one likes."""

    def __init__(self, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.register.filer", url, "p"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def file_until_killed(self, name: str, seconds: float) -> list[tuple[int, str, str]]:
        """Let a child file for that long, kill it, and give the receipts that it told."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        told = self._process.stdout
        child = int(told.readline())
        first = told.readline().split()
        timer = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
        timer.start()
        lines = [first, *(line.split() for line in iter(told.readline, "gone\n"))]
        timer.join()
        return [(int(number), digest, submission) for number, digest, submission in lines]

    def stop(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


@pytest.fixture
def filers(house: Installation) -> Iterator[list[Filer]]:
    house.place()
    url = house.database.url.render_as_string(hide_password=False)
    started = [Filer(url) for _ in range(2)]
    yield started
    for filer in started:
        filer.stop()


def check(house: Installation, acknowledged: dict[str, tuple[int, str]]) -> None:
    """Each receipt names its entry, each submission is there once, and the chain is whole."""
    written = house.another().written("p")
    stored = {entry.number: entry for entry in written}
    assert list(stored) == list(range(1, len(written) + 1))
    assert len(acknowledged) >= 10
    for submission, (number, digest) in acknowledged.items():
        assert stored[number].hash == digest
        entries = (codec.read(stored[n].body).entry for n in range(number, 0, -1))
        filed = next(entry for entry in entries if isinstance(entry, Filed))
        assert filed.says == submission
    last = max(acknowledged.values())
    assert verify("p", written, Head(*last)).sound
    said = [e.says for w in written if isinstance(e := codec.read(w.body).entry, Filed)]
    assert len(set(said)) == len(said)


def test_what_a_killed_process_acknowledged_is_kept(
    house: Installation, filers: list[Filer]
) -> None:
    seed = int(os.environ.get("NEMCON_FAULTS_SEED") or random.randrange(10**6))
    print(f"NEMCON_FAULTS_SEED={seed}")  # noqa: T201 - so that it can be done again
    chance = random.Random(seed)
    acknowledged: dict[str, tuple[int, str]] = {}
    # The two take turns; the second starts while the first is still being cleared away.
    for turn in range(ROUNDS):
        pause = chance.uniform(0, 0.25)
        for number, digest, name in filers[turn % 2].file_until_killed(f"r{turn}", pause):
            acknowledged[name] = (number, digest)

    check(house, acknowledged)
    taken(house.register.record("p", objection("japan", "after"), START))


def test_two_processes_at_once_leave_one_chain(house: Installation, filers: list[Filer]) -> None:
    told: list[list[tuple[int, str, str]]] = [[], []]

    def run(which: int) -> None:
        told[which] = filers[which].file_until_killed(f"process-{which}", 0.5)

    threads = [threading.Thread(target=run, args=(which,)) for which in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(told)
    check(house, {name: (number, digest) for one in told for number, digest, name in one})


@pytest.mark.postgres
async def test_what_was_acknowledged_outlives_a_killed_postgresql(tmp_path: Path) -> None:
    server = Postgres()
    server.start()
    try:
        await server.wait_until_ready()
        house = Installation(server.address)
        house.place()
        stop = threading.Event()
        acknowledged: dict[str, tuple[int, str]] = {}
        filing = [
            asyncio.to_thread(file_stubbornly, house, member, stop, acknowledged)
            for member in ("egypt", "norway")
        ]
        running = asyncio.gather(*filing)
        await asyncio.sleep(0.3)
        await asyncio.to_thread(kill_a_backend, house)
        await server.wait_until_ready()
        await asyncio.sleep(0.3)
        await immediate_stop(server)
        await server.wait_until_ready()
        before = len(acknowledged)
        await until(lambda: len(acknowledged) >= before + 10, "ten more receipts", 30)
        stop.set()
        await running
        check(house, acknowledged)
        house.close()
    finally:
        server.stop()


def file_stubbornly(
    house: Installation,
    member: str,
    stop: threading.Event,
    acknowledged: dict[str, tuple[int, str]],
) -> None:
    """As a person would: what was not acknowledged is sent again, as the same submission."""
    number = 0
    while not stop.is_set():
        name = f"{member}-{number}"
        act = objection(member, says=name)
        try:
            answer = house.register.record("p", act, START, submission=name)
        except DBAPIError:
            time.sleep(0.05)
            continue
        assert isinstance(answer, Receipt)
        acknowledged[name] = (answer.number, answer.hash)
        number += 1


def kill_a_backend(house: Installation) -> None:
    """PostgreSQL then throws out everybody, and recovers from its log."""
    with house.database.reading() as connection:
        backend = connection.scalar(text("SELECT pg_backend_pid()"))
        assert isinstance(backend, int)
        os.kill(backend, signal.SIGKILL)
        with pytest.raises(DBAPIError):
            connection.execute(text("SELECT 1"))


async def immediate_stop(server: Postgres) -> None:
    """End it without a checkpoint, as losing power would, and start it again."""
    process = server._process
    assert process is not None
    process.send_signal(signal.SIGQUIT)
    await asyncio.to_thread(process.wait, 15)
    server.start()
