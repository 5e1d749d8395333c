"""The workflow on its own, with activities that say what a test wants them to say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from temporalio import activity
from temporalio.client import WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.contract import KEEP_TIME, SEND_MAILING, MailingDone, Standing
from nemcon.engine import binary, register_search_attributes
from nemcon.rehearsal.stage import is_busy
from workflows.keeping import LONGEST_WAIT
from workflows.silence import Silence, SilenceProcedure

LONG = 40
Handle = WorkflowHandle[SilenceProcedure, str | None]


class Register:
    """Says where a procedure stands, in the order a test gives, and stays with the last."""

    def __init__(self, *standings: Standing) -> None:
        self.standings = list(standings)
        self.asked = 0
        self.mailed: list[str] = []
        self.letters_stuck = False
        self.holding: asyncio.Event | None = None

    @activity.defn(name=KEEP_TIME)
    async def keep_time(self, procedure: str) -> Standing:
        self.asked += 1
        if self.holding is not None:
            await self.holding.wait()
        return self.standings.pop(0) if len(self.standings) > 1 else self.standings[0]

    @activity.defn(name=SEND_MAILING)
    async def send_mailing(self, mailing: str) -> MailingDone:
        self.mailed.append(mailing)
        while self.letters_stuck:
            activity.heartbeat()
            await asyncio.sleep(0.01)
        return MailingDone(mailing=mailing, sent=1, refused=0)


def standing(phase: str, number: int, wait: float | None = None, *mailings: str) -> Standing:
    outcome = "adopted" if phase == "ended" else None
    return Standing(
        procedure="p",
        phase=phase,
        number=number,
        wait_seconds=wait,
        mailings=mailings,
        outcome=outcome,
    )


@asynccontextmanager
async def kept(
    engine: WorkflowEnvironment, register: Register, name: str
) -> AsyncGenerator[Handle]:
    await register_search_attributes(engine.client, "default")
    worker = Worker(
        engine.client,
        task_queue=name,
        workflows=[SilenceProcedure],
        activities=[register.keep_time, register.send_mailing],
    )
    async with worker:
        yield await engine.client.start_workflow(
            SilenceProcedure.run, Silence(procedure="p"), id=name, task_queue=name
        )


async def until(condition: object) -> None:
    assert callable(condition)
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - the activities tell by counting
            await asyncio.sleep(0.005)


async def end(procedure: Handle) -> None:
    async with asyncio.timeout(60):
        while await is_busy(procedure):  # noqa: ASYNC110 - the engine is asked
            await asyncio.sleep(0.005)
    await procedure.terminate()


async def test_the_deadline_closes_the_book_and_the_outcome_is_announced(
    time_skipping: WorkflowEnvironment,
) -> None:
    register = Register(
        standing("under-silence", 2, 3600.0, "circulation"), standing("ended", 5, None, "outcome")
    )
    async with kept(time_skipping, register, "quiet") as procedure:
        assert await procedure.result() == "adopted"

    assert register.asked == 2
    assert register.mailed == ["circulation", "outcome"]


async def test_letters_that_are_held_leave_also_when_the_procedure_has_ended_meanwhile(
    time_skipping: WorkflowEnvironment,
) -> None:
    register = Register(
        standing("under-silence", 2, 60.0),
        standing("ended", 3, 30.0),
        standing("ended", 3, None, "circulation", "outcome"),
    )
    async with kept(time_skipping, register, "held") as procedure:
        assert await procedure.result() == "adopted"

    assert register.asked == 3
    assert sorted(register.mailed) == ["circulation", "outcome"]


async def test_letters_that_do_not_leave_never_hold_up_the_clock(
    time_skipping: WorkflowEnvironment,
) -> None:
    register = Register(
        standing("under-silence", 2, 0.05, "circulation"), standing("ended", 5, None, "outcome")
    )
    register.letters_stuck = True
    async with kept(time_skipping, register, "stuck") as procedure:
        await until(lambda: register.asked == 2)
        register.letters_stuck = False
        assert await procedure.result() == "adopted"


async def test_somebody_who_acts_while_the_register_is_asked_is_not_missed(
    time_skipping: WorkflowEnvironment,
) -> None:
    register = Register(standing("consultation", 4), standing("consultation", 5))
    register.holding = asyncio.Event()
    async with kept(time_skipping, register, "crossing") as procedure:
        await until(lambda: register.asked == 1)
        await procedure.signal(SilenceProcedure.somebody_acted)
        register.holding.set()
        await until(lambda: register.asked == 2)
        await end(procedure)


async def test_many_acts_in_a_moment_are_looked_at_together(
    time_skipping: WorkflowEnvironment,
) -> None:
    register = Register(standing("consultation", 4))
    register.holding = asyncio.Event()
    async with kept(time_skipping, register, "many") as procedure:
        await until(lambda: register.asked == 1)
        for _ in range(50):
            await procedure.signal(SilenceProcedure.somebody_acted)
        register.holding.set()
        await until(lambda: register.asked == 2)
        await asyncio.sleep(0.1)
        assert register.asked == 2
        await end(procedure)


async def test_a_procedure_that_only_people_can_move_is_looked_at_again_in_time(
    time_skipping: WorkflowEnvironment,
) -> None:
    register = Register(standing("suspended", 4))
    async with kept(time_skipping, register, "forgotten") as procedure:
        await until(lambda: register.asked == 1)
        await time_skipping.sleep(LONGEST_WAIT + timedelta(minutes=1))
        await until(lambda: register.asked == 2)
        await end(procedure)


async def test_an_ended_procedure_is_taken_up_again_when_somebody_acts(
    time_skipping: WorkflowEnvironment,
) -> None:
    register = Register(standing("ended", 5), standing("ended", 7, None, "finding"))
    async with kept(time_skipping, register, "again") as procedure:
        assert await procedure.result() == "adopted"
        again = await time_skipping.client.start_workflow(
            SilenceProcedure.run,
            Silence(procedure="p"),
            id="again",
            task_queue="again",
            start_signal="somebody_acted",
        )
        assert await again.result() == "adopted"

    assert register.mailed == ["finding"]


@pytest.fixture
async def hasty_server() -> AsyncGenerator[WorkflowEnvironment]:
    """A real server that calls a history long after a few steps; the other one never does."""
    async with await WorkflowEnvironment.start_local(
        data_converter=pydantic_data_converter,
        dev_server_existing_path=binary("temporal"),
        dev_server_extra_args=[
            "--dynamic-config-value",
            f"limit.historyCount.suggestContinueAsNew={LONG}",
        ],
    ) as environment:
        yield environment


async def test_a_long_procedure_goes_on_in_a_new_run_and_ends_there(
    hasty_server: WorkflowEnvironment,
) -> None:
    looks = [standing("consultation", number, 0.0) for number in range(LONG)]
    register = Register(*looks, standing("ended", LONG, None, "outcome"))
    async with kept(hasty_server, register, "long") as procedure:
        first = procedure.result_run_id
        assert await procedure.result() == "adopted"
        last = await hasty_server.client.get_workflow_handle("long").describe()

    assert register.asked == LONG + 1
    assert register.mailed == ["outcome"]
    assert last.run_id != first


async def test_a_long_procedure_does_not_leave_letters_behind(
    hasty_server: WorkflowEnvironment,
) -> None:
    """While letters are on their way the run is not left, or they would be sent by two."""
    looks = [standing("consultation", n, 0.0, "circulation") for n in range(LONG)]
    register = Register(*looks, standing("ended", LONG, None, "circulation"))
    register.letters_stuck = True
    async with kept(hasty_server, register, "laden") as procedure:
        first = procedure.result_run_id
        await until(lambda: register.asked == LONG + 1)
        register.letters_stuck = False
        assert await procedure.result() == "adopted"
        last = await hasty_server.client.get_workflow_handle("laden").describe()

    assert register.mailed == ["circulation"]
    assert last.run_id == first
