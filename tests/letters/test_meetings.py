"""Every notice of an agenda and of a negotiation has a letter, complete in each of its parts."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from nemcon.register.verify import parse_head

from . import meetings
from .meetings import LINK, MEETING_NOTICES
from .reading import flat, seen

ZONES = ("America/New_York", "", "Europe/Vienna", "UTC", "Asia/Kathmandu")


@pytest.mark.parametrize("notice", MEETING_NOTICES)
@pytest.mark.parametrize("reader", ["brazil", "italy", "unesco"])
@pytest.mark.parametrize("zone", ZONES[:2])
def test_each_part_is_complete_in_itself(notice: StrEnum, reader: str, zone: str) -> None:
    course = meetings.of(notice)
    matter = course.matter(notice)
    parts = course.letter(notice, reader, zone)
    title, symbol = matter.room.titled(matter.occasion.state)
    assert parts.subject.startswith(f"{matter.room.stem(matter.occasion.state)} - ")
    # All subjects of a thread have the symbol of the first issue.
    assert parts.subject.startswith(f"[{symbol.partition('/Rev.')[0]}] ")
    for words in (flat(parts.text), seen(parts.html)):
        assert title in words
        assert LINK in words
        assert "pening it records nothing" in words
        assert f"Register: entry {matter.head[0]}, {matter.head[1]}" in words
        assert "You receive this because you are registered as a contact of the delegation of" in (
            words
        )
        assert "Enquiries: secretariat@nemcon.example" in words
    assert f"\n  {LINK}\n" in parts.text
    for part in (parts.subject, parts.text, parts.html):
        assert not re.search(r"None|<Change|Change\.|object at|\{\{|frozenset|datetime", part)


@pytest.mark.parametrize("notice", MEETING_NOTICES)
def test_the_head_in_a_letter_is_one_that_the_verifier_takes(notice: StrEnum) -> None:
    course = meetings.of(notice)
    found = re.search(r"^Register: (.+)$", course.letter(notice).text, re.MULTILINE)
    assert found
    head = parse_head(found[1])
    assert head.hash == course.record[head.number - 1][1]


@pytest.mark.parametrize("notice", MEETING_NOTICES)
@pytest.mark.parametrize("zone", ZONES)
def test_both_parts_give_the_same_instants_in_the_same_zones(notice: StrEnum, zone: str) -> None:
    course = meetings.of(notice)
    parts = course.letter(notice, zone=zone)
    instant = re.compile(r"\w+day, \d+ \w+ \d{4}, [\w. ]+ \((?:UTC|[\w ]+ time, UTC[+-][\d:]+)\)")
    text, page = instant.findall(flat(parts.text)), instant.findall(seen(parts.html))
    assert sorted(text) == sorted(page)
    for name in ("New York", "Kathmandu"):
        wanted = zone.endswith(name.replace(" ", "_")) and bool(text)
        assert any(f"({name} time" in found for found in text) == wanted


def test_the_html_loads_nothing() -> None:
    for notice in MEETING_NOTICES:
        html = meetings.of(notice).letter(notice).html
        assert not re.search(r"<(img|link|script|iframe|object|form|table)\b", html)
        assert not re.search(r"url\(|@import|src=", html)
