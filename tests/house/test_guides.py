"""The guides stay true: their pictures, addresses and the words of the pages they name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from api.app import create_app
from scripts.catalogues import extracted
from scripts.page_pictures import FOLDER, LARGEST, PICTURES
from tests.api.routes import every_route
from tests.pages.site import Site

ROOT: Final = Path(__file__).parents[2]
GUIDES: Final = ("guide-for-the-bureau", "guide-for-delegations", "guide-for-the-secretariat")
_GAP: Final = re.compile(r"%\(\w+\)s|\{\w+\}")
_TELLING: Final = 8
"""More letters than that tell one message with gaps from another."""


def guide(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def pictures_in(text: str) -> list[tuple[str, str]]:
    """What each picture shows, in words, and its path."""
    return re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)


@cache
def words_of_pages() -> tuple[re.Pattern[str], ...]:
    """What pages say, in English; a name that is put in may be anything."""
    found: list[re.Pattern[str]] = []
    for message in extracted()[0]:
        forms = message.id if isinstance(message.id, list | tuple) else (message.id,)
        for form in forms:
            plain = re.sub(r"<[^>]+>", "", str(form)).strip()
            parts = _GAP.split(plain)
            if len(parts) == 1 or len("".join(parts)) > _TELLING:
                found.append(re.compile(".+".join(map(re.escape, parts))))
    return tuple(found)


def test_every_picture_that_a_guide_shows_is_made_by_the_script_and_there() -> None:
    shown = [path for name in GUIDES for _, path in pictures_in(guide(name))]
    assert len(shown) == len(set(shown))
    assert {Path(path).stem for path in shown} == set(PICTURES)
    for path in shown:
        picture = ROOT / "docs" / path
        assert picture.parent == FOLDER
        assert 0 < picture.stat().st_size <= LARGEST, path
    assert {picture.stem for picture in FOLDER.iterdir()} == set(PICTURES)


@pytest.mark.parametrize("name", GUIDES)
def test_every_picture_says_in_words_what_it_shows(name: str) -> None:
    assert [path for says, path in pictures_in(guide(name)) if len(says) < 20] == []


@pytest.mark.parametrize("name", GUIDES)
def test_every_label_that_a_guide_names_stands_on_a_page(name: str) -> None:
    named = set(re.findall(r"\*\*([^*]+)\*\*", guide(name).replace("\n", " ")))
    assert named
    unknown = {
        label for label in named if not any(words.fullmatch(label) for words in words_of_pages())
    }
    assert unknown == set()


@pytest.mark.parametrize("name", GUIDES)
def test_every_address_that_a_guide_names_is_one(name: str, tmp_path: Path) -> None:
    site = Site(tmp_path)
    known = {
        (method, r.path) for r in every_route(create_app(site.context)) for method in r.methods
    }
    site.close()
    named = re.findall(r"`(?:(GET|PUT|POST) )?(/[^`\s]*)`", guide(name))
    assert {(method or "GET", path) for method, path in named} <= known


def test_the_guides_are_found_from_the_first_page() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"](docs/{name}.md)" in readme for name in GUIDES)
