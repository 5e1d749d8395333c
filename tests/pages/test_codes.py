"""The page of a code: what it shows in each state, and that pressing its buttons files nothing."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.api.coded import NAME, Coded, other_than
from tests.api.house import DEADLINE
from tests.pages.site import Site, forms_of, words_of

GROUNDS = ("says", "Two days are too short.")
SIGNED = ("filed_by", "Ana Souza")


def filed(site: Site, link: str) -> str:
    """File an objection by the forms; the address of the page that asks for its code."""
    position = site.context.register.position(NAME)
    assert position is not None
    parts = [("kind", "object"), ("digest", position.state.text_digest), ("paragraph", "2")]
    shown = site.send(f"{link}/review", [*parts, GROUNDS, SIGNED])
    assert "The rules of this body ask for a code." in words_of(shown)
    assert "#rule-filing.code" in shown.text
    _, address, hidden = next(form for form in forms_of(shown) if form[1].endswith("/file"))
    answer = site.send(address, hidden)
    assert answer.status_code == 303
    assert site.send(address, hidden).headers["Location"] == answer.headers["Location"]
    return str(answer.headers["Location"])


def test_a_filing_by_the_forms_is_recorded_once_its_code_is_entered(site: Site) -> None:
    desk = Coded(site)
    link = site.link("brazil", NAME)
    place = filed(site, link)
    shown = site.see(place)
    assert "Not filed yet" in words_of(shown)
    assert "#rule-filing.code" in shown.text
    assert "b\u2026@mission.example" in words_of(shown)
    assert "brazil@mission" not in shown.text
    assert re.search(r'inputmode="numeric" autocomplete="one-time-code"', shown.text)
    assert place in site.see(link).text
    code = desk.code()
    answer = site.send(place, [("code", other_than(code))])
    assert answer.status_code == 422
    assert "That is not the code in the letter." in words_of(answer)
    assert 'aria-invalid="true"' in answer.text
    receipt = site.send(place, [("code", f" {code} ")])
    assert receipt.status_code == 303
    assert "received in time" in words_of(site.see(receipt.headers["Location"]))
    assert site.see(place).headers["Location"] == receipt.headers["Location"]
    assert site.send(place, [("code", code)]).headers["Location"] == receipt.headers["Location"]
    assert place not in site.see(link).text


def test_whoever_presses_every_button_files_nothing(site: Site) -> None:
    desk = Coded(site)
    place = filed(site, site.link("brazil", NAME))
    pressed = [site.send(address, hidden) for _, address, hidden in forms_of(site.see(place))]
    assert [answer.status_code for answer in pressed] == [422, 422]
    desk.passes(minutes=1)
    for _, address, hidden in forms_of(site.see(place)):
        site.send(address, hidden)
    assert desk.state.filings == ()
    assert site.see(f"{place}/again").headers["Location"] == place


def test_the_page_says_what_became_of_a_filing_without_its_code(site: Site) -> None:
    desk = Coded(site)
    place = filed(site, site.link("brazil", NAME))
    desk.post()
    desk.passes(minutes=31, seconds=30)
    assert "No code was entered in time." in words_of(site.see(place))
    desk.post()
    late = site.see(place)
    assert "It was not filed, and does not count." in words_of(late)
    assert not [form for form in forms_of(late) if "/code/" in form[1]]
    assert "Not confirmed by its code in time" in words_of(site.see("/waiting", "secretariat"))


def test_why_it_was_refused_is_read_in_the_language_of_each_reader(site: Site) -> None:
    desk = Coded(site)
    place = filed(site, site.link("brazil", NAME))
    code = desk.code()
    desk.passes(minutes=1)
    revised = {"wording": [{"number": "2", "words": "Three days."}], "until": "2026-06-25T18:00"}
    assert site.post(f"/procedures/{NAME}/acts/revise", revised, "chair").status_code == 201
    answer = site.send(f"{place}?page_language=ru", [("code", code)])  # whoever enters it
    assert answer.status_code == 422
    for language, says in (
        ("en", "The text was revised while this was on its way"),
        ("fr", "Le texte a \u00e9t\u00e9 r\u00e9vis\u00e9"),
        ("ar", "\u0646\u064f\u0642\u0651\u062d \u0627\u0644\u0646\u0635"),
    ):
        assert says in words_of(site.see(f"{place}?page_language={language}"))
    page = site.see("/waiting?page_language=fr", "secretariat")
    assert "Le texte a \u00e9t\u00e9 r\u00e9vis\u00e9" in words_of(page)


def test_another_link_of_the_delegation_does_not_open_it(site: Site) -> None:
    Coded(site)
    place = filed(site, site.link("brazil", NAME))
    other = place.replace(site.link("brazil", NAME), site.link("norway", NAME))
    assert site.see(other).status_code == 404
    assert site.send(other, [("code", "12345678")]).status_code == 404


def test_the_secretariat_sees_what_waits_for_a_code_and_has_no_button_for_it(site: Site) -> None:
    desk = Coded(site)
    filed(site, site.link("brazil", NAME))
    desk.house.clock.at += timedelta(minutes=5)
    shown = site.see("/waiting", "secretariat")
    assert "It waits for the code" in words_of(shown)
    assert not [form for form in forms_of(shown) if "/waiting/" in form[1]]


def test_after_the_deadline_the_page_says_when_the_book_is_closed(site: Site) -> None:
    desk = Coded(site)
    desk.house.clock.at = DEADLINE + timedelta(minutes=1)
    shown = words_of(site.see(site.link("brazil", NAME)))
    assert "when the codes of what was filed in time can no longer be entered" in shown
    assert "again in a minute" not in shown
