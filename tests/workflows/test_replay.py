"""Histories recorded from running procedures replay on today's code: deployments break none."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer
from temporalio.workflow import NondeterminismError

from activities.contract import KEEP_TIME, Standing
from nemcon.engine import WORKFLOWS, workflow_id
from scripts.record_histories import BEHAVIOURS
from workflows.silence import Silence

HISTORIES = Path(__file__).parent / "histories"
RECORDED = sorted(HISTORIES.glob("*.json"))


def replayer(*kinds: type) -> Replayer:
    return Replayer(workflows=list(kinds), data_converter=pydantic_data_converter)


def history(file: Path) -> WorkflowHistory:
    behaviour = BEHAVIOURS[file.stem]
    name = workflow_id(behaviour.procedure, behaviour.kind)
    return WorkflowHistory.from_json(name, file.read_text(encoding="utf-8"))


def test_every_behaviour_has_a_history() -> None:
    assert {file.stem for file in RECORDED} == set(BEHAVIOURS)


@pytest.mark.parametrize("file", RECORDED, ids=lambda file: file.stem)
async def test_a_recorded_procedure_replays_on_todays_code(file: Path) -> None:
    kept, _ = WORKFLOWS[BEHAVIOURS[file.stem].kind]
    await replayer(kept).replay_workflow(history(file))


@workflow.defn(name="SilenceProcedure")
class Impatient:
    """A change that would break running procedures: it waits before it asks the register."""

    @workflow.run
    async def run(self, silence: Silence) -> str | None:
        await asyncio.sleep(60)
        standing: Standing = await workflow.execute_activity(
            KEEP_TIME,
            silence.procedure,
            result_type=Standing,
            start_to_close_timeout=timedelta(seconds=30),
        )
        return standing.outcome

    @workflow.signal
    def somebody_acted(self) -> None:
        """Heard and ignored."""


async def test_a_change_that_would_break_running_procedures_is_found() -> None:
    with pytest.raises(NondeterminismError):
        await replayer(Impatient).replay_workflow(history(HISTORIES / "kept.json"))
