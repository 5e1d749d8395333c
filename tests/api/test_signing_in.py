"""Signing in by letter, the sessions that follow, and how each of them ends."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default

import pytest

from nemcon.register import people
from nemcon.register.roles import Role
from nemcon.register.staff import revoke_token
from tests.api.front import ANNA, Browser, Front
from tests.api.house import START, House


def test_a_letter_brings_the_browser_that_asked_in_and_only_by_the_button(front: Front) -> None:
    browser = front.browser()
    assert browser.see("/").status_code == 401
    assert "Look at your mail" in browser.send("/sign-in", address="Anna@Mission.example").text
    (link,) = front.post()
    for _ in range(3):
        assert "Sign in as" in browser.see(link).text
    assert browser.see("/").status_code == 401
    answer = browser.send(link)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    cookie = next(c for c in answer.headers.get_list("set-cookie") if "nemcon_staff" in c)
    for part in ("__Host-nemcon_staff=", "HttpOnly", "Secure", "Path=/", "SameSite=lax"):
        assert part in cookie
    assert "Anna" in browser.see("/").text


def test_a_scanner_that_presses_every_button_gets_nothing_and_uses_nothing_up(
    front: Front,
) -> None:
    browser, scanner = front.browser(), front.browser()
    browser.send("/sign-in", address=ANNA)
    (link,) = front.post()
    for answer in (scanner.see(link), scanner.send(link), scanner.see(link)):
        assert answer.status_code == 404
        assert "Anna" not in answer.text
    assert scanner.see("/").status_code == 401
    assert browser.send(link).status_code == 303


def test_a_browser_that_asked_for_another_letter_cannot_use_this_one(front: Front) -> None:
    mine, theirs = front.browser(), front.browser()
    mine.send("/sign-in", address=ANNA)
    (link,) = front.post()
    theirs.send("/sign-in", address="somebody@else.example")
    assert theirs.send(link).status_code == 404
    assert mine.send(link).status_code == 303


def test_a_link_is_used_once(front: Front) -> None:
    browser = front.browser()
    browser.send("/sign-in", address=ANNA)
    (link,) = front.post()
    assert browser.send(link).status_code == 303
    assert browser.send(link).status_code == 404


def test_a_link_is_good_for_a_quarter_of_an_hour(front: Front) -> None:
    browser = front.browser()
    browser.send("/sign-in", address=ANNA)
    (link,) = front.post()
    front.passes(minutes=15)
    assert browser.send(link).status_code == 404


def test_nobody_learns_from_the_answer_whether_an_address_is_known(front: Front) -> None:
    known = front.browser().send("/sign-in", address=ANNA)
    unknown = front.browser().send("/sign-in", address="nora@mission.example")
    assert (known.status_code, unknown.status_code) == (200, 200)
    assert known.text.replace(ANNA, "X") == unknown.text.replace("nora@mission.example", "X")
    assert len(front.post()) == 1


def test_a_word_that_is_no_address_is_told_so(front: Front) -> None:
    answer = front.browser().send("/sign-in", address="anna at home <script>")
    assert answer.status_code == 422
    assert "<script>" not in answer.text


def test_somebody_who_was_ended_gets_no_letter_and_an_older_letter_no_longer_works(
    front: Front,
) -> None:
    browser = front.browser()
    browser.send("/sign-in", address=ANNA)
    (link,) = front.post()
    with front.house.context.database.writing() as connection:
        people.end_person(connection, front.anna, "a test", START)
    assert browser.send(link).status_code == 404
    browser.send("/sign-in", address=ANNA)
    assert front.post() == []


def test_one_address_is_sent_few_letters_within_their_life(front: Front) -> None:
    for _ in range(8):
        front.browser().send("/sign-in", address=ANNA)
    assert len(front.post()) == 5
    front.passes(minutes=16)
    front.browser().send("/sign-in", address=ANNA)
    assert len(front.post()) == 1


def test_one_sender_may_ask_a_few_times_a_minute(front: Front) -> None:
    answers = [
        front.browser().send("/sign-in", address=f"a{n}@x.example").status_code for n in range(11)
    ]
    assert answers == [200] * 10 + [429]


def test_a_letter_that_was_put_off_is_tried_again_and_a_sent_one_is_not(front: Front) -> None:
    front.bag.away = True
    front.browser().send("/sign-in", address=ANNA)
    assert front.post() == []
    front.bag.away = False
    assert front.post() == []
    front.passes(seconds=31)
    assert len(front.post()) == 1
    front.passes(seconds=31)
    assert front.post() == []


def test_signing_in_again_ends_the_session_before(front: Front) -> None:
    browser = front.signed_in()
    before = browser.see("/sessions").text
    assert "this browser" in before
    browser.send("/sign-in", address=ANNA)
    (link,) = front.post()
    browser.send(link)
    assert browser.see("/sessions").text.count("Signed in by a letter") == 1


def test_a_session_ends_unused_and_lives_on_used(front: Front) -> None:
    browser = front.signed_in()
    for _ in range(3):
        front.passes(minutes=119)
        assert browser.see("/").status_code == 200
    front.passes(minutes=120)
    assert browser.see("/").status_code == 401


def test_a_session_ends_after_its_whole_time_however_busy(front: Front) -> None:
    browser = front.signed_in()
    for _ in range(11):
        front.passes(hours=1)
        assert browser.see("/").status_code == 200
    front.passes(hours=1)
    assert browser.see("/").status_code == 401


def test_leaving_ends_the_session_itself_and_not_only_the_cookie(front: Front) -> None:
    browser = front.signed_in()
    cookie = browser._caller._client.cookies["__Host-nemcon_staff"]
    assert browser.send("/leave").status_code == 303
    shown = {"Accept": "text/html", "Cookie": f"__Host-nemcon_staff={cookie}"}
    assert front.house.caller.call("GET", "/", headers=shown).status_code == 401


def test_one_session_can_be_ended_from_another_and_all_others_at_once(front: Front) -> None:
    here, there, elsewhere = front.signed_in(), front.signed_in(), front.signed_in()
    shown = here.see("/sessions").text
    named = re.findall(r'name="session" value="(\w+)"', shown)
    assert len(named) == 2
    here.send("/sessions/end", session=named[0])
    assert sorted([there.see("/").status_code, elsewhere.see("/").status_code]) == [200, 401]
    here.send("/sessions/end")
    assert {there.see("/").status_code, elsewhere.see("/").status_code} == {401}
    assert here.see("/").status_code == 200


def test_nobody_ends_the_session_of_another(front: Front) -> None:
    browser = front.signed_in()
    with front.house.context.database.writing() as connection:
        nora = people.enter_person(connection, "Nora", "nora@mission.example", START)
        people.give_role(connection, nora.id, "", Role.READER, "a test", START)
    other = front.browser()
    other.send("/sign-in", address="nora@mission.example")
    other.send(front.post()[-1])
    with front.house.context.database.reading() as connection:
        from nemcon.register.tables_staff import staff_sessions as table

        where = table.c.person_id == front.anna
        name = connection.scalar(table.select().where(where).with_only_columns(table.c.id))
    other.send("/sessions/end", session=str(name))
    assert browser.see("/").status_code == 200


def test_the_cookie_is_no_token_and_a_token_is_no_cookie(front: Front) -> None:
    browser, house = front.signed_in(), front.house
    session = browser._caller._client.cookies["__Host-nemcon_staff"]
    shown = {"Authorization": f"Bearer {session}"}
    assert house.caller.call("GET", "/api/v1/procedures", headers=shown).status_code == 401
    cookie = {"Cookie": f"__Host-nemcon_staff={house.tokens['chair']}"}
    assert house.caller.call("GET", "/api/v1/procedures", headers=cookie).status_code == 401


def test_revoking_a_staff_token_ends_the_sessions_that_it_began(front: Front) -> None:
    house, browser = front.house, front.browser()
    browser.send(f"/enter/{house.tokens['chair']}")
    assert browser.see("/").status_code == 200
    with house.context.database.writing() as connection:
        revoke_token(connection, house.tokens["chair"], START)
    assert browser.see("/").status_code == 401


def test_an_installation_can_turn_the_letters_off(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("off")
    house = House(f"sqlite:///{folder / 'register.db'}", sign_in_letters=False)
    browser = Browser(house)
    assert "Send me a link" not in browser.see("/sign-in").text
    assert browser.send("/sign-in", address=ANNA).status_code == 404
    assert browser.send("/sign-in/some-token").status_code == 404
    browser.close()
    house.close()


def test_the_letter_is_short_plain_and_names_no_body(front: Front) -> None:
    front.browser().send("/sign-in", address=ANNA)
    front.post()
    ((to, data),) = front.bag.letters
    letter = message_from_bytes(data, policy=default)
    body = letter.get_body(("plain",))
    assert body is not None
    assert (to, str(letter["Subject"])) == (ANNA, "Your link to sign in")
    assert "Working Group" not in data.decode()
    assert len(body.get_content().splitlines()) < 15
    assert re.search(r"until \w+, \d+ \w+ \d{4}, .+ \(UTC\)", body.get_content())
