"""A busy negotiation keeps its histories short, and every kind of procedure is kept to its end."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_hex
from typing import Any

from temporalio.client import WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from nemcon.engine import register_search_attributes, workflow_id
from nemcon.negotiation import acts as n
from nemcon.procedure.people import Actor, Category, Office
from nemcon.procedure.profile import profile_of
from nemcon.register import directory
from nemcon.register.door import Receipt
from nemcon.register.kinds import Act, Kind
from nemcon.rehearsal.cast import BODY
from nemcon.rehearsal.stage import Stage, is_busy, open_stage
from nemcon.text.amendments import Change
from nemcon.text.document import Paragraph, Text
from tests.register.build import CHAIR, START
from workflows.keeping import LONGEST_HISTORY

RULES = profile_of("test", "Rules for a test", {})
BUSY = 150


def enter(stage: Stage) -> None:
    body = directory.Body(BODY, "The body", "Europe/Vienna")
    member = directory.Participant("egypt", "Egypt", Category.MEMBER)
    with stage.database.writing() as connection:
        directory.put_body(connection, body, START)
        directory.put_participants(connection, BODY, [member])


async def told(stage: Stage, act: Act) -> None:
    """Record the act now, and let the workflow act on it."""
    receipt = stage.register.record("n", act, stage.clock.now(), body=BODY)
    assert isinstance(receipt, Receipt), receipt
    await stage.come_to_rest()


async def runs_of(stage: Stage) -> list[int]:
    """How many events each run of the workflow has, the first run first."""
    client, name = stage.engine.client, workflow_id("n", Kind.NEGOTIATION)
    latest: WorkflowHandle[Any, Any] = client.get_workflow_handle(name)
    while await is_busy(latest):
        pass
    run = (await latest.describe()).run_id
    lengths: list[int] = []
    while run:
        history = await client.get_workflow_handle(name, run_id=run).fetch_history()
        lengths.insert(0, len(history.events))
        started = history.events[0].workflow_execution_started_event_attributes
        run = started.continued_execution_run_id
    return lengths


async def test_a_busy_negotiation_begins_a_new_history_before_the_old_one_is_long(
    time_skipping: WorkflowEnvironment,
) -> None:
    await register_search_attributes(time_skipping.client, "default")
    async with open_stage(time_skipping, f"busy-{token_hex(4)}", outages=False) as stage:
        stage.clock.set(START, await time_skipping.get_current_time())
        enter(stage)
        with stage.database.reading() as connection:
            roll = directory.seats(connection, BODY)
        text = Text("Draft", (Paragraph("1", "States should meet."),))
        tabled = n.TableText(CHAIR, text, roll, RULES.id, RULES.title, RULES.values)
        stage.register.record("n", tabled, START, body=BODY)
        await stage.come_to_rest()
        egypt = Actor(Office.DELEGATION, "egypt", "Egypt", "link")
        for number in range(BUSY):
            wording = f"States should meet {number} times."
            await told(stage, n.ProposeAmendment(egypt, "1", Change.REPLACE, wording))
        lengths = await runs_of(stage)
        await told(stage, n.WithdrawTabled(CHAIR))

    assert len(lengths) > 1, "one history held everything"
    assert all(length <= LONGEST_HISTORY + 50 for length in lengths)
    assert stage.clock.now() - START < timedelta(days=1)
