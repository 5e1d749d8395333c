"""How a delegation amends a text behind its link: typed, shown as a redline, and filed once."""

from __future__ import annotations

import pytest

from nemcon.negotiation import acts as a
from nemcon.text.document import Paragraph
from tests.pages.negotiating import (
    NAME,
    amend_by_form,
    amends,
    confirm,
    does,
    filled,
    negotiation,
    open_negotiation,
)
from tests.pages.site import CHAIR, Site, words_of


@pytest.fixture
def link(site: Site) -> str:
    """The link of Brazil into a negotiation."""
    open_negotiation(site)
    return site.link("brazil", NAME)


def test_an_amendment_is_shown_as_a_redline_before_it_is_filed_and_then_recorded_once(
    site: Site, link: str
) -> None:
    review = amend_by_form(site, link, "1", "States parties should meet every two years.")
    words = words_of(review)
    assert "recorded as A1" in words
    assert "deleted: year" in words
    assert "added: two years" in words
    assert negotiation(site).amendments == ()
    first, again = (confirm(site, link, review) for _ in range(2))
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["Location"] == again.headers["Location"]
    assert [p.amendment.id for p in negotiation(site).amendments] == ["A1"]
    receipt = words_of(site.see(first.headers["Location"]))
    assert "It is in the register" in receipt
    assert "Filed by Ana Souza" in receipt
    other = site.link("norway", NAME) + "/" + first.headers["Location"].split("/", 3)[-1]
    assert site.see(other).status_code == 404


def test_what_was_not_shown_is_not_filed(site: Site, link: str) -> None:
    review = amend_by_form(site, link, "1", "States parties should meet.")
    parts = [(k, "Something else." if k == "wording" else v) for k, v in filled(review)]
    again = site.send(f"{link}/negotiation/file", parts)
    assert again.status_code == 200
    assert "Nothing has been recorded yet" in words_of(again)
    assert negotiation(site).amendments == ()


@pytest.mark.parametrize("path", ["/amend?paragraph=1", "/state"])
def test_what_was_filed_before_a_revision_and_is_sent_again_gets_its_receipt(
    site: Site, link: str, path: str
) -> None:
    typed = {"wording": "States ~~parties~~ **Parties** should meet every year."}
    if path == "/state":
        typed = {"kind": "explain", "about": "1", "says": "We welcome it."}
    form = site.see(link + path)
    parts = filled(form, filed_by="Ana Souza")
    if path != "/state":
        parts = [(name, value) for name, value in parts if name != "wording"]
    review = site.send(f"{link}/negotiation/review", [*parts, *typed.items()])
    first = confirm(site, link, review)
    assert first.status_code == 303
    does(site, a.IssueRevision(CHAIR, wording=(Paragraph("1", "Let us meet."),)))
    rows = site.rows()
    again = confirm(site, link, review)
    assert again.status_code == 303
    assert again.headers["Location"] == first.headers["Location"]
    assert site.rows() == rows


def test_a_redline_may_be_typed_with_strikes_and_underlines(site: Site, link: str) -> None:
    typed = "States parties should meet ~~every year~~ **twice a year**."
    confirm(site, link, amend_by_form(site, link, "1", typed))
    page = words_of(site.see(link))
    assert "added: twice a" in page
    assert "~~" not in page


@pytest.mark.parametrize(
    ("wording", "says"),
    [
        ("", "Write the wording that you propose."),
        ("States parties [shall meet.", "character"),
        ("States parties should meet every year.", "This is what the text says already."),
        ("States ~~parties meet.", "never closed"),
        ("A\u202eB", "forces the direction"),
    ],
)
def test_wording_that_cannot_be_used_is_refused_beside_its_field(
    site: Site, link: str, wording: str, says: str
) -> None:
    answer = amend_by_form(site, link, "1", wording)
    assert answer.status_code == 422
    assert says in words_of(answer)
    assert 'aria-describedby="wording-hint wording-error"' in answer.text
    assert wording.split(" ", maxsplit=1)[0] in answer.text


def test_whoever_files_types_a_name_and_known_cosponsors(site: Site, link: str) -> None:
    form = site.see(f"{link}/amend?paragraph=1")
    nameless = site.send(f"{link}/negotiation/review", filled(form, wording="Other."))
    assert "Type your name" in words_of(nameless)
    unknown = amend_by_form(site, link, "1", "Other.", cosponsors="Norway, Atlantis")
    assert "neither on the roll nor a group" in words_of(unknown)
    assert 'id="cosponsors-error"' in unknown.text
    known = amend_by_form(site, link, "1", "Other.", cosponsors="Norway")
    assert "with Norway as co-sponsors" in words_of(known)


def test_a_paragraph_may_be_added_before_all_others(site: Site, link: str) -> None:
    form = site.see(f"{link}/amend?paragraph=&way=after")
    parts = filled(form, wording="Recalling all.", filed_by="Ana")
    confirm(site, link, site.send(f"{link}/negotiation/review", parts))
    words = words_of(site.see(link))
    assert "Before all paragraphs" in words
    assert "added: Recalling all." in words


def test_words_that_are_not_there_are_refused_beside_the_words(site: Site, link: str) -> None:
    answer = amend_by_form(site, link, "1", "", way="delete", passage="three wise men")
    assert answer.status_code == 422
    assert 'id="passage-error"' in answer.text


@pytest.mark.parametrize("way", ["words", "delete-words"])
def test_some_words_are_quoted_where_only_they_are_to_go(site: Site, link: str, way: str) -> None:
    answer = amend_by_form(site, link, "1", "focal", way=way)
    assert answer.status_code == 422
    assert "Quote the words that are to go." in words_of(answer)
    assert 'id="passage-error"' in answer.text


def test_the_review_says_which_amendments_are_in_the_way(site: Site, link: str) -> None:
    amends(site, "austria", "1", "States parties may meet.")
    words = words_of(amend_by_form(site, link, "1", "States parties should meet twice a year."))
    assert "It collides with other amendments" in words
    assert "A1 changes paragraph 1" in words
    assert "collides with other" not in words_of(amend_by_form(site, link, "4", "Nothing."))


def test_a_form_opened_before_a_revision_asks_to_read_the_new_text(site: Site, link: str) -> None:
    form = site.see(f"{link}/amend?paragraph=1")
    does(site, a.IssueRevision(CHAIR, wording=(Paragraph("1", "States parties may meet."),)))
    parts = filled(form, wording="States parties must meet.", filed_by="Ana")
    answer = site.send(f"{link}/negotiation/review", parts)
    assert answer.status_code == 422
    assert "issued anew after you opened this form" in words_of(answer)
    assert "States parties must meet." in words_of(answer)


def test_another_site_makes_nobody_file(site: Site, link: str) -> None:
    review = amend_by_form(site, link, "1", "States parties may meet.")
    sent = site.caller.call(
        "POST",
        f"{link}/negotiation/file",
        data=dict(filled(review)),
        headers={"Cookie": "any=1", "Sec-Fetch-Site": "cross-site"},
    )
    assert sent.status_code == 403
    assert negotiation(site).amendments == ()
