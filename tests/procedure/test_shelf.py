"""Rules that an installation adds are known by their ids, like those that ship."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nemcon.procedure import shelf
from nemcon.procedure.loader import ProfileError, learn_folder, load_profile
from nemcon.rulebook.starting import starting_file

RULES = """
profile = 1
id = "our-board"
title = "Our Board"

[launch]
by = {value = ["chair"], custom = "As always."}
"""


@pytest.fixture(autouse=True)
def only_what_ships() -> Iterator[None]:
    yield
    shelf.forget_added()


def test_a_folder_of_rules_is_known_by_its_ids(tmp_path: Path) -> None:
    (tmp_path / "our-board.toml").write_text(RULES, encoding="utf-8")
    learn_folder(tmp_path)

    assert "our-board" in shelf.known_profiles()
    assert "our-board" not in shelf.shipped_profiles()
    assert load_profile("our-board").title == "Our Board"


def test_a_folder_with_faults_is_refused_with_all_of_them_and_nothing_is_known(
    tmp_path: Path,
) -> None:
    (tmp_path / "our-board.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "a.toml").write_text("profile = 2", encoding="utf-8")
    (tmp_path / "unga-74-544.toml").write_text(RULES, encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        learn_folder(tmp_path)

    places = {problem.where for problem in caught.value.problems}
    assert {"a.toml/profile", "unga-74-544.toml/id"} <= places
    assert "our-board" not in shelf.known_profiles()


def test_blanks_that_are_not_filled_in_are_refused(tmp_path: Path) -> None:
    begun = starting_file("our-board", load_profile("unga-74-544"))
    (tmp_path / "our-board.toml").write_text(begun, encoding="utf-8")
    with pytest.raises(ProfileError):
        learn_folder(tmp_path)


def test_no_folder_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="no folder"):
        learn_folder(tmp_path / "nowhere")
