"""Who may call what: each route says so, and what it says holds."""

from __future__ import annotations

import pytest

from api import feeds, people
from api.v1 import operations
from tests.api.house import PROCEDURE, House, Part
from tests.api.routes import address, every_route

AUDIENCES = {
    people._staff,
    people.acting,
    people._secretariat,
    people._caller,
    people._shown_token,
    feeds._holder,
    operations._for_metrics,
}
PUBLIC = {
    "/api/v1/health",
    "/api/v1/openapi.json",
    "/outcomes/{body}.atom",
    "/receipts",
    "/sign-in",
    "/sign-in/{token}",
    "/sign-in/with/organization",
    "/sign-in/with/organization/back",
    "/static",
}


def test_every_route_that_declares_no_audience_is_one_of_the_few_that_are_public(
    house: House,
) -> None:
    open_to_all = {r.path for r in every_route(house.caller.app) if not r.needs & AUDIENCES}
    links = {path for path in open_to_all if path.startswith(("/l/", "/enter"))}
    assert open_to_all - links == PUBLIC


def test_nothing_but_the_public_answers_without_a_token(house: House) -> None:
    for route in every_route(house.caller.app):
        if not route.path.startswith("/api/v1") or route.path in PUBLIC:
            continue
        for method in route.methods:
            sent: dict[str, Part] = {} if method == "GET" else {"json": {}}
            answer = house.caller.call(method, address(house, route.path), **sent)
            assert answer.status_code == 401, (method, route.path)
            assert answer.json()["code"] == "no-token"
            assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_reader_may_not_change_anything(house: House) -> None:
    before = house.rows()
    for route in every_route(house.caller.app):
        for method in route.methods - {"GET", "HEAD"}:
            if not route.path.startswith("/api/v1"):
                continue
            answer = house.caller.call(
                method, address(house, route.path), json={}, headers=house.as_("reader")
            )
            own = route.path.startswith("/api/v1/tokens/")  # a reader has tokens, but not this one
            assert answer.status_code in ((404,) if own else (403, 422)), (method, route.path)
    assert house.rows() == before


def test_a_reader_may_not_file_for_a_delegation_either(house: House) -> None:
    answer = house.file("reader", participant="brazil", evidence="a letter", says="No.")
    assert (answer.status_code, answer.json()["code"]) == (403, "readers-only-read")


def test_the_link_to_one_procedure_opens_no_other(house: House) -> None:
    house.open("another")
    assert house.get(f"/procedures/{PROCEDURE}", "brazil").status_code == 200
    assert house.get("/procedures/another", "brazil").status_code == 404
    assert house.file("brazil", "another", says="No.").status_code == 404
    assert house.get("/bodies", "brazil").status_code == 401
    assert house.get("/metrics", "brazil").status_code == 403


def test_a_revoked_link_files_nothing_and_a_new_one_does(house: House) -> None:
    path = f"/procedures/{PROCEDURE}/links"
    named = {"contact": "at-brazil"}
    assert house.post(f"{path}/revoke", named).json() == {"revoked": 1}
    refused = house.file("brazil", says="No.")
    assert (refused.status_code, refused.json()["code"]) == (403, "link-revoked")
    house.tokens["brazil"] = house.post(path, named).json()["token"]
    assert house.file("brazil", says="No.").status_code == 201


def test_issuing_a_link_again_gives_the_one_that_the_letter_carried(house: House) -> None:
    answer = house.post(f"/procedures/{PROCEDURE}/links", {"contact": "at-brazil"})
    assert answer.json()["url"] == f"https://silence.example/l/{house.tokens['brazil']}"


@pytest.mark.parametrize("who", ["chair", "bureau", "reader"])
def test_only_the_secretariat_is_handed_the_links_of_delegations(house: House, who: str) -> None:
    answer = house.post(f"/procedures/{PROCEDURE}/links", {"contact": "at-brazil"}, who)
    assert (answer.status_code, answer.json()["code"]) == (403, "secretariat-only")


def test_wrong_tokens_are_counted_and_right_ones_still_pass(house: House) -> None:
    house.tokens["nobody"] = "x" * 32
    answers = [house.get("/procedures", "nobody").status_code for _ in range(31)]
    assert answers == [401] * 30 + [429]
    assert house.get("/procedures").status_code == 200
