"""An installation sets its house style and fonts, and is told at once what is wrong with them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nemcon.cli.app import app
from nemcon.documents.house import HouseError, shipped_house
from nemcon.documents.installed import UNUSABLE, fonts_of, house_of, require_house
from nemcon.documents.pdf.fonts import SYSTEM, NoFontsFolder
from nemcon.settings import Settings

SHIPPED = Path(str(files("nemcon.documents").joinpath("houses/united-nations.toml")))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A house style that an installation has made of the shipped one."""
    path = tmp_path / "own.toml"
    text = SHIPPED.read_text(encoding="utf-8")
    path.write_text(text.replace('name = "United Nations"', 'name = "Our Union"'), encoding="utf-8")
    return path


def test_the_house_is_the_shipped_one_unless_another_is_set(own: Path) -> None:
    assert house_of(Settings()) == shipped_house()
    assert house_of(Settings(house=str(own))).name == "Our Union"


def test_a_wrong_house_is_refused_at_the_start_with_all_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('id = "own"\n', encoding="utf-8")
    with pytest.raises(HouseError, match=r"(?s)own\.toml/name.*own\.toml/languages") as refused:
        require_house(Settings(house=str(path)))
    assert refused.value.code == "bad-house"
    with pytest.raises(HouseError, match="cannot be read"):
        require_house(Settings(house=str(tmp_path / "none.toml")))


def test_fonts_are_looked_for_in_the_folders_that_are_set_first(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    found = fonts_of(Settings(fonts_folder=f"{tmp_path}:{other}"))
    assert found.folders == (tmp_path, other, *SYSTEM)
    assert "Amiri" in found.families
    with pytest.raises(NoFontsFolder, match="there is no such folder") as refused:
        require_house(Settings(fonts_folder=str(tmp_path / "none")))
    assert isinstance(refused.value, UNUSABLE)
    assert refused.value.code == "no-fonts-folder"


@pytest.mark.parametrize("command", [("db", "upgrade"), ("worker",), ("api",)])
def test_no_process_starts_with_a_wrong_house(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, command, env={"NEMCON_HOUSE": "none.toml"})
    assert done.exit_code == 2
    assert "none.toml cannot be read" in done.output
