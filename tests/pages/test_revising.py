"""The form of a revision: what was proposed stands below each paragraph, to be taken over."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from httpx import Response

from nemcon.procedure.acts import Kind, WithdrawObjection
from nemcon.procedure.people import Actor, Office
from nemcon.text.document import Paragraph
from tests.api.house import TEXT
from tests.pages.site import Site, forms_of, links_of, words_of

ROOM, FORM = "/procedures/text/room", "/procedures/text/rulings/revise"
THREE = "It lasts three days."


def proposed(site: Site) -> int:
    """A text with an objection that proposes other words; the number of the filing."""
    site.open("text", objection__effect="stop")
    site.file_at_once("text", "norway", Kind.RESERVE, says="On cost.")
    site.file_at_once(
        "text",
        "brazil",
        paragraphs=("2",),
        says="Two days are <too> short.",
        wording=(Paragraph("1", "The meeting is in person."), Paragraph("2", THREE)),
    )
    position = site.context.register.position("text")
    assert position is not None
    return position.state.filings[-1].number


def field_of(answer: Response, name: str) -> str:
    """What stands in a field of several lines."""
    return unescape(answer.text.partition(f'id="{name}"')[2].partition(">\n")[2].partition("<")[0])


def hidden_in(answer: Response) -> list[tuple[str, str]]:
    return next(h for _, action, h in forms_of(answer) if action == f"{FORM}/review")


def test_below_each_paragraph_stands_what_was_proposed_for_it_with_its_grounds(site: Site) -> None:
    proposed(site)
    answer = site.see(FORM, "chair")
    words = words_of(answer)
    second = words[words.index("Proposed for paragraph 2") :]
    assert "Brazil an objection: stands" in second
    assert "It lasts deleted: two end of deletion added: three end of addition days." in second
    assert "Two days are <too> short." in second
    assert words.count("Take this wording over") == 2
    assert "On cost." not in words
    assert ROOM in links_of(answer)
    assert field_of(answer, "wording-1") == "It lasts two days."


def test_a_wording_that_is_taken_over_stands_in_the_field_beside_all_that_was_typed(
    site: Site,
) -> None:
    filing = proposed(site)
    before = site.rows()
    typed = [("wording-0", "It is hybrid."), ("length", "48h"), ("because", "As agreed.")]
    parts = [*hidden_in(site.see(FORM, "chair")), *typed, ("take", f"{filing}:2")]
    answer = site.send(f"{FORM}/review", parts, "chair")
    assert answer.status_code == 200
    words = words_of(answer)
    assert "Taken over, as proposed by Brazil : paragraph 2. Nothing has been recorded" in words
    assert field_of(answer, "wording-1") == THREE
    assert field_of(answer, "wording-0") == "It is hybrid."
    assert field_of(answer, "because") == "As agreed."
    assert 'value="48h"' in answer.text
    assert words.count("These words stand in the field.") == 1
    assert site.rows() == before


def test_the_room_leads_to_the_form_with_all_that_an_objection_proposes(site: Site) -> None:
    filing = proposed(site)
    before = site.rows()
    assert f"{FORM}?take={filing}" in links_of(site.see(ROOM, "chair"))
    answer = site.see(f"{FORM}?take={filing}", "chair")
    assert field_of(answer, "wording-0") == "The meeting is in person."
    assert field_of(answer, "wording-1") == THREE
    assert "Brazil : paragraphs 1 and 2." in words_of(answer)
    assert site.rows() == before


def test_the_room_leads_nobody_to_a_revision_that_is_not_open_to_them(site: Site) -> None:
    proposed(site)
    for who in ("secretariat", "reader"):
        assert not [link for link in links_of(site.see(ROOM, who)) if "take=" in link]


def test_what_is_no_longer_proposed_is_neither_shown_nor_taken_over(site: Site) -> None:
    filing = proposed(site)
    parts = hidden_in(site.see(FORM, "chair"))
    brazil = Actor(Office.DELEGATION, "brazil", "A delegate of Brazil", "link")
    site.act("text", WithdrawObjection(brazil))
    assert "Proposed for" not in words_of(site.see(FORM, "chair"))
    told = "That wording is not proposed for the present text any more."
    for answer in (
        site.send(f"{FORM}/review", [*parts, ("take", f"{filing}:2")], "chair"),
        site.see(f"{FORM}?take={filing}", "chair"),
        site.see(f"{FORM}?take=nonsense", "chair"),
    ):
        assert answer.status_code == 422
        assert told in words_of(answer)
        assert field_of(answer, "wording-1") == "It lasts two days."


def test_a_key_that_sends_the_form_takes_nothing_over(site: Site) -> None:
    """A browser presses the first button of a form for whoever presses Enter in a line."""
    proposed(site)
    form = site.see(FORM, "chair").text.partition(f'action="{FORM}/review"')[2]
    first = form.partition('<button type="submit"')[2].partition(">")[0]
    assert first == ' class="hidden" tabindex="-1" aria-hidden="true"'


def revised_as(site: Site, symbol: str | None) -> Response:
    """The page of the procedure after a revision; `None` leaves the symbol as it is proposed."""
    form = site.see(FORM, "chair")
    offered = form.text.partition('id="symbol"')[2].partition('value="')[2].partition('"')[0]
    position = site.context.register.position("text")
    assert position is not None
    parts = [
        *hidden_in(form),
        ("symbol", offered if symbol is None else symbol),
        ("wording-1", f"It lasts {position.state.round + 2} days."),
        ("length", "48h"),
        ("because", "As agreed."),
    ]
    review = site.send(f"{FORM}/review", parts, "chair")
    act = FORM + "/act"
    sealed = [h for _, action, h in forms_of(review) if action == act]
    return site.send(act, sealed[0], "chair") if sealed else review


def test_the_form_proposes_the_next_symbol_and_everything_shows_it_from_then_on(
    site: Site,
) -> None:
    site.open("text", replace(TEXT, symbol="A/1/L.1"))
    review = site.see(FORM, "chair")
    assert 'value="A/1/L.1/Rev.1"' in review.text
    assert "It follows from that of the present text, A/1/L.1." in words_of(review)
    assert revised_as(site, None).status_code == 303
    page = words_of(site.see("/procedures/text", "chair"))
    assert "Format of the meeting, Rev.1 A/1/L.1/Rev.1 Paragraph 1" in page
    assert "The text was revised: “Format of the meeting, Rev.1” (A/1/L.1/Rev.1)." in page
    assert revised_as(site, "A/1/CRP.4").status_code == 303
    assert "Rev.2 A/1/CRP.4 Paragraph 1" in words_of(site.see(site.link("brazil", "text")))
    assert 'value="A/1/CRP.4/Rev.1"' in site.see(FORM, "chair").text
    text = site.get("/procedures/text").json()["text"]
    assert (text["symbol"], text["issued_symbol"]) == ("A/1/L.1", "A/1/CRP.4")
    paper = site.see("/procedures/text/documents/revision-2", "chair")
    assert "A/1/CRP.4" in words_of(paper)


def test_a_text_without_a_symbol_is_revised_without_one(site: Site) -> None:
    site.open("text")
    form = site.see(FORM, "chair")
    assert "The present text has none." in words_of(form)
    assert revised_as(site, None).status_code == 303
    assert 'class="symbol"' not in site.see("/procedures/text", "chair").text


@pytest.mark.parametrize(
    ("symbol", "says"),
    [
        ("A/1/L.1", "A/1/L.1 is the symbol of an earlier issue of this text; give another."),
        ("A/1/L.[number]", "[number]"),
        ("A/" * 300, ""),
    ],
)
def test_a_symbol_that_cannot_be_used_is_said_beside_its_field(
    site: Site, symbol: str, says: str
) -> None:
    site.open("text", replace(TEXT, symbol="A/1/L.1"))
    before = site.rows()
    answer = revised_as(site, symbol)
    assert answer.status_code == 422
    assert "#symbol" in links_of(answer)
    assert says in words_of(answer)
    assert site.rows() == before


def test_a_revision_stays_open_where_the_symbol_that_follows_is_taken(site: Site) -> None:
    site.open("text", replace(TEXT, symbol="A/1/L.1"))
    for symbol in ("A/1/L.1/Rev.2", "A/1/L.1/Rev.1"):
        assert revised_as(site, symbol).status_code == 303
    assert FORM in links_of(site.see("/procedures/text", "chair"))
    assert revised_as(site, None).status_code == 422
    assert revised_as(site, "A/1/L.1/Rev.3").status_code == 303
