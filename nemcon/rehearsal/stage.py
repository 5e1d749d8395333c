"""The stage: the real register, workflows and letters, on a clock that skips.

The engine's own clock only goes forward from today, so the stage keeps how far the scenario's
clock is from it. What people do is recorded at exactly the time the file says; what time does is
done when the engine's timers fire.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from pydantic import SecretStr
from sqlalchemy import Connection
from temporalio.api.enums.v1 import EventType, PendingActivityState
from temporalio.client import WorkflowExecutionStatus, WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment

from nemcon.engine import NudgeRelay, binary, register_search_attributes, worker, workflow_id
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.register import schema
from nemcon.register.database import Database
from nemcon.register.door import Register
from nemcon.register.kinds import Kind, kind_of
from nemcon.register.listing import heads_of, procedures_opened
from nemcon.register.mailings import (
    Mailing,
    incomplete_mailings,
    letters_of,
    mailings_of,
)
from nemcon.register.outbox import waiting_nudges
from nemcon.register.secrets import LinkKey
from nemcon.rehearsal.crew import Mailroom, StageClock, Witness
from nemcon.settings import Settings

PATIENCE: Final = timedelta(seconds=20)
"""How long, in real time, the stage waits for the workflows to come to rest."""
KEPT_WORKFLOWS: Final = 100
ABOUT_NOW: Final = timedelta(seconds=1)
BRIEFLY: Final = timedelta(milliseconds=5)


class NotAtRest(RuntimeError):
    """Something did not come to rest in time; `says` tells which procedure, when and where."""

    code = "not-at-rest"

    def __init__(self, procedures: Iterable[str], step: str) -> None:
        who = ", ".join(procedures) or "the stage"
        self.says = (
            f"{who} did not come to rest within {PATIENCE.total_seconds():g} seconds, at {step}. "
            "Nothing is wrong with the file; the machine may be too busy, so rehearse it again."
        )
        super().__init__(self.says)


class Stage:
    """One installation of everything, with its time-skipping engine."""

    def __init__(
        self, engine: WorkflowEnvironment, folder: Path, queue: str, *, outages: bool
    ) -> None:
        """Set up by `open_stage`."""
        # An engine that has given a workflow to a worker's cache waits for that worker, even after
        # it was taken away. Where none is, replaying every workflow at each step costs the most.
        self._cached_workflows = 0 if outages else KEPT_WORKFLOWS
        self.clock = StageClock()
        self.engine = engine
        self.queue = queue
        self.database = Database(f"sqlite:///{folder / 'rehearsal.db'}")
        schema.upgrade(self.database)
        self.register = Register(self.database, self.clock)
        self.carrier = Pigeonhole()
        self.settings = Settings(
            database_url=str(self.database.url),
            link_key=SecretStr("rehearsal" * 8),
            public_url="https://rehearsal.example",
        )
        key = LinkKey(self.settings.link_key.get_secret_value().encode())
        self._mailroom = Mailroom(self.register, key, self.settings, self.carrier)
        self._relay = NudgeRelay(engine.client, queue, self.database, every=1)
        self._witness = Witness(self.register)
        self._worker: AsyncExitStack | None = None
        self._down: set[str] = set()
        self.step = "the beginning"
        """Where in the scenario the stage is, in words."""

    @property
    def procedures(self) -> tuple[str, ...]:
        """All procedures, also those that others opened, in the order in which they were."""
        with self.database.reading() as connection:
            return procedures_opened(connection)

    async def stop(self, machine: str) -> None:
        """Take the engine or the worker away."""
        self._down.add(machine)
        await self.stop_worker()

    async def start(self, machine: str) -> None:
        """Give back what was taken away; only with everything back are workflows served."""
        if machine == "mail":
            self.carrier.stopped = False
        self._down.discard(machine)
        if not self._down:
            await self.start_worker()

    def stop_mail(self, back_at: datetime | None) -> None:
        """Let no letter leave; `back_at` is when the scenario starts mail again."""
        self.carrier.stopped = True
        self._mailroom.back_at = back_at

    async def start_worker(self) -> None:
        """Begin to serve the workflows; what fell due while nobody served them happens now."""
        if self._worker is not None:
            return
        self._worker = AsyncExitStack()
        serving = worker(
            self.engine.client,
            self.queue,
            self._witness,
            self._mailroom,
            cached_workflows=self._cached_workflows,
        )
        await self._worker.enter_async_context(serving)
        if self.procedures:
            await self.skip_to(self.clock.now())

    async def stop_worker(self) -> None:
        """Take the worker and the relay away; what is due waits."""
        if self._worker is not None:
            await self._worker.aclose()
            self._worker = None

    async def skip_to(self, instant: datetime) -> None:
        """Let time pass until that instant of the scenario; what falls due on the way happens.

        While nobody serves the workflows only the scenario's clock moves: the engine cannot skip
        over what waits to be served, and catches up when somebody does.
        """
        if self._worker is None:
            self.clock.set(instant, None)
            return
        engine_now = await self.engine.get_current_time()
        ahead = instant + self.clock.behind - engine_now
        if self.procedures and ahead > timedelta(0):
            await self.engine.sleep(ahead)
            engine_now = await self._let_timers_fire()
        self.clock.set(instant, engine_now)

    async def _let_timers_fire(self) -> datetime:
        """Let every timer that fires about now do so before anybody acts; the engine's present.

        The time-skipping engine loses a step of a workflow whose timer fires while it is told
        that somebody acted.
        """
        wake: datetime | None = None
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                while True:
                    engine_now = await self.engine.get_current_time()
                    wake = self._witness.next_wake()
                    if wake is None or wake > engine_now + ABOUT_NOW:
                        return engine_now
                    await self.engine.sleep(max(wake - engine_now, timedelta(0)) + BRIEFLY)
                    while self._witness.next_wake() == wake:  # noqa: ASYNC110 - a thread tells
                        await asyncio.sleep(0.002)
        except TimeoutError as error:
            waking = self._witness.waking_at(wake) if wake else ()
            raise NotAtRest(waking, self.step) from error

    async def come_to_rest(self) -> None:
        """Tell the workflows what was recorded, and wait until they have acted on it."""
        if self._worker is None:
            return
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                while self._restless():
                    await self._relay.relay_once()
                    await asyncio.sleep(0.005)
        except TimeoutError as error:
            raise NotAtRest(self._restless(), self.step) from error

    def _restless(self) -> list[str]:
        """The procedures whose workflows have something to do still, or to be told.

        It is asked every few milliseconds, and so asks the database as little as it can.
        """
        with self.database.reading() as connection:
            nudged = {nudge.procedure for nudge in waiting_nudges(connection)}
            told = self._witness.has_told
            heads = heads_of(connection)
            untold = {name for name, head in heads.items() if not told(name, head)}
            waiting = incomplete_mailings(connection)
            busy = {m.procedure for m in waiting if not _is_put_off(connection, m)}
        return sorted(nudged | untold | busy)

    def letters_wait(self) -> bool:
        """Whether letters wait to be tried again, with mail that would take them now."""
        if self.carrier.stopped:
            return False
        with self.database.reading() as connection:
            return any(mailings_of(connection, x, incomplete=True) for x in self.procedures)

    async def close(self) -> None:
        """Let what has ended come to its end, so that the engine is free for another stage."""
        with suppress(RPCError, TimeoutError):
            async with asyncio.timeout(PATIENCE.total_seconds()):
                for name in self.procedures:
                    await self._end(name)
        await self.stop_worker()
        self.database.close()

    async def _end(self, procedure: str) -> None:
        position = self.register.whereabouts(procedure)
        kind = kind_of(position.state) if position else Kind.SILENCE
        handle = self.engine.client.get_workflow_handle(workflow_id(procedure, kind))
        with self.database.reading() as connection:
            waiting = mailings_of(connection, procedure, incomplete=True)
        if position is None or not position.state.ended or waiting:
            while await is_busy(handle):  # noqa: ASYNC110 - the engine is asked
                await asyncio.sleep(0.005)
            await handle.terminate("the rehearsal is over")
            return
        running = WorkflowExecutionStatus.RUNNING
        while (await handle.describe()).status is running:  # noqa: ASYNC110 - the engine is asked
            await asyncio.sleep(0.002)


def _is_put_off(connection: Connection, mailing: Mailing) -> bool:
    """Whether every letter of the mailing that waits has been tried, and is tried again later."""
    waiting = letters_of(connection, mailing.id, queued=True)
    return mailing.composed and bool(waiting) and all(letter.attempts for letter in waiting)


async def is_busy(handle: WorkflowHandle[Any, Any]) -> bool:
    """Whether a task of the workflow or an activity is being worked on just now.

    The time-skipping engine never skips again once such a workflow has been terminated. The
    activities are asked for first: one that ends between the two questions has then left a task
    in the history, where the other way round neither answer would tell of it.
    """
    pending = (await handle.describe()).raw_description.pending_activities
    steps = [EventType.Name(e.event_type) for e in (await handle.fetch_history()).events]
    tasks = [step for step in steps if step.startswith("EVENT_TYPE_WORKFLOW_TASK_")]
    started = PendingActivityState.PENDING_ACTIVITY_STATE_STARTED
    # This engine also says "started" of one that has failed and is tried again later.
    working = (x.state == started and not x.HasField("last_failure") for x in pending)
    return tasks[-1:] != ["EVENT_TYPE_WORKFLOW_TASK_COMPLETED"] or any(working)


@asynccontextmanager
async def open_engine() -> AsyncGenerator[WorkflowEnvironment]:
    """A time-skipping engine; one serves any number of rehearsals, one after another."""
    path = binary("temporal-test-server")
    engine = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=path, data_converter=pydantic_data_converter
    )
    async with engine:
        await register_search_attributes(engine.client, "default")
        yield engine


@asynccontextmanager
async def open_stage(
    engine: WorkflowEnvironment, queue: str, *, outages: bool = True
) -> AsyncGenerator[Stage]:
    """A stage of its own on that engine; `queue` keeps its workflows from those of others.

    `outages` says whether the worker may be taken away; a stage where it may not is faster.
    """
    with TemporaryDirectory(prefix="nemcon-rehearsal-") as folder:
        stage = Stage(engine, Path(folder), queue, outages=outages)
        await stage.start_worker()
        try:
            yield stage
        finally:
            await stage.close()
