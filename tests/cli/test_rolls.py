"""`nemcon roll`, as a secretariat uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nemcon.cli.app import app
from tests.api.house import BODY
from tests.cli.conftest import Terminal

ROLL = (
    "# as at: 2026-06-01\n# source: The report\nparticipant,standing,political groups,speaks for\n"
    "Norway,member,Two,Two\nTurkey,member,Two,\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "roll.csv"
    found.write_text(ROLL, encoding="utf-8")
    return found


def check(path: Path, *more: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["roll", "check", str(path), *more])
    assert done.exit_code == status, done.output
    return done.output


def test_a_roll_is_checked_without_any_installation(file: Path) -> None:
    told = check(file)

    assert "roll.csv is in order: 2 participants, 2 of them States," in told
    assert "Two: 2 members" in told
    assert "look: Line 5: Turkey is taken for Türkiye." in told
    assert json.loads(check(file, "--json"))["participants"][1]["participant"] == "tur"


def test_every_fault_is_told_with_its_line(file: Path) -> None:
    file.write_text(ROLL.replace("Norway,member", "=1,membre"), encoding="utf-8")

    told = check(file, status=2)
    assert "roll.csv/line 4/participant: found" in told
    assert "roll.csv/line 4/standing: found" in told
    assert len(json.loads(check(file, "--json", status=2))["problems"]) == 2
    file.write_bytes(b"x" * 5_000_000)
    assert "5,000,000 bytes" in check(file, status=2)
    assert "cannot be read" in check(file.parent / "none.csv", status=2)


def test_a_roll_is_imported_after_a_look_and_undone(served: Terminal, file: Path) -> None:
    told = served.run("roll", "import", BODY, file, "--yes", who="secretariat")
    assert "  + Türkiye, member, Western European and other States" in told
    assert "  ~ Norway: political groups nothing -> Two" in told
    assert "  - Brazil leaves" in told
    assert "1 added, 1 changed, 3 leave, 0 stay as they are." in told
    assert "Imported as number 1" in told

    again = served.run("roll", "import", BODY, file, "--yes", who="secretariat")
    assert "nothing changes" in again
    shown = served.run("roll", "show", BODY)
    assert "2 participants, as at 2026-06-01, from The report" in shown
    assert "Two: Norway, Türkiye; Norway may speak for it" in shown
    listed = served.run("roll", "list", BODY)
    assert "1  as at 2026-06-01, The report; imported 2026-06-16 by the secretariat" in listed
    assert "(in force)" in listed
    assert "bureau" in listed

    undone = served.run("roll", "undo", BODY, "--yes", who="secretariat")
    assert "the roll is as it was set by hand" in undone
    assert "(undone)" in served.run("roll", "list", BODY)
    nothing = served.run("roll", "undo", BODY, "--yes", who="secretariat", status=1)
    assert "No import of this roll is left" in nothing


def test_without_a_yes_nothing_is_imported(served: Terminal, file: Path) -> None:
    before = served.house.rows()
    served.run("roll", "import", BODY, file, who="secretariat", status=1)
    served.run("roll", "import", BODY, file, "--json", who="secretariat", status=2)

    assert served.house.rows() == before


def test_only_the_secretariat_imports(served: Terminal, file: Path) -> None:
    told = served.run("roll", "import", BODY, file, "--yes", who="chair", status=1)

    assert "Only the secretariat may do this." in told


def test_a_day_that_is_none_is_told_by_its_option(served: Terminal) -> None:
    assert "--on" in served.run("roll", "show", BODY, "--on", "soon", status=2)
