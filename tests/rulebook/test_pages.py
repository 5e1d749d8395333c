"""The pages of docs/rules show the diagram that the profile makes."""

from __future__ import annotations

import pytest

from nemcon.procedure.shelf import shipped_profiles
from scripts.profile_pages import FOLDER, diagram, page


@pytest.mark.parametrize("name", shipped_profiles())
def test_the_diagram_beside_a_page_is_the_one_of_its_profile(name: str) -> None:
    written = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")

    assert written == diagram(name), "run: .venv/bin/python scripts/profile_pages.py"
    assert f"({name}.svg)" in page(name)


def test_no_diagram_is_left_of_a_profile_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(shipped_profiles())
