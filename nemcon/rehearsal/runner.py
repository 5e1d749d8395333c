"""Running a scenario from its first line until nothing is due any more."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta
from secrets import token_hex
from typing import Final

from temporalio.testing import WorkflowEnvironment

from nemcon.procedure.refusal import Refusal
from nemcon.register.door import PositionOf
from nemcon.register.kinds import State
from nemcon.register.mailings import LetterState, counts
from nemcon.register.timeline import facts_of
from nemcon.register.verify import Verification, verify
from nemcon.rehearsal.cast import Cast
from nemcon.rehearsal.performing import perform
from nemcon.rehearsal.scenario import Event, Scenario
from nemcon.rehearsal.stage import Stage, open_stage
from nemcon.timing.timeline import Fact
from nemcon.timing.writing import write_utc

TRIED_AGAIN: Final = timedelta(minutes=30)
"""After how long at most letters that were put off are tried again."""
STEPS_AT_MOST: Final = 500
"""How many steps of time are taken after the file's last event before the rehearsal gives up."""


@dataclass(slots=True)
class Performance:
    """What happened: the refusals in order, and where every procedure stands at the end.

    `mail` counts the letters that left, by their notice; `facts` make the timeline.
    """

    scenario: Scenario
    cast: Cast
    seconds: float = 0
    refused: list[tuple[Event, Refusal]] = field(default_factory=list[tuple[Event, Refusal]])
    procedures: dict[str, PositionOf[State]] = field(default_factory=dict[str, PositionOf[State]])
    verifications: dict[str, Verification] = field(default_factory=dict[str, Verification])
    mail: dict[str, int] = field(default_factory=dict[str, int])
    facts: tuple[Fact, ...] = ()


async def rehearse(scenario: Scenario, engine: WorkflowEnvironment) -> Performance:
    """Run the scenario on that engine. `seconds` does not count the engine's own start."""
    started = time.perf_counter()
    performance = Performance(scenario, Cast(scenario))
    outages = any(_takes_the_worker_away(event) for event in scenario.events)
    async with open_stage(engine, f"rehearsal-{token_hex(8)}", outages=outages) as stage:
        await play(performance, stage)
        _take_stock(performance, stage)
    performance.seconds = time.perf_counter() - started
    return performance


def _takes_the_worker_away(event: Event) -> bool:
    return event.verb == "stop" and event.target != "mail"


async def play(performance: Performance, stage: Stage) -> None:
    """Do on that stage what the scenario says, and let time run until nothing is due."""
    entered = False
    for event in performance.scenario.events:
        stage.step = f"line {event.line} ({event.by}, {event.verb}: {event.target})"
        await stage.skip_to(event.at)
        if not entered:
            with stage.database.writing() as connection:
                performance.cast.enter(connection, event.at)
            entered = True
        answer = await perform(event, performance.scenario, stage, performance.cast)
        if isinstance(answer, Refusal):
            performance.refused.append((event, answer))
        await stage.come_to_rest()
    stage.step = "the end of the file"
    for machine in ("engine", "worker"):
        await stage.start(machine)
    await stage.come_to_rest()
    await _run_out(stage)


async def _run_out(stage: Stage) -> None:
    """Let time pass from one step that is due to the next, until none is."""
    for _ in range(STEPS_AT_MOST):
        ahead = [
            position.next.at
            for name in stage.procedures
            if (position := stage.register.whereabouts(name)) and position.next
        ]
        if stage.letters_wait():
            ahead.append(stage.clock.now() + TRIED_AGAIN)
        if not ahead:
            return
        stage.step = f"what was due at {write_utc(min(ahead))}, after the end of the file"
        await stage.skip_to(max(min(ahead), stage.clock.now()) + timedelta(seconds=1))
        await stage.come_to_rest()


def _take_stock(performance: Performance, stage: Stage) -> None:
    for name in stage.procedures:
        position = stage.register.whereabouts(name)
        if position is None:
            continue
        performance.procedures[name] = position
        written = stage.register.written(name)
        performance.verifications[name] = verify(name, written, position.head)
        performance.facts += facts_of(position.state, written)
        with stage.database.reading() as connection:
            for notice, states in counts(connection, name).items():
                left = states.get(LetterState.SENT, 0) + states.get(LetterState.BOUNCED, 0)
                performance.mail[notice] = performance.mail.get(notice, 0) + left
