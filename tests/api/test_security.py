"""What every answer carries, what other sites cannot do, and what never reaches a log."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from fastapi import Request, Response

from api.problems import Problem
from api.security import SecretsOut, without_secrets
from tests.api.house import PROCEDURE, House
from tests.api.routes import address, every_route

ACT = f"/api/v1/procedures/{PROCEDURE}/acts/close-early"


def test_every_answer_carries_the_headers_that_protect_a_browser(house: House) -> None:
    for route in every_route(house.caller.app):
        for method in route.methods:
            answer = house.caller.call(method, address(house, route.path))
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
            assert answer.headers["Referrer-Policy"] in ("no-referrer", "same-origin")
            if not route.path.startswith("/static"):
                assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_of_a_link_sends_no_referrer_anywhere(house: House) -> None:
    for path in ("/l/abc", "/enter/abc"):
        assert house.caller.call("GET", path).headers["Referrer-Policy"] == "no-referrer"


FROM = {
    "this site": ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
    "the address bar": ({"Sec-Fetch-Site": "none"}, True),
    "another site": ({"Sec-Fetch-Site": "cross-site", "Origin": "https://silence.example"}, False),
    "a sister of this site": ({"Sec-Fetch-Site": "same-site"}, False),
    "an old browser here": ({"Origin": "https://silence.example"}, True),
    "an old browser with a referrer": ({"Referer": "https://silence.example/x"}, True),
    "an old browser elsewhere": ({"Origin": "https://evil.example"}, False),
    "a hidden origin": ({"Origin": "null"}, False),
    "a name that begins alike": ({"Origin": "https://silence.example.evil.example"}, False),
    "an origin that is none": ({"Origin": "http://["}, False),
    "nowhere": ({}, False),
}


@pytest.mark.parametrize("source", FROM)
def test_a_cookie_acts_only_for_pages_of_this_site(house: House, source: str) -> None:
    headers, passes = FROM[source]
    cookie = {"Cookie": house.sessions["chair"]}
    answer = house.caller.call("POST", ACT, json={}, headers={**cookie, **headers})
    if passes:
        assert answer.json().get("code") != "cross-site"
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "cross-site")


def test_the_tokens_of_links_are_taken_out_of_logs(caplog: pytest.LogCaptureFixture) -> None:
    assert without_secrets('GET "/l/abc-DEF_1/file?x=1" 200') == 'GET "/l/…/file?x=1" 200'
    assert without_secrets("https://x.example/enter/secret") == "https://x.example/enter/…"
    record = logging.LogRecord("x", 20, "", 0, "%s %s", ("GET", "/l/secret"), None)
    assert SecretsOut().filter(record)
    assert record.getMessage() == "GET /l/…"


def test_a_fault_is_answered_with_its_number_and_nothing_else(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_name: str) -> None:
        message = "the inside story"
        raise RuntimeError(message)

    monkeypatch.setattr(house.context.register, "position", fails)
    answer = house.get(f"/procedures/{PROCEDURE}")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "inside" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.json()["incident"] in caplog.text
    assert "Content-Security-Policy" in answer.headers
    assert house.tokens["secretariat"] not in caplog.text


def test_a_database_that_cannot_be_reached_is_told_from_a_fault(
    house: House, tmp_path: Path
) -> None:
    house.context.database.close()
    for path in tmp_path.glob("register.db*"):
        path.unlink()
    (tmp_path / "register.db").mkdir()
    answer = house.file("brazil", says="No.")
    assert (answer.status_code, answer.json()["code"]) == (503, "register-unreachable")
    assert answer.headers["Retry-After"] == "5"


def test_browsers_get_the_page_that_the_application_has_and_programs_do_not(house: House) -> None:
    def page(_request: Request, problem: Problem) -> Response:
        return Response(f"<p>{problem.says}</p>", problem.status, media_type="text/html")

    house.caller.app.state.error_page = page
    html = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    assert house.caller.call("GET", "/nothing", headers=html).text.startswith("<p>")
    for path, headers in (("/nothing", {}), ("/api/v1/nothing", html)):
        answer = house.caller.call("GET", path, headers=headers)
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_another_method_is_told_which_ones_there_are(house: House) -> None:
    answer = house.caller.call("DELETE", "/api/v1/bodies", headers=house.as_("chair"))
    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
    assert "GET" in answer.headers["Allow"]


def test_a_page_that_fails_does_not_hide_the_problem(house: House) -> None:
    def fails(_request: Request, _problem: Problem) -> Response:
        raise RuntimeError

    house.caller.app.state.error_page = fails
    answer = house.caller.call("GET", "/nothing", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
