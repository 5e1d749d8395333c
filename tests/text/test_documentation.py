"""The examples in docs/text.md are what happens."""

from __future__ import annotations

import doctest
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_examples_run_as_they_are_printed() -> None:
    page = ROOT / "docs" / "text.md"
    failed, run = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert run > 0
    assert not failed


def test_the_page_names_every_file_of_the_room() -> None:
    page = (ROOT / "docs" / "text.md").read_text(encoding="utf-8")
    files = sorted(p.name for p in (ROOT / "nemcon" / "text").glob("*.py") if p.stem != "__init__")
    assert [name for name in files if f"`{name}`" not in page] == []
