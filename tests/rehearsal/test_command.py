"""`nemcon rehearse` as a secretariat runs it: its words, its JSON, its exit status."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"
NEMCON = Path(sys.executable).parent / "nemcon"


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [str(NEMCON), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)


def test_a_case_that_comes_out_as_expected_ends_with_status_zero() -> None:
    done = run("rehearse", CASES / "silence-kept-is-adopted-at-the-deadline.yaml", "--json")

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told) == {"title", "seconds", "procedures", "refused", "mail", "register", "unmet"}
    found = told["procedures"]["format"]
    assert found["kind"] == "silence"
    assert (found["outcome"], found["computed"], found["declared"]) == ("adopted", "adopted", None)
    assert found["opened_at"] == "2026-06-15T08:00:00Z"
    assert found["deadline"] == found["decided_at"] == "2026-06-18T16:00:00Z"
    assert told["mail"]["circulation"] == 6
    assert told["register"] == {"entries": 6, "verified": True}
    assert told["refused"] == told["unmet"] == []


def test_what_was_filed_and_refused_is_told_as_the_format_says() -> None:
    done = run("rehearse", CASES / "only-those-with-standing-may-object.yaml", "--json")

    told = json.loads(done.stdout)
    assert told["procedures"]["format"]["filings"] == [
        {
            "by": "Iran (Islamic Republic of)",
            "on_behalf_of": [],
            "kind": "explain",
            "at": "2026-06-16T08:30:00Z",
            "counted": True,
            "late": False,
            "admitted": False,
            "standing": False,
            "paragraphs": [],
            "withdrawn": False,
        }
    ]
    assert {key: value for key, value in told["refused"][0].items() if key != "says"} == {
        "at": "2026-06-16T07:00:00Z",
        "by": "Norway",
        "verb": "object",
        "procedure": "format",
        "code": "no-standing",
    }


def test_an_unmet_expectation_ends_with_status_one_and_both_values(tmp_path: Path) -> None:
    case = CASES / "silence-kept-is-adopted-at-the-deadline.yaml"
    file = tmp_path / "case.yaml"
    words = case.read_text(encoding="utf-8").replace("outcome: adopted", "outcome: withdrawn")
    file.write_text(words, encoding="utf-8")

    done = run("rehearse", file)

    assert done.returncode == 1
    assert "format, outcome: wanted withdrawn, got adopted" in done.stdout


def test_a_wrong_file_ends_with_status_two_and_the_place() -> None:
    done = run("rehearse", CASES / "wrong" / "an-unknown-key.yaml")

    assert done.returncode == 2
    assert "line 9: untill: this key is not foreseen here" in done.stderr


def test_with_json_a_wrong_file_lists_its_faults_for_programs() -> None:
    done = run("rehearse", CASES / "wrong" / "several-faults-at-once.yaml", "--json")

    assert done.returncode == 2
    told = json.loads(done.stdout)
    assert told["code"] == "bad-scenario"
    places = [(fault["line"], fault["key"]) for fault in told["faults"]]
    assert places == [(13, "outcome"), (14, "at"), (15, "stop"), (16, "at")]


def test_a_file_that_is_not_there_ends_with_status_two() -> None:
    done = run("rehearse", "nowhere.yaml")

    assert done.returncode == 2
    assert "cannot be read" in done.stderr


def test_the_example_of_the_guide_comes_out_as_the_guide_says(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "rehearsal.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(rehearsal: 1\n.*?)```", guide, re.DOTALL)
    assert example is not None
    file = tmp_path / "example.yaml"
    file.write_text(example[1], encoding="utf-8")

    done = run("rehearse", file)

    assert done.returncode == 0, done.stdout + done.stderr
    shown = re.search(r"```\n(A text, an objection.*?)```", guide, re.DOTALL)
    assert shown is not None
    seconds = re.compile(r"rehearsed in [\d.]+ s")
    assert seconds.sub("", done.stdout) == seconds.sub("", shown[1])
