"""Every route by every kind of caller: what it answers is what its declared audience says.

The audience of a route is read from what it depends on. A route that is added is in this matrix at
once; one whose address names something new has to say here what that is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from httpx import Response

from api import people
from api.v1 import operations
from nemcon.register import directory
from nemcon.register import people as listed
from nemcon.register.directory import Body
from nemcon.register.grants import Scope, Wanted, grant_token
from nemcon.register.people import Deputy
from nemcon.register.roles import EVERYWHERE, Role
from nemcon.register.staff import issue_token
from tests.api.house import BODY, PROCEDURE, START, House, Part
from tests.api.routes import Route, address, every_route

OTHER: Final = "assembly"
BY_AUDIENCE: Final = frozenset(
    {"no-token", "readers-only-read", "secretariat-only", "all-bodies-only", "staff-only"}
)
ROLES_HERE: Final = {
    "reader here": Role.READER,
    "vice-chair here": Role.VICE_CHAIR,
    "rapporteur here": Role.RAPPORTEUR,
    "chair here": Role.CHAIR,
    "secretariat here": Role.SECRETARIAT,
}
TOKENS: Final = {
    **{f"secretariat here, by a token to {scope}": frozenset({scope}) for scope in Scope},
    "secretariat here, by a token for all": frozenset(Scope),
    "secretariat of all, by a token for the body elsewhere": frozenset(Scope),
    "reader here, by a token for all": frozenset(Scope),
    "a token that expired": frozenset(Scope),
}
CALLERS: Final = (
    "nobody",
    "a link to another procedure",
    *ROLES_HERE,
    "deputy of the chair here",
    "secretariat elsewhere",
    "chair elsewhere",
    "nothing any more",
    *TOKENS,
)
PLACES: Final = frozenset({"procedure", "body"})
NO_PLACES: Final = frozenset(
    # What is in a procedure or a body that the address names too, or that everybody may read.
    {"text", "roll", "profile", "path", "verb", "number", "paper", "document", "kind", "digest"}
    | {
        "template",
        "feed",
        "filing",
        "webhook",
        "doing",
        "amendment",
        "format",
        "message",
        "name",
        "notice",
        "book",
        "contact",
        "setting",
    }
    # What is looked at by the route: a letter's body, the list of the staff.
    | {"letter", "person", "token", "returned", "mail", "form", "key"}
    # A part of the record of the session that the address names too.
    | {"part"}
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with a second body and callers of every kind, who may be wrong very often."""
    often = {"wrong_tokens_per_minute": 10_000, "filings_per_minute": 10_000}
    made = House(f"sqlite:///{tmp_path / 'register.db'}", **often)
    furnish(made)
    yield made
    made.close()


def furnish(house: House) -> None:
    house.open("another")
    house.tokens["a link to another procedure"] = house.tokens["another/brazil"]
    with house.context.database.writing() as connection:
        directory.put_body(connection, Body(OTHER, "The Assembly", "Europe/Vienna"), START)
        for who, role in ROLES_HERE.items():
            house.tokens[who] = issue_token(connection, who, role, START, BODY)
        for role in (Role.SECRETARIAT, Role.CHAIR):
            who = f"{role} elsewhere"
            house.tokens[who] = issue_token(connection, who, role, START, OTHER)
        for who in ("deputy of the chair here", "nothing any more"):
            house.tokens[who] = issue_token(connection, who, Role.READER, START, BODY)
        ids = {p.name: p.id for p in listed.all_people(connection)}
        absent, deputy = ids["chair here"], ids["deputy of the chair here"]
        away = Deputy(0, absent, deputy, BODY, START, START + timedelta(days=30))
        listed.deputize(connection, away, "a test", START)
        listed.end_role(connection, ids["nothing any more"], BODY, "a test", START)
        keeper = listed.enter_person(connection, "keeper of all", "", START).id
        listed.give_role(connection, keeper, EVERYWHERE, Role.SECRETARIAT, "a test", START)
        owners = {**ids, "secretariat of all": keeper, "a token that expired": keeper}
        for who, scopes in TOKENS.items():
            body = OTHER if who.endswith("elsewhere") else ""
            made = START - timedelta(days=90 if who == "a token that expired" else 0)
            wanted = Wanted(who, scopes, body)
            owner = owners[who.partition(",")[0]]
            house.tokens[who] = grant_token(connection, owner, wanted, made)[1]


def audience(route: Route) -> str:
    """What the route declares, by the narrowest of its dependencies."""
    names: dict[Callable[..., Any], str] = {
        people._in_all_bodies: "all bodies",
        people._secretariat_of_all: "all bodies",
        operations._for_metrics: "all bodies",
        people._secretariat: "secretariat",
        people.acting: "acting",
        people._caller: "caller",
        people._shown_token: "caller that acts",
        people._staff: "staff",
    }
    return next((name for needs, name in names.items() if needs in route.needs), "public")


def guarded(house: House) -> Iterator[tuple[str, Route]]:
    """Each route that is not for everybody, with each of its methods."""
    for route in every_route(house.caller.app):
        for method in sorted(route.methods - {"HEAD"}):
            if audience(route) != "public":
                yield method, route


