"""The diagram shows each way once, and can be read by whoever does not see it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from nemcon.language import speaking
from nemcon.procedure.loader import load_profile
from nemcon.procedure.shelf import shipped_profiles
from nemcon.rulebook.diagram import NARROW, WIDE, Shape, draw, in_list
from nemcon.rulebook.reading import ways_of
from nemcon.rulebook.ways import Stage, Way
from tests.procedure.build import rules

SVG = "{http://www.w3.org/2000/svg}"


def words(drawn: str) -> str:
    # The text is our own drawing.
    return " ".join(text.text or "" for text in ET.fromstring(drawn).iter(f"{SVG}text"))  # noqa: S314


@pytest.mark.parametrize("shape", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("name", shipped_profiles())
def test_every_way_stands_in_the_drawing_and_in_the_list(name: str, shape: Shape) -> None:
    profile = load_profile(name)
    ways = ways_of(profile)
    drawn = words(draw(profile.title, ways, shape))

    for way in ways:
        assert way.by in drawn
        assert way.end.says in drawn
    assert len(in_list(ways)) == len(ways)


@pytest.mark.parametrize("shape", [NARROW, WIDE], ids=["narrow", "wide"])
def test_nothing_is_drawn_beyond_its_edges(shape: Shape) -> None:
    for name in shipped_profiles():
        drawn = ET.fromstring(draw(name, ways_of(load_profile(name)), shape))  # noqa: S314 - ours
        height = int(drawn.attrib["viewBox"].split()[3])
        for box in drawn.iter(f"{SVG}rect"):
            assert float(box.attrib["x"]) + float(box.attrib["width"]) < shape.width
            assert float(box.attrib["y"]) + float(box.attrib["height"]) < height
        for text in drawn.iter(f"{SVG}text"):
            assert float(text.attrib["x"]) + 6 * len(text.text or "") < shape.width


def test_it_has_a_title_and_a_description_and_no_colour_of_its_own() -> None:
    drawn = draw("A body", ways_of(rules(effect="stop")), name="x")

    assert 'role="img" aria-labelledby="x-760-title x-760-desc"' in drawn
    assert '<title id="x-760-title">The stages and exits: A body</title>' in drawn
    assert "From Under silence: An objection before the deadline" in drawn
    assert "#" not in drawn
    assert "style" not in drawn
    assert "prefers-color-scheme:dark" in draw("A body", (), alone=True)


@pytest.mark.parametrize("shape", [NARROW, WIDE], ids=["narrow", "wide"])
def test_in_arabic_it_runs_from_the_right_and_its_words_are_not_mirrored(shape: Shape) -> None:
    ways = ways_of(rules(effect="stop"))
    english = ET.fromstring(draw("A body", ways, shape))  # noqa: S314 - ours
    with speaking("ar"):
        arabic = ET.fromstring(draw("A body", ways, shape))  # noqa: S314 - ours

    mirrored = arabic.find(f"{SVG}g")
    assert arabic.attrib["direction"] == "rtl"
    assert "direction" not in english.attrib
    assert mirrored is not None
    assert mirrored.attrib["transform"] == f"matrix(-1 0 0 1 {shape.width} 0)"
    assert not list(mirrored.iter(f"{SVG}text"))
    heading = arabic.find(f"{SVG}text")
    assert heading is not None
    assert heading.attrib["x"] == str(shape.width - 10)


def test_what_a_profile_says_is_escaped() -> None:
    bad = '<script>"&'
    way = Way(Stage.BEFORE, f"{bad} places it", Stage.ADOPTED, "launch.by")

    drawn = draw(bad, (way,))
    assert "<script" not in drawn
    assert f"{bad} places it" in words(drawn)
