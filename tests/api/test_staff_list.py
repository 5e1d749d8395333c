"""The list of the staff: who enters whom, where, and what then ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from httpx import Response

from nemcon.register import directory
from nemcon.register.directory import Body
from nemcon.register.people import all_people
from nemcon.register.roles import Role
from nemcon.register.staff import issue_token
from tests.api.house import BODY, PROCEDURE, START, House

OTHER = "assembly"


@pytest.fixture
def office(house: House) -> House:
    """A house with a second body, and a secretariat that is that of each body alone."""
    with house.context.database.writing() as connection:
        directory.put_body(connection, Body(OTHER, "The Assembly", "Europe/Vienna"), START)
        for who, role, body in (
            ("here", Role.SECRETARIAT, BODY),
            ("there", Role.SECRETARIAT, OTHER),
            ("chair here", Role.CHAIR, BODY),
            ("vice here", Role.VICE_CHAIR, BODY),
        ):
            house.tokens[who] = issue_token(connection, who, role, START, body)
    return house


def enter(house: House, who: str = "secretariat", **sent: str) -> Response:
    anna = {"name": "Anna", "address": "anna@mission.example", "role": "reader"}
    return house.post("/staff", {**anna, **sent}, who)


def person(house: House, name: str) -> str:
    with house.context.database.reading() as connection:
        return next(p.id for p in all_people(connection) if p.name == name)


def test_the_secretariat_of_a_body_gives_roles_there_and_nowhere_else(office: House) -> None:
    assert enter(office, "here", body=BODY).status_code == 201
    unseen = enter(office, "here", body=OTHER)
    never = enter(office, "here", body="never-was")
    assert (unseen.status_code, never.status_code) == (404, 404)
    assert unseen.json()["code"] == never.json()["code"] == "unknown-body"
    everywhere = enter(office, "here", body="")
    assert (everywhere.status_code, everywhere.json()["code"]) == (403, "body-needed")


@pytest.mark.parametrize("who", ["chair", "chair here", "reader", "bureau"])
def test_nobody_but_the_secretariat_keeps_the_list(office: House, who: str) -> None:
    assert office.get("/staff", who).status_code == 403
    assert enter(office, who).status_code == 403


def test_an_address_is_one_person_whoever_enters_it(office: House) -> None:
    first = enter(office, "here", body=BODY).json()
    again = enter(office, "there", body=OTHER, name="A.", address="ANNA@mission.example").json()
    assert (again["id"], again["name"]) == (first["id"], "Anna")
    shown = {p["name"]: p for p in office.get("/staff").json()["people"]}
    assert [r["body"] for r in shown["Anna"]["roles"]] == [OTHER, BODY]


def test_the_list_shows_no_role_of_a_body_that_its_reader_does_not_see(office: House) -> None:
    enter(office, "there", body=OTHER)
    enter(office, "here", body=BODY, address="nora@mission.example", name="Nora")
    seen = {p["name"] for p in office.get("/staff", "here").json()["people"]}
    assert "Nora" in seen
    assert not {"Anna", "there"} & seen


def test_only_the_secretariat_of_all_bodies_changes_an_address_or_ends_a_person(
    office: House,
) -> None:
    anna = enter(office, "here", body=BODY).json()["id"]
    changed = {"name": "Anna", "address": "evil@x.example"}
    assert office.put(f"/staff/{anna}", changed, "here").status_code == 403
    assert office.post(f"/staff/{anna}/end", {}, "here").status_code == 403
    assert office.put(f"/staff/{anna}", changed).json()["address"] == "evil@x.example"
    assert office.post(f"/staff/{anna}/end", {}).status_code == 204
    assert office.post(f"/staff/{anna}/end", {}).status_code == 404
    again = enter(office, address="evil@x.example")
    assert (again.status_code, again.json()["code"]) == (409, "person-ended")


def test_nobody_ends_themselves(office: House) -> None:
    answer = office.post(f"/staff/{person(office, 'the secretariat')}/end", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "own-end")


def test_ending_a_person_ends_the_tokens(office: House) -> None:
    assert office.get("/procedures", "chair here").status_code == 200
    assert office.post(f"/staff/{person(office, 'chair here')}/end", {}).status_code == 204
    assert office.get("/procedures", "chair here").status_code == 401


def test_a_role_that_ended_hides_the_body(office: House) -> None:
    path = f"/procedures/{PROCEDURE}"
    assert office.get(path, "chair here").status_code == 200
    ended = {"body": BODY}
    who = person(office, "chair here")
    assert office.post(f"/staff/{who}/roles/end", ended, "here").status_code == 204
    assert office.get(path, "chair here").status_code == 401
    assert office.post(f"/staff/{who}/roles/end", ended, "here").status_code == 404


def deputize(office: House, hours: int = 24, who: str = "here") -> Response:
    sent = {
        "deputy": person(office, "vice here"),
        "body": BODY,
        "begins": START.isoformat(),
        "ends": (START + timedelta(hours=hours)).isoformat(),
    }
    return office.post(f"/staff/{person(office, 'chair here')}/deputies", sent, who)


def extend(office: House, who: str) -> Response:
    sent = {"until": "2026-06-25T18:00", "because": "Asked for by three members."}
    return office.post(f"/procedures/{PROCEDURE}/acts/extend", sent, who)


def test_a_deputy_acts_as_the_chair_for_the_time_and_the_record_says_for_whom(
    office: House,
) -> None:
    made = deputize(office)
    assert made.status_code == 201
    assert extend(office, "vice here").status_code == 201
    recorded = office.context.register.written(PROCEDURE)[-1].body
    assert "vice here, acting for chair here" in recorded
    assert '"chair"' in recorded
    office.clock.at = START + timedelta(hours=24)
    assert extend(office, "vice here").json()["code"] == "not-authorised"


def test_a_deputy_can_be_ended_before_the_time(office: House) -> None:
    number = deputize(office).json()["id"]
    assert office.post(f"/staff/deputies/{number}/end", {}, "there").status_code == 404
    assert office.post(f"/staff/deputies/{number}/end", {}, "here").status_code == 204
    assert office.post(f"/staff/deputies/{number}/end", {}, "here").status_code == 404
    assert office.get("/staff").json()["deputies"] == []


def test_the_secretariat_does_not_preside_nor_a_period_end_before_it_begins(
    office: House,
) -> None:
    sent = {
        "deputy": person(office, "here"),
        "body": BODY,
        "begins": "2026-06-16T18:00",
        "ends": "2026-06-20T18:00",
    }
    path = f"/staff/{person(office, 'chair here')}/deputies"
    refused = office.post(path, sent, "here")
    assert (refused.status_code, refused.json()["code"]) == (409, "no-deputy")
    assert deputize(office, hours=0).json()["code"] == "period-over"
    assert deputize(office, who="there").status_code == 404
