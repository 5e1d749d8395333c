"""`nemcon rehearse`: where it finds the files that a scenario names."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from nemcon.rehearsal.scenario import read_scenario
from nemcon.rehearsal.source import ScenarioError

CASE = Path(__file__).parent.parent / "cases" / "silence-kept-is-adopted-at-the-deadline.yaml"


@pytest.mark.parametrize("rules", ["un-informal-silence.toml", "{profile: %s}"])
@pytest.mark.parametrize("inside", ["scenario", "."])
def test_a_profile_file_is_found_beside_the_scenario_or_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: str, inside: str
) -> None:
    monkeypatch.chdir(tmp_path)
    scenario = tmp_path / "scenario" / "case.yaml"
    scenario.parent.mkdir()
    words = CASE.read_text(encoding="utf-8")
    named = rules.replace("%s", "un-informal-silence.toml")
    scenario.write_text(_with_rules(words, named), encoding="utf-8")

    with pytest.raises(ScenarioError, match="No such file"):
        read_scenario(scenario)
    shipped = files("nemcon.procedure") / "profiles" / "un-informal-silence.toml"
    own = tmp_path / inside / "un-informal-silence.toml"
    own.write_bytes(shipped.read_bytes())

    assert read_scenario(scenario).events


def _with_rules(words: str, rules: str) -> str:
    lines = words.splitlines()
    return "\n".join(f"rules: {rules}" if x.startswith("rules:") else x for x in lines)
