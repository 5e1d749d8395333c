"""The list that is gone through before a launch, as the page of the review shows it."""

from __future__ import annotations

from tests.api.house import BODY
from tests.api.letters import bring, send
from tests.mail.returned import samples
from tests.pages.site import Site, links_of, words_of

CHOSEN = [
    ("body", BODY),
    ("source", "typed"),
    ("title", "Format of the meeting"),
    ("paragraphs", "1. It is held on [insert date]."),
    ("profile", "un-informal-silence"),
    ("until", "2026-06-20T18:00"),
]


def test_the_page_shows_the_list_with_a_sign_and_a_word_and_no_button_for_what_stops(
    site: Site,
) -> None:
    before = site.rows()
    review = site.send("/place/review", CHOSEN, "chair")

    words = words_of(review)
    assert "Nothing left to be filled in ✕ Stops the launch" in words
    assert "Everybody has a contact ✓ Passed" in words
    assert "The symbol ▲ Please note It has no symbol." in words
    assert "Place under silence and send the letters" not in words
    assert site.rows() == before
    mended = [(n, "1. It is held in June." if n == "paragraphs" else v) for n, v in CHOSEN]
    assert "Place under silence and send the letters" in words_of(
        site.send("/place/review", mended, "chair")
    )


def test_what_is_refused_is_said_beside_its_field_with_the_whole_list_above(site: Site) -> None:
    past = [(n, "2020-06-20T18:00" if n == "until" else v) for n, v in CHOSEN]

    answer = site.send("/place/review", past, "chair")

    words = words_of(answer)
    assert answer.status_code == 422
    assert "The period against the rules ✕ Stops the launch" in words
    assert "Nothing left to be filled in ✕ Stops the launch" in words


def test_the_secretariat_is_led_to_the_contacts_that_letters_do_not_reach(site: Site) -> None:
    bring(site, send(site)["at-austria"], samples.FAILED)
    site.post(f"/bodies/{BODY}/contacts/at-norway/end", {})
    mended = [(n, "1. It is held in June." if n == "paragraphs" else v) for n, v in CHOSEN]
    wrong = {f"/bodies/{BODY}/contacts?show={which}" for which in ("failed", "none")}

    assert wrong <= set(links_of(site.send("/place/review", mended, "secretariat")))
    assert wrong.isdisjoint(links_of(site.send("/place/review", mended, "chair")))
