"""A recalled text is placed again from a form that is filled in; new ones get the usual rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from httpx import Response

from nemcon.procedure.people import Actor, Office
from nemcon.procedure.recall import RecallLaunch
from nemcon.register import directory
from nemcon.register.directory import Body
from tests.api.house import BODY, PROCEDURE, START, TEXT
from tests.pages.site import Site, forms_of, links_of, words_of

CHAIR = Actor(Office.CHAIR, person="the chair", channel="test")
TYPED = [
    ("body", BODY),
    ("source", "typed"),
    ("title", "Dates of the <next> meeting"),
    ("symbol", "A/1/L.2"),
    ("paragraphs", "1. It begins on Monday.\n\n1 bis. It has two days,\nor three."),
    ("among", "bureau"),
    ("profile", "unodc-vienna-eb"),
    ("until", "2026-06-22T18:00"),
    ("divisible", "yes"),
    ("letter", "note-verbale"),
    ("procedure", "dates"),
]
STORED = [
    ("body", BODY),
    ("source", "stored"),
    ("text", "format"),
    ("profile", "un-informal-silence"),
    ("length", "96h"),
]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An installation in which launches may be recalled for a minute."""
    made = Site(tmp_path, recall_seconds=60)
    made.clock.at = START + timedelta(seconds=20)
    yield made
    made.close()


def place(site: Site, review: Response) -> str:
    """Confirm what the page shows; the name of the procedure."""
    hidden = next((h for _, action, h in forms_of(review) if action == "/place"), None)
    assert hidden is not None, words_of(review)
    answer = site.send("/place", hidden, "chair")
    assert answer.status_code == 303, words_of(answer)
    return answer.headers["Location"].removeprefix("/procedures/")


def recalled(site: Site, parts: list[tuple[str, str]]) -> str:
    """The name of a procedure that was placed with these parts, and recalled at once."""
    name = place(site, site.send("/place/review", parts, "chair"))
    site.act(name, RecallLaunch(CHAIR, "A slip."))
    return name


