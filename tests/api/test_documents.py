"""Documents through the API: listed, drawn up, issued as they were seen, kept and served again."""

from __future__ import annotations

import hashlib

import pytest

from nemcon.documents.rendering import Format
from nemcon.register import directory
from nemcon.register.directory import Body
from nemcon.register.links import issue_links
from nemcon.register.staff import Role, issue_token
from tests.agenda.build import circulation
from tests.api.documents import (
    AT,
    FORMATS,
    ended,
    ids,
    issuing,
)
from tests.api.house import BODY, PROCEDURE, START, House
from tests.documents.papers_read import words_in
from tests.pages.negotiating import NAME, open_negotiation


def test_those_who_conduct_a_procedure_are_listed_its_letters_and_others_are_not(
    house: House,
) -> None:
    assert ids(house) == ["starting-text", "letter-2", "note-verbale-2"]
    for who in ("reader", "brazil"):
        assert ids(house, who) == ["starting-text"]
        answer = house.get(f"{AT}/letter-2", who)
        assert (answer.status_code, answer.json()["code"]) == (404, "no-such-paper")


def test_when_it_has_ended_its_record_is_listed_and_only_staff_have_the_one_in_full(
    house: House,
) -> None:
    ended(house)

    assert {"decision-record", "decision-record-in-full"} < set(ids(house))
    assert "decision-record" in ids(house, "brazil")
    assert "decision-record-in-full" not in ids(house, "brazil")
    assert house.get(f"{AT}/decision-record-in-full", "reader").status_code == 404


@pytest.mark.parametrize("kind", FORMATS)
def test_a_document_is_taken_away_as_a_file_with_its_digest(house: House, kind: str) -> None:
    answer = house.get(f"{AT}/starting-text.{kind}", "brazil")

    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == FORMATS[kind]
    digest = hashlib.sha256(answer.content).hexdigest()
    assert answer.headers["ETag"] == f'"{digest}"'
    assert f'filename="{PROCEDURE}-starting-text.{kind}"' in answer.headers["Content-Disposition"]
    shown = house.get(f"{AT}/starting-text").json()
    assert digest in [file["digest"] for file in shown["files"] if file["format"] == kind]
    assert house.get(f"{AT}/starting-text.{kind}").content == answer.content


def test_a_page_of_a_document_may_load_nothing_and_has_only_its_own_style(house: House) -> None:
    policy = house.get(f"{AT}/starting-text.html").headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("kind", FORMATS)
def test_a_copy_that_was_not_issued_says_so_and_what_is_issued_does_not(
    house: House, kind: str
) -> None:
    at = f"{AT}/starting-text.{kind}?symbol=WG/2026/1"
    says = "Drawn up from the register as at entry 2; this copy was not issued."
    copy = house.get(at)
    assert says in words_in(copy.content, Format(kind))
    assert house.get(at).content == copy.content
    sent = issuing(house, "starting-text")
    assert house.post(f"{AT}/starting-text/issue", sent).status_code == 201
    issued = house.get(f"/documents/{sent['digests'][kind]}")
    assert "not issued" not in words_in(issued.content, Format(kind))
    again = house.get(f"{AT}/starting-text.{kind}", "brazil")
    assert "as at entry 3; this copy was not issued." in words_in(again.content, Format(kind))


@pytest.mark.parametrize("who", ["reader", "brazil"])
@pytest.mark.parametrize(
    "asked", ["symbol=A/RES/99/1", "distribution=General", "symbol=", "to_issue=true"]
)
def test_only_those_who_issue_say_what_symbol_a_document_bears_and_how_far_it_goes(
    house: House, who: str, asked: str
) -> None:
    house.post(f"{AT}/starting-text/issue", issuing(house, "starting-text"))
    for path in (f"{AT}/starting-text.html", f"{AT}/starting-text"):
        answer = house.get(f"{path}?{asked}", who)
        assert answer.status_code in (403, 422), answer.text
        assert "A/RES/99/1" not in answer.text
        if asked != "symbol=":
            assert answer.json()["code"] == "not-to-issue"
    assert house.get(f"{AT}/starting-text.html?symbol=WG/2026/1", who).status_code == 200


def test_a_record_tells_the_deadline_on_the_clock_of_the_body_and_in_utc(house: House) -> None:
    ended(house, period__zone="Africa/Nairobi")
    words = words_in(
        house.get("/procedures/hidden/documents/decision-record.html").content, Format.HTML
    )
    assert "(Nairobi time, UTC+3)" in words
    assert "New York" not in words


