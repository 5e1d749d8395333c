"""Two persons for a filing on a delegation's behalf: what it counts as, and that none is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from httpx import Response

from nemcon.procedure.state import ProcedureState
from nemcon.register.door import Position
from nemcon.register.roles import Role
from nemcon.register.staff import issue_token
from tests.api.house import BODY, DEADLINE, PROCEDURE, START, House

PAPER = {"participant": "brazil", "evidence": "note verbale 12/2026"}
REVISED = {
    "wording": [{"number": "2", "words": "It lasts three days."}],
    "until": "2026-06-25T18:00",
    "because": "As agreed.",
}


@pytest.fixture
def desk(house: House) -> House:
    return with_two_persons(house)


@pytest.fixture
def desk_either(either: House) -> House:
    return with_two_persons(either)


def with_two_persons(house: House) -> House:
    """A house whose body asks for two persons within an hour, with two of them."""
    with house.context.database.writing() as connection:
        for who in ("first", "second"):
            house.tokens[who] = issue_token(connection, who, Role.SECRETARIAT, START, BODY)
    assert house.post(f"/bodies/{BODY}/two-persons", {"minutes": 60}).json() == {"minutes": 60}
    return house


def enter(desk: House) -> str:
    answer = desk.file("first", says="Not like this.", **PAPER)
    assert answer.status_code == 202, answer.text
    assert answer.json()["state"] == "waiting"
    return str(answer.json()["id"])


def settle(desk: House, name: str, how: str = "confirm", who: str = "second") -> Response:
    return desk.post(f"/procedures/{PROCEDURE}/waiting/{name}/{how}", {}, who)


def stands(desk: House) -> ProcedureState:
    position: Position | None = desk.context.register.position(PROCEDURE)
    assert position is not None
    return position.state


def close(desk: House) -> ProcedureState:
    desk.clock.at = DEADLINE + timedelta(seconds=10)
    desk.context.register.keep_time(PROCEDURE)
    return stands(desk)


def test_what_one_enters_and_another_confirms_counts_from_when_it_was_entered(
    desk: House,
) -> None:
    desk.clock.at = entered = DEADLINE - timedelta(minutes=50)
    name = enter(desk)
    assert stands(desk).filings == ()
    desk.clock.at = DEADLINE - timedelta(minutes=1)
    answer = settle(desk, name)
    assert answer.status_code == 201
    (filing,) = stands(desk).filings
    assert (filing.participant, filing.at, filing.late) == ("brazil", entered, False)
    written = "".join(entry.body for entry in desk.context.register.written(PROCEDURE))
    assert "first" in written
    assert "confirmed by second" in written
    assert "note verbale 12/2026" in written


def test_an_objection_that_nobody_confirmed_is_recorded_when_its_book_closes(desk: House) -> None:
    desk.clock.at = entered = DEADLINE - timedelta(seconds=1)
    name = enter(desk)
    state = close(desk)
    (filing,) = state.filings
    assert (filing.at, filing.late, state.broken_at is not None) == (entered, False, True)
    written = "".join(entry.body for entry in desk.context.register.written(PROCEDURE))
    assert "not confirmed by a second person" in written
    (shown,) = desk.get("/waiting", "second").json()
    assert (shown["id"], shown["state"]) == (name, "unconfirmed")
    again = settle(desk, name)
    assert (again.status_code, again.json()["code"]) == (409, "not-waiting")


def test_an_act_of_another_that_comes_after_the_deadline_lets_what_waited_go_first(
    desk: House,
) -> None:
    desk.clock.at = DEADLINE - timedelta(minutes=1)
    enter(desk)
    desk.clock.at = DEADLINE + timedelta(minutes=1)
    assert desk.file("norway", says="Too late.").status_code == 201
    first, second = stands(desk).filings
    assert (first.participant, first.late) == ("brazil", False)
    assert (second.participant, second.late) == ("norway", True)


def test_a_record_whose_hours_go_back_is_still_one_chain_and_one_story(desk: House) -> None:
    name = enter(desk)
    desk.clock.at = START + timedelta(minutes=10)
    assert desk.file("norway", says="We object, too.").status_code == 201
    desk.clock.at = START + timedelta(minutes=20)
    assert settle(desk, name).status_code == 201
    hours = [filing.at for filing in stands(desk).filings]
    assert hours == [START + timedelta(minutes=10), START]
    path = f"/procedures/{PROCEDURE}/register/verify"
    assert desk.get(path, "chair").json()["sound"] is True
    headers = {**desk.as_("chair"), "Accept": "text/html"}
    page = desk.caller.call("GET", f"/procedures/{PROCEDURE}", headers=headers)
    assert page.status_code == 200


def test_nobody_confirms_what_they_entered_themselves(desk: House) -> None:
    name = enter(desk)
    answer = settle(desk, name, who="first")
    assert (answer.status_code, answer.json()["code"]) == (403, "own-filing")
    assert stands(desk).filings == ()
    assert settle(desk, name).status_code == 201


@pytest.mark.parametrize("who", ["chair", "bureau", "reader"])
def test_only_the_secretariat_confirms_or_sees_what_waits(desk: House, who: str) -> None:
    name = enter(desk)
    assert settle(desk, name, who=who).status_code == 403
    assert desk.get("/waiting", who).status_code == 403
    assert desk.post(f"/bodies/{BODY}/two-persons", {"minutes": 0}, who).status_code == 403


def test_what_was_declined_is_not_recorded_and_stays_to_be_seen(desk: House) -> None:
    name = enter(desk)
    assert settle(desk, name, "decline").status_code == 204
    assert settle(desk, name).json()["code"] == "not-waiting"
    assert close(desk).filings == ()
    (shown,) = desk.get("/waiting", "first").json()
    assert (shown["state"], shown["settled_by"]) == ("declined", "second")


def test_a_filing_is_confirmed_once(desk: House) -> None:
    name = enter(desk)
    calls = [
        {
            "method": "POST",
            "url": f"/api/v1/procedures/{PROCEDURE}/waiting/{name}/confirm",
            "headers": desk.as_("second"),
            "json": {},
        }
    ] * 4
    codes = sorted(answer.status_code for answer in desk.caller.call_at_once(calls))
    assert codes == [201, 409, 409, 409]
    assert len(stands(desk).filings) == 1


def test_the_same_sending_waits_once(desk: House) -> None:
    sent = {"kind": "object", "says": "No.", **PAPER}
    path = f"/procedures/{PROCEDURE}/filings"
    names = {desk.post(path, sent, "first", Idempotency_Key="k").json()["id"] for _ in range(2)}
    assert len(names) == 1
    assert len(desk.get("/waiting", "first").json()) == 1


@pytest.mark.parametrize(("asked", "then"), [(60, 0), (0, 60)])
def test_the_same_sending_counts_once_where_the_body_asks_otherwise_meanwhile(
    desk: House, asked: int, then: int
) -> None:
    sent = {"kind": "object", "says": "No.", **PAPER}
    path, ask = f"/procedures/{PROCEDURE}/filings", f"/bodies/{BODY}/two-persons"
    desk.post(ask, {"minutes": asked})
    first = desk.post(path, sent, "first", Idempotency_Key="k")
    desk.post(ask, {"minutes": then})
    again = desk.post(path, sent, "first", Idempotency_Key="k")
    if asked:
        assert (first.status_code, again.status_code) == (202, 202)
        assert first.json()["id"] == again.json()["id"]
        assert settle(desk, first.json()["id"]).status_code == 201
    else:
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json()["number"] == again.json()["number"]
    assert len(stands(desk).filings) == 1


def test_what_the_rules_refuse_does_not_wait(desk: House) -> None:
    answer = desk.file("first", says="No.", participant="nobody", evidence="a letter")
    assert answer.status_code == 403
    assert desk.get("/waiting", "first").json() == []


def test_what_waits_is_recorded_before_a_revision_would_shut_it_out(desk_either: House) -> None:
    desk = desk_either
    name = enter(desk)
    desk.clock.at = START + timedelta(minutes=5)
    path = f"/procedures/{PROCEDURE}/acts/revise"
    answer = desk.post(path, REVISED, "chair")
    assert (answer.status_code, answer.json()["code"]) == (409, "filed-first")
    state = stands(desk)
    (filing,) = state.filings
    assert (filing.at, filing.late, state.round) == (START, False, 1)
    assert state.broken_at is not None
    written = "".join(entry.body for entry in desk.context.register.written(PROCEDURE))
    assert "not confirmed by a second person before a ruling that would have shut it out" in written
    assert settle(desk, name).json()["code"] == "not-waiting"
    assert desk.post(path, REVISED, "chair").status_code == 201
    assert stands(desk).round == 2


def test_what_waits_is_recorded_before_a_ruling_that_ends_the_procedure(desk: House) -> None:
    enter(desk)
    desk.clock.at = START + timedelta(minutes=5)
    sent, path = {"because": "Enough."}, f"/procedures/{PROCEDURE}/acts/withdraw-text"
    assert desk.post(path, sent, "chair").json()["code"] == "filed-first"
    assert len(stands(desk).filings) == 1
    assert desk.post(path, sent, "chair").status_code == 201


def test_a_ruling_that_shuts_nothing_out_lets_what_waits_go_on_waiting(desk: House) -> None:
    name = enter(desk)
    desk.clock.at = START + timedelta(minutes=5)
    sent = {"until": "2026-06-22T18:00", "because": "More time."}
    answer = desk.post(f"/procedures/{PROCEDURE}/acts/extend", sent, "chair")
    assert answer.status_code == 201, answer.text
    assert stands(desk).filings == ()
    assert settle(desk, name).status_code == 201


def test_what_prevents_a_launch_counts_before_the_chair_lets_the_period_begin(
    desk_either: House,
) -> None:
    desk, name = desk_either, "announced"
    desk.open(name, launch__veto="member")
    entered = desk.file("first", name, kind="veto-launch", says="Not now.", **PAPER)
    assert entered.status_code == 202, entered.text
    begin = f"/procedures/{name}/acts/begin"
    desk.clock.at = START + timedelta(minutes=10)
    assert desk.post(begin, {}, "first").json()["code"] == "not-authorised"
    assert desk.get("/waiting", "second").json()[0]["state"] == "waiting"
    answer = desk.post(begin, {}, "chair")
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong-phase")
    position: Position | None = desk.context.register.position(name)
    assert position is not None
    (filing,) = position.state.filings
    assert (filing.at, position.state.outcome) == (START, "not-launched")
    written = "".join(entry.body for entry in desk.context.register.written(name))
    assert "not confirmed by a second person before the period was to begin" in written
    assert desk.get("/waiting", "second").json()[0]["state"] == "unconfirmed"


def test_a_period_begins_where_nothing_waits_that_prevents_it(desk: House) -> None:
    desk.open("announced", launch__veto="member")
    answer = desk.post("/procedures/announced/acts/begin", {}, "chair")
    assert answer.status_code == 201, answer.text


def test_why_what_waited_was_refused_is_read_in_the_language_of_whoever_reads_it(
    desk: House,
) -> None:
    assert desk.file("brazil", says="Non.").status_code == 201
    path = f"/procedures/{PROCEDURE}/withdrawals"
    assert desk.post(path, PAPER, "first").status_code == 202
    assert desk.post(path, {}, "brazil").status_code == 201  # the delegation does so itself
    desk.clock.at = DEADLINE + timedelta(minutes=1)
    assert desk.post(path, {}, "norway", Accept_Language="ar").status_code == 422
    assert read_in(desk, "en") == ("refused", "No objection of Brazil stands.")
    assert read_in(desk, "fr") == (
        "refused",
        "Br\u00e9sil\u00a0: aucune objection n\u2019est maintenue.",
    )


def read_in(desk: House, language: str) -> tuple[str, str]:
    """What became of the one that waited, and why, as it is read in that language."""
    headers = desk.as_("second", Accept_Language=language)
    (shown,) = desk.caller.call("GET", "/api/v1/waiting", headers=headers).json()
    return shown["state"], shown["because"]


def test_a_delegation_that_files_itself_waits_for_nobody(desk: House) -> None:
    assert desk.file("brazil", says="No.").status_code == 201


def test_a_body_that_asks_for_nobody_records_at_once(desk: House) -> None:
    assert desk.post(f"/bodies/{BODY}/two-persons", {"minutes": 0}).json() == {"minutes": 0}
    assert desk.file("first", says="No.", **PAPER).status_code == 201
