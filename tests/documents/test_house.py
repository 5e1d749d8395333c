"""The style of a house is data that another organization replaces."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nemcon.documents.house import LANGUAGES, HouseError, read_house, shipped_house

_PNG = Path("tests/documents/houses/lakes.png").read_bytes()
_SHIPPED = Path("nemcon/documents/houses/united-nations.toml")


@pytest.mark.parametrize(
    ("language", "day", "days"),
    [
        ("en", "8 July 2020", "7–8 July 2020"),
        ("fr", "8 juillet 2020", "7-8 juillet 2020"),
        ("es", "8 de julio de 2020", "7 y 8 de julio de 2020"),
        ("ru", "8 июля 2020 года", "7–8 июля 2020 года"),
        ("zh", "2020年7月8日", "2020年7月7日至8日"),
        ("ar", "8 تموز/يوليه 2020", "7 و8 تموز/يوليه 2020"),
    ],
)
def test_dates_are_written_as_each_language_of_the_house_writes_them(
    language: str, day: str, days: str
) -> None:
    writing = shipped_house().writing(language)
    assert writing.written(date(2020, 7, 8)) == day
    assert writing.range(date(2020, 7, 7), date(2020, 7, 8)) == days
    assert writing.range(date(2020, 7, 8), date(2020, 7, 8)) == day


def test_days_in_two_months_are_written_in_full() -> None:
    english = shipped_house().writing("en")
    assert english.range(date(2020, 6, 30), date(2020, 7, 1)) == "30 June 2020 – 1 July 2020"


def test_the_shipped_house_writes_all_six_languages_and_ships_no_emblem() -> None:
    house = shipped_house()
    assert set(house.languages) == set(LANGUAGES)
    assert house.logo is None


def test_another_organization_replaces_names_symbols_and_logo(tmp_path: Path) -> None:
    own = _SHIPPED.read_text(encoding="utf-8").replace("United Nations", "League of Rivers")
    (tmp_path / "own.toml").write_text('logo = "mark.png"\n' + own, encoding="utf-8")
    (tmp_path / "mark.png").write_bytes(_PNG)
    house = read_house(tmp_path / "own.toml")
    assert house.name == house.writing("en").organization == "League of Rivers"
    assert house.logo == tmp_path / "mark.png"


@pytest.mark.parametrize(
    ("instead_of", "read", "says"),
    [
        ("[limits]", "[limitless]", "limitless"),
        ('mono = "Courier New"', 'mino = "Courier New"', "mino"),
        ("[languages.en]", "[languages.it]", "English"),
        ("words = 10700", 'words = "many"', "limits.words"),
        ("[limits]", "[[limits", "cannot be read"),
        ('id = "united-nations"', 'id = "united-nations"\nlogo = "no.png"', "no.png"),
    ],
)
def test_a_house_that_cannot_be_used_is_refused_with_its_fault(
    tmp_path: Path, instead_of: str, read: str, says: str
) -> None:
    text = _SHIPPED.read_text(encoding="utf-8")
    assert instead_of in text
    (tmp_path / "own.toml").write_text(text.replace(instead_of, read), encoding="utf-8")
    with pytest.raises(HouseError, match=says):
        read_house(tmp_path / "own.toml")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("mark.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),  # Word cannot show it
        ("mark.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("mark.jpg", _PNG),
        ("mark", _PNG),
    ],
)
def test_a_logo_that_one_of_the_formats_cannot_show_is_refused(
    tmp_path: Path, name: str, data: bytes
) -> None:
    own = _SHIPPED.read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text(f'logo = "{name}"\n{own}', encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    with pytest.raises(HouseError, match="use PNG, JPEG or GIF"):
        read_house(tmp_path / "own.toml")


def test_a_language_that_the_house_lacks_is_refused() -> None:
    with pytest.raises(HouseError, match="only in ar, en, es, fr, ru, zh"):
        shipped_house().writing("it")
