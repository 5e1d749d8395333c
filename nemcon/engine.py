"""Temporal: where its servers are found, the worker that serves it, and the relay of nudges.

Nothing is lost when any of this is down. What people do is in the register already; the relay
tells the workflow about it when it can, and a workflow that never heard looks for itself.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import Client
from temporalio.common import WorkflowIDReusePolicy
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.service import RPCError, RPCStatusCode
from temporalio.worker import Worker

from activities.letters import LetterActivities
from activities.timekeeping import Timekeeping
from nemcon.register.database import Database
from nemcon.register.kinds import Kind
from nemcon.register.outbox import Nudge, forget_nudges, waiting_nudges
from workflows.agenda import Agenda, AgendaAdoption
from workflows.keeping import DEADLINE, SEARCH_ATTRIBUTES
from workflows.negotiation import Negotiation, TextNegotiation
from workflows.silence import Silence, SilenceProcedure

log = logging.getLogger(__name__)

WORKFLOWS: Final[dict[Kind, tuple[Any, Callable[..., BaseModel]]]] = {
    Kind.SILENCE: (SilenceProcedure, Silence),
    Kind.AGENDA: (AgendaAdoption, Agenda),
    Kind.NEGOTIATION: (TextNegotiation, Negotiation),
}
"""The workflow that keeps the time of each kind of procedure, and what it is given."""

SEARCH_ATTRIBUTE_FLAGS = tuple(
    f"{key.name}={'Datetime' if key is DEADLINE else 'Keyword'}" for key in SEARCH_ATTRIBUTES
)
"""The same attributes as options of the development server, which then starts with them."""


class MissingBinary(RuntimeError):
    """A server that comes as a package is not installed; `says` tells what to do."""

    code = "missing-binary"

    def __init__(self, name: str) -> None:
        self.says = f"The program {name} was not found; install the project's locked dependencies."
        super().__init__(self.says)


def binary(name: str) -> str:
    """The path of a server's program, beside this Python or on the search path."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise MissingBinary(name)
    return found


def speak_only_of_errors() -> None:
    """Keep the engine's client from writing warnings of its own between a command's lines."""
    levels = TelemetryFilter(core_level="ERROR", other_level="ERROR")
    telemetry = TelemetryConfig(logging=LoggingConfig(filter=levels))
    Runtime.set_default(Runtime(telemetry=telemetry), error_if_already_set=False)


async def connect(address: str, namespace: str, *, patience: float = 0) -> Client:
    """A client that speaks the payloads of this project, with the search attributes known.

    A server that has just been started listens before it answers; with `patience` it is asked
    again for that many seconds. Raises `RuntimeError` or `RPCError` when it cannot be reached.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    while True:
        try:
            client = await Client.connect(
                address, namespace=namespace, data_converter=pydantic_data_converter
            )
            await register_search_attributes(client, namespace)
        except (RuntimeError, RPCError):
            if loop.time() >= end:
                raise
            await asyncio.sleep(0.1)
        else:
            return client


async def register_search_attributes(client: Client, namespace: str) -> None:
    """Make the attributes by which operators search known to the server; twice does no harm."""
    kinds = {
        key.name: IndexedValueType.ValueType(int(key.indexed_value_type))
        for key in SEARCH_ATTRIBUTES
    }
    request = AddSearchAttributesRequest(namespace=namespace, search_attributes=kinds)
    try:
        await client.operator_service.add_search_attributes(request)
    except RPCError as error:
        if error.status is not RPCStatusCode.ALREADY_EXISTS:
            raise


def worker(
    client: Client,
    queue: str,
    timekeeping: Timekeeping,
    letters: LetterActivities,
    *,
    cached_workflows: int = 1000,
) -> Worker:
    """A worker for every procedure; any number of them may serve one queue."""
    activities: Sequence[Any] = (timekeeping.keep_time, letters.send_mailing)
    return Worker(
        client,
        task_queue=queue,
        workflows=[kept for kept, _ in WORKFLOWS.values()],
        activities=activities,
        activity_executor=ThreadPoolExecutor(max_workers=16, thread_name_prefix="activity"),
        max_concurrent_activities=16,
        max_cached_workflows=cached_workflows,
    )


def workflow_id(procedure: str, kind: Kind = Kind.SILENCE) -> str:
    """The id of the workflow that keeps a procedure's time; there is one at a time."""
    return f"{kind}-{procedure}"


class NudgeRelay:
    """Tells workflows that somebody acted, as the outbox of the register asks."""

    def __init__(self, client: Client, queue: str, database: Database, every: float) -> None:
        """`every` is the pause between two looks at the outbox, in seconds."""
        self._client = client
        self._queue = queue
        self._database = database
        self._every = every

    async def run(self) -> None:
        """Relay until cancelled; what cannot be relayed waits, and is tried again."""
        while True:
            try:
                relayed = await self.relay_once()
            except Exception:  # a relay that dies of a passing fault would relay nothing more
                log.exception("nudges could not be relayed; they wait")
                relayed = 0
            if not relayed:
                await asyncio.sleep(self._every)

    async def relay_once(self) -> int:
        """Relay the nudges that wait now; how many procedures were told."""
        nudges = await asyncio.to_thread(self._waiting)
        told = [nudge for nudge in await asyncio.gather(*map(self._tell, nudges)) if nudge]
        if told:
            await asyncio.to_thread(self._forget, [row for nudge in told for row in nudge.rows])
        return len(told)

    async def _tell(self, nudge: Nudge) -> Nudge | None:
        kept, given = WORKFLOWS[nudge.kind]
        try:
            await self._client.start_workflow(
                kept.run,
                given(procedure=nudge.procedure),
                id=workflow_id(nudge.procedure, nudge.kind),
                task_queue=self._queue,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
                start_signal="somebody_acted",
            )
        except RPCError as error:
            log.warning("%s could not be told yet: %s", nudge.procedure, error.status.name)
            return None
        return nudge

    def _waiting(self) -> tuple[Nudge, ...]:
        with self._database.reading() as connection:
            return waiting_nudges(connection, limit=200)

    def _forget(self, rows: list[int]) -> None:
        with self._database.writing() as connection:
            forget_nudges(connection, rows)
