"""Two hundred objections while everything is killed at random moments, again and again."""

from __future__ import annotations

import asyncio
import os
import random
import re
import time
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from nemcon.procedure.acts import Outcome
from nemcon.procedure.entries import BookClosed, Filed, Recorded
from nemcon.procedure.evolution import evolve
from nemcon.procedure.outcome_entries import OutcomeReached
from nemcon.procedure.state import ProcedureState
from nemcon.register import codec
from nemcon.register.mailings import LetterState, letters_of, mailings_of
from nemcon.register.verify import Head, verify
from tests.faults.installation import PROCEDURE, Installation, installation
from tests.faults.objectors import Acknowledged, Objectors
from tests.faults.programs import Postgres, Program, Supervisor, until

pytestmark = pytest.mark.faults

PERIOD = 20.0
"""Seconds from placing the text to its deadline."""
QUIET = 4.0
"""For how many of them nothing is killed yet."""
AFTER = 6.0
"""For how many seconds after the deadline objections still arrive."""


@pytest.fixture
async def postgres_server() -> AsyncIterator[Postgres]:
    server = Postgres()
    server.start()
    try:
        await server.wait_until_ready()
        yield server
    finally:
        server.stop()


async def test_what_was_acknowledged_is_kept_and_counted_whatever_is_killed(tmp_path: Path) -> None:
    async with installation(tmp_path, members=200, apis=2, workers=2, grace=5) as house:
        victims = [*house.apis, *house.workers, house.engine]
        await campaign(house, victims, victims)


@pytest.mark.postgres
async def test_the_same_on_postgresql_which_is_killed_too(
    tmp_path: Path, postgres_server: Postgres
) -> None:
    url = postgres_server.address
    async with installation(tmp_path, url, members=200, apis=2, workers=2, grace=5) as house:
        victims = [*house.apis, *house.workers, house.engine]
        await campaign(house, [*victims, postgres_server], [*victims, postgres_server])


def say(what: object) -> None:
    print(what)  # noqa: T201 - what chance did must be told, so that it can be done again


async def campaign(house: Installation, victims: list[Program], supervised: list[Program]) -> None:
    """Object, kill, and see what the register, the letters and the receipts say afterwards."""
    seed = int(os.environ.get("NEMCON_FAULTS_SEED") or random.randrange(10**6))
    say(f"NEMCON_FAULTS_SEED={seed}")
    chance = random.Random(seed)
    deadline = await house.place(PERIOD)
    objectors = Objectors(house, random.Random(seed + 1))
    async with Supervisor(supervised):
        killing = asyncio.create_task(kill(victims, chance, PERIOD + AFTER + 4))
        await objectors.object(0.5, PERIOD + AFTER)
        await killing
        restarted = time.monotonic()
        await until(lambda: outcome(house) is not None, "the outcome", 60, tell=house.said)
        say(f"outcome {time.monotonic() - restarted:.1f} s after the last kill")
        await until(
            lambda: house.told_all("outcome"), "the letters of the outcome", 60, tell=house.said
        )
        await until(lambda: noted(house), "the notes of these letters", 60, tell=house.said)
        say(f"letters {time.monotonic() - restarted:.1f} s after the last kill")
    say({program.name: program.kills for program in victims})
    say(f"{objectors.broken_off} broken off, {objectors.put_off} put off")
    assert objectors.refused == []
    assert objectors.given_up == []
    assert sum(program.kills for program in victims) >= 10
    check_register(house, objectors.acknowledged, deadline)
    check_letters(house)


async def kill(victims: list[Program], chance: random.Random, seconds: float) -> None:
    """Kill one after another at random moments; each is started again a moment later.

    At first none, so that even on a busy machine some are received in time.
    """
    end = time.monotonic() + seconds
    await asyncio.sleep(QUIET)
    while time.monotonic() < end:
        await asyncio.sleep(chance.uniform(0.3, 1.6))
        Supervisor.kill(chance.choice(victims), chance.uniform(0.05, 1.0))


def record(house: Installation) -> list[Recorded]:
    return [codec.read(entry.body) for entry in house.register.written(PROCEDURE)]


def outcome(house: Installation) -> str | None:
    try:
        position = house.register.position(PROCEDURE)
    except Exception:  # noqa: BLE001 - the database itself may be down just now
        return None
    return position.state.outcome if position else None


def noted(house: Installation) -> bool:
    """Whether the register knows that every letter of the outcome left."""
    with house.register.database.reading() as connection:
        [mailing] = [m for m in mailings_of(connection, PROCEDURE) if m.notice == "outcome"]
        states = Counter(letter.state for letter in letters_of(connection, mailing.id))
    return states == {LetterState.SENT: house.members}


def check_register(house: Installation, promised: list[Acknowledged], deadline: datetime) -> None:
    entries = record(house)
    filed = {item.entry.participant: item for item in entries if isinstance(item.entry, Filed)}
    written = house.register.written(PROCEDURE)
    hashes = {entry.number: entry.hash for entry in written}

    assert Counter(x.entry.participant for x in entries if isinstance(x.entry, Filed)) == Counter(
        promise.participant for promise in promised
    )
    assert len(promised) == house.members
    for promise in promised:
        item = filed[promise.participant]
        assert isinstance(item.entry, Filed)
        assert hashes[promise.number] == promise.hash
        assert item.at == promise.received_at
        assert item.entry.late == promise.late == (promise.received_at >= deadline), promise
    late = [promise for promise in promised if promise.late]
    assert 0 < len(late) < house.members
    say(f"{len(promised)} acknowledged, {len(late)} late")

    last = max(promised, key=lambda promise: promise.number)
    found = verify(PROCEDURE, written, Head(last.number, last.hash))
    assert found.sound, found.problems
    check_outcome(house, entries, deadline)


def check_outcome(house: Installation, entries: list[Recorded], deadline: datetime) -> None:
    [closed] = [item for item in entries if isinstance(item.entry, BookClosed)]
    [reached] = [item for item in entries if isinstance(item.entry, OutcomeReached)]
    objected = {
        item.entry.participant
        for item in entries
        if isinstance(item.entry, Filed) and not item.entry.late
    }
    in_time = [x.number for x in entries if isinstance(x.entry, Filed) and not x.entry.late]
    assert isinstance(closed.entry, BookClosed)
    assert isinstance(reached.entry, OutcomeReached)
    assert max(in_time) < closed.number
    assert {*closed.entry.silent, *closed.entry.unreached} == {*house.participants()} - objected
    assert reached.entry.outcome is Outcome.COMPILED
    assert (closed.entry.at, reached.entry.at) == (deadline, deadline)

    position = house.register.position(PROCEDURE)
    nothing: Any = None
    folded: ProcedureState = reduce(evolve, entries, nothing)
    assert position is not None
    assert position.state == folded


def check_letters(house: Installation) -> None:
    """Every letter that arrived more than once arrived as the same bytes."""
    copies: dict[bytes, set[bytes]] = {}
    for path in house.mailbox.glob("*.eml"):
        data = path.read_bytes()
        [name] = re.findall(rb"(?im)^message-id:\s*(\S+)", data)
        copies.setdefault(name, set()).add(data)
    assert [name for name, different in copies.items() if len(different) > 1] == []
