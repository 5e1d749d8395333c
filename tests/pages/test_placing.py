"""Placing a text under silence by form."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from api.pages.named_after import named_after
from api.pages.typed_text import paragraphs_typed
from nemcon.register import directory
from nemcon.register.directory import Body, Contact
from nemcon.register.importing import import_roll
from nemcon.rolls.roll_file import read_roll
from tests.api.house import BODY, PROCEDURE, START
from tests.pages.site import Site, forms_of, links_of, words_of

CHOSEN = [
    ("body", BODY),
    ("source", "stored"),
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
    assert "Saturday, 20 June 2026, 1 p.m. (São Paulo time, UTC-3)" in words
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


def test_a_roll_larger_than_the_group_that_the_rules_are_named_after_is_pointed_out(
    site: Site,
) -> None:
    everybody = [("among", "") if name == "among" else (name, value) for name, value in CHOSEN]
    told = "the body has a roll bureau with 2 participants, and this goes to all"
    assert told in words_of(site.send("/place/review", everybody, "chair"))
    assert told not in words_of(site.send("/place/review", CHOSEN, "chair"))
    others = [(n, "model-rules" if n == "profile" else v) for n, v in everybody]
    assert told not in words_of(site.send("/place/review", others, "chair"))


def test_the_review_says_for_whom_the_period_is_hard_and_offers_a_better_end(site: Site) -> None:
    night = [*CHOSEN[:-1], ("until", "2026-06-19T23:30")]
    review = site.send("/place/review", night, "chair")
    words = words_of(review)
    assert (
        "For 1 delegation no zone is known; what the period means there is open. Austria" in words
    )
    with site.context.database.writing() as connection:
        people = [
            Contact("at-austria", "austria", "A", "austria@mission.example", "Europe/Vienna"),
            Contact("at-brazil", "brazil", "B", "brazil@mission.example", "Asia/Tokyo"),
        ]
        directory.put_contacts(connection, BODY, people)
    review = site.send("/place/review", night, "chair")
    assert "For 2 delegations the deadline falls at night in the capital or at the" in words_of(
        review
    )
    assert "Monday, 22 June 2026, 6 p.m. (Vienna time, UTC+2)" in words_of(review)
    hidden = next(h for _, action, h in forms_of(review) if action == "/place")
    offered = re.search(r'name="better" value="([^"]+)"', review.text)
    assert offered is not None
    again = site.send("/place/review", [*hidden, ("better", offered[1])], "chair")
    assert "Monday, 22 June 2026, 6 p.m. (Vienna time, UTC+2)" in words_of(again)
    assert 'value="2026-06-19T23:30"' not in again.text


def test_the_form_asks_plainly_whether_a_text_is_stored_or_typed(site: Site) -> None:
    words = words_of(site.see("/place", "chair"))
    assert "Which text? A text that the body has stored A text that I type here" in words
    assert "Typed below" not in words
    assert "<details" not in site.see("/place", "chair").text.partition("<main")[2]


def test_what_was_typed_beside_a_stored_text_is_kept_and_not_used(site: Site) -> None:
    parts = [*CHOSEN, ("title", "Half a thought")]
    review = site.send("/place/review", parts, "chair")
    assert "Half a thought" not in words_of(review)
    hidden = next(h for _, action, h in forms_of(review) if action == "/place")
    back = site.send("/place/review", [*hidden, ("change", "yes")], "chair")
    assert 'value="Half a thought"' in back.text
    assert re.search(r'value="stored" checked', back.text)


def test_a_roll_of_a_later_date_is_not_offered_before_it(site: Site) -> None:
    text = "# as at: 2026-06-20\n# source: A report\nparticipant,standing\nAustria,member\n"
    later = read_roll(text, "later.csv")
    with site.context.database.writing() as connection:
        import_roll(connection, BODY, "later", later, "later.csv", START, "Registry")

    assert 'value="bureau"' in site.see("/place", "chair").text
    assert 'value="later"' not in site.see("/place", "chair").text
    site.clock.at = START + timedelta(days=10)
    assert 'value="later"' in site.see("/place", "chair").text


def test_where_a_body_has_stored_no_text_one_is_typed(site: Site) -> None:
    with site.context.database.writing() as connection:
        directory.put_body(connection, Body("new", "A new body", "Europe/Vienna"), START)
    answer = site.see("/place?body=new", "chair")
    assert "The body has stored no text" in words_of(answer)
    assert 'type="radio"' not in answer.text
    assert 'name="source" value="typed"' in answer.text


def test_a_text_is_typed_and_its_paragraphs_are_numbered(site: Site) -> None:
    parts = [
        ("body", BODY),
        ("source", "typed"),
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


def test_a_name_made_of_a_long_title_ends_with_a_whole_word(site: Site) -> None:
    title = "Dates of the sixteenth session of the Working Group"
    made = named_after(site.context, title, "text", 50)
    assert made == "dates-of-the-sixteenth-session-of-the-working"
    assert named_after(site.context, "x" * 60, "text", 50) == "x" * 50
    assert named_after(site.context, title, "text", 51) == f"{made}-group"


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"text": ""}, "text", "Choose one of the stored texts"),
        ({"source": "typed"}, "title", "Give the text a title."),
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