def call(house: House, who: str, method: str, path: str) -> Response:
    headers = house.as_(who) if who in house.tokens else {}
    sent: dict[str, Part] = {}
    if method not in ("GET", "HEAD"):
        api = path.startswith("/api/")
        kind = "application/json" if api else "application/x-www-form-urlencoded"
        headers = {**headers, "Content-Type": kind}
        sent = {"content": b"{}" if api else b""}
    return house.caller.call(method, path, headers=headers, **sent)


def code_of(answer: Response) -> str:
    told = answer.headers.get("content-type", "").startswith("application/problem+json")
    return str(answer.json()["code"]) if told else ""


def test_everything_that_an_address_names_is_known_to_this_matrix(house: House) -> None:
    named = {
        name
        for _, route in guarded(house)
        for name in re.findall(r"\{(\w+)(?::\w+)?\}", route.path)
    }
    assert named - PLACES - NO_PLACES == set()


@pytest.mark.parametrize("who", CALLERS)
def test_each_route_answers_each_caller_as_it_declares(house: House, who: str) -> None:
    wrong: list[tuple[str, str, str, int, str]] = []
    for method, route in guarded(house):
        answer = call(house, who, method, address(house, route.path))
        code = code_of(answer)
        if not as_declared(who, method, route, answer.status_code, code):
            wrong.append((method, route.path, audience(route), answer.status_code, code))
    assert wrong == []


def as_declared(who: str, method: str, route: Route, status: int, code: str) -> bool:  # noqa: PLR0911 - one line for each kind of caller
    declared = audience(route)
    if status >= 500:
        return False
    if declared == "caller that acts" and status == 422:
        return who != "nobody"  # what is sent is read before it is asked who sends it
    if who in ("nobody", "nothing any more"):
        return (status, code) == (401, "no-token")
    refused = by_token(who, method, route)
    if refused is not None:
        return (status, code) == refused
    if who == "a link to another procedure" and not declared.startswith("caller"):
        return status in (401, 403) and code in BY_AUDIENCE
    if hidden_from(who, route):
        return status == 404
    nowhere = "{returned}" in route.path and status == 404  # the place of a mail that never came
    return nowhere or allowed(who, declared) is (code not in BY_AUDIENCE)


def by_token(who: str, method: str, route: Route) -> tuple[int, str] | None:
    """How a token with scopes is refused before anything else is looked at; `None` if it is not."""
    needed = route.opens.of(method) if route.opens else None
    if who == "a token that expired":
        return 401, "token-expired"
    if who not in TOKENS or needed in TOKENS[who]:
        return None
    return (403, "scope-missing" if needed else "signed-in-only")


def hidden_from(who: str, route: Route) -> bool:
    """Whether the address names a place in which that caller is nothing."""
    if who == "a link to another procedure":
        return "{procedure}" in route.path
    return who.endswith("elsewhere") and any("{" + place + "}" in route.path for place in PLACES)


def allowed(who: str, declared: str) -> bool:
    """Whether that caller is of the audience, in a place where the caller is anything."""
    match declared:
        case "all bodies":
            return False
        case "secretariat":
            return who.startswith("secretariat")
        case "acting" | "caller that acts":
            return not who.startswith("reader")
        case _:
            return True


@pytest.mark.parametrize("who", ["secretariat elsewhere", "chair elsewhere"])
def test_nothing_of_another_body_stands_in_any_list(house: House, who: str) -> None:
    lists = [r.path for method, r in guarded(house) if method == "GET" and "{" not in r.path]
    assert {"/", "/meetings", "/place", "/staff", "/waiting", "/api/v1/procedures"} <= set(lists)
    for path in lists:
        words = call(house, who, "GET", path).text
        for word in (PROCEDURE, TITLE, "Working Group", BODY):
            assert word not in words, (path, word)
    for path in ("/procedures", "/bodies"):
        answer = house.get(path, who)
        assert answer.status_code == 200
        assert BODY not in answer.text


TITLE: Final = "Format of the meeting"


@pytest.mark.parametrize("path", ["/api/v1/procedures/{}", "/procedures/{}", "/api/v1/bodies/{}"])
def test_what_is_not_yours_is_answered_as_what_never_was(house: House, path: str) -> None:
    real = call(
        house, "chair elsewhere", "GET", path.format(BODY if "bodies" in path else PROCEDURE)
    )
    never = call(house, "chair elsewhere", "GET", path.format("never-was"))
    assert real.status_code == never.status_code == 404
    assert real.text.replace(BODY, "never-was") == never.text


def test_a_form_that_names_another_body_shows_nothing_of_it(house: House) -> None:
    for path in ("/place/review", "/agendas/new/review", "/negotiations/new/review"):
        sent = f"body={BODY}&change=1&change_something=1".encode()
        headers = house.as_("chair elsewhere") | {
            "Content-Type": "application/x-www-form-urlencoded"
        }
        answer = house.caller.call("POST", path, headers=headers, content=sent)
        assert answer.status_code == 404, path
        assert "Working Group" not in answer.text


def test_a_procedure_is_begun_only_where_one_is_an_officer(house: House) -> None:
    sent = {
        "procedure": "p-new",
        "body": BODY,
        "text": "format",
        "profile": "un-informal-silence",
        "until": "2026-06-19T18:00",
    }
    for who, status in (("chair elsewhere", 404), ("reader here", 403), ("chair here", 201)):
        assert house.post("/procedures", sent, who).status_code == status, who
