"""The stage: the real register, workflows and letters, on a clock that skips.

The engine's own clock only goes forward from today, so the stage keeps how far the scenario's
clock is from it. What people do is recorded at exactly the time the file says; what time does is
done when the engine's timers fire.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from activities.letters import LetterActivities
from pydantic import SecretStr
from temporalio import activity
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from activities.timekeeping import Timekeeping
from nemcon.engine import NudgeRelay, binary, register_search_attributes, worker, workflow_id
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.register import schema
from nemcon.register.database import Database
from nemcon.register.door import Register
from nemcon.register.mailings import mailings_of
from nemcon.register.outbox import backlog
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings
from workflows.silence import SilenceProcedure

PATIENCE: Final = timedelta(seconds=20)
"""How long, in real time, the stage waits for the workflows to come to rest."""


class StageClock:
    """The scenario's clock: set for what people do, and the engine's for what time does."""

    def __init__(self) -> None:
        """The clock is set before anything happens."""
        self.behind = timedelta(0)
        self._set: datetime | None = None

    def now(self) -> datetime:
        """The scenario's present; it never goes back behind what people have done."""
        if self._set is None:
            message = "the clock of the stage has not been set"
            raise RuntimeError(message)
        if not activity.in_activity():
            return self._set
        return max(self._set, activity.info().started_time.astimezone(UTC) - self.behind)

    def set(self, instant: datetime, engine_now: datetime | None) -> None:
        """It is that instant on the stage, while the engine reads `engine_now`, if it runs."""
        self._set = instant
        if engine_now is not None:
            self.behind = engine_now - instant


class Stage:
    """One installation of everything, with its time-skipping engine."""

    def __init__(self, engine: WorkflowEnvironment, folder: Path, queue: str) -> None:
        """Set up by `open_stage`."""
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
        self._letters = LetterActivities(self.register, key, self.settings, self.carrier)
        self._relay = NudgeRelay(engine.client, queue, self.database, every=1)
        self._worker: AsyncExitStack | None = None
        self.procedures: list[str] = []

    async def start_worker(self) -> None:
        """Begin to serve the workflows; what fell due while nobody served them happens now."""
        if self._worker is not None:
            return
        self._worker = AsyncExitStack()
        serving = worker(
            self.engine.client,
            self.queue,
            Timekeeping(self.register),
            self._letters,
            cached_workflows=0,  # or the engine would wait for the worker that was taken away
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
            engine_now = await self.engine.get_current_time()
        self.clock.set(instant, engine_now)

    async def come_to_rest(self) -> None:
        """Tell the workflows what was recorded, and wait until they have acted on it."""
        if self._worker is None:
            return
        async with asyncio.timeout(PATIENCE.total_seconds()):
            while not await self._at_rest():
                await self._relay.relay_once()
                await asyncio.sleep(0.005)

    async def _at_rest(self) -> bool:
        with self.database.reading() as connection:
            if backlog(connection)[0]:
                return False
            waiting = {
                name: bool(mailings_of(connection, name, incomplete=True))
                for name in self.procedures
            }
        for name, letters_wait in waiting.items():
            if letters_wait and not self.carrier.stopped:
                return False
            if not await self._has_seen(name):
                return False
        return True

    async def _has_seen(self, procedure: str) -> bool:
        position = self.register.position(procedure)
        if position is None or (position.state.ended and not self.carrier.stopped):
            return True
        handle = self.engine.client.get_workflow_handle_for(
            SilenceProcedure.run, workflow_id(procedure)
        )
        standing = await handle.query(SilenceProcedure.standing)
        return standing is not None and standing.number >= position.head.number

    def close(self) -> None:
        """Give back the database."""
        self.database.close()


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
async def open_stage(engine: WorkflowEnvironment, queue: str) -> AsyncGenerator[Stage]:
    """A stage of its own on that engine; `queue` keeps its workflows from those of others."""
    with TemporaryDirectory(prefix="nemcon-rehearsal-") as folder:
        stage = Stage(engine, Path(folder), queue)
        await stage.start_worker()
        try:
            yield stage
        finally:
            await stage.stop_worker()
            stage.close()
