"""Placing a text under silence by form."""

from __future__ import annotations

import pytest

from api.pages.placing import paragraphs_typed
from tests.api.house import BODY, PROCEDURE
from tests.pages.site import Site, forms_of, links_of, words_of

CHOSEN = [
    ("body", BODY),
    ("text", "format"),
    ("among", "bureau"),
    ("profile", "unodc-vienna-eb"),
    ("until", "2026-06-20T18:00"),
]


def test_a_text_is_placed_after_a_page_that_says_what_it_means(site: Site) -> None:
    before = site.rows()
    review = site.send("/place/review", CHOSEN, "chair")
    words = words_of(review)
    assert "Saturday, 20 June 2026, 6 p.m. (Vienna time, UTC+2)" in words
    assert "Saturday, 20 June 2026, 1 p.m. (Sao Paulo time, UTC-3)" in words
    assert "The deadline falls on a weekend." in words
    assert "The letter leaves for 2 delegations (2 contacts)" in words
    assert site.rows() == before
    hidden = next(h for _, action, h in forms_of(review) if action == "/place")
    for _ in range(2):
        answer = site.send("/place", hidden, "chair")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/procedures/format")
    position = site.context.register.position("format")
    assert position is not None
    assert [seat.participant for seat in position.state.roll] == ["austria", "brazil"]
    assert position.body == BODY


def test_a_text_is_typed_and_its_paragraphs_are_numbered(site: Site) -> None:
    parts = [
        ("body", BODY),
        ("text", "*"),
        ("title", "Dates of the meeting"),
        ("paragraphs", "It begins on Monday.\r\n\r\n1 bis. It has <two> days."),
        ("profile", "un-informal-silence"),
        ("length", "72h"),
        ("divisible", "yes"),
    ]
    review = site.send("/place/review", parts, "chair")
    assert review.status_code == 200, words_of(review)
    assert "It has <two> days." in words_of(review)
    hidden = next(h for _, action, h in forms_of(review) if action == "/place")
    answer = site.send("/place", hidden, "chair")
    assert answer.headers["Location"] == "/procedures/dates-of-the-meeting"
    position = site.context.register.position("dates-of-the-meeting")
    assert position is not None
    assert position.state.text.numbers == ("1", "1 bis")
    assert position.state.divisible


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"text": ""}, "text", "Choose a text"),
        ({"text": "*"}, "title", "Give the text a title."),
        ({"profile": ""}, "profile", "Choose the rules"),
        ({"until": "2026-06-01T18:00"}, "until", "must lie ahead"),
        ({"until": "soon"}, "until", "Write a time such as"),
        ({"length": "72h"}, "length", "not both"),
        ({"until": "", "length": "a while"}, "length", "a while"),
        ({"procedure": PROCEDURE}, "procedure", "exists already"),
        ({"procedure": "a/b"}, "procedure", "Letters, digits"),
        ({"among": "nobody"}, "among", "There is no roll"),
    ],
)
def test_what_cannot_be_placed_is_said_beside_its_field(
    site: Site, change: dict[str, str], field: str, says: str
) -> None:
    before = site.rows()
    parts = list({**dict(CHOSEN), **change}.items())
    answer = site.send("/place/review", parts, "chair")
    assert answer.status_code == 422
    assert f"#{field}" in links_of(answer)
    assert says in words_of(answer)
    assert site.rows() == before


def test_the_hour_that_clocks_skip_is_refused(site: Site) -> None:
    parts = list({**dict(CHOSEN), "until": "2027-03-28T02:30"}.items())
    answer = site.send("/place/review", parts, "chair")
    assert answer.status_code == 422
    assert "#until" in links_of(answer)


def test_paragraphs_keep_the_numbers_they_were_given() -> None:
    assert paragraphs_typed("One.\n\n\n2 bis. Two.\n \nThree") == (
        ("1", "One."),
        ("2 bis", "Two."),
        ("3", "Three"),
    )
    assert paragraphs_typed("  \n\n ") == ()
