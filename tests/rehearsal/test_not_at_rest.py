"""A rehearsal that gets stuck says where, and ends."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nemcon.cli.app import app
from nemcon.rehearsal.crew import Witness

CASE = (
    Path(__file__).parent.parent / "cases" / "an-objection-under-stop-ends-the-period-at-once.yaml"
)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nemcon.rehearsal.stage.PATIENCE", timedelta(seconds=2))


def test_a_workflow_that_never_rests_is_named_with_the_step_and_the_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = Witness.has_told

    def deaf_to_the_objection(self: Witness, procedure: str, head: int) -> bool:
        return heard(self, procedure, head) and head < 3

    monkeypatch.setattr(Witness, "has_told", deaf_to_the_objection)

    done = CliRunner().invoke(app, ["rehearse", str(CASE)])

    assert done.exit_code == 1
    assert f"{CASE}: format did not come to rest within 2 seconds" in done.stderr
    assert "at line 21 (Egypt, object: format)" in done.stderr


def test_a_timer_that_never_fires_is_told_to_programs_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What the stage then expects of the engine's timers lies in the past.
    monkeypatch.setattr("nemcon.rehearsal.crew.LONGEST_WAIT", timedelta(days=-1))

    done = CliRunner().invoke(app, ["rehearse", str(CASE), "--json"])

    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert told["code"] == "not-at-rest"
    assert "format did not come to rest within 2 seconds, at line 21" in told["says"]
