"""Every scenario file comes out as it expects; every wrong one is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from temporalio.testing import WorkflowEnvironment

from nemcon.home.seed import the_real_meeting
from nemcon.procedure.acts import Kind
from nemcon.rehearsal.parts import VERBS
from nemcon.rehearsal.report import as_data, unmet
from nemcon.rehearsal.runner import rehearse
from nemcon.rehearsal.scenario import read_scenario
from nemcon.rehearsal.source import ScenarioError

CASES = Path(__file__).parent.parent / "cases"
RIGHT = sorted(CASES.glob("*.yaml"))
WRONG = sorted((CASES / "wrong").glob("*.yaml"))

pytestmark = pytest.mark.xdist_group("rehearsals")


@pytest.mark.parametrize("file", RIGHT, ids=lambda file: file.stem)
async def test_the_case_comes_out_as_expected(file: Path, engine: WorkflowEnvironment) -> None:
    performance = await rehearse(read_scenario(file), engine)

    assert [str(miss) for miss in unmet(performance)] == []
    assert as_data(performance)["register"]["verified"]


@pytest.mark.parametrize("file", WRONG, ids=lambda file: file.stem)
def test_a_wrong_file_is_refused_with_the_line_and_the_key(file: Path) -> None:
    wanted = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# wrong: ")

    with pytest.raises(ScenarioError) as refused:
        read_scenario(file)

    assert str(refused.value.faults[0]).startswith(wanted)


async def test_the_real_meeting_comes_out_as_its_report_says(engine: WorkflowEnvironment) -> None:
    performance = await rehearse(the_real_meeting(), engine)

    assert unmet(performance) == []
    assert performance.mail["circulation"] == 13


def test_every_verb_is_reached_by_a_case() -> None:
    reached = {event.verb for file in RIGHT for event in read_scenario(file).events}

    assert set(VERBS) <= reached
    assert {kind.value for kind in Kind} <= reached


async def test_an_expectation_that_does_not_hold_is_told(engine: WorkflowEnvironment) -> None:
    scenario = read_scenario(CASES / "silence-kept-is-adopted-at-the-deadline.yaml")
    wrong = {"format": {"outcome": "withdrawn", "decided at": "2026-06-18 19:00"}, "agenda": {}}
    outline = scenario.outline.model_copy(update={"expect": wrong})

    performance = await rehearse(scenario.model_copy(update={"outline": outline}), engine)

    assert [str(miss) for miss in unmet(performance)] == [
        "format, outcome: wanted withdrawn, got adopted",
        "format, decided at: wanted 2026-06-18T17:00:00Z, got 2026-06-18T16:00:00Z",
        "agenda: wanted a procedure, got none was opened",
    ]


async def test_what_belongs_to_agendas_and_negotiations_is_said_to_be_missing(
    engine: WorkflowEnvironment, tmp_path: Path
) -> None:
    file = tmp_path / "meeting.yaml"
    case = (CASES / "silence-kept-is-adopted-at-the-deadline.yaml").read_text(encoding="utf-8")
    event = "  - {at: 2026-06-16 10:00, by: Secretariat, circulate-agenda: agenda}\nexpect:"
    file.write_text(case.partition("expect:")[0] + event + " {}\n", encoding="utf-8")

    performance = await rehearse(read_scenario(file), engine)

    assert [refusal.code for _, refusal in performance.refused] == ["not-rehearsed"]
    assert performance.procedures["format"].state.outcome == "adopted"
