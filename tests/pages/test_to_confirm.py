"""A filing that waits for its second person, on the board, the desk and the procedure's page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nemcon.register.roles import Role
from nemcon.register.staff import issue_token
from tests.api.house import BODY, PROCEDURE, START
from tests.pages.site import Site, links_of, words_of

WAITS = "A filing for a delegation waits for a second person of the secretariat."


@pytest.fixture
def waiting(site: Site) -> Site:
    """An objection that was entered for Brazil, and an hour for a colleague to confirm it."""
    assert site.post(f"/bodies/{BODY}/two-persons", {"minutes": 60}).status_code == 200
    sent = {"participant": "brazil", "evidence": "NV 12", "says": "Never."}
    assert site.file("secretariat", **sent).status_code == 202
    return site


@pytest.mark.parametrize("who", ["secretariat", "chair", "bureau"])
def test_it_stands_on_the_board_and_on_the_procedure_with_the_time_left(
    waiting: Site, who: str
) -> None:
    waiting.clock.at = START + timedelta(minutes=20)
    for path, times in (("/", 2), (f"/procedures/{PROCEDURE}", 1), ("/?whom=secretariat", 1)):
        answer = waiting.see(path, who)
        words = words_of(answer)
        assert words.count(WAITS) >= times, (path, words)
        assert "40 minutes left to confirm, until" in words
        assert ("Compare with the paper, and confirm" in words) is (who == "secretariat")
        # What may come to nothing is told of nobody by name.
        assert "Never." not in words
    board = words_of(waiting.see("/", who))
    assert "Waits for a second person: 1" in board
    assert "The secretariat" in board


def test_the_secretariat_is_among_those_who_must_act(waiting: Site) -> None:
    answer = waiting.see("/?whom=secretariat", "secretariat")
    assert "1 found" in words_of(answer)
    assert "you" in words_of(answer)
    assert "/waiting" in links_of(answer)


def test_when_the_time_has_run_out_that_is_said(waiting: Site) -> None:
    waiting.clock.at = START + timedelta(minutes=61)
    for path in ("/", f"/procedures/{PROCEDURE}"):
        words = words_of(waiting.see(path, "chair"))
        assert "Nobody has confirmed in time" in words
        assert "left to confirm" not in words


def test_several_are_counted(waiting: Site) -> None:
    sent = {"participant": "norway", "evidence": "NV 13", "says": "Nor we."}
    assert waiting.file("secretariat", **sent).status_code == 202
    says = "2 filings for delegations wait for a second person of the secretariat."
    assert says in words_of(waiting.see(f"/procedures/{PROCEDURE}", "chair"))
    assert "Waits for a second person: 2" in words_of(waiting.see("/", "chair"))


def test_readers_and_delegations_are_told_nothing_of_it(waiting: Site) -> None:
    for path in ("/", "/?whom=secretariat", f"/procedures/{PROCEDURE}"):
        words = words_of(waiting.see(path, "reader"))
        assert "second person" not in words
        assert "to confirm" not in words.lower()
    assert "0 found" in words_of(waiting.see("/?whom=secretariat", "reader"))
    assert "second person" not in words_of(waiting.see(waiting.link("brazil")))


def test_staff_of_another_body_are_told_nothing_of_it(waiting: Site) -> None:
    with waiting.context.database.writing() as connection:
        token = issue_token(connection, "Ole", Role.READER, START, BODY)
        waiting.sessions["reads"] = waiting._session(connection, token)
    assert "second person" not in words_of(waiting.see("/", "reads"))


def test_once_it_is_confirmed_nobody_is_waited_for(waiting: Site) -> None:
    (one,) = waiting.get("/waiting").json()
    with waiting.context.database.writing() as connection:
        waiting.tokens["second"] = issue_token(connection, "Nora", Role.SECRETARIAT, START, BODY)
    path = f"/procedures/{PROCEDURE}/waiting/{one['id']}/confirm"
    assert waiting.post(path, {}, "second").status_code == 201
    for path in ("/", f"/procedures/{PROCEDURE}"):
        assert "second person" not in words_of(waiting.see(path, "secretariat"))
