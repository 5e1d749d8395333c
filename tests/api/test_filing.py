"""Filing: recorded before it is answered, once, and judged by the instant of receipt."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from nemcon.register.tables import entries
from tests.api.house import DEADLINE, PROCEDURE, START, House, after

FILINGS = f"/procedures/{PROCEDURE}/filings"


def kinds(house: House) -> list[str]:
    return [entry.kind for entry in house.context.register.written(PROCEDURE)]


def test_a_delegations_program_files_under_its_own_name(house: House) -> None:
    receipt = house.file("brazil", says="Two days are too few.").json()
    assert (receipt["late"], receipt["repeated"]) == (False, False)
    filing = house.get(FILINGS).json()[0]
    assert (filing["participant"], filing["says"]) == ("brazil", "Two days are too few.")
    written = house.get(f"/procedures/{PROCEDURE}/register").json()[2]
    assert '"channel":"api"' in written["writing"]
    assert "A delegate of Brazil" in written["writing"]


def test_the_receipt_is_found_again_in_the_register(house: House) -> None:
    receipt = house.file("brazil", says="No.").json()
    head = f"{receipt['number']}-{receipt['hash']}"
    found = house.get(f"/procedures/{PROCEDURE}/register/verify?head={head}", "brazil").json()
    assert found["sound"]
    wrong = head[:-1] + ("0" if head[-1] != "0" else "1")
    found = house.get(f"/procedures/{PROCEDURE}/register/verify?head={wrong}", "brazil").json()
    assert not found["sound"]


def test_the_same_submission_gets_the_same_receipt_and_is_recorded_once(either: House) -> None:
    sent = {"kind": "object", "says": "No."}
    first = either.post(FILINGS, sent, "brazil", Idempotency_Key="one")
    rows = either.rows()
    again = either.post(FILINGS, sent, "brazil", Idempotency_Key="one")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == {**first.json(), "repeated": True}
    assert either.rows() == rows


def test_a_key_used_for_something_else_swallows_nothing(either: House) -> None:
    either.post(FILINGS, {"kind": "agree"}, "brazil", Idempotency_Key="one")
    other = either.post(FILINGS, {"kind": "object", "says": "No."}, "brazil", Idempotency_Key="one")
    theirs = either.post(FILINGS, {"kind": "agree"}, "norway", Idempotency_Key="one")
    assert (other.status_code, theirs.status_code) == (201, 201)
    assert len(either.get(FILINGS).json()) == 3


def test_the_same_submission_twice_at_the_same_time_is_recorded_once(either: House) -> None:
    call = {
        "method": "POST",
        "url": f"/api/v1{FILINGS}",
        "json": {"kind": "object", "says": "No."},
        "headers": either.as_("brazil", Idempotency_Key="one"),
    }
    answers = either.caller.call_at_once([call] * 6)
    assert sorted(a.status_code for a in answers) == [200] * 5 + [201]
    assert len({a.json()["hash"] for a in answers}) == 1
    assert kinds(either).count("Filed") == 1


def test_delegations_that_file_at_the_same_time_are_all_recorded(either: House) -> None:
    calls = [
        {
            "method": "POST",
            "url": f"/api/v1{FILINGS}",
            "json": {"kind": "explain", "says": f"Position {number}."},
            "headers": either.as_(who),
        }
        for number in range(5)
        for who in ("austria", "brazil", "norway")
    ]
    answers = either.caller.call_at_once(calls)
    assert {a.status_code for a in answers} == {201}
    assert len({a.json()["number"] for a in answers}) == 15
    assert either.get(f"/procedures/{PROCEDURE}/register/verify").json()["sound"]


@pytest.mark.parametrize(
    ("at", "late"),
    [(after(microseconds=-1), False), (DEADLINE, True), (after(seconds=1), True)],
)
def test_what_counts_is_the_instant_of_receipt(either: House, at: object, late: bool) -> None:
    either.clock.at = at  # type: ignore[assignment]  # an instant, from the table above
    receipt = either.file("brazil", says="No.")
    assert (receipt.status_code, receipt.json()["late"]) == (201, late)
    assert (
        "late" in receipt.json()["says"] or "after the deadline" in receipt.json()["says"]
    ) is late
    filing = next(f for f in either.get(FILINGS).json() if f["kind"] == "object")
    assert (filing["late"], filing["counted"]) == (late, not late)


def test_an_act_that_waited_too_long_is_promised_nothing(either: House) -> None:
    rows = either.rows()
    # Receipt, whose token it is, two counts of the limits, whether a code is asked for, and then
    # the register's own look.
    either.clock.ahead = [*[START] * 5, START + timedelta(seconds=3)]
    answer = either.file("brazil", says="No.")
    assert (answer.status_code, answer.json()["code"]) == (503, "try-again")
    assert answer.headers["Retry-After"] == "1"
    assert either.rows() == rows
    assert either.file("brazil", says="No.").status_code == 201


def test_the_secretariat_files_for_a_delegation_on_stated_evidence(house: House) -> None:
    refused = house.file("secretariat", participant="brazil", says="No.")
    assert (refused.status_code, refused.json()["code"]) == (422, "evidence-required")
    evidence = "note verbale 12/2026"
    done = house.file("secretariat", participant="brazil", says="No.", evidence=evidence)
    assert done.status_code == 201
    with house.context.database.reading() as connection:
        body = connection.scalar(select(entries.c.body).where(entries.c.kind == "Filed"))
    assert evidence in str(body)
    assert '"office":"secretariat"' in str(body)


def test_a_link_files_for_its_own_delegation_only(house: House) -> None:
    answer = house.file("brazil", participant="norway", says="No.")
    assert (answer.status_code, answer.json()["code"]) == (403, "not-your-delegation")


def test_the_chair_does_not_file_for_delegations(house: House) -> None:
    answer = house.file("chair", participant="brazil", says="No.", evidence="a call")
    assert (answer.status_code, answer.json()["code"]) == (403, "not-authorised")


def test_an_objection_is_withdrawn_and_silence_mended(house: House) -> None:
    house.open("second", objection__effect="collect")
    house.file("second/brazil", "second", says="No.")
    answer = house.post("/procedures/second/withdrawals", {}, "second/brazil")
    assert answer.status_code == 201
    state = house.get("/procedures/second").json()
    assert (state["broken_at"], state["filings"][0]["withdrawn"]) == (None, True)


def test_an_observer_is_told_that_it_has_no_standing(house: House) -> None:
    answer = house.file("council", says="No.")
    assert (answer.status_code, answer.json()["code"]) == (403, "no-standing")
    assert answer.json()["rule"] == "standing.object"


def test_a_sender_that_files_too_often_is_asked_to_wait(house: House) -> None:
    codes = [house.file("brazil", kind="explain", says=str(n)).status_code for n in range(61)]
    assert codes == [201] * 60 + [429]
    assert house.file("norway", kind="explain").status_code == 201
    house.clock.at = START + timedelta(minutes=1)
    assert house.file("brazil", kind="explain").status_code == 201
