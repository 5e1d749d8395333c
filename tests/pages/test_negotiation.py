"""A delegation in a negotiation, behind its link: what it is shown, and how it files."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nemcon.negotiation import acts as a
from nemcon.procedure.people import Actor, Office
from nemcon.text.document import Paragraph, Text
from tests.pages.negotiating import (
    NAME,
    UNTIL,
    amend_by_form,
    amends,
    confirm,
    does,
    filled,
    negotiation,
    open_negotiation,
)
from tests.pages.site import CHAIR, Site, links_of, words_of

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} {% raw %}"


@pytest.fixture
def link(site: Site) -> str:
    """The link of Brazil into a negotiation."""
    open_negotiation(site)
    return site.link("brazil", NAME)


def test_the_page_says_what_is_asked_until_when_and_where_each_paragraph_stands(
    site: Site, link: str
) -> None:
    words = words_of(site.see(link))
    assert "Draft recommendations" in words
    assert "Propose amendments to its paragraphs" in words
    assert "Thursday, 18 June 2026, 12 noon (New York time, UTC-4)" in words
    assert "Thursday, 18 June 2026, 4 p.m. (UTC)" in words
    assert "2 days left" in words
    assert "Your delegation has filed nothing in this round." in words
    for number, stands in (("1", "Open"), ("2", "Bracketed"), ("4", "Bracketed")):
        assert f"Paragraph {number} " in words
        assert stands in words
    assert "Norway : shall" in words
    assert "When the round has ended, the Chair revises the text, opens a round or" in words
    assert "Questions: the secretariat, secretariat@nemcon.example" in words
    assert "(a) before courts;" in words


def test_what_may_be_filed_has_its_rule_beside_it(site: Site) -> None:
    open_negotiation(site, rules={"negotiation.amended_by": "member"})
    link = site.link("brazil", NAME)
    assert f"{link}/rules#rule-negotiation.amended_by" in links_of(site.see(link))
    assert 'id="rule-negotiation.amended_by"' in site.see(f"{link}/rules").text


def test_opening_pages_records_nothing(site: Site, link: str) -> None:
    amends(site, "austria", "1", "States parties should meet every two years.")
    rows = site.rows()
    for path in (
        "",
        "/amend",
        "/amend?paragraph=2",
        "/amend?paragraph=2&way=bracket",
        "/amend?way=after",
        "/amendments/A1/support",
        "/amendments/A1/oppose",
        "/amendments/A1/cosponsor",
        "/state",
        "/history",
        "/rules",
        "/revisions/0",
    ):
        assert site.see(link + path).status_code == 200, path
        assert site.see(link + path, method="HEAD").status_code == 200, path
    assert site.see(f"{link}/negotiation/review").status_code == 303
    assert site.rows() == rows


@pytest.mark.parametrize(
    ("way", "typed", "says"),
    [
        ("after", {"wording": "A new one."}, "adds a paragraph after 2"),
        ("beneath", {"wording": "below it;"}, "adds a sub-paragraph to paragraph 2"),
        ("delete", {"wording": ""}, "deletes paragraph 2"),
        ("bracket", {"wording": "", "passage": "contact points"}, "puts words in paragraph 2"),
        ("delete", {"wording": "", "passage": "contact"}, "deletes words in paragraph 2"),
        ("delete-words", {"wording": "", "passage": "contact"}, "deletes words in paragraph 2"),
        ("words", {"wording": "focal", "passage": "contact"}, "changes words in paragraph 2"),
    ],
)
def test_every_way_to_amend_is_reviewed_and_filed(
    site: Site, link: str, way: str, typed: dict[str, str], says: str
) -> None:
    review = amend_by_form(site, link, "2", way=way, **typed)
    assert says in words_of(review)
    assert confirm(site, link, review).status_code == 303
    assert says in words_of(site.see(link))


def test_positions_are_taken_changed_and_taken_back_after_a_review(site: Site, link: str) -> None:
    amends(site, "austria", "1", "States parties may meet.")
    for stance, group in (("support", "supporters"), ("oppose", "opponents")):
        form = site.see(f"{link}/amendments/A1/{stance}")
        parts = filled(form, says="As instructed.", filed_by="Ana Souza")
        review = site.send(f"{link}/negotiation/review", parts)
        assert f"your delegation {stance}s amendment A1" in words_of(review)
        assert confirm(site, link, review).status_code == 303
        assert getattr(negotiation(site).amendments[0].amendment, group) == ("brazil",)
    assert "Oppose: Brazil" in words_of(site.see(link))
    form = site.see(f"{link}/amendments/A1/none")
    review = site.send(f"{link}/negotiation/review", filled(form, filed_by="Ana Souza"))
    confirm(site, link, review)
    assert negotiation(site).amendments[0].amendment.opponents == ()


def test_whoever_was_only_named_as_a_cosponsor_may_join_the_amendment(
    site: Site, link: str
) -> None:
    amends(site, "austria", "1", "States parties may meet.", cosponsors=("brazil",))
    join = f"{link}/amendments/A1/cosponsor"
    assert join in links_of(site.see(link))
    review = site.send(f"{link}/negotiation/review", filled(site.see(join), filed_by="Ana Souza"))
    assert confirm(site, link, review).status_code == 303
    assert join not in links_of(site.see(link))


def test_ones_own_amendment_is_withdrawn_and_not_that_of_another(site: Site, link: str) -> None:
    amends(site, "brazil", "1", "States parties may meet.")
    other = site.link("norway", NAME)
    form = site.see(f"{other}/amendments/A1/withdraw")
    refused = site.send(f"{other}/negotiation/review", filled(form, filed_by="Kari"))
    assert "not that of Norway" in words_of(refused)
    form = site.see(f"{link}/amendments/A1/withdraw")
    review = site.send(f"{link}/negotiation/review", filled(form, filed_by="Ana Souza"))
    confirm(site, link, review)
    assert not negotiation(site).amendments[0].live


def test_statements_are_made_on_paragraphs(site: Site, link: str) -> None:
    form = site.see(f"{link}/state?paragraph=2")
    missing = site.send(f"{link}/negotiation/review", filled(form, filed_by="Ana"))
    assert "Choose what your delegation states." in words_of(missing)
    typed = filled(form, kind="reserve", about="2", says="Pending instructions.", filed_by="Ana")
    review = site.send(f"{link}/negotiation/review", typed)
    assert "made a reservation on paragraph 2" in words_of(review)
    location = confirm(site, link, review).headers["Location"]
    assert "Pending instructions." in words_of(site.see(location))
    assert "Brazil made a reservation on paragraph 2" in words_of(
        site.see(site.link("norway", NAME))
    )


def test_an_observer_makes_statements_and_no_amendments(site: Site, link: str) -> None:
    observer = site.link("council", NAME)
    page = site.see(observer)
    assert "/amend" not in page.text
    assert site.see(f"{observer}/amend?paragraph=1").status_code == 409
    assert site.see(f"{observer}/state").status_code == 200


def test_after_the_round_an_amendment_is_foretold_as_late_and_recorded_so(
    site: Site, link: str
) -> None:
    site.clock.at = UNTIL + timedelta(minutes=1)
    review = amend_by_form(site, link, "1", "States parties may meet.")
    assert "recorded as late" in words_of(review)
    receipt = words_of(site.see(confirm(site, link, review).headers["Location"]))
    assert "no, late" in receipt
    assert "late, does not count unless admitted" in words_of(site.see(link))


def test_each_issue_is_shown_with_what_it_changed(site: Site, link: str) -> None:
    does(site, a.IssueRevision(CHAIR, wording=(Paragraph("1", "States parties may meet."),)))
    assert "Rev.1, and what it changed" in words_of(site.see(link))
    words = words_of(site.see(f"{link}/revisions/1"))
    assert "added: may meet" in words or "added: may" in words
    assert site.see(f"{link}/revisions/0").status_code == 200
    assert site.see(f"{link}/revisions/2").status_code == 404


def test_names_are_kept_back_where_the_rules_do_not_tell_them(site: Site) -> None:
    open_negotiation(site, rules={"compilation.names": "unnamed"})
    link = site.link("brazil", NAME)
    amends(site, "austria", "1", "States parties may meet.", cosponsors=("norway",))
    amends(site, "brazil", "1", "States parties shall meet.")
    does(site, a.TakePosition(Actor(Office.DELEGATION, "norway"), "A2", a.Stance.SUPPORT, "Yes."))
    for path in ("", "/history", "/amendments/A1/support"):
        words = words_of(site.see(link + path))
        assert "Austria" not in words, path
        assert "Norway" not in words, path
    assert "Proposed in round 1 by a delegation" in words_of(site.see(link))
    assert "Proposed in round 1 by Brazil" in words_of(site.see(link))


def test_what_people_wrote_is_shown_as_words(site: Site, link: str) -> None:
    amends(site, "austria", "1", HOSTILE.replace("/script", "script"), reason=HOSTILE)
    austria = Actor(Office.DELEGATION, "austria")
    does(site, a.MakeStatement(austria, a.Statement.EXPLAIN, (), HOSTILE))
    for path in ("", "/history", "/amendments/A1/support"):
        answer = site.see(link + path)
        assert "<script" not in answer.text
    review = amend_by_form(site, link, "1", "X.", reason=HOSTILE)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} {% raw %}" in review.text


def test_when_it_is_concluded_the_page_says_where_the_rest_went(site: Site, link: str) -> None:
    does(site, a.MoveParagraphs(CHAIR, ("1",), a.Rung.AD_REFERENDUM))
    does(site, a.ConcludeNegotiation(CHAIR))
    words = words_of(site.see(link))
    assert "The negotiation is concluded" in words
    assert "a letter and a link of its own" in words
    assert (
        "Paragraphs 2, 3 and 4 will be listed in the Chair's compilation, for the next session"
        in words
    )
    assert site.see(f"{link}/amend?paragraph=2").status_code == 409


def test_what_was_adopted_is_shown_as_adopted_and_what_was_only_proposed_is_compiled(
    site: Site,
) -> None:
    numbers = ("1", "1 bis", "2")
    text = Text("Draft tools", tuple(Paragraph(n, f"Tool {n[0]} is free.") for n in numbers))
    open_negotiation(site, text=text)
    link = site.link("brazil", NAME)
    amends(site, "austria", "2", "A third tool is free.", change="insert")
    does(site, a.MoveParagraphs(CHAIR, numbers, a.Rung.AGREED))
    does(site, a.ConcludeNegotiation(CHAIR, in_meeting=True))
    assert negotiation(site).listed == ()
    for answer in (site.see(link), site.see(f"/negotiations/{NAME}", "reader")):
        words = words_of(answer)
        assert "The text as adopted" in words
        assert "1 bis became 2; 2 became 3." in words
        assert "The Chair's compilation" in words
    assert "A third tool is free." in words_of(site.see(f"{link}/compilation"))


def test_a_text_that_was_withdrawn_says_so(site: Site, link: str) -> None:
    does(site, a.WithdrawTabled(CHAIR, "Overtaken by events."))
    words = words_of(site.see(link))
    assert "Outcome: withdrawn" in words
    assert "Overtaken by events." in words


def test_a_link_to_a_negotiation_opens_no_page_of_a_silence_procedure(
    site: Site, link: str
) -> None:
    assert site.see(f"{link}/file/object").status_code == 404
    assert site.see(f"{site.link('brazil')}/amend").status_code == 404
