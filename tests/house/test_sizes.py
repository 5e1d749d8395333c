"""No file of code is too long to be read in one go, and none of the tests either."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
ROOMS: Final = ("nemcon", "workflows", "activities", "api", "tests", "bench", "scripts")
MOST_LINES: Final = 350


def too_long(folder: Path, most: int = MOST_LINES) -> list[str]:
    """The files of code below the folder that have more lines, with how many they have."""
    lengths = {path: len(path.read_bytes().splitlines()) for path in folder.rglob("*.py")}
    return sorted(f"{path.name}: {lines}" for path, lines in lengths.items() if lines > most)


def test_no_file_of_code_or_of_tests_has_more_than_350_lines() -> None:
    rooms = [ROOT / room for room in ROOMS]

    assert [room.name for room in rooms if not room.is_dir()] == []
    assert [found for room in rooms for found in too_long(room)] == []


def test_a_file_that_is_too_long_is_found_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "long.py").write_text("pass\n" * 3, encoding="utf-8")
    (tmp_path / "short.py").write_text("pass\n" * 2, encoding="utf-8")

    assert too_long(tmp_path, most=2) == ["long.py: 3"]