def test_a_file_is_not_served_to_whoever_may_not_see_its_procedure(house: House) -> None:
    house.open("another")
    sent = issuing(house, "starting-text")
    house.post(f"{AT}/starting-text/issue", sent)

    answer = house.get(f"/documents/{sent['digests']['pdf']}", "another/brazil")

    assert (answer.status_code, answer.json()["code"]) == (404, "no-such-document")
    assert house.get(f"/documents/{'0' * 64}").json()["code"] == "no-such-document"


def test_staff_of_another_body_see_no_document_and_staff_of_this_one_do(house: House) -> None:
    sent = issuing(house, "starting-text")
    house.post(f"{AT}/starting-text/issue", sent)
    with house.context.database.writing() as connection:
        directory.put_body(connection, Body("elsewhere", "Elsewhere", "UTC"), START)
        for body in ("elsewhere", BODY):
            house.tokens[body] = issue_token(connection, f"of {body}", Role.READER, START, body)

    for path in (AT, f"{AT}/starting-text.pdf", f"/documents/{sent['digests']['pdf']}"):
        assert house.get(path, "elsewhere").status_code == 404
        assert house.get(path, BODY).status_code == 200


def test_a_link_to_an_agenda_leads_to_what_its_session_has_issued(house: House) -> None:
    with house.context.database.reading() as connection:
        roll = directory.seats(connection, BODY)
    act = circulation(sittings=(), until=None, roll=roll)
    house.context.register.record("agenda", act, house.clock.now(), body=BODY)
    open_negotiation(house, agenda="agenda")
    with house.context.database.writing() as connection:
        ids = ["at-brazil"]
        links = issue_links(connection, house.context.links, "agenda", ids, START)
    house.tokens["delegate"] = links["at-brazil"]
    at = f"/procedures/{NAME}/documents/starting-text"
    shown = house.get(f"{at}?symbol=A/1&to_issue=true").json()
    digests = {file["format"]: file["digest"] for file in shown["files"]}
    sent = {"symbol": "A/1", "seen": shown["seen"], "digests": digests}
    assert house.post(f"{at}/issue", sent).status_code == 201

    (listed,) = house.get("/agendas/agenda/documents", "delegate").json()
    assert (listed["procedure"], listed["issued"]["symbol"]) == (NAME, "A/1")
    for digest in listed["issued"]["digests"].values():
        assert house.get(f"/documents/{digest}", "delegate").status_code == 200
        assert house.get(f"/documents/{digest}", "brazil").status_code == 404


def test_a_document_is_written_in_the_languages_that_it_lists(house: House) -> None:
    answer = house.get(f"{AT}/letter-2?language=fr")

    assert (answer.status_code, answer.json()["code"]) == (422, "not-in-language")
    assert house.get(f"{AT}/starting-text?language=fr").json()["language"] == "fr"


def test_a_document_that_no_font_here_writes_is_refused_as_pdf_and_said_so(house: House) -> None:
    symbol = "WG/\U00012000"  # cuneiform
    shown = house.get(f"{AT}/starting-text?symbol={symbol}&to_issue=true").json()

    refused = {file["format"]: file["refused"] for file in shown["files"]}
    assert "CUNEIFORM" in refused["pdf"]
    assert refused["html"] == refused["docx"] == ""
    answer = house.get(f"{AT}/starting-text.pdf?symbol={symbol}")
    assert (answer.status_code, answer.json()["code"]) == (422, "font-missing")
    digests = {f["format"]: f["digest"] for f in shown["files"] if f["digest"]}
    sent = {"symbol": symbol, "seen": shown["seen"], "digests": digests}
    assert house.post(f"{AT}/starting-text/issue", sent).status_code == 201


def test_where_nobody_is_named_a_record_names_nobody_to_others(house: House) -> None:
    ended(
        house,
        disclosure__during="anonymous",
        disclosure__in_consultation="anonymous",
        disclosure__after="anonymous",
    )
    at = "/procedures/hidden/documents"

    for who in ("reader", "hidden/brazil", "secretariat"):
        page = house.get(f"{at}/decision-record.html", who).text
        assert "Norway objects" not in page
        assert "norway" not in page.lower().split("whom the letters reached")[0]
        assert "Two days are too few" not in page
    assert "Two days are too few" in house.get(f"{at}/decision-record-in-full.html").text
