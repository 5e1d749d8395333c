"""Every scenario file comes out as it expects; every wrong one is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from temporalio.testing import WorkflowEnvironment

from nemcon.home.seed import the_real_meeting
from nemcon.procedure.acts import Kind
from nemcon.procedure.people import Group
from nemcon.rehearsal.parts import GroupPart
from nemcon.rehearsal.report import as_data, unmet
from nemcon.rehearsal.runner import rehearse
from nemcon.rehearsal.scenario import ALL_VERBS, cast_of, read_scenario
from nemcon.rehearsal.source import ScenarioError

CASES = Path(__file__).parent.parent / "cases"
RIGHT = sorted(CASES.glob("*.yaml"))
WRONG_MARK = "# wrong: "
WRONG = sorted((CASES / "wrong").glob("*.yaml"))


@pytest.mark.parametrize("file", RIGHT, ids=lambda file: file.stem)
async def test_the_case_comes_out_as_expected(file: Path, engine: WorkflowEnvironment) -> None:
    performance = await rehearse(read_scenario(file), engine)

    assert [str(miss) for miss in unmet(performance)] == []
    assert as_data(performance)["register"]["verified"]


@pytest.mark.parametrize("file", WRONG, ids=lambda file: file.stem)
def test_a_wrong_file_is_refused_with_every_line_and_key(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    wanted = [line.removeprefix(WRONG_MARK) for line in lines if line.startswith(WRONG_MARK)]

    with pytest.raises(ScenarioError) as refused:
        read_scenario(file)

    told = [str(fault) for fault in refused.value.faults]
    assert len(told) == len(wanted)
    # What is listed after "one of" grows with the product, and is not repeated in the files.
    assert [fault[: len(start)] for fault, start in zip(told, wanted, strict=True)] == wanted


async def test_the_real_meeting_comes_out_as_its_report_says(engine: WorkflowEnvironment) -> None:
    performance = await rehearse(the_real_meeting(), engine)

    assert unmet(performance) == []
    assert performance.mail["circulation"] == 13 + 83  # the format, then what is agreed


def test_every_verb_is_reached_by_a_case() -> None:
    reached = {event.verb for file in RIGHT for event in read_scenario(file).events}

    assert set(ALL_VERBS) == reached
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


async def test_a_filing_that_is_not_as_expected_is_told(engine: WorkflowEnvironment) -> None:
    scenario = read_scenario(CASES / "an-objection-at-the-deadline-is-late.yaml")
    one = {"format": {"filings": [{"by": "Egypt", "late": "false"}]}}
    other = {"format": {"filings": [{"by": "Egypt", "late": "false"}, {"by": "Japan"}]}}

    performance = await rehearse(scenario, engine)

    for expect in one, other:
        outline = scenario.outline.model_copy(update={"expect": expect})
        performance.scenario = scenario.model_copy(update={"outline": outline})
        assert len(unmet(performance)) == 1


async def test_an_engine_serves_many_rehearsals_that_are_left_open(
    engine: WorkflowEnvironment,
) -> None:
    left_open = read_scenario(CASES / "a-suspension-without-an-end-waits-for-the-chair.yaml")
    unsent = read_scenario(
        CASES / "mail-that-never-comes-back-leaves-nobody-presumed-to-consent.yaml"
    )
    for scenario in (left_open, unsent) * 3:
        assert unmet(await rehearse(scenario, engine)) == []


async def test_political_groups_are_frozen_with_the_roll(engine: WorkflowEnvironment) -> None:
    scenario = read_scenario(CASES / "silence-kept-is-adopted-at-the-deadline.yaml")
    first, second, *_ = (person.name for person in cast_of(scenario.outline))
    groups = {"The Two": GroupPart(members=[first, second], speakers=[second])}
    outline = scenario.outline.model_copy(update={"groups": groups})

    performance = await rehearse(scenario.model_copy(update={"outline": outline}), engine)

    (group,) = performance.procedures["format"].state.groups
    ids = performance.cast.ids
    assert group == Group("The Two", (ids[first], ids[second]), (ids[second],))
