"""A marked-up Word file on the pages: sent, shown, chosen, confirmed; and lost at no step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from httpx import Response

from nemcon.negotiation.acts import IssueRevision, MakeStatement, Statement
from nemcon.procedure.people import Actor, Office
from nemcon.text.document import Paragraph
from tests.api.house import BODY
from tests.api.test_marked_up import TRACKED, word
from tests.documents.marking import JANE, changed
from tests.pages.negotiating import (
    NAME,
    UNTIL,
    amends,
    does,
    filled,
    negotiation,
    open_negotiation,
)
from tests.pages.site import CHAIR, Site, links_of, words_of


@pytest.fixture
def table(site: Site) -> Site:
    """An installation with a negotiation in which something was proposed already."""
    open_negotiation(site)
    amends(site, "austria", "4", "The Secretariat may develop tools by [2030].")
    return site


def send(site: Site, path: str, data: bytes, who: str = "", **parts: str) -> Response:
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    if who:
        headers["Cookie"] = site.sessions[who]
    return site.caller.call(
        "POST",
        path,
        headers=headers,
        files=[
            *((name, (None, value)) for name, value in parts.items()),
            ("document", ("text.docx", data)),
        ],
    )


def test_the_page_offers_the_text_and_takes_it_back(table: Site) -> None:
    link = table.link("brazil", NAME)
    shown = table.see(f"{link}/marked-up")
    assert shown.status_code == 200
    assert f"{link}/documents/marked-text.docx" in links_of(shown)
    data = table.see(f"{link}/documents/marked-text.docx").content
    review = send(table, f"{link}/marked-up", data)
    assert "No amendment was found in the file." in words_of(review)
    assert "Already on the table and not filed again: A1." in words_of(review)


def test_what_is_ticked_is_filed_once_with_a_receipt_and_nothing_before(table: Site) -> None:
    link = table.link("brazil", NAME)
    before = table.rows()
    review = send(table, f"{link}/marked-up", changed(word(table), TRACKED))
    assert review.status_code == 200, review.text
    says = words_of(review)
    assert "It changes words in paragraph 1" in says
    assert f"Marked up by {JANE}" in says
    assert table.rows() == before
    sent = filled(review, choose="0", filed_by="Ana Souza")
    answers = [table.send(f"{link}/marked-up/file", sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303], answers[0].text
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    (_, one) = negotiation(table).amendments
    assert (one.amendment.proposer, one.amendment.passage) == ("brazil", "meet")
    done = table.see(answers[0].headers["Location"])
    assert "It is in the register" in words_of(done)
    (receipt,) = (href for href in links_of(done) if "/receipt/" in href)
    assert "Ana Souza" in words_of(table.see(receipt))


def test_a_name_that_is_missing_loses_nothing_of_the_file(table: Site) -> None:
    link = table.link("brazil", NAME)
    data = changed(word(table), TRACKED)
    review = send(table, f"{link}/marked-up", data)
    again = table.send(f"{link}/marked-up/file", filled(review, choose="0"))
    assert again.status_code == 422
    assert "Type your name" in words_of(again)
    assert "It changes words in paragraph 1" in words_of(again)
    sent = filled(again, choose="0", filed_by="Ana Souza")
    assert table.send(f"{link}/marked-up/file", sent).status_code == 303
    nothing = table.send(f"{link}/marked-up/file", filled(review, filed_by="Ana Souza"))
    assert "Tick what is to be filed." in words_of(nothing)


def test_only_what_was_shown_is_filed(table: Site) -> None:
    link = table.link("brazil", NAME)
    review = send(table, f"{link}/marked-up", changed(word(table), TRACKED))
    sent = filled(review, choose="0", filed_by="Ana Souza")
    forged = [(k, v.replace("convene", "never meet")) for k, v in sent]
    assert table.send(f"{link}/marked-up/file", forged).status_code == 422
    other = table.link("norway", NAME)
    assert table.send(f"{other}/marked-up/file", sent).status_code == 422
    broken = [(k, "x" if k == "item" else v) for k, v in sent]
    assert table.send(f"{link}/marked-up/file", broken).status_code == 422
    assert len(negotiation(table).amendments) == 1


def test_a_text_that_was_issued_anew_in_between_is_said(table: Site) -> None:
    link = table.link("brazil", NAME)
    review = send(table, f"{link}/marked-up", changed(word(table), TRACKED))
    does(table, IssueRevision(CHAIR, wording=(Paragraph("3", "Evidence counts."),)))
    sent = filled(review, choose="0", filed_by="Ana Souza")
    answer = table.send(f"{link}/marked-up/file", sent)
    assert answer.status_code == 422
    assert "issued anew" in words_of(answer)


def test_what_comes_late_is_foretold_and_recorded_as_late(table: Site) -> None:
    link = table.link("brazil", NAME)
    table.clock.at = UNTIL + timedelta(minutes=1)
    review = send(table, f"{link}/marked-up", changed(word(table), TRACKED))
    assert "recorded as late" in words_of(review)
    sent = filled(review, choose="0", filed_by="Ana Souza")
    assert table.send(f"{link}/marked-up/file", sent).status_code == 303
    assert negotiation(table).amendments[-1].late


def test_a_comment_is_filed_as_a_statement_where_it_is_ticked(table: Site) -> None:
    by = Actor(Office.DELEGATION, "austria", "A delegate of Austria", "link")
    does(table, MakeStatement(by, Statement.EXPLAIN, ("1",), "We thank."))
    data = changed(word(table), ("We thank.", "What is a State?"), part="word/comments.xml")
    link = table.link("brazil", NAME)
    review = send(table, f"{link}/marked-up", data)
    assert "File this comment as a statement" in words_of(review)
    sent = filled(review, choose="0", filed_by="Ana Souza")
    assert table.send(f"{link}/marked-up/file", sent).status_code == 303
    _, stated = negotiation(table).statements
    assert (stated.participant, stated.paragraphs) == ("brazil", ("1",))
    assert stated.says.endswith("What is a State?")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 nothing"])
def test_a_file_that_is_not_read_is_said_beside_its_field(table: Site, data: bytes) -> None:
    link = table.link("brazil", NAME)
    answer = send(table, f"{link}/marked-up", data)
    assert answer.status_code == 422
    assert "Nothing was recorded yet" in words_of(answer)


def test_what_a_file_says_is_never_markup(table: Site) -> None:
    link = table.link("brazil", NAME)
    hostile = ("convene</w:t>", "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}</w:t>")
    data = changed(changed(word(table), TRACKED), hostile)
    review = send(table, f"{link}/marked-up", data)
    assert "<script>alert" not in review.text
    assert "<script>alert(1)</script> {{7*7}}" in words_of(review)


def test_who_may_not_amend_may_not_send_a_file(table: Site) -> None:
    link = table.link("council", NAME)
    assert table.see(f"{link}/marked-up").status_code == 409
    assert send(table, f"{link}/marked-up", word(table)).status_code == 409


def test_the_secretariat_files_it_on_the_strength_of_a_paper(table: Site) -> None:
    at = f"/negotiations/{NAME}/file-for/marked-up"
    assert table.see(at, "secretariat").status_code == 200
    data = changed(word(table), TRACKED)
    asked = send(table, at, data, "secretariat", participant="", evidence="")
    assert asked.status_code == 422
    review = send(table, at, data, "secretariat", participant="brazil", evidence="NV 12/2020")
    assert review.status_code == 200, words_of(review)
    assert "NV 12/2020" in words_of(review)
    sent = filled(review, choose="0")
    for _ in range(2):
        answer = table.send(f"{at}/file", sent, "secretariat")
        assert answer.status_code == 303, words_of(answer)
    (_, one) = negotiation(table).amendments
    assert one.amendment.proposer == "brazil"
    written = table.context.register.written(NAME)[-1].body
    assert "on the strength of: NV 12/2020" in written
    for who in ("chair", "reader"):
        assert table.see(at, who).status_code == 403


def test_what_a_file_proposes_waits_for_a_second_person_where_the_body_asks_for_one(
    table: Site,
) -> None:
    table.post(f"/bodies/{BODY}/two-persons", {"minutes": 30})
    at = f"/negotiations/{NAME}/file-for/marked-up"
    data = changed(word(table), TRACKED)
    review = send(table, at, data, "secretariat", participant="brazil", evidence="NV 12/2020")
    assert "This body asks for two persons" in words_of(review)
    for _ in range(2):
        answer = table.send(f"{at}/file", filled(review, choose="0"), "secretariat")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/waiting")
    assert len(negotiation(table).amendments) == 1
    (waits,) = table.get("/waiting").json()
    assert (waits["kind"], waits["participant"]) == ("propose-amendment", "brazil")
