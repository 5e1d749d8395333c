"""The list that is gone through before a launch, through the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from api.checklist import TITLES
from nemcon.register import directory, mailings, tables
from nemcon.register.directory import Contact
from nemcon.register.mailings import LetterState, Sending, StoredLetter
from nemcon.register.tables import contacts
from nemcon.register.waiting import set_minutes
from tests.api.house import BODY, PROCEDURE, START, House

PLACING: dict[str, Any] = {
    "procedure": "checked",
    "body": BODY,
    "text": "format",
    "profile": "un-informal-silence",
    "length": "96h",
}


def checked(house: House, **changes: object) -> dict[str, dict[str, Any]]:
    """The checks of a preview by their keys."""
    answer = house.post("/preview", {**PLACING, **changes}, "chair")
    assert answer.status_code == 200, answer.text
    return {check["key"]: check for check in answer.json()["checks"]}


def results(checks: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {key: check["result"] for key, check in checks.items()}


def send(house: House, state: LetterState, number: int) -> None:
    """Have a letter to Austria end so, in a mailing of its own."""
    name = f"{PROCEDURE}.{number}.extra"
    with house.context.database.writing() as connection:
        found = mailings.mailings_of(connection, PROCEDURE)[0]
        values = {
            "id": name,
            "procedure_id": PROCEDURE,
            "number": number,
            "book": 1,
            "notice": found.notice,
            "participants": ["austria"],
            "created_at": START + timedelta(hours=number),
        }
        connection.execute(tables.mailings.insert().values(values))
        letter = StoredLetter(
            f"l{number}", name, "austria", "at-austria", "austria@mission.example", "<m@x>", "{}"
        )
        mailings.store_letters(connection, name, (letter,), START)
        done = Sending(f"l{number}", state, "550 5.1.1 No such mailbox", "", START)
        mailings.note_sendings(connection, [done])


def test_the_list_has_each_check_once_under_a_stable_key(house: House) -> None:
    checks = checked(house)

    assert tuple(checks) == tuple(TITLES)
    assert tuple(checks) == (
        *("roll", "contacts", "bounces", "period", "fairness"),
        *("rules", "text", "symbol", "conditions"),
    )
    assert all(check["says"] and all(check["says"]) for check in checks.values())


def test_a_launch_with_nothing_against_it_passes_and_says_how_many_are_addressed(
    house: House,
) -> None:
    checks = checked(house)

    for key in ("roll", "contacts", "bounces", "rules", "text"):
        assert checks[key]["result"] == "passed", checks[key]
    assert checks["roll"]["says"] == ["4 participants are addressed; of the roll, 3 may object."]
    answer = house.post("/preview", PLACING, "chair").json()
    assert answer["stops"] is False


def test_what_a_template_left_in_the_text_stops_the_launch_and_the_rest_is_still_told(
    house: House,
) -> None:
    text = {
        "title": "Draft",
        "paragraphs": [{"number": "1", "words": "It is held on [insert date]."}],
    }

    checks = checked(house, text=text)

    assert checks["text"]["result"] == "stops"
    assert '"[insert date]" in paragraph 1' in checks["text"]["says"][0]
    assert checks["symbol"]["result"] == "note"
    assert checks["roll"]["result"] == "passed"
    answer = house.post("/preview", {**PLACING, "text": text}, "chair").json()
    assert answer["stops"] is True
    assert answer["deadline"] is not None
    launched = house.post("/procedures", {**PLACING, "text": text}, "chair")
    assert (launched.status_code, launched.json()["code"]) == (422, "boilerplate-left")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"length": None, "until": "2020-06-20T18:00"}, "period"),
        ({"among": "onlookers"}, "roll"),
    ],
)
def test_what_the_rules_refuse_stops_its_own_check(
    house: House, changes: dict[str, Any], key: str
) -> None:
    with house.context.database.writing() as connection:
        directory.put_roll(connection, BODY, "onlookers", ["council"])
    sent = {k: v for k, v in {**PLACING, **changes}.items() if v is not None}

    answer = house.post("/preview", sent, "chair")

    told = answer.json()
    assert answer.status_code == 200
    assert told["stops"] is True
    assert [c["key"] for c in told["checks"] if c["result"] == "stops"] == [key]
    refusal = house.post("/procedures", sent, "chair").json()
    assert next(c for c in told["checks"] if c["key"] == key)["says"] == [refusal["detail"]]
    assert (told["deadline"], told["objecting"]) == (None, None)


def test_what_is_no_check_of_the_list_is_answered_as_the_refusal_that_it_is(house: House) -> None:
    assert house.post("/preview", {**PLACING, "procedure": PROCEDURE}, "chair").status_code == 409
    sent = {**PLACING, "rules": {"launch.by": "bureau"}}
    refused = house.post("/preview", sent, "chair")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-authorised")


def test_who_has_no_contact_is_named(house: House) -> None:
    with house.context.database.writing() as connection:
        gone = update(contacts).where(contacts.c.id == "at-norway").values(active=False)
        connection.execute(gone)

    checks = checked(house)

    assert checks["contacts"]["result"] == "note"
    assert "No letter would reach Norway" in checks["contacts"]["says"][0]


@pytest.mark.parametrize("state", [LetterState.REFUSED, LetterState.BOUNCED])
def test_an_address_that_the_last_letter_did_not_reach_is_named(
    house: House, state: LetterState
) -> None:
    send(house, LetterState.SENT, 50)
    send(house, state, 51)

    checks = checked(house)

    assert checks["bounces"]["result"] == "note"
    assert "austria@mission.example (Austria)" in checks["bounces"]["says"][0]


def test_an_address_that_a_later_letter_reached_or_that_was_corrected_is_not(house: House) -> None:
    send(house, LetterState.BOUNCED, 50)
    send(house, LetterState.SENT, 51)
    assert results(checked(house))["bounces"] == "passed"

    send(house, LetterState.BOUNCED, 52)
    assert results(checked(house))["bounces"] == "note"
    with house.context.database.writing() as connection:
        right = Contact("at-austria", "austria", "A", "new@mission.example")
        directory.put_contacts(connection, BODY, [right])
    assert results(checked(house))["bounces"] == "passed"


def test_what_comes_back_after_a_later_letter_has_left_counts_against_the_address(
    house: House,
) -> None:
    send(house, LetterState.SENT, 50)
    send(house, LetterState.SENT, 51)
    assert results(checked(house))["bounces"] == "passed"

    with house.context.database.writing() as connection:
        mailings.note_bounce(connection, "l50", "550 5.1.1", START + timedelta(hours=52))
    assert results(checked(house))["bounces"] == "note"

    send(house, LetterState.SENT, 53)
    assert results(checked(house))["bounces"] == "passed"


def test_a_bounce_of_long_ago_says_nothing_today(house: House) -> None:
    send(house, LetterState.BOUNCED, 50)
    house.clock.at += timedelta(days=120)

    assert results(checked(house))["bounces"] == "passed"


def test_a_period_below_the_minimum_and_a_deadline_on_a_weekend_are_noted(house: House) -> None:
    sent = {k: v for k, v in PLACING.items() if k != "length"}
    sent["rules"] = {"period.minimum": "240h"}
    answer = house.post("/preview", {**sent, "until": "2026-06-20T18:00"}, "chair").json()

    period = next(c for c in answer["checks"] if c["key"] == "period")

    assert period["result"] == "note"
    assert period["says"] == [
        "The period is shorter than the shortest that the rules foresee.",
        "The deadline falls on a weekend.",
    ]
    assert answer["stops"] is False


def test_a_launch_that_may_be_prevented_is_noted_as_a_condition(house: House) -> None:
    checks = checked(house, rules={"launch.veto": "member"})

    assert checks["conditions"]["result"] == "note"
    assert "it is announced first" in checks["conditions"]["says"][0]


def test_that_a_second_person_has_to_confirm_filings_is_noted_as_a_condition(house: House) -> None:
    with house.context.database.writing() as connection:
        set_minutes(connection, BODY, 30, "the secretariat", START)

    (says,) = checked(house)["conditions"]["says"]

    assert says.endswith(
        "confirmed by a second person within 30 minutes: have somebody at hand before the deadline."
    )
