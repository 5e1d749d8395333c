"""Tokens with scopes: what opens them, what they never do, how they end, what is recorded."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from httpx import Response
from sqlalchemy import select

from activities.token_letters import TokenLetters
from nemcon.register import directory, people
from nemcon.register.directory import Body
from nemcon.register.grants import Scope, Wanted, grant_token
from nemcon.register.people import Deputy
from nemcon.register.roles import Role
from nemcon.register.secrets import is_api_token, new_api_token
from nemcon.register.staff import find_staff, issue_token
from nemcon.register.tables_staff import staff_tokens
from tests.api.house import BODY, PROCEDURE, START, House, Part
from tests.api.letters import Bag
from tests.api.routes import every_route
from tests.api.test_roles import audience

PAPER = {"participant": "brazil", "evidence": "a note verbale"}


def make(house: House, who: str = "secretariat", **wanted: Part) -> dict[str, Any]:
    """Have a token made by that member of the staff, who is called by its name from now on."""
    sent = {"name": "a program", "scopes": ["read"], **wanted}
    answer = house.post("/tokens", sent, who)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    house.tokens[made["name"]] = made["token"]
    return made


def refused(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_every_route_of_the_staff_in_the_api_says_which_scope_opens_it_and_no_page_does(
    house: House,
) -> None:
    silent, loud = [], []
    for route in every_route(house.caller.app):
        api, guarded = route.path.startswith("/api/v1"), audience(route) != "public"
        if api and guarded and route.opens is None:
            silent.append(route.path)
        if route.opens is not None and not (api and guarded):
            loud.append(route.path)
    assert (silent, loud) == ([], [])


def test_no_scope_opens_what_lets_somebody_in_or_what_takes_a_second_person(house: House) -> None:
    by_none = {
        f"{method} {route.path.removeprefix('/api/v1')}"
        for route in every_route(house.caller.app)
        for method in route.methods - {"HEAD"}
        if route.opens is not None and route.opens.of(method) is None
    }
    assert by_none == {
        "POST /procedures/{procedure}/filings/{filing}/code",
        "POST /procedures/{procedure}/filings/{filing}/new-code",
        "GET /tokens",
        "POST /tokens",
        "POST /tokens/{key}/revoke",
        "POST /staff",
        "PUT /staff/{person}",
        "POST /staff/{person}/roles",
        "POST /staff/{person}/deputies",
        "POST /procedures/{procedure}/links",
        "POST /bodies/{body}/two-persons",
        "POST /procedures/{procedure}/waiting/{filing}/confirm",
        "POST /procedures/{procedure}/waiting/{filing}/decline",
    }


def test_a_token_opens_what_its_scopes_say_and_the_refusal_names_the_one_it_lacks(
    either: House,
) -> None:
    made = make(either, scopes=["read"])
    assert either.get(f"/procedures/{PROCEDURE}", "a program").status_code == 200
    sent = {"procedure": "x", "body": BODY, "text": "format", "profile": "un-informal-silence"}
    answer = either.post("/preview", {**sent, "until": "2026-06-19T18:00"}, "a program")
    assert refused(answer) == (403, "scope-missing")
    assert answer.json()["scope"] == "launch"
    assert answer.headers["WWW-Authenticate"] == (
        'Bearer error="insufficient_scope", scope="launch"'
    )
    assert made["scopes"] == ["read"]


def test_a_token_is_good_for_ninety_days_unless_told_and_for_a_year_at_most(house: House) -> None:
    assert make(house)["ends"] == "2026-09-14T16:00:00Z"
    assert make(house, name="a year", days=365)["ends"] == "2027-06-16T16:00:00Z"
    for days in (0, 366, "90"):
        sent = {"name": "x", "scopes": ["read"], "days": days}
        assert refused(house.post("/tokens", sent)) == (422, "malformed"), days
    for scopes in ([], ["all"]):
        answer = house.post("/tokens", {"name": "x", "scopes": scopes})
        assert refused(answer) == (422, "malformed"), scopes


def test_a_token_that_expired_says_so_until_it_is_revoked(either: House) -> None:
    made = make(either, days=1)
    either.clock.at = START + timedelta(days=1) - timedelta(microseconds=1)
    assert either.get("/procedures", "a program").status_code == 200
    either.clock.at = START + timedelta(days=1)
    answer = either.get("/procedures", "a program")
    assert refused(answer) == (401, "token-expired")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert either.post(f"/tokens/{made['id']}/revoke", {}).status_code == 204
    assert refused(either.get("/procedures", "a program")) == (401, "no-token")


def test_a_token_is_kept_as_a_hash_and_has_a_form_that_scanners_recognise(house: House) -> None:
    token = make(house)["token"]
    assert re.fullmatch("nemcon_[0-9A-Za-z]{46}", token)
    assert is_api_token(token)
    assert token not in house.get("/tokens").text
    with house.context.database.reading() as connection:
        rows = [str(row) for row in connection.execute(select(staff_tokens))]
    assert not any(token in row for row in rows)


def test_a_character_that_was_mistyped_is_known_by_the_last_six() -> None:
    token = new_api_token()
    for at in range(7, len(token)):
        other = "a" if token[at] != "a" else "b"
        assert not is_api_token(token[:at] + other + token[at + 1 :]), at
    assert not is_api_token("nemcon_" + "é" * 46)


def test_the_day_of_the_last_use_is_noted_and_no_hour(either: House) -> None:
    make(either)
    assert either.get("/tokens").json()[0]["used_on"] is None
    for hours in (0, 3, 26):
        either.clock.at = START + timedelta(hours=hours)
        either.get("/procedures", "a program")
    assert either.get("/tokens").json()[0]["used_on"] == "2026-06-17T00:00:00Z"


def test_a_token_makes_no_tokens_and_lists_and_revokes_none(house: House) -> None:
    made = make(house, scopes=["read", "launch", "file", "rule", "administer"])
    sent = {"name": "another", "scopes": ["read"]}
    assert refused(house.post("/tokens", sent, "a program")) == (403, "signed-in-only")
    assert refused(house.get("/tokens", "a program")) == (403, "signed-in-only")
    revoking = house.post(f"/tokens/{made['id']}/revoke", {}, "a program")
    assert refused(revoking) == (403, "signed-in-only")


def test_a_token_opens_no_page_and_does_not_sign_in(house: House) -> None:
    token = make(house, scopes=["read", "administer"])["token"]
    shown = house.as_("a program", accept="application/json")
    for path in ("/", "/sessions", "/tokens", "/staff", f"/procedures/{PROCEDURE}"):
        answer = house.caller.call("GET", path, headers=shown)
        assert refused(answer) == (403, "signed-in-only"), path
    for method in ("GET", "POST"):
        answer = house.caller.call(method, f"/enter/{token}", headers={"accept": "text/html"})
        assert answer.status_code == 404
        assert "set-cookie" not in answer.headers
    cookie = {"cookie": f"__Host-nemcon_staff={token}"}
    assert house.caller.call("GET", "/api/v1/procedures", headers=cookie).status_code == 401


def test_what_a_token_does_is_recorded_as_by_its_owner_through_that_token(house: House) -> None:
    made = make(house, scopes=["file"])
    answer = house.file("a program", says="Two days are too few.", **PAPER)
    assert answer.status_code == 201, answer.text
    entries = house.get(f"/procedures/{PROCEDURE}/register").json()
    number = answer.json()["number"]
    written = next(e["writing"] for e in entries if e["number"] == number)
    actor = json.loads(written)["actor"]
    assert actor["person"] == "the secretariat"
    assert actor["participant"] == "brazil"
    assert actor["channel"] == (
        f"api, token a program ({made['id']}), on the strength of: a note verbale"
    )


@pytest.mark.parametrize(
    "name",
    [
        "x, on the strength of: NV 12",
        "On  the STRENGTH of",
        "x, \uff4fn the\u2003strength of: NV 12",
    ],
)
def test_no_token_is_named_so_that_a_filing_through_it_seems_to_rest_on_a_paper(
    house: House, name: str
) -> None:
    answer = house.post("/tokens", {"name": name, "scopes": ["file"]}, "secretariat")
    assert refused(answer) == (422, "reserved-name")
    assert house.get("/tokens", "secretariat").json() == []


def test_what_a_token_administers_is_noted_with_it(house: House) -> None:
    made = make(house, scopes=["administer"])
    sent = {"participant": "brazil", "note": "for the mission"}
    assert house.post(f"/bodies/{BODY}/feeds", sent, "a program").status_code == 201
    feeds = house.get(f"/bodies/{BODY}/feeds").json()
    assert f"the secretariat, by token a program ({made['id']})" in str(feeds)


def test_a_token_for_one_body_sees_no_other(house: House) -> None:
    with house.context.database.writing() as connection:
        directory.put_body(connection, Body("assembly", "The Assembly", "Europe/Vienna"), START)
    make(house, body="assembly", scopes=["read", "administer"])
    assert [body["id"] for body in house.get("/bodies", "a program").json()] == ["assembly"]
    assert house.get("/bodies/assembly", "a program").status_code == 200
    assert house.get(f"/bodies/{BODY}", "a program").status_code == 404
    assert house.get(f"/procedures/{PROCEDURE}", "a program").status_code == 404
    assert PROCEDURE not in house.get("/procedures", "a program").text
    assert refused(house.get("/metrics", "a program")) == (403, "staff-only")
    never = house.post("/tokens", {"name": "x", "scopes": ["read"], "body": "never-was"})
    assert refused(never) == (404, "unknown-body")


def test_a_token_loses_a_role_with_its_owner_and_ends_with_the_owner(either: House) -> None:
    with either.context.database.writing() as connection:
        either.tokens["Nora"] = issue_token(connection, "Nora", Role.SECRETARIAT, START, BODY)
        nora = find_staff(connection, either.tokens["Nora"], START)
    assert nora is not None
    make(either, "Nora", scopes=["read", "administer", "file"])
    revoking = {"contact": "at-brazil"}
    path = f"/procedures/{PROCEDURE}/links/revoke"
    assert either.post(path, revoking, "a program").status_code == 200
    with either.context.database.writing() as connection:
        people.give_role(connection, nora.person, BODY, Role.READER, "a test", START)
    assert refused(either.post(path, revoking, "a program")) == (403, "secretariat-only")
    assert either.get(f"/procedures/{PROCEDURE}", "a program").status_code == 200
    with either.context.database.writing() as connection:
        people.end_role(connection, nora.person, BODY, "a test", START)
    assert refused(either.get("/procedures", "a program")) == (401, "no-token")
    with either.context.database.writing() as connection:
        people.give_role(connection, nora.person, BODY, Role.CHAIR, "a test", START)
        assert find_staff(connection, either.tokens["a program"], START) is not None
        people.end_person(connection, nora.person, "a test", START)
    assert refused(either.get("/procedures", "a program")) == (401, "no-token")


def test_a_token_stands_in_for_nobody_who_is_absent(house: House) -> None:
    with house.context.database.writing() as connection:
        for who, role in (("Anna", Role.CHAIR), ("Nora", Role.READER)):
            house.tokens[who] = issue_token(connection, who, role, START, BODY)
        ids = {person.name: person.id for person in people.all_people(connection)}
        away = Deputy(0, ids["Anna"], ids["Nora"], BODY, START, START + timedelta(days=3))
        people.deputize(connection, away, "a test", START)
    make(house, "Nora", scopes=["rule"])
    path, sent = f"/procedures/{PROCEDURE}/acts/suspend", {"because": "The text is wrong."}
    assert refused(house.post(path, sent, "a program")) == (403, "readers-only-read")
    assert house.post(path, sent, "Nora").status_code != 403


def test_a_token_does_not_confirm_as_the_second_person(house: House) -> None:
    house.post(f"/bodies/{BODY}/two-persons", {"minutes": 30})
    with house.context.database.writing() as connection:
        house.tokens["Nora"] = issue_token(connection, "Nora", Role.SECRETARIAT, START, BODY)
    scopes = ["read", "launch", "file", "rule", "administer"]
    make(house, name="of the first", scopes=scopes)
    make(house, "Nora", name="of the second", scopes=scopes)
    entered = house.file("of the first", says="Too few.", **PAPER)
    assert entered.status_code == 202, entered.text
    waits = house.get("/waiting").json()[0]
    path = f"/procedures/{PROCEDURE}/waiting/{waits['id']}"
    for who in ("of the first", "of the second"):
        for doing in ("confirm", "decline"):
            assert refused(house.post(f"{path}/{doing}", {}, who)) == (403, "signed-in-only")
    assert refused(house.post(f"{path}/confirm", {})) == (403, "own-filing")
    assert house.post(f"{path}/confirm", {}, "Nora").status_code == 201


def test_one_revokes_ones_own_and_the_secretariat_of_all_bodies_those_of_everybody(
    either: House,
) -> None:
    with either.context.database.writing() as connection:
        either.tokens["Nora"] = issue_token(connection, "Nora", Role.SECRETARIAT, START, BODY)
    own, hers = make(either, name="own"), make(either, "Nora", name="hers")
    mine = either.get("/tokens", "Nora").json()
    assert [(each["name"], each["owner"]) for each in mine] == [("hers", "Nora")]
    assert {each["name"] for each in either.get("/tokens").json()} == {"own", "hers"}
    not_hers = either.post(f"/tokens/{own['id']}/revoke", {}, "Nora")
    assert refused(not_hers) == (404, "no-such-token")
    assert either.get("/procedures", "own").status_code == 200
    assert either.post(f"/tokens/{hers['id']}/revoke", {}).status_code == 204
    assert refused(either.get("/procedures", "hers")) == (401, "no-token")
    assert refused(either.post(f"/tokens/{hers['id']}/revoke", {})) == (404, "no-such-token")
    with either.context.database.reading() as connection:
        by = connection.scalar(
            select(staff_tokens.c.revoked_by).where(staff_tokens.c.id == hers["id"])
        )
    assert by == "the secretariat"


def test_fifty_tokens_of_one_person_are_enough(house: House) -> None:
    for number in range(50):
        make(house, name=f"number {number}")
    answer = house.post("/tokens", {"name": "one more", "scopes": ["read"]})
    assert refused(answer) == (409, "too-many-tokens")
    assert house.post("/tokens", {"name": "x", "scopes": ["read"]}, "chair").status_code == 201


def test_the_description_for_machines_names_the_scope_of_each_operation(house: House) -> None:
    document = house.caller.call("GET", "/api/v1/openapi.json").json()
    assert set(document["components"]["securitySchemes"]) == {"token", "link", "session"}
    paths = document["paths"]
    assert paths["/api/v1/procedures"]["post"]["security"][0] == {"token": ["launch"]}
    assert paths["/api/v1/tokens"]["post"]["security"] == [{"link": []}, {"session": []}]
    assert paths["/api/v1/health"]["get"]["security"] == []


def test_an_owner_with_an_address_is_told_by_a_letter_that_holds_no_token(house: House) -> None:
    with house.context.database.writing() as connection:
        anna = people.enter_person(connection, "Anna", "anna@mission.example", START)
        people.give_role(connection, anna.id, "", Role.SECRETARIAT, "a test", START)
        wanted = Wanted("Archive <x>", frozenset({Scope.READ, Scope.RULE}))
        _, token = grant_token(connection, anna.id, wanted, START)
    make(house)  # of somebody without an address
    bag = Bag()
    sending = TokenLetters(house.context.register, house.context.links, house.settings, bag)
    bag.away = True
    asyncio.run(sending.send())
    bag.away = False
    bag.letters.clear()
    assert [asyncio.run(sending.send()) for _ in range(2)] == [1, 0]
    ((address, data),) = bag.letters
    read = message_from_bytes(data, policy=default)
    plain, rich = (read.get_body((kind,)) for kind in ("plain", "html"))
    assert address == "anna@mission.example"
    assert plain is not None
    assert rich is not None
    assert "Archive <x>" in plain.get_content()
    assert "opens read, rule" in plain.get_content()
    assert "https://silence.example/tokens" in plain.get_content()
    assert "Archive &lt;x&gt;" in rich.get_content()
    assert token.encode() not in data
