"""Codes that confirm what delegations file: what counts, and that none is lost or forged."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nemcon.register.codes import MOST_WAITING
from nemcon.register.tables import contacts
from nemcon.register.tables_staff import waiting_filings
from nemcon.register.waiting import WaitingState
from tests.api.coded import NAME, WINDOW, Coded, other_than
from tests.api.house import DEADLINE, START, House


def test_what_is_filed_counts_from_when_it_was_filed_once_its_code_is_entered(
    desk_either: Coded,
) -> None:
    desk = desk_either
    name = desk.files()
    before = desk.state.filings
    assert before == ()
    code = desk.code()
    desk.passes(minutes=10)
    answer = desk.enter(name, code)
    assert answer.status_code == 201, answer.text
    (filing,) = desk.state.filings
    assert (filing.participant, filing.at, filing.late) == ("brazil", START, False)
    assert "confirmed by a code" in desk.written


def test_a_code_entered_after_the_deadline_makes_nothing_late(desk_either: Coded) -> None:
    desk = desk_either
    desk.house.clock.at = DEADLINE - timedelta(seconds=1)
    name = desk.files()
    code = desk.code()
    desk.passes(minutes=29)
    state = desk.keeps_time()
    assert (state.closed_books, state.filings) == ((), ())
    assert desk.enter(name, code).status_code == 201
    desk.passes(minutes=2)
    state = desk.keeps_time()
    (filing,) = state.filings
    assert (filing.at, filing.late) == (DEADLINE - timedelta(seconds=1), False)
    assert (state.closed_books, state.broken_at is not None) == ((1,), True)


def test_the_book_waits_for_a_code_and_is_dated_by_the_deadline_all_the_same(
    desk: Coded,
) -> None:
    for after, closed in ((WINDOW, ()), (WINDOW + timedelta(seconds=5), (1,))):
        desk.house.clock.at = DEADLINE + after
        assert desk.keeps_time().closed_books == closed
    # Nobody was written to here, so that the Chair decides; the book is dated by the deadline.
    closing = [e for e in desk.house.context.register.written(NAME) if e.kind == "BookClosed"]
    assert DEADLINE.isoformat()[:16] in closing[0].body


def test_what_was_not_confirmed_before_the_book_closed_does_not_count(desk: Coded) -> None:
    desk.house.clock.at = DEADLINE - timedelta(seconds=1)
    desk.files()
    desk.code()
    desk.house.clock.at = DEADLINE + WINDOW + timedelta(seconds=5)
    state = desk.keeps_time()
    assert (state.filings, state.closed_books) == ((), (1,))
    (letter,) = desk.post()
    assert letter["subject"].startswith("Not filed")


@pytest.mark.parametrize("minutes", [None, 20])
def test_an_objection_is_not_lost_because_no_code_left_in_good_time(
    desk_either: Coded, minutes: int | None
) -> None:
    desk = desk_either
    desk.house.clock.at = filed = DEADLINE - timedelta(seconds=1)
    desk.files()
    desk.bag.away = True
    desk.post()
    if minutes is not None:
        desk.passes(minutes=minutes)
        desk.bag.away = False
        assert len(desk.post()) == 1
    desk.house.clock.at = DEADLINE + WINDOW + timedelta(seconds=5)
    state = desk.keeps_time()
    (filing,) = state.filings
    assert (filing.at, filing.late, state.broken_at is not None) == (filed, False, True)
    assert "no code could be sent in time" in desk.written


def test_a_wrong_code_files_nothing_and_is_tried_five_times_only(desk_either: Coded) -> None:
    desk = desk_either
    name = desk.files()
    code = desk.code()
    for _ in range(5):
        answer = desk.enter(name, other_than(code))
        assert (answer.status_code, answer.json()["code"]) == (422, "wrong-code")
    used_up = desk.enter(name, code)
    assert (used_up.status_code, used_up.json()["code"]) == (409, "code-used-up")
    assert desk.state.filings == ()
    desk.passes(minutes=1)
    assert desk.again(name).status_code == 202
    assert desk.code() != code
    assert desk.enter(name, code).status_code == 201  # the first letter is as good as the second


def test_what_is_no_code_is_no_try(desk: Coded) -> None:
    name = desk.files()
    code = desk.code()
    for typed in ("", " ", "123", "?") * 2:
        assert desk.enter(name, typed).json()["code"] == "wrong-code"
    assert desk.enter(name, code).status_code == 201


def test_a_code_may_be_typed_in_the_digits_of_another_script(desk: Coded) -> None:
    name = desk.files()
    arabic = desk.code().translate({ord(str(n)): chr(0x0660 + n) for n in range(10)})
    assert desk.enter(name, arabic).status_code == 201


def test_a_code_is_good_for_its_filing_and_its_link_only(desk: Coded) -> None:
    first = desk.files()
    code = desk.code()
    second = desk.files(says="Something else.")
    desk.code()
    assert desk.enter(second, code).json()["code"] == "wrong-code"
    for who in ("norway", "austria"):
        answer = desk.enter(first, code, who)
        assert (answer.status_code, answer.json()["code"]) == (404, "no-such-filing")
    assert desk.state.filings == ()
    assert desk.enter(first, code).status_code == 201


def test_it_is_recorded_once_however_often_the_code_or_the_filing_is_sent(
    desk_either: Coded,
) -> None:
    desk = desk_either
    house, sent = desk.house, {"kind": "object", "says": "No."}
    path, who = f"/procedures/{NAME}/filings", f"{NAME}/brazil"
    answers = [house.post(path, sent, who, Idempotency_Key="k") for _ in range(2)]
    (name,) = {answer.json()["id"] for answer in answers}
    code = desk.code()
    call = {
        "method": "POST",
        "url": f"/api/v1{path}/{name}/code",
        "headers": house.as_(who),
        "json": {"code": code},
    }
    codes = [answer.status_code for answer in house.caller.call_at_once([call] * 4)]
    assert sorted(codes) == [200, 200, 200, 201]
    again = house.post(path, sent, who, Idempotency_Key="k")
    assert (again.status_code, len(desk.state.filings)) == (200, 1)
    assert again.json()["number"] == desk.enter(name, code).json()["number"]


def test_a_delegation_without_an_address_files_all_the_same(desk: Coded) -> None:
    with desk.house.context.database.writing() as connection:
        connection.execute(
            contacts.update().where(contacts.c.id == "at-brazil").values(active=False)
        )
    desk.house.clock.at = DEADLINE - timedelta(minutes=1)
    desk.files()
    assert desk.post() == []
    desk.house.clock.at = DEADLINE + WINDOW + timedelta(minutes=1)
    assert len(desk.keeps_time().filings) == 1


def test_what_the_rules_refuse_is_refused_at_once_and_sent_no_code(desk: Coded) -> None:
    answer = desk.house.file(f"{NAME}/brazil", NAME, paragraphs=["9"])
    assert answer.json()["code"] == "unknown-paragraph"
    assert desk.post() == []


def test_a_filing_received_after_the_deadline_is_late_with_its_code_too(desk: Coded) -> None:
    desk.house.clock.at = DEADLINE
    name = desk.files()
    assert desk.enter(name, desk.code()).json()["late"] is True


def test_the_secretariat_neither_confirms_nor_declines_what_waits_for_a_code(
    desk: Coded,
) -> None:
    name = desk.files()
    for how in ("confirm", "decline"):
        answer = desk.house.post(f"/procedures/{NAME}/waiting/{name}/{how}", {})
        assert answer.status_code == 404
    answer = desk.house.post(f"/procedures/{NAME}/filings/{name}/code", {"code": "1"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not-your-delegation")
    (shown,) = desk.house.get("/waiting").json()
    assert (shown["id"], shown["waits_for"], shown["entered_by"]) == (
        name,
        "a code",
        "A delegate of Brazil",
    )


def test_a_filing_on_behalf_asks_for_no_code(desk: Coded) -> None:
    paper = {"participant": "brazil", "evidence": "note verbale 12/2026"}
    assert desk.house.file("secretariat", NAME, says="No.", **paper).status_code == 201


def test_a_withdrawal_waits_for_a_code_as_well(desk: Coded) -> None:
    desk.enter(desk.files(), desk.code())
    answer = desk.house.post(f"/procedures/{NAME}/withdrawals", {}, f"{NAME}/brazil")
    assert answer.status_code == 202
    assert len(desk.state.outstanding) == 1
    assert desk.enter(answer.json()["id"], desk.code()).status_code == 201
    assert desk.state.outstanding == ()


def test_what_prevents_a_launch_waits_for_no_code_while_the_chair_may_begin(house: House) -> None:
    desk = Coded(house, launch__veto="member")
    answer = house.file(f"{NAME}/brazil", NAME, kind="veto-launch", says="Not now.")
    assert answer.status_code == 201
    assert desk.state.outcome == "not-launched"


def test_a_ballot_whose_code_comes_after_the_end_of_the_vote_counts(house: House) -> None:
    desk = Coded(house, objection__effect="to-vote", vote__length="1 day")
    desk.enter(desk.files("austria"), desk.code(), "austria")
    desk.house.clock.at = START + timedelta(days=1) - timedelta(seconds=1)
    name = desk.files(kind="vote-for", says="")
    code = desk.code()
    desk.passes(minutes=20)
    assert desk.keeps_time().vote is None
    assert desk.enter(name, code).status_code == 201
    desk.passes(minutes=20)
    state = desk.keeps_time()
    assert state.vote is not None
    assert state.vote.in_favour == ("brazil",)


@pytest.mark.parametrize("left", [False, True])
def test_a_late_filing_whose_code_never_left_does_not_wait_for_ever(
    desk_either: Coded, left: bool
) -> None:
    desk = desk_either
    desk.house.clock.at = DEADLINE + WINDOW + timedelta(seconds=5)
    desk.keeps_time()
    desk.files()
    desk.bag.away = not left
    desk.post()
    desk.bag.away = False
    desk.passes(minutes=29)
    desk.post()
    assert desk.keeps_time().filings == ()  # there is time yet to enter it
    desk.passes(minutes=3)
    desk.post()
    if left:
        assert desk.keeps_time().filings == ()  # it had its time, and lapsed
        return
    (filing,) = desk.state.filings
    assert (filing.late, filing.at) == (True, DEADLINE + WINDOW + timedelta(seconds=5))
    assert "not confirmed: no code could be sent in time" in desk.written
    rows = desk.house.rows()
    desk.passes(days=1)
    desk.post()
    assert desk.house.rows() == rows


def test_an_objection_in_time_whose_code_never_left_still_waits_for_its_book(desk: Coded) -> None:
    desk.files()
    desk.bag.away = True
    desk.post()
    desk.passes(hours=2)
    desk.post()
    assert desk.state.filings == ()
    desk.house.clock.at = DEADLINE + WINDOW + timedelta(seconds=5)
    (filing,) = desk.keeps_time().filings
    assert not filing.late


def test_so_many_filings_of_one_link_wait_for_their_codes_and_no_more(desk: Coded) -> None:
    names = [desk.files(says=f"Grounds {n}.") for n in range(MOST_WAITING)]
    sent = {"kind": "object", "says": "One more."}
    path = f"/procedures/{NAME}/filings"
    for language, word in (("en", "wait for their codes"), ("fr", "attendent leur code")):
        who = f"{NAME}/brazil"
        answer = desk.house.post(path, sent, who, Accept_Language=language)
        assert (answer.status_code, answer.json()["code"]) == (409, "too-many-waiting")
        assert word in answer.json()["detail"]
    assert desk.files(says="Grounds 1.")  # what waits already, or is of another link, may be sent
    assert desk.files("norway")
    with desk.house.context.database.writing() as connection:
        gone = {"state": WaitingState.EXPIRED, "settled_at": START}
        here = waiting_filings.c.id == names[0]
        connection.execute(waiting_filings.update().where(here).values(**gone))
    assert desk.files(says="One more.")
