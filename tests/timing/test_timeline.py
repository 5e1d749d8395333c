"""The timeline: its axis, its lanes, its labels that never overlap, and the same facts as text."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from nemcon.timing.picture import axis_of, draw_timeline, laid_out
from nemcon.timing.timeline import Fact, Mark, Point, Shade, Span, rows_of, write_timeline

VIENNA = "Europe/Vienna"
NOON = datetime(2020, 7, 7, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
FACTS = (
    Point("Agenda", "Adopted", NOON, Mark.DECISION, "The agenda is adopted"),
    Span("Sittings", "1", NOON, NOON + 2 * HOUR, Shade.SITTING, "Sitting 1: items 1, 2"),
    Span("Sittings", "2", NOON + 4 * HOUR, NOON + 6 * HOUR, Shade.SITTING),
    Span("Text", "", NOON, NOON + 72 * HOUR, Shade.SILENCE, "Period of silence"),
    Point("Text", "Deadline", NOON + 72 * HOUR, Mark.DEADLINE),
)


def some_facts(seed: int) -> list[Fact]:
    """Facts as they fall, in one lane."""
    chance = random.Random(seed)
    found: list[Fact] = []
    for number in range(30):
        at = NOON + HOUR * chance.randrange(2000)
        label = "x" * chance.randrange(20)
        if number % 2:
            until = at + HOUR * chance.randrange(200)
            found.append(Span("A", label, at, until, chance.choice(list(Shade))))
        else:
            found.append(Point("A", label, at, chance.choice(list(Mark))))
    return found


def test_the_lines_stand_in_the_order_of_time_and_name_day_hour_and_zone() -> None:
    assert write_timeline(FACTS, VIENNA).splitlines() == [
        (
            "Tuesday, 7 July 2020, 12 noon to 2 p.m. (Vienna time, UTC+2): "
            "Sittings: Sitting 1: items 1, 2"
        ),
        (
            "Tuesday, 7 July 2020, 12 noon to Friday, 10 July 2020, 12 noon (Vienna time, UTC+2): "
            "Text: Period of silence"
        ),
        "Tuesday, 7 July 2020, 12 noon (Vienna time, UTC+2): Agenda: The agenda is adopted",
        "Tuesday, 7 July 2020, 4 p.m. to 6 p.m. (Vienna time, UTC+2): Sittings: 2",
        "Friday, 10 July 2020, 12 noon (Vienna time, UTC+2): Text: Deadline",
    ]


def test_without_facts_there_are_no_lines_and_still_a_picture() -> None:
    assert not write_timeline((), VIENNA)
    assert not rows_of((), VIENNA)
    assert "Nothing is dated yet" in draw_timeline("Empty", (), VIENNA)


@pytest.mark.parametrize("seed", range(20))
def test_no_two_facts_of_a_lane_touch_on_the_same_track(seed: int) -> None:
    facts = some_facts(seed)
    for one, other in combinations(laid_out(facts, axis_of(facts, VIENNA)), 2):
        if one.track != other.track:
            continue
        first, second = (one, other) if one.x <= other.x else (other, one)
        assert max(first.end, first.label_end) <= second.x, (first, second)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_later_stands_further_to_the_right(seed: int) -> None:
    axis = axis_of(some_facts(seed), VIENNA)
    assert list(axis) == sorted(axis)
    assert list(axis.values()) == sorted(set(axis.values()))


@pytest.mark.parametrize("seed", range(5))
def test_the_picture_holds_everything_that_is_drawn(seed: int) -> None:
    facts = some_facts(seed)
    picture = ET.fromstring(draw_timeline("T", facts, VIENNA))  # noqa: S314 - our own
    width, height = float(picture.get("width", 0)), float(picture.get("height", 0))
    for box in laid_out(facts, axis_of(facts, VIENNA)):
        assert max(box.end, box.label_end) <= width
    for text in picture.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 <= float(text.get("x", -1)) <= width
        assert 0 <= float(text.get("y", -1)) <= height


def test_the_picture_says_its_facts_to_those_who_cannot_see_it() -> None:
    picture = ET.fromstring(draw_timeline("T", FACTS, VIENNA))  # noqa: S314 - our own
    title, described = picture[0], picture[1]
    assert title.text == "T"
    assert "The agenda is adopted. " in str(described.text)
    assert picture.get("aria-labelledby") == "timeline-title timeline-desc"


def test_hostile_words_are_words_in_the_picture() -> None:
    bad = '<script>alert("x")</script>&\x00\ud800'
    facts = (Point(bad, bad, NOON, Mark.DECISION),)
    drawn = draw_timeline(bad, facts, VIENNA)
    assert "<script" not in drawn
    ET.fromstring(drawn)  # noqa: S314 - our own


def test_the_present_is_drawn_where_it_is_given() -> None:
    assert ">now<" in draw_timeline("T", FACTS, VIENNA, now=NOON + 9 * HOUR)
    assert ">now<" not in draw_timeline("T", FACTS, VIENNA)


def test_a_file_of_its_own_brings_its_colours() -> None:
    assert "prefers-color-scheme" in draw_timeline("T", FACTS, VIENNA, alone=True)
    assert "<style" not in draw_timeline("T", FACTS, VIENNA)


def test_dates_are_those_of_the_zone_and_the_year_stands_with_the_first() -> None:
    late = datetime(2020, 12, 31, 23, 30, tzinfo=UTC)
    drawn = draw_timeline("T", (*FACTS, Point("A", "x", late, Mark.DECISION)), VIENNA)
    assert ">7 Jul 2020<" in drawn
    assert ">10 Jul<" in drawn
    assert ">1 Jan 2021<" in drawn
