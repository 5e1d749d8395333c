"""Who was asked and who has given a sign of life, as far as each member of the staff may know."""

from __future__ import annotations

import pytest

from nemcon.register.returned import returned_of
from tests.api.house import PROCEDURE, House
from tests.api.letters import bring, send
from tests.mail.returned import samples

HEALTH = f"/procedures/{PROCEDURE}/health"
RETURNED = f"/procedures/{PROCEDURE}/returned"
REPLY = samples.mail("We object to paragraph 2.", sender="brazil@mission.example")


def test_each_delegation_is_told_with_its_signs_and_they_are_counted(either: House) -> None:
    house = either
    addresses = send(house)
    bring(house, addresses["at-austria"], samples.FAILED)
    bring(house, addresses["at-brazil"], samples.AWAY, "brazil@mission.example")
    house.file("norway", says="No.")
    answer = house.get(HEALTH).json()
    by_name = {item["participant"]: item for item in answer["delegations"]}
    assert by_name["austria"]["signs"] == ["bounced", "no-sign"]
    assert by_name["brazil"]["signs"] == ["delivered", "out-of-office", "no-sign"]
    assert by_name["brazil"]["absences"][0]["until"] == "until 12 July 2026"
    assert by_name["norway"]["signs"] == ["delivered", "acted"]
    assert by_name["council"]["signs"] == ["delivered"]
    assert answer["counts"]["no-sign"] == 2
    only = house.get(f"{HEALTH}?sign=bounced").json()["delegations"]
    assert [item["participant"] for item in only] == ["austria"]


def test_the_groups_count_what_their_delegations_did_whatever_filter_is_asked_for(
    either: House,
) -> None:
    house = either
    send(house)
    house.file("norway", says="No.")
    house.file("austria", kind="ask-for-time", says="A week more.")
    (group,) = house.get(f"{HEALTH}?sign=bounced").json()["groups"]
    assert (group["group"], group["total"], group["reached"]) == ("", 4, 4)
    assert {deed: n for deed, n in group["did"].items() if n} == {
        "objected": 1,
        "asked-for-time": 1,
        "nothing": 2,
    }
    did = {one["participant"]: one["did"] for one in house.get(HEALTH).json()["delegations"]}
    assert (did["norway"], did["brazil"]) == ("objected", "nothing")


def test_a_reply_is_shown_to_those_who_act_and_kept_as_it_came(house: House) -> None:
    addresses = send(house)
    bring(house, addresses["at-brazil"], REPLY, "brazil@mission.example")
    (item,) = house.get(RETURNED).json()["items"]
    assert (item["meaning"], item["says"]) == ("reply", "We object to paragraph 2.")
    whole = house.get(f"/returned/{item['id']}")
    assert whole.content == REPLY
    assert whole.headers["content-disposition"].startswith("attachment")
    assert whole.headers["content-type"] == "message/rfc822"
    assert house.get(f"/procedures/{PROCEDURE}").json()["filings"] == []


def test_only_a_reply_is_kept_whole(house: House) -> None:
    addresses = send(house)
    bring(house, addresses["at-brazil"], samples.AWAY)
    (item,) = house.get(RETURNED).json()["items"]
    answer = house.get(f"/returned/{item['id']}")
    assert (answer.status_code, answer.json()["code"]) == (404, "no-such-message")


def test_a_reader_is_not_told_who_has_acted_nor_what_was_written(house: House) -> None:
    addresses = send(house)
    bring(house, addresses["at-brazil"], REPLY, "brazil@mission.example")
    before = house.get(HEALTH, "reader").json()
    house.file("norway", says="No.")
    assert house.get(HEALTH, "reader").json() == before
    assert {item["acted"] for item in before["delegations"]} == {None}
    assert {item["did"] for item in before["delegations"]} == {None}
    assert {group["did"] is None for group in before["groups"]} == {True}
    with house.context.database.reading() as connection:
        (mail,) = returned_of(connection, PROCEDURE)
    for path in (RETURNED, f"/returned/{mail.id}"):
        answer = house.get(path, "reader")
        assert (answer.status_code, answer.json()["code"]) == (403, "readers-only-read")


@pytest.mark.parametrize("path", [HEALTH, RETURNED])
def test_a_delegation_sees_none_of_it(house: House, path: str) -> None:
    assert house.get(path, "brazil").status_code == 401
