"""Procedures closed a second when two hundred close at the same instant."""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from temporalio.client import WorkflowHandle

from bench.bare_workflow import QUEUE, Bare
from bench.parts import KEY, Place, furnish, place, place_under_silence, profile, running, wait_for
from bench.table import Figure, rate, step
from nemcon.engine import connect, workflow_id
from nemcon.home.engine import READY_WITHIN
from nemcon.procedure.acts import Outcome
from nemcon.register.mailings import mailings_of
from tests.faults.programs import ROOT, Program, engine, free_port, listens, sink, worker

PROCEDURES = 200
MEMBERS = 1
GRACE = 2
OPENING = 25
"""Seconds that opening the procedures and sending their first letters may take."""
PATIENCE = 90
STARTING = 8
"""Seconds that starting the bare workflows may take."""


def measure() -> Iterator[Figure]:
    """The bare workflow first and last, and the register on both databases in between."""
    bare, done = [_timed_bare()], dict[str, float]()
    for kind in ("SQLite", "PostgreSQL"):
        with place(kind) as there, step(f"{PROCEDURES} closings on {kind}"):
            done[kind] = _closings(there)
    bare.append(_timed_bare())
    limit = statistics.mean(bare)
    told = f"bare workflows ({bare[0]:.0f} before, {bare[1]:.0f} after)"
    for kind, closed in done.items():
        yield rate(f"closings, {kind}", closed, limit, told, aim=0.7)


def _timed_bare() -> float:
    with place("SQLite") as there, step(f"{PROCEDURES} bare workflows"):
        return _bare(there)


def _bare(there: Place) -> float:
    port = free_port()
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "bench.bare", "serve", address]
    serving = Program(
        "bare worker", command, there.folder / "bare.log", environment={"PYTHONPATH": str(ROOT)}
    )
    with running(engine(port, there.folder), serving):
        return asyncio.run(_bare_workflows(address))


async def _bare_workflows(address: str) -> float:
    client = await connect(address, "default", patience=READY_WITHIN)
    due = datetime.now(UTC) + timedelta(seconds=STARTING)
    handles = []
    for number in range(PROCEDURES):
        left = (due - datetime.now(UTC)).total_seconds()
        name = f"bare-{number}"
        handles.append(await client.start_workflow(Bare.run, left, id=name, task_queue=QUEUE))
    assert datetime.now(UTC) < due, "starting took longer than was allowed for"
    return await _a_second(handles, due)


def _closings(there: Place) -> float:
    """Silence is kept in all of them; each is closed and its outcome sent.

    The roll is as small as can be: letters have a figure of their own.
    """
    port, smtp = free_port(), free_port()
    settings = {
        "NEMCON_DATABASE_URL": there.url,
        "NEMCON_LINK_KEY": KEY,
        "NEMCON_TEMPORAL_ADDRESS": f"127.0.0.1:{port}",
        "NEMCON_SMTP_PORT": str(smtp),
    }
    names = [f"procedure-{number}" for number in range(PROCEDURES)]
    furnish(there.register, MEMBERS)
    with running(
        engine(port, there.folder),
        sink(smtp, there.folder / "mailbox"),
        worker("worker", there.folder, settings),
    ):
        deadline = datetime.now(UTC) + timedelta(seconds=OPENING)
        rules = profile(period__reminders="none")
        place_under_silence(there.register, names, deadline, rules, GRACE)
        wait_for(lambda: _letters_out(there, names), "the first letters")
        assert datetime.now(UTC) < deadline, "opening took longer than was allowed for"
        closes = deadline + timedelta(seconds=GRACE)
        done = asyncio.run(_real_workflows(f"127.0.0.1:{port}", names, closes))
    assert {_outcome(there, name) for name in names} == {Outcome.ADOPTED}
    assert listens(port) is False
    return done


async def _real_workflows(address: str, names: Sequence[str], closes: datetime) -> float:
    client = await connect(address, "default", patience=READY_WITHIN)
    handles = [client.get_workflow_handle(workflow_id(name)) for name in names]
    return await _a_second(handles, closes)


async def _a_second(handles: Sequence[WorkflowHandle[Any, Any]], due: datetime) -> float:
    """How many ended a second, counted from the instant at which all of them fell due."""
    async with asyncio.timeout(PATIENCE):
        for handle in handles:
            await handle.result()
    closed = [(await handle.describe()).close_time for handle in handles]
    last = max(instant for instant in closed if instant)
    await asyncio.sleep(0.5)
    return len(handles) / (last - due).total_seconds()


def _letters_out(there: Place, names: Sequence[str]) -> bool:
    time.sleep(0.5)
    with there.register.database.reading() as connection:
        return all(m.completed for name in names for m in mailings_of(connection, name))


def _outcome(there: Place, name: str) -> str | None:
    position = there.register.position(name)
    return position.state.outcome if position else None
