"""Documents through the API: listed, drawn up, issued as they were seen, kept and served again."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from nemcon.documents.rendering import Format
from nemcon.procedure import acts as a
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.directory import Body
from nemcon.register.links import issue_links
from nemcon.register.staff import Role, issue_token
from tests.agenda.build import circulation
from tests.api.house import BODY, DEADLINE, PROCEDURE, START, House, Part, after
from tests.documents.papers_read import words_in
from tests.pages.negotiating import NAME, open_negotiation

AT = f"/procedures/{PROCEDURE}/documents"
CHAIR = Actor(Office.CHAIR, person="the chair", channel="test")
FORMATS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def ended(house: House, **rules: str) -> None:
    """A procedure that an objection of Norway has ended without adoption."""
    if rules:
        house.open("hidden", **rules)
    name = "hidden" if rules else PROCEDURE
    house.clock.at = DEADLINE - timedelta(hours=10)
    filed = house.file(f"{name}/norway" if rules else "norway", name, says="Two days are too few.")
    assert filed.status_code == 201, filed.text
    house.clock.at = after(minutes=10)
    house.context.register.keep_time(name)
    answer = house.context.register.record(
        name, a.Refer(CHAIR, "the session", "As agreed."), house.clock.now()
    )
    assert not isinstance(answer, Refusal), answer


def ids(house: House, who: str = "secretariat", at: str = AT) -> list[str]:
    return [paper["id"] for paper in house.get(at, who).json()]


def issuing(house: House, paper: str, **other: Part) -> dict[str, Part]:
    """What a client sends that has looked at the document."""
    symbol = other.get("symbol", "WG/2026/1")
    shown = house.get(f"{AT}/{paper}?symbol={symbol}&to_issue=true").json()
    digests = {file["format"]: file["digest"] for file in shown["files"]}
    return {"symbol": symbol, "seen": shown["seen"], "digests": digests} | other


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


def test_what_is_issued_is_what_was_seen_and_is_served_byte_for_byte(house: House) -> None:
    seen = {
        kind: house.get(f"{AT}/starting-text.{kind}?symbol=WG/2026/1&to_issue=true")
        for kind in FORMATS
    }
    sent = issuing(house, "starting-text")

    answer = house.post(f"{AT}/starting-text/issue", sent)

    assert answer.status_code == 201, answer.text
    (listed,) = (one for one in house.get(AT, "brazil").json() if one["id"] == "starting-text")
    (issued,) = listed["issued"]
    assert (issued["symbol"], issued["version"]) == ("WG/2026/1", 1)
    assert issued["number"] == answer.json()["number"]
    for kind, digest in issued["digests"].items():
        kept = house.get(f"/documents/{digest}", "brazil")
        assert kept.content == seen[kind].content
        assert kept.headers["Content-Type"] == FORMATS[kind]


def test_what_reads_otherwise_by_now_is_not_issued_and_nothing_is_kept(house: House) -> None:
    sent = issuing(house, "starting-text")
    before = house.rows()
    other = sent | {"digests": sent["digests"] | {"pdf": "0" * 64}}

    answer = house.post(f"{AT}/starting-text/issue", other)

    assert (answer.status_code, answer.json()["code"]) == (409, "paper-changed")
    assert "again" in answer.json()["detail"]
    assert house.rows() == before


def test_what_was_seen_before_something_was_recorded_is_not_issued(house: House) -> None:
    sent = issuing(house, "starting-text")
    house.file("norway", says="No.")

    answer = house.post(f"{AT}/starting-text/issue", sent)

    assert (answer.status_code, answer.json()["code"]) == (409, "paper-changed")
    assert house.post(f"{AT}/starting-text/issue", issuing(house, "starting-text")).is_success


def test_what_is_sent_twice_under_one_key_is_issued_once(house: House) -> None:
    ended(house)
    sent = issuing(house, "decision-record")
    path = f"{AT}/decision-record/issue"

    first = house.post(path, sent, Idempotency_Key="once")
    again = house.post(path, sent, Idempotency_Key="once")

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json() | {"repeated": True}


def test_a_second_issue_under_the_same_symbol_is_another_version(house: House) -> None:
    for _ in range(2):
        sent = issuing(house, "starting-text")
        assert house.post(f"{AT}/starting-text/issue", sent).status_code == 201
    (listed,) = (one for one in house.get(AT).json() if one["id"] == "starting-text")

    assert [issued["version"] for issued in listed["issued"]] == [1, 2]
    assert listed["symbol"] == "WG/2026/1", "what was issued suggests its own symbol again"


def test_a_letter_is_seen_by_delegations_once_it_was_issued(house: House) -> None:
    sent = issuing(house, "letter-2", symbol="CU 2026/12")

    assert house.post(f"{AT}/letter-2/issue", sent, "chair").status_code == 201

    (listed,) = (one for one in house.get(AT, "brazil").json() if one["id"] == "letter-2")
    assert (listed["can_draft"], listed["can_issue"]) == (False, False)
    for digest in listed["issued"][0]["digests"].values():
        assert house.get(f"/documents/{digest}", "brazil").status_code == 200


def test_the_record_in_full_is_never_issued(house: House) -> None:
    ended(house)

    sent = issuing(house, "decision-record")
    for answer in (
        house.get(f"{AT}/decision-record-in-full?to_issue=true"),
        house.get(f"{AT}/decision-record-in-full.html?symbol=WG/2026/1"),
        house.post(f"{AT}/decision-record-in-full/issue", sent),
    ):
        assert (answer.status_code, answer.json()["code"]) == (422, "never-issued")


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


def test_one_symbol_is_not_given_to_two_documents(house: House) -> None:
    house.post(f"{AT}/starting-text/issue", issuing(house, "starting-text"))

    answer = house.post(f"{AT}/letter-2/issue", issuing(house, "letter-2"))

    assert (answer.status_code, answer.json()["code"]) == (409, "symbol-taken")


@pytest.mark.parametrize("who", ["reader", "brazil"])
def test_only_those_who_conduct_a_procedure_issue(house: House, who: str) -> None:
    answer = house.post(f"{AT}/starting-text/issue", issuing(house, "starting-text"), who)

    assert answer.status_code in (401, 403)
    assert house.get(AT).json()[0]["issued"] == []


def test_a_file_is_not_served_to_whoever_may_not_see_its_procedure(house: House) -> None:
    house.open("another")
    sent = issuing(house, "starting-text")
    house.post(f"{AT}/starting-text/issue", sent)

    answer = house.get(f"/documents/{sent['digests']['pdf']}", "another/brazil")

    assert (answer.status_code, answer.json()["code"]) == (404, "no-such-document")
    assert house.get(f"/documents/{'0' * 64}").json()["code"] == "no-such-document"


def test_bytes_that_two_procedures_issued_are_seen_by_whoever_may_see_either(house: House) -> None:
    house.open("another")
    of_another = "/procedures/another/documents/starting-text"
    sent = issuing(house, "starting-text")
    shown = house.get(f"{of_another}?symbol=WG/2026/1&to_issue=true").json()
    assert {file["format"]: file["digest"] for file in shown["files"]} == sent["digests"]
    house.post(f"{AT}/starting-text/issue", sent)
    path = f"/documents/{sent['digests']['pdf']}"
    assert house.get(path, "another/brazil").status_code == 404
    assert house.post(f"{of_another}/issue", sent | {"seen": shown["seen"]}).status_code == 201
    for who in ("brazil", "another/brazil"):
        assert house.get(path, who).status_code == 200, who


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


@pytest.mark.parametrize(
    "wrong", [{"digests": {}}, {"seen": 0}, {"symbol": " "}, {"digests": {"odt": "0" * 64}}]
)
def test_what_is_not_a_whole_request_is_refused(house: House, wrong: dict[str, Part]) -> None:
    sent = issuing(house, "starting-text")

    answer = house.post(f"{AT}/starting-text/issue", sent | wrong)

    assert answer.status_code == 422
    assert house.get(AT).json()[0]["issued"] == []


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
