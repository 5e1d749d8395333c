"""The language of a member of the staff: who sets it, and what is then written in it."""

from __future__ import annotations

import asyncio
from email import message_from_bytes
from email.policy import default

import pytest

from activities.token_letters import TokenLetters
from api.speaking import COOKIE
from nemcon.register import people
from nemcon.register.grants import Scope, Wanted, grant_token
from nemcon.register.people import person_of
from tests.api.front import ANNA, Browser, Front
from tests.api.house import START, House
from tests.api.letters import Bag


def subject(data: bytes) -> str:
    return str(message_from_bytes(data, policy=default)["Subject"])


def spoken_in(browser: Browser, path: str = "/") -> str:
    return browser.see(path).text.partition('<html lang="')[2][:2]


def set_by(front: Front, language: str) -> None:
    with front.house.context.database.writing() as connection:
        people.set_language(connection, front.anna, language)


def test_who_signs_in_reads_the_pages_in_the_language_that_was_set(front: Front) -> None:
    browser = front.signed_in()
    assert spoken_in(browser) == "en"
    set_by(front, "fr")
    assert [spoken_in(browser, at) for at in ("/", "/sessions", "/staff")] == ["fr"] * 3
    assert spoken_in(browser, "/procedures/there-is-none") == "fr"
    assert spoken_in(front.browser(), "/sign-in") == "en"


def test_what_was_chosen_in_the_browser_goes_before_what_was_set(front: Front) -> None:
    browser = front.signed_in()
    set_by(front, "fr")
    assert spoken_in(browser, "/?page_language=en") == "en"
    assert spoken_in(browser) == "en"


def test_one_sets_ones_own_language_and_the_browser_forgets_what_it_was_told(front: Front) -> None:
    browser = front.signed_in()
    browser.see("/?page_language=en")
    answer = browser.send("/sessions/language", language="fr")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sessions")
    assert f"{COOKIE}=; Path=/; Max-Age=0" in answer.headers["Set-Cookie"]
    page = browser.see("/sessions").text
    assert '<html lang="fr"' in page
    assert '<option value="fr" selected>Français</option>' in page
    browser.send("/sessions/language", language="")
    assert spoken_in(browser) == "en"


@pytest.mark.parametrize("language", ["ar", "xx", "fr "])
def test_no_language_is_set_in_which_the_staff_is_not_written_to(
    front: Front, language: str
) -> None:
    browser = front.signed_in()
    answer = browser.send("/sessions/language", language=language)
    assert answer.status_code == 422
    assert 'id="language-error"' in answer.text
    with front.house.context.database.reading() as connection:
        assert person_of(connection, front.anna).language == ""


def test_the_page_behind_the_letter_to_sign_in_by_is_in_it_and_a_choice_goes_before(
    front: Front,
) -> None:
    browser = front.browser()
    browser.send("/sign-in", address=ANNA)
    (link,) = front.post()
    assert spoken_in(browser, link) == "en"
    set_by(front, "fr")
    page = browser.see(link).text
    assert '<html lang="fr"' in page
    assert "Se connecter" in page
    assert spoken_in(front.browser(), link) == "en"  # it did not ask, and learns nothing
    assert spoken_in(browser, f"{link}?page_language=en") == "en"


def test_the_letter_to_sign_in_by_is_in_it_and_in_english_where_none_was_set(front: Front) -> None:
    browser = front.browser()
    said: list[str] = []
    for language in ("", "fr"):
        set_by(front, language)
        browser.send("/sign-in", address=ANNA)
        front.post()
        said += [subject(data) for _, data in front.bag.letters]
    assert said == ["Your link to sign in", "Votre lien de connexion"]


def test_the_letter_about_a_token_is_in_it(front: Front) -> None:
    set_by(front, "fr")
    house, bag = front.house, Bag()
    with house.context.database.writing() as connection:
        wanted = Wanted("Archive", frozenset({Scope.READ}))
        grant_token(connection, front.anna, wanted, START)
    sending = TokenLetters(house.context.register, house.context.links, house.settings, bag)
    asyncio.run(sending.send())
    ((_, data),) = bag.letters
    assert subject(data) == "Un jeton a été créé à votre nom"


def test_it_is_set_when_somebody_is_entered_and_changed_with_the_name(house: House) -> None:
    anna = {"name": "Anna", "address": ANNA}
    entered = house.post("/staff", {**anna, "role": "reader", "language": "fr"}, "secretariat")
    assert (entered.status_code, entered.json()["language"]) == (201, "fr")
    at = f"/staff/{entered.json()['id']}"
    again = house.post("/staff", {**anna, "role": "chair", "language": "en"}, "secretariat")
    assert again.json()["language"] == "fr"
    renamed = house.put(at, {**anna, "name": "Anna E."}, "secretariat")
    assert (renamed.json()["name"], renamed.json()["language"]) == ("Anna E.", "fr")
    changed = house.put(at, {**anna, "language": ""}, "secretariat")
    assert changed.json()["language"] == ""
    listed = house.get("/staff", "secretariat").json()["people"]
    assert {one["name"]: one["language"] for one in listed}["Anna"] == ""
    assert house.put(at, {**anna, "language": "ru"}, "secretariat").status_code == 422


def test_a_program_is_answered_in_the_language_that_it_asks_for(front: Front) -> None:
    set_by(front, "fr")
    with front.house.context.database.writing() as connection:
        wanted = Wanted("Archive", frozenset({Scope.READ}))
        _, token = grant_token(connection, front.anna, wanted, START)
    headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}
    answer = front.house.caller.call("GET", "/api/v1/procedures/none", headers=headers)
    assert answer.json()["detail"] == "There is no procedure of that name."


def test_it_is_entered_on_the_page_of_the_staff(front: Front) -> None:
    browser = front.signed_in()
    typed = {"name": "Nora", "address": "nora@mission.example", "role": "chair", "body": ""}
    assert browser.send("/staff", **typed, language="es").status_code == 422
    assert browser.send("/staff", **typed, language="fr").status_code == 303
    with front.house.context.database.reading() as connection:
        assert people.language_at(connection, "Nora@mission.example") == "fr"
