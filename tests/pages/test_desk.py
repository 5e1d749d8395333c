"""The desk of the bureau: what waits for a ruling, and the room of a broken silence."""

from __future__ import annotations

import pytest

from nemcon.procedure.acts import Kind
from nemcon.text.document import Paragraph
from tests.api.house import PROCEDURE
from tests.pages.site import Site, links_of, words_of

WORDING = (Paragraph("2", "It lasts three days."),)


def broken(site: Site, **rules: str) -> str:
    """A procedure in consultation, with one objection that proposes other words."""
    site.open("stopped", **{"objection__effect": "stop", **rules})
    site.file_at_once("stopped", "norway", Kind.RESERVE, says="On cost.")
    site.file_at_once(
        "stopped", "brazil", paragraphs=("2",), says="Two days are too short.", wording=WORDING
    )
    return "/procedures/stopped/room"


def test_the_desk_shows_the_chair_what_waits_with_every_way_out_and_its_end(site: Site) -> None:
    room = broken(site)
    page = site.see("/", "chair")
    words, links = words_of(page), links_of(page)
    assert "Waits for a ruling: 1" in words
    assert room in links
    for verb in ("revise", "refer", "declare"):
        assert f"/procedures/stopped/rulings/{verb}" in links
    assert "A revision is placed under silence in a new round." in words


def test_the_desk_leads_to_the_room_while_a_broken_silence_runs(site: Site) -> None:
    assert "Nothing waits for you now." in words_of(site.see("/", "chair"))
    site.file_at_once(PROCEDURE, "brazil")
    page = site.see("/", "chair")
    words, links = words_of(page), links_of(page)
    assert "Silence is broken, and the time runs on: 1" in words
    assert "Waits for a ruling" not in words
    assert "Nothing waits for you now." not in words
    assert {f"/procedures/{PROCEDURE}/room", f"/procedures/{PROCEDURE}/rulings/extend"} <= set(
        links
    )
    assert f"/procedures/{PROCEDURE}/room" not in links_of(site.see("/", "reader"))


def test_nobody_else_has_that_desk(site: Site) -> None:
    broken(site)
    for who in ("secretariat", "reader"):
        words = words_of(site.see("/", who))
        assert "Waits for a ruling" not in words
        assert "A revision is placed under silence in a new round." not in words


def test_the_room_lays_objections_beside_what_they_would_change(site: Site) -> None:
    words = words_of(site.see(broken(site), "chair"))
    assert "▲ Brazil To paragraph 2." in words
    assert "Two days are too short." in words
    assert "Proposed for paragraph 2 It lasts deleted: two end of deletion added: three" in words
    assert "The Chair consults with those whose objections stand: Brazil" in words
    assert "On cost." in words
    assert "days" in words[words.index("left for the consultation") - 30 :]


def test_each_way_out_stands_with_what_it_leads_to_and_so_does_doing_nothing(site: Site) -> None:
    answer = site.see(broken(site), "chair")
    words = words_of(answer)
    assert "/procedures/stopped/rulings/refer" in links_of(answer)
    assert "If nobody acts: When the time for consultation ends" in words
    assert "the outcome will be: not adopted." in words


def test_a_reader_finds_in_the_room_no_more_than_is_told_and_no_ruling(site: Site) -> None:
    room = broken(site, disclosure__in_consultation="none", disclosure__during="none")
    answer = site.see(room, "reader")
    words = words_of(answer)
    assert "What was objected is not shown" in words
    for secret in ("Brazil", "too short", "three days", "On cost", "If nobody acts"):
        assert secret not in words
    assert not [link for link in links_of(answer) if "/rulings/" in link]


def test_a_room_without_objections_says_so_and_looking_records_nothing(site: Site) -> None:
    rows = site.rows()
    words = words_of(site.see(f"/procedures/{PROCEDURE}/room", "chair"))
    assert "No objection stands against the present text." in words
    assert site.rows() == rows
    assert site.see("/procedures/none-such/room", "chair").status_code == 404


@pytest.mark.parametrize(("level", "warned"), [("named", False), ("existence", True)])
def test_a_reason_is_asked_for_with_a_warning_where_the_rules_name_nobody(
    site: Site, level: str, *, warned: bool
) -> None:
    site.open("told", disclosure__during=level)
    page = words_of(site.see("/procedures/told/rulings/extend", "chair"))
    assert "It is told to all and stands in the register." in page
    assert ("only with its consent" in page) is warned
