"""What docs/rolls.md shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from nemcon.cli.app import app
from nemcon.rolls.cells import STANDINGS
from nemcon.rolls.roll import COLUMNS, groups_of
from nemcon.rolls.roll_file import MOST_BYTES, MOST_ROWS, read_roll

DOCS = (Path(__file__).parents[2] / "docs" / "rolls.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```", DOCS, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_checking_the_example_prints_what_the_page_shows(tmp_path: Path) -> None:
    file = tmp_path / "roll.csv"
    file.write_text(block("csv"), encoding="utf-8")
    done = CliRunner().invoke(app, ["roll", "check", str(file)])

    shown = block("console").partition("\n")[2]
    assert (done.exit_code, done.output) == (0, shown)


def test_the_example_means_what_the_page_says() -> None:
    entries = [row.entry for row in read_roll(block("csv"), "roll.csv").rows]

    assert [entry.state for entry in entries] == ["BRA", "EGY", "CZE", "FRA", "TUR", ""]
    assert [group.speakers for group in groups_of(entries)] == [
        ("fra", "european-union"),
        ("egy",),
    ]


def test_every_column_and_standing_and_both_limits_are_told() -> None:
    for word in (*COLUMNS.values(), *STANDINGS):
        assert f"`{word}`" in DOCS, word
    assert f"{MOST_BYTES:,} bytes" in DOCS
    assert f"{MOST_ROWS:,}" in DOCS


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", DOCS):
        assert (Path(__file__).parents[2] / "docs" / target).exists(), target
