"""Signing in at a provider that runs as a process of its own, and what can go wrong with it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
from httpx import Response
from pydantic import SecretStr

from nemcon.register import people
from nemcon.register.roles import Role
from tests.api.front import Browser
from tests.api.house import START, House

ANNA = "anna@mission.example"
CLIENT, SECRET = "nemcon at home", "a secret: with % and /"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.api.provider", str(port), CLIENT, SECRET]
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            httpx.get(f"{address}/jwks")
            break
        except httpx.HTTPError:
            time.sleep(0.1)
    yield address
    started.terminate()
    started.wait()


class Office:
    """An installation whose staff may sign in at that provider."""

    def __init__(self, house: House) -> None:
        self.house = house
        # The provider goes by the real time.
        house.clock.at = datetime.now(UTC)
        with house.context.database.writing() as connection:
            anna = people.enter_person(connection, "Anna", ANNA, START)
            people.give_role(connection, anna.id, "", Role.SECRETARIAT, "a test", START)
        self.browser = Browser(house)

    def way_there(self) -> str:
        answer = self.browser.see("/sign-in/with/organization")
        assert answer.status_code == 303
        return answer.headers["Location"]

    def come_back(self, there: str, who: str = ANNA, fault: str = "") -> str:
        """What the provider makes of it: the address to which it sends the browser."""
        answer = httpx.get(f"{there}&{urlencode({'who': who, 'fault': fault})}")
        assert answer.status_code == 302, answer.text
        parts = urlsplit(answer.headers["Location"])
        return f"{parts.path}?{parts.query}"

    def sign_in(self, who: str = ANNA, fault: str = "") -> Response:
        return self.browser.see(self.come_back(self.way_there(), who, fault))


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, issuer: str) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    house = House(
        f"sqlite:///{folder / 'register.db'}",
        oidc_issuer=issuer,
        oidc_name="The Ministry",
        oidc_client_id=CLIENT,
        oidc_client_secret=SecretStr(SECRET),
        sign_ins_per_minute=1000,
    )
    made = Office(house)
    yield made
    made.browser.close()
    house.close()


def test_whoever_signs_in_there_is_signed_in_here(office: Office) -> None:
    assert "The Ministry" in office.browser.see("/sign-in").text
    answer = office.sign_in(who="Anna@Mission.example")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Signed in at your organization" in office.browser.see("/sessions").text


@pytest.mark.parametrize(
    "fault",
    [
        "wrong-nonce",
        "without-nonce",
        "wrong-key",
        "unsigned",
        "secret-as-key",
        "expired",
        "without-exp",
        "wrong-audience",
        "several-audiences",
        "another-party",
        "wrong-issuer",
        "other-issuer",
        "no-issuer",
        "unverified",
        "no-address",
        "denied",
    ],
)
def test_nobody_is_signed_in_by_a_statement_that_does_not_hold(office: Office, fault: str) -> None:
    answer = office.sign_in(fault=fault)
    assert answer.status_code == 403
    assert "sign-in-refused" in answer.text
    assert office.browser.see("/").status_code == 401


def test_somebody_whom_nobody_entered_is_told_so(office: Office) -> None:
    answer = office.sign_in(who="<b>nora</b>@mission.example")
    assert answer.status_code == 403
    assert "Ask the secretariat to enter you" in answer.text
    assert "<b>" not in answer.text


def test_somebody_who_was_ended_is_not_signed_in(office: Office) -> None:
    with office.house.context.database.writing() as connection:
        anna = people.person_at(connection, ANNA)
        assert anna is not None
        people.end_person(connection, anna.id, "a test", START)
    assert office.sign_in().status_code == 403


def test_the_answer_works_in_the_browser_that_set_out_and_in_no_other(office: Office) -> None:
    back = office.come_back(office.way_there())
    other = Browser(office.house)
    assert other.see(back).status_code == 403
    other.see("/sign-in/with/organization")
    assert other.see(back).status_code == 403
    assert office.browser.see(back).status_code == 303
    other.close()


def test_an_answer_is_used_once(office: Office) -> None:
    back = office.come_back(office.way_there())
    assert office.browser.see(back).status_code == 303
    assert office.browser.see(back).status_code == 403


def test_an_answer_that_comes_too_late_signs_nobody_in(office: Office) -> None:
    back = office.come_back(office.way_there())
    office.house.clock.at += timedelta(minutes=10)
    assert office.browser.see(back).status_code == 403


def test_a_code_that_was_stolen_is_worth_nothing_without_the_verifier(office: Office) -> None:
    stolen = office.come_back(office.way_there()).partition("code=")[2].partition("&")[0]
    back = office.come_back(office.way_there())
    code = back.partition("code=")[2].partition("&")[0]
    assert office.browser.see(back.replace(code, stolen)).status_code == 403


def test_new_keys_of_the_provider_are_asked_for(office: Office) -> None:
    assert office.sign_in().status_code == 303
    office.house.clock.at += timedelta(minutes=2)
    assert office.sign_in(fault="new-key").status_code == 303


def test_a_provider_that_is_away_is_told_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("away")
    for issuer in ("http://127.0.0.1:9", "http://insecure.example"):
        house = House(f"sqlite:///{folder / issuer[-3:]}", oidc_issuer=issuer)
        browser = Browser(house)
        answer = browser.see("/sign-in/with/organization")
        assert answer.status_code == 503
        assert "cannot be reached" in answer.text
        browser.close()
        house.close()


def test_without_a_provider_there_is_nothing_at_its_address(house: House) -> None:
    browser = Browser(house)
    for path in ("/sign-in/with/organization", "/sign-in/with/organization/back"):
        assert browser.see(path).status_code == 404
    assert "organization" not in browser.see("/sign-in").text
    browser.close()
