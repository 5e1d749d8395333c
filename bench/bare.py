"""The limits of the engine: a workflow with one timer and two empty activities, and its worker.

`python -m bench.bare serve ADDRESS` serves it from a process of its own, with the settings of the
real worker; `python -m bench.bare rehearse DAYS` runs one of them on the time-skipping engine.
"""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from bench.bare_workflow import QUEUE, Bare, nothing
from nemcon.engine import binary, connect, speak_only_of_errors
from nemcon.home.engine import READY_WITHIN


def worker(client: Client) -> Worker:
    """A worker with the settings of the real one."""
    return Worker(
        client,
        task_queue=QUEUE,
        workflows=[Bare],
        activities=[nothing],
        activity_executor=ThreadPoolExecutor(max_workers=16),
        max_concurrent_activities=16,
        max_cached_workflows=1000,
    )


async def serve(address: str) -> None:
    """Serve until the process is ended."""
    await worker(await connect(address, "default", patience=READY_WITHIN)).run()


async def rehearse(days: str) -> None:
    """Let one of them run through that many days."""
    path = binary("temporal-test-server")
    environment = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=path, data_converter=pydantic_data_converter
    )
    async with environment, worker(environment.client):
        seconds = timedelta(days=float(days)).total_seconds()
        await environment.client.execute_workflow(Bare.run, seconds, id="bare", task_queue=QUEUE)
    await asyncio.sleep(0.5)


if __name__ == "__main__":
    speak_only_of_errors()
    asyncio.run({"serve": serve, "rehearse": rehearse}[sys.argv[1]](sys.argv[2]))
