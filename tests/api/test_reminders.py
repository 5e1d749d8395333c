"""Reminding by hand through the API: the number before, the letters after, each of them once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from activities.mail_room import house_of
from activities.taking_up import TakingUp
from nemcon.register.listing import list_letters
from tests.api.house import DEADLINE, PROCEDURE, House
from tests.api.letters import bring, send
from tests.mail.returned import samples

REMINDER = f"/procedures/{PROCEDURE}/reminder"
REMIND = f"/procedures/{PROCEDURE}/acts/remind"


def reminders(house: House) -> int:
    """How often delegations were reminded by hand."""
    kinds = [item["kind"] for item in entries(house)]
    return kinds.count("DelegationsReminded")


def entries(house: House) -> list[Any]:
    """The entries of the register, in order."""
    found: list[Any] = house.get(f"/procedures/{PROCEDURE}/register").json()
    return found


def letters(connection: Connection) -> list[str]:
    found = list_letters(connection, PROCEDURE)
    return sorted(letter.participant for letter in found if letter.notice == "reminder")


def test_what_is_shown_is_what_is_then_sent(either: House) -> None:
    house = either
    addresses = send(house)
    bring(house, addresses["at-austria"], samples.FAILED)
    house.file("norway", kind="acknowledge")
    shown = house.get(REMINDER).json()
    assert (shown["number"], shown["refused"]) == (2, None)
    assert [each["participant"] for each in shown["to"]] == ["brazil", "norway"]
    assert shown["to"][0]["deadline"] == "2026-06-19T16:00:00Z"
    assert [(each["participant"], each["why"]) for each in shown["left_out"]] == [
        ("austria", "bounced")
    ]
    assert reminders(house) == 0
    answer = house.post(REMIND, {"whom": "not-acted", "number": 2})
    assert answer.status_code == 201
    entry = entries(house)[-1]
    assert entry["kind"] == "DelegationsReminded"
    assert entry["entry"]["participants"] == ["brazil", "norway"]


def test_those_who_acknowledged_can_be_left_alone(house: House) -> None:
    send(house)
    house.file("norway", kind="acknowledge")
    house.file("brazil", says="No.")
    shown = house.get(f"{REMINDER}?whom=not-acknowledged").json()
    assert [each["participant"] for each in shown["to"]] == ["austria"]
    assert [(each["participant"], each["why"]) for each in shown["left_out"]] == [
        ("brazil", "objected"),
        ("norway", "acknowledged"),
    ]


def test_before_any_letter_of_the_period_has_left_nobody_is_reminded(house: House) -> None:
    shown = house.get(REMINDER).json()
    assert (shown["number"], shown["refused"]) == (0, "nobody-to-remind")
    assert {each["why"] for each in shown["left_out"]} == {"not-sent"}
    answer = house.post(REMIND, {"whom": "not-acted"})
    assert (answer.status_code, answer.json()["code"]) == (409, "nobody-to-remind")


def test_the_same_sending_is_recorded_once_also_when_a_letter_came_back_meanwhile(
    either: House,
) -> None:
    house = either
    addresses = send(house)
    sent = {"whom": "not-acted", "again": True}
    first = house.post(REMIND, sent, idempotency_key="one")
    bring(house, addresses["at-austria"], samples.FAILED)
    second = house.post(REMIND, sent, idempotency_key="one")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["number"] == second.json()["number"]
    assert reminders(house) == 1


def test_a_second_one_within_the_hour_is_refused_until_it_is_said_that_it_is_one(
    house: House,
) -> None:
    send(house)
    assert house.post(REMIND, {"whom": "not-acted"}).status_code == 201
    assert house.get(REMINDER).json()["refused"] == "reminded-lately"
    answer = house.post(REMIND, {"whom": "not-acted"})
    assert (answer.status_code, answer.json()["code"]) == (409, "reminded-lately")
    assert house.post(REMIND, {"whom": "not-acted", "again": True}).status_code == 201
    house.clock.at += timedelta(hours=2)
    assert house.post(REMIND, {"whom": "not-acted"}).status_code == 201
    house.clock.at += timedelta(hours=2)
    answer = house.post(REMIND, {"whom": "not-acted", "again": True})
    assert (answer.status_code, answer.json()["code"]) == (429, "reminded-enough")


def test_one_whose_number_is_no_longer_true_is_refused(house: House) -> None:
    send(house)
    house.file("norway", says="No.")
    answer = house.post(REMIND, {"whom": "not-acted", "number": 3})
    assert (answer.status_code, answer.json()["code"]) == (409, "reminder-changed")
    assert reminders(house) == 0


@pytest.mark.parametrize("who", ["chair", "vice-chair", "rapporteur", "secretariat"])
def test_every_office_sends_one(house: House, who: str) -> None:
    send(house)
    assert house.post(REMIND, {"whom": "not-acted"}, who).status_code == 201


def test_a_reader_neither_sees_nor_sends_one_and_a_delegation_does_not_either(
    house: House,
) -> None:
    send(house)
    for who, status in (("reader", 403), ("brazil", 401)):
        assert house.get(REMINDER, who).status_code == status
        assert house.post(REMIND, {"whom": "not-acted"}, who).status_code == status


def test_after_the_deadline_none_is_sent(house: House) -> None:
    send(house)
    house.clock.at = DEADLINE + timedelta(minutes=10)
    answer = house.post(REMIND, {"whom": "not-acted"})
    assert answer.status_code == 409
    assert house.get(REMINDER).json()["number"] == 0


def test_the_letters_of_a_reminder_are_filed_for_those_who_were_shown(either: House) -> None:
    house = either
    send(house)
    house.file("norway", says="No.")
    assert house.post(REMIND, {"whom": "not-acted", "number": 2}).status_code == 201
    number = entries(house)[-1]["number"]
    as_house = house_of(house.settings, house.context.links)
    taking = TakingUp(house.context.register, house.context.links, as_house)
    taking.take_up(f"{PROCEDURE}.{number}.reminder")
    with house.context.database.reading() as connection:
        assert letters(connection) == ["austria", "brazil"]
