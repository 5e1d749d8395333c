"""The record of a session from a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nemcon.procedure.refusal import Refusal
from tests.agenda.build import circulation
from tests.api.house import BODY
from tests.cli.conftest import Terminal


@pytest.fixture
def session(served: Terminal) -> Terminal:
    register, at = served.house.context.register, served.house.clock.now()
    answer = register.record("agenda", circulation(until=None), at, body=BODY)
    assert not isinstance(answer, Refusal), answer
    return served


def test_a_record_is_kept_from_a_file_and_shown_as_one(session: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "record.yaml"
    file.write_text("place: Vienna\nintroduction:\n  - Established in [2010].\n", encoding="utf-8")

    told = session.run("record", "agenda", file)

    assert "The record is kept: agenda/2/" in told
    assert "paragraph 1: [2010] (to be confirmed)" in told
    shown = session.run("record", "agenda", "--show")
    assert "- Established in [2010]." in shown
    file.write_text(shown, encoding="utf-8")
    assert "agenda/2/" in session.run("record", "agenda", file)
    assert json.loads(session.run("record", "agenda", "--show", "--json"))["place"] == "Vienna"


def test_json_is_told_by_the_name_of_its_file(session: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text('{"place": "Geneva"}', encoding="utf-8")

    kept = json.loads(session.run("record", "agenda", file, "--json"))

    assert kept["pending"]
    assert "place: Geneva" in session.run("record", "agenda", "--show")


def test_every_fault_is_told_with_its_line(session: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "record.yaml"
    file.write_text("place: 7\nplaice: Vienna\n", encoding="utf-8")

    told = session.run("record", "agenda", file, status=2)

    assert "place (line 1): This should be words" in told
    assert "plaice (line 2): This is not expected here" in told


def test_a_file_or_a_question_but_not_both(session: Terminal, tmp_path: Path) -> None:
    begun = session.run("record", "agenda", "--begin")
    assert begun.startswith("# The record of the session")
    assert "deliberations:" in begun
    assert "Give a file to keep, or --show" in session.run("record", "agenda", status=2)
    missing = tmp_path / "none.yaml"
    assert "cannot be read" in session.run("record", "agenda", missing, status=2)
    assert "No record of this session" in session.run("record", "agenda", "--show", status=1)
