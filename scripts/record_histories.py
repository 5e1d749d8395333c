"""Record the histories that tests/workflows replays: run when a workflow is changed on purpose.

Each comes from a rehearsal of one behaviour. A history that stands in the tests is never
recorded anew to make a failing replay pass: it stands for procedures that are running now.
"""

from __future__ import annotations

import asyncio
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from nemcon.engine import speak_only_of_errors, workflow_id
from nemcon.register.kinds import Kind
from nemcon.rehearsal.cast import Cast
from nemcon.rehearsal.runner import Performance, play
from nemcon.rehearsal.scenario import read_scenario
from nemcon.rehearsal.stage import open_engine, open_stage

TESTS = Path(__file__).parent.parent / "tests"
HISTORIES = TESTS / "workflows" / "histories"
WHO = re.compile(r'"identity": "[^"]*"')
"""Which process on which machine did a step; it says nothing of the behaviour."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a history is of: the case that is rehearsed, and the procedure in it, with its kind."""

    case: str
    procedure: str = "format"
    kind: Kind = Kind.SILENCE


BEHAVIOURS = {
    "kept": Behaviour("silence-kept-is-adopted-at-the-deadline"),
    "stopped": Behaviour("an-objection-under-stop-ends-the-period-at-once"),
    "collected-and-revised": Behaviour("a-revision-goes-under-silence-as-a-new-round"),
    "restored": Behaviour("silence-is-restored-until-a-given-hour"),
    "suspended": Behaviour("a-suspension-with-an-end-resumes-by-itself"),
    "extended": Behaviour("an-extension-moves-the-deadline-and-tells-everybody"),
    "mail-down": Behaviour("letters-wait-while-mail-is-down-and-leave-in-time"),
    "reopened": Behaviour("a-late-objection-may-be-admitted-and-reopens-the-outcome"),
    "consulted-in-vain": Behaviour("consultation-that-runs-out-ends-as-the-rules-say-lapsed"),
    "mail-down-for-a-week": Behaviour("a-relay-down-for-a-week-still-tells-everybody-the-outcome"),
    "worker-away": Behaviour("a-worker-down-for-days-still-closes-at-the-nominal-hour"),
    "agenda-carried-over": Behaviour(
        "an-open-part-that-is-never-settled-is-carried-over", "agenda", Kind.AGENDA
    ),
    "agenda-by-silence": Behaviour(
        "an-agenda-is-adopted-by-silence-item-by-item-with-one-item-held", "agenda", Kind.AGENDA
    ),
    "negotiation-concluded": Behaviour(
        "an-objection-to-one-paragraph-of-the-final-silence-lists-it",
        "recommendations",
        Kind.NEGOTIATION,
    ),
    "negotiation-out-of-time": Behaviour(
        "when-the-time-of-the-chair-runs-out-the-rules-go-on", "recommendations", Kind.NEGOTIATION
    ),
}


async def record(behaviours: dict[str, Behaviour]) -> None:
    """Rehearse each case and write the history of its procedure."""
    async with open_engine() as engine:
        for name, behaviour in behaviours.items():
            scenario = read_scenario(TESTS / "cases" / f"{behaviour.case}.yaml")
            async with open_stage(engine, f"recording-{name}") as stage:
                await play(Performance(scenario, Cast(scenario)), stage)
                handle = engine.client.get_workflow_handle(
                    workflow_id(behaviour.procedure, behaviour.kind)
                )
                history = await handle.fetch_history()
            recorded = WHO.sub('"identity": "worker"', history.to_json())
            (HISTORIES / f"{name}.json").write_text(recorded + "\n", encoding="utf-8")
            print(f"{name}: {len(history.events)} events")
    await asyncio.sleep(0.5)  # the engine's client may kill a process that ends at once


def main() -> None:
    """Record what is not recorded yet, or the behaviours named on the command line."""
    speak_only_of_errors()
    HISTORIES.mkdir(exist_ok=True)
    missing = {n: c for n, c in BEHAVIOURS.items() if not (HISTORIES / f"{n}.json").exists()}
    named = {name: BEHAVIOURS[name] for name in sys.argv[1:]}
    asyncio.run(record(named or missing))


if __name__ == "__main__":
    main()
