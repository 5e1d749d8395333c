"""The letter is seen on the page that asks for confirmation, and is what then goes out."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from httpx import Response

from nemcon.procedure.papers import IssuedPaper
from tests.api.house import BODY, PROCEDURE, START
from tests.documents.samples import HOSTILE_TEXTS
from tests.pages.site import Site, forms_of, words_of

CHOSEN = [
    ("body", BODY),
    ("source", "stored"),
    ("text", "format"),
    ("profile", "un-informal-silence"),
    ("length", "72h"),
    ("letter", "note-verbale"),
]


def confirming(review: Response, action: str = "/place") -> list[tuple[str, str]]:
    return next(hidden for _, address, hidden in forms_of(review) if address == action)


def issued(site: Site, procedure: str = "format") -> tuple[IssuedPaper, ...]:
    position = site.context.register.position(procedure)
    return position.state.papers if position else ()


def test_the_letter_that_is_opened_on_the_page_is_the_one_that_is_issued(site: Site) -> None:
    before = site.rows()
    review = site.send("/place/review", CHOSEN, "chair")
    hidden = confirming(review)
    letter = site.send("/place/letter", hidden, "chair")
    digest = hashlib.sha256(letter.content).hexdigest()
    assert letter.content.startswith(b"%PDF-")
    assert digest in words_of(review)
    assert "format-2-note-verbale.pdf" in words_of(review)
    # Fifteen minutes to confirm it, so that nobody gets less than was said.
    assert "Friday, 19 June 2026, 12.15 p.m. (New York time, UTC-4)" in words_of(review)
    assert "leaves you a quarter of an hour for that" in words_of(review)
    assert site.rows() == before
    site.clock.at = START + timedelta(minutes=10)
    for _ in range(2):
        answer = site.send("/place", hidden, "chair")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/procedures/format")
    (paper,) = issued(site)
    assert paper.digests == (("pdf", digest),)


@pytest.mark.parametrize("minutes", [16, 9 * 60])
def test_a_letter_that_has_changed_is_shown_again_and_what_was_typed_is_kept(
    site: Site, minutes: int
) -> None:
    hidden = confirming(site.send("/place/review", CHOSEN, "chair"))
    before = site.rows()
    site.clock.at = START + timedelta(minutes=minutes)
    again = site.send("/place", hidden, "chair")
    assert "The letter reads otherwise now than when it was shown." in words_of(again)
    assert site.rows() == before
    renewed = confirming(again)
    assert ("length", "72h") in renewed
    assert dict(renewed)["letter_digest"] != dict(hidden)["letter_digest"]
    assert site.send("/place", renewed, "chair").status_code == 303
    assert len(issued(site)) == 1


def test_a_page_without_a_letter_shows_the_words_of_the_mail(site: Site) -> None:
    review = site.send("/place/review", CHOSEN[:-1], "chair")
    assert "the-link-of-each-contact" in words_of(review)
    assert "Open the letter" not in words_of(review)
    mail = site.send("/place/mail", confirming(review), "chair")
    assert mail.headers["Content-Security-Policy"].endswith("sandbox")
    assert "Format of the meeting" in mail.text
    assert site.send("/place", confirming(review), "chair").status_code == 303
    assert issued(site) == ()


def test_what_was_typed_is_words_in_the_letter_and_on_the_page(site: Site) -> None:
    hostile = " ".join(text for text in HOSTILE_TEXTS if "{{" not in text)
    typed = [
        ("body", BODY), ("source", "typed"), ("title", "Words"), ("paragraphs", hostile),
        ("profile", "un-informal-silence"), ("length", "72h"), ("letter", "letter"),
    ]  # fmt: skip
    review = site.send("/place/review", typed, "chair")
    assert "<script>alert" not in review.text
    letter = site.send("/place/letter", confirming(review), "chair")
    assert letter.content.startswith(b"%PDF-")
    mail = site.send("/place/mail", confirming(review), "chair")
    assert "<script>" not in mail.text


def test_a_ruling_sends_the_letter_that_its_page_showed(site: Site) -> None:
    at = f"/procedures/{PROCEDURE}/rulings/extend"
    form = site.see(at, "chair")
    sent = [
        *confirming(form, f"{at}/review"),
        ("until", "2026-06-20T18:00"),
        ("because", "A capital is closed."),
        ("letter", "letter"),
    ]
    review = site.send(f"{at}/review", sent, "chair")
    hidden = confirming(review, f"{at}/act")
    letter = site.send(f"{at}/letter", hidden, "chair")
    digest = hashlib.sha256(letter.content).hexdigest()
    assert digest in words_of(review)
    site.clock.at = START + timedelta(minutes=30)
    assert site.send(f"{at}/act", hidden, "chair").status_code == 303
    (paper,) = issued(site, PROCEDURE)
    assert paper.digests == (("pdf", digest),)


def test_a_revision_is_reviewed_with_all_that_placing_says_of_a_period(site: Site) -> None:
    position = site.context.register.position(PROCEDURE)
    assert position is not None
    opened = [("digest", position.state.text_digest), ("because", "After consultations.")]
    sent = [
        *opened,
        ("wording-1", "It lasts three days."),
        ("until", "2026-06-21T23:30"),
    ]
    review = site.send(f"/procedures/{PROCEDURE}/rulings/revise/review", sent, "chair")
    words = words_of(review)
    assert "The deadline falls on a weekend." in words
    assert "The deadline is not at the hour of the day at which periods usually end." in words
    assert "The new deadline" in words
    assert "The deadline where delegations read it" in words
    assert "The period is fair to all" in words
    assert "What changed" in words
    assert "<ins>" in review.text
    other = site.send(f"/procedures/{PROCEDURE}/rulings/suspend/review", opened, "chair")
    assert "The new deadline" not in words_of(other)


def test_a_revision_of_a_length_is_sealed_with_the_deadline_that_its_letter_names(
    site: Site,
) -> None:
    at = f"/procedures/{PROCEDURE}/rulings/revise"
    form = site.see(at, "chair")
    sent = [
        *confirming(form, f"{at}/review"),
        ("wording-1", "It lasts three days."),
        ("length", "72h"),
        ("because", "As agreed."),
        ("letter", "letter"),
    ]
    hidden = confirming(site.send(f"{at}/review", sent, "chair"), f"{at}/act")
    assert re.fullmatch(r"2026-06-19T16:15:00\+00:00", dict(hidden)["letter_until"])
    site.clock.at = START + timedelta(minutes=20)
    again = site.send(f"{at}/act", hidden, "chair")
    assert "Nothing was recorded or sent" in words_of(again)
    assert site.send(f"{at}/act", confirming(again, f"{at}/act"), "chair").status_code == 303
    assert len(issued(site, PROCEDURE)) == 1
