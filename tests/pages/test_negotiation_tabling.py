"""Tabling a text by form: typed, shown and tabled once, or taken up from a compilation."""

from __future__ import annotations

from html import unescape

import pytest

from nemcon.negotiation import acts as a
from tests.pages.negotiating import (
    NAME,
    does,
    filled,
    negotiation,
)
from tests.pages.site import CHAIR, Site, words_of

AT = f"/negotiations/{NAME}"


TYPED = {
    "title": "Draft tools",
    "paragraphs": "1. Tools [shall / should] be made.\n  (a) by all;\n\n2. They are free.",
    "profile": "un-informal-silence",
    "until": "2026-06-18T12:00",
    "to": "the next session",
}


def test_a_text_is_typed_shown_and_tabled_once(site: Site) -> None:
    form = site.see("/negotiations/new", "chair")
    review = site.send("/negotiations/new/review", filled(form, **TYPED), "chair")
    assert "Rule: who may table a text: " in words_of(review)
    words = words_of(review)
    assert "Thursday, 18 June 2026, 12 noon (New York time, UTC-4)" in words
    assert "4 participants, 3 of whom may propose amendments" in words
    assert "Paragraph 1 □ Bracketed" in words
    assert site.context.register.whereabouts("draft-tools") is None
    for _ in range(2):
        done = site.send("/negotiations/new", filled(review), "chair")
        assert done.headers["Location"] == "/negotiations/draft-tools"
    assert negotiation(site, "draft-tools").issued.numbers == ("1", "2")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"paragraphs": "1. Tools [shall be made."}, "paragraphs"),
        ({"paragraphs": "Tools."}, "paragraphs"),
        ({"profile": ""}, "profile"),
        ({"until": "2020-01-01T12:00"}, "until"),
    ],
)
def test_what_cannot_be_tabled_is_refused_beside_its_field(
    site: Site, change: dict[str, str], field: str
) -> None:
    form = site.see("/negotiations/new", "chair")
    answer = site.send("/negotiations/new/review", filled(form, **{**TYPED, **change}), "chair")
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


@pytest.mark.parametrize(
    ("change", "field"),
    [({"agenda": "no-agenda"}, "agenda"), ({"procedure": "tools-silence"}, "procedure")],
)
def test_what_the_register_refuses_stands_beside_its_field_too(
    site: Site, change: dict[str, str], field: str
) -> None:
    form = site.see("/negotiations/new", "chair")
    review = site.send("/negotiations/new/review", filled(form, **{**TYPED, **change}), "chair")
    assert review.status_code == 200
    answer = site.send("/negotiations/new", filled(review), "chair")
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_a_title_that_ends_like_a_reserved_name_gets_another(site: Site) -> None:
    form = site.see("/negotiations/new", "chair")
    typed = {**TYPED, "title": "Rules of silence"}
    review = site.send("/negotiations/new/review", filled(form, **typed), "chair")
    done = site.send("/negotiations/new", filled(review), "chair")
    assert done.headers["Location"].startswith("/negotiations/rules-of-silence-2026")


def test_a_later_session_takes_up_the_compilation_with_every_alternative(table: Site) -> None:
    does(table, a.ConcludeNegotiation(CHAIR, in_meeting=True))
    link = f"/negotiations/new?origin={NAME}&body=working-group"
    assert link.replace("&", "&amp;") in table.see(f"{AT}/compilation", "chair").text
    form = table.see(link, "chair")
    typed = next(p for p in (form.text.partition('name="paragraphs"'),))[2]
    paragraphs = unescape(typed.partition(">")[2].partition("</textarea>")[0])
    assert "every two years" in paragraphs
    parts = {
        "title": "Draft recommendations",
        "paragraphs": paragraphs,
        "profile": "un-informal-silence",
        "procedure": "next",
    }
    review = table.send("/negotiations/new/review", filled(form, **parts), "chair")
    assert "Takes up the compilation of recommendations" in words_of(review)
    table.send("/negotiations/new", filled(review), "chair")
    origin = negotiation(table, "next").origin
    assert origin is not None
    assert origin.procedure == NAME
    assert '<option value="un-informal-silence" selected>' in form.text
    for answer in (table.see("/negotiations/next", "chair"),):
        assert f"the compilation of {NAME} , entry" in words_of(answer)
