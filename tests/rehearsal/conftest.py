"""One time-skipping engine for all rehearsals of a run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest
from temporalio.testing import WorkflowEnvironment

from nemcon.engine import speak_only_of_errors
from nemcon.rehearsal.stage import open_engine

SDK_SETTLES = 0.5


@pytest.fixture(scope="session")
async def engine() -> AsyncGenerator[WorkflowEnvironment]:
    speak_only_of_errors()
    async with open_engine() as environment:
        yield environment
    await asyncio.sleep(SDK_SETTLES)