def filled(answer: Response) -> dict[str, str]:
    """What the form of a launch holds."""
    form = answer.text.partition('action="/place/review"')[2]
    found = dict(re.findall(r'<input id="[^"]+" name="([^"]+)"[^>]* value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>\n([^<]*)', form))
    for name, options in re.findall(
        r'(?s)<select id="[^"]+" name="([^"]+)".*?>(.*?)</select>', form
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    source = re.search(r'name="source" value="(\w+)" checked', form)
    found["source"] = source[1] if source else ""
    found["body"] = BODY
    return {name: unescape(value) for name, value in found.items() if value}


def test_a_recalled_launch_leads_to_a_form_with_all_that_was_typed(site: Site) -> None:
    name = recalled(site, TYPED)
    there = f"/place?body={BODY}&again={name}"
    assert there in links_of(site.see(f"/procedures/{name}", "chair"))
    before = site.rows()
    answer = site.see(there, "chair")
    words = words_of(answer)
    assert "The form holds what was placed in the launch of Dates of the <next> meeting" in words
    assert "Not all of it can be typed here" not in words
    assert site.rows() == before
    form = filled(answer)
    assert form.pop("procedure").startswith("dates-2026")
    assert form == {key: value for key, value in TYPED if key != "procedure"}


def test_what_is_placed_again_is_what_was_placed(site: Site) -> None:
    name = recalled(site, TYPED)
    form = filled(site.see(f"/place?body={BODY}&again={name}", "chair"))
    again = place(site, site.send("/place/review", list(form.items()), "chair"))
    first, second = site.context.register.position(name), site.context.register.position(again)
    assert first is not None
    assert second is not None
    for part in ("text", "roll", "profile", "divisible", "among", "deadline"):
        assert getattr(first.state, part) == getattr(second.state, part), part
    assert [paper.paper for paper in second.state.papers] == ["note-verbale-2"]


def test_a_text_that_is_stored_is_chosen_and_a_length_counts_anew(site: Site) -> None:
    name = recalled(site, STORED)
    site.clock.at += timedelta(minutes=5)
    form = filled(site.see(f"/place?body={BODY}&again={name}", "chair"))
    assert (form["source"], form["text"]) == ("stored", "format")
    assert (form["length"], "until" in form) == ("96h", False)
    review = words_of(site.send("/place/review", list(form.items()), "chair"))
    assert "Saturday, 20 June 2026, 12.06 p.m. (New York time, UTC-4)" in review


def test_a_text_that_was_stored_otherwise_since_is_typed_as_it_was_placed(site: Site) -> None:
    name = recalled(site, STORED)
    with site.context.database.writing() as connection:
        directory.put_text(connection, BODY, "format", replace(TEXT, symbol="A/1/L.3"))
    form = filled(site.see(f"/place?body={BODY}&again={name}", "chair"))
    assert form["source"] == "typed"
    assert form["paragraphs"] == "1. The meeting is hybrid.\n\n2. It lasts two days."


def test_a_deadline_that_has_passed_is_left_empty(site: Site) -> None:
    name = recalled(site, TYPED)
    site.clock.at += timedelta(days=30)
    form = filled(site.see(f"/place?body={BODY}&again={name}", "chair"))
    assert not {"until", "length"} & form.keys()


@pytest.mark.parametrize(
    "more",
    [
        {"rules": {"objection.effect": "stop"}},
        {"text": {"title": "Odd", "paragraphs": [{"number": "I", "words": "One."}]}},
        {"clocks": {"austria": "2026-06-25T18:00"}},
        {"starts": "2026-06-15T18:00"},
    ],
    ids=["rules", "numbers", "clocks", "starts"],
)
def test_it_is_said_where_the_form_holds_less_than_was_placed(
    site: Site, more: dict[str, object]
) -> None:
    sent = {"procedure": "p", "body": BODY, "text": "format", "profile": "un-informal-silence"}
    answer = site.post("/procedures", {**sent, "until": "2026-06-24T18:00", **more}, "chair")
    assert answer.status_code == 201, answer.text
    site.act("p", RecallLaunch(CHAIR))
    words = words_of(site.see(f"/place?body={BODY}&again=p", "chair"))
    assert "Not all of it can be typed here" in words


def test_only_a_recalled_launch_is_placed_again_and_only_by_who_may_act(site: Site) -> None:
    name = recalled(site, TYPED)
    there = f"/place?body={BODY}&again={name}"
    assert site.see(there, "reader").status_code == 403
    assert there not in links_of(site.see(f"/procedures/{name}", "reader"))
    for wrong in (PROCEDURE, "nothing"):
        assert site.see(f"/place?body={BODY}&again={wrong}", "chair").status_code == 404
    assert "Place it again" not in words_of(site.see(f"/procedures/{PROCEDURE}", "chair"))


def test_the_rules_of_the_last_text_are_chosen_already_and_the_form_says_so(site: Site) -> None:
    answer = site.see("/place", "chair")
    said = "Those with which the body placed its last text, Format of the meeting , are chosen"
    assert filled(answer)["profile"] == "un-informal-silence"
    assert said in words_of(answer)
    recalled(site, TYPED)
    assert filled(site.see("/place", "chair"))["profile"] == "un-informal-silence"
    place(site, site.send("/place/review", TYPED[:-1], "chair"))
    assert filled(site.see("/place", "chair"))["profile"] == "unodc-vienna-eb"
    other = [("body", BODY), ("profile", "model-rules"), ("source", "stored")]
    assert "are chosen already" not in words_of(site.send("/place/review", other, "chair"))


def test_where_a_body_has_placed_nothing_no_rules_are_chosen(site: Site) -> None:
    with site.context.database.writing() as connection:
        directory.put_body(connection, Body("new", "A new body", "Europe/Vienna"), START)
    answer = site.see("/place?body=new", "chair")
    assert "profile" not in filled(answer)
    assert "are chosen already" not in words_of(answer)
