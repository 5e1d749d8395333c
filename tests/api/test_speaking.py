"""In which language pages are written, and what makes the browser keep a choice."""

from __future__ import annotations

import pytest

from api.speaking import COOKIE
from nemcon.language import OFFICIAL, _, speaking
from nemcon.language.states import named
from tests.api.house import PROCEDURE, House

DOOR = "/sign-in"


def spoken_in(house: House, path: str, **headers: str) -> str:
    answer = house.caller.call(
        "GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    house.caller.forget_cookies()
    assert answer.status_code == 200, answer.text
    return answer.text.partition('<html lang="')[2][:2]


def test_a_page_is_written_in_the_language_that_was_chosen_and_it_is_kept(house: House) -> None:
    answer = house.caller.call("GET", f"{DOOR}?page_language=fr")
    assert '<html lang="fr"' in answer.text
    assert answer.headers["Set-Cookie"].startswith(f"{COOKIE}=fr; Path=/; ")
    assert '<html lang="fr"' in house.caller.call("GET", DOOR).text


@pytest.mark.parametrize("asked", ["", "de", "ar", "fr%0d%0aX:1", "fr; Domain=x", "FR"])
def test_what_is_no_language_of_the_page_is_no_choice(house: House, asked: str) -> None:
    answer = house.caller.call("GET", f"{DOOR}?page_language={asked}")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert '<html lang="en"' in answer.text


def test_endless_fields_choose_nothing_and_break_nothing(house: House) -> None:
    query = "&".join(f"a{number}=1" for number in range(200))
    assert spoken_in(house, f"{DOOR}?page_language=fr&{query}") == "en"


def test_asking_for_a_document_in_a_language_changes_no_page(house: House) -> None:
    link = f"/l/{house.tokens['brazil']}/documents"
    for path in (f"{link}/starting-text.html", f"/api/v1/procedures/{PROCEDURE}/documents"):
        answer = house.caller.call("GET", f"{path}?language=en", headers=house.as_("secretariat"))
        assert answer.status_code < 500
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("liked", "written"),
    [
        ("fr-CA, en;q=0.5", "fr"),
        ("de, fr;q=0.1", "fr"),
        ("fr;q=0, en", "en"),
        ("zh", "en"),
        (";q=, ,;q=x, fr;q=nan;q=1, -", "en"),
    ],
)
def test_without_a_choice_it_is_what_the_browser_likes_best(
    house: House, liked: str, written: str
) -> None:
    assert spoken_in(house, DOOR, Accept_Language=liked) == written


def test_a_cookie_of_no_language_is_none(house: House) -> None:
    assert spoken_in(house, DOOR, Cookie=f"{COOKIE}=xx") == "en"
    assert spoken_in(house, DOOR, Cookie=f"{COOKIE}=fr") == "fr"


@pytest.mark.parametrize("language", OFFICIAL)
def test_a_delegation_reads_why_the_api_refused_in_any_of_the_six_languages(
    house: House, language: str
) -> None:
    headers = house.as_("brazil") | {"Accept-Language": language}
    at = f"/api/v1/procedures/{PROCEDURE}/withdrawals"
    answer = house.caller.call("POST", at, headers=headers, json={})
    assert answer.json()["code"] == "nothing-to-withdraw"
    with speaking(language):
        assert answer.json()["detail"] == _("No objection of {name} stands.", name=named("Brazil"))
