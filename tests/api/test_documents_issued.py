"""Documents are issued as they were seen, by those who may, and are kept byte for byte."""

from __future__ import annotations

import pytest

from tests.api.documents import (
    AT,
    FORMATS,
    ended,
    issuing,
)
from tests.api.house import House, Part


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


def test_one_symbol_is_not_given_to_two_documents(house: House) -> None:
    house.post(f"{AT}/starting-text/issue", issuing(house, "starting-text"))

    answer = house.post(f"{AT}/letter-2/issue", issuing(house, "letter-2"))

    assert (answer.status_code, answer.json()["code"]) == (409, "symbol-taken")


@pytest.mark.parametrize("who", ["reader", "brazil"])
def test_only_those_who_conduct_a_procedure_issue(house: House, who: str) -> None:
    answer = house.post(f"{AT}/starting-text/issue", issuing(house, "starting-text"), who)

    assert answer.status_code in (401, 403)
    assert house.get(AT).json()[0]["issued"] == []


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


@pytest.mark.parametrize(
    "wrong", [{"digests": {}}, {"seen": 0}, {"symbol": " "}, {"digests": {"odt": "0" * 64}}]
)
def test_what_is_not_a_whole_request_is_refused(house: House, wrong: dict[str, Part]) -> None:
    sent = issuing(house, "starting-text")

    answer = house.post(f"{AT}/starting-text/issue", sent | wrong)

    assert answer.status_code == 422
    assert house.get(AT).json()[0]["issued"] == []
