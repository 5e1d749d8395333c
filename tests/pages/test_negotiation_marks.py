"""Wordings as they are set off on a page: marked up here, and escaped whatever people wrote."""

from __future__ import annotations

import re
from time import perf_counter

from api.pages.negotiation_marks import marked, proposed, redline
from nemcon.text.amendments import Amendment, Change
from nemcon.text.numbers import read_path
from nemcon.text.paper import read_text
from nemcon.text.reading import read_runs
from nemcon.text.runs import words

HOSTILE = "<script>alert('x')</script> & {0} {{ 7 * 7 }}"


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_brackets_alternatives_facts_and_gaps_are_told_apart_without_colour() -> None:
    html = marked(read_runs("States [EU: shall / no text] report by [2030] [tbc: 8 July] [...]."))
    assert "[EU: shall / no text]" in plain(html)
    assert "[to be confirmed: 8 July]" in plain(html)
    assert "to be completed: " in plain(html)
    for kind in ("alternatives", "disputed", "fact", "gap"):
        assert f'class="bracket {kind}"' in html


def test_what_people_wrote_is_escaped_in_words_names_and_redlines() -> None:
    for html in (
        marked(words(HOSTILE)),
        marked(read_runs(r"[<b\>: <i\> / <u\>]")),
        redline("old", HOSTILE),
        redline(HOSTILE, "new"),
    ):
        assert "<script" not in html
        assert "<b" not in html.replace("<bdi>", "")
        assert "<i>" not in html
    assert "{0} {{ 7 * 7 }}" in redline("", HOSTILE)


def test_a_redline_says_in_words_what_is_deleted_and_added() -> None:
    text = plain(redline("They should meet.", "They shall meet."))
    assert "deleted: should end of deletion" in text
    assert "added: shall end of addition" in text


def test_an_amendment_that_does_not_fit_has_no_redline() -> None:
    (clause,) = read_text("1. They should meet.").clauses
    lost = Amendment("", "", Change.DELETE, read_path("1"), passage="three wise men")
    assert proposed(clause, lost) is None


def test_the_same_redline_is_made_once() -> None:
    old, new = ("States parties should consider measures. " * 40, "They may do this. " * 60)
    redline(old, new)
    begun = perf_counter()
    for _ in range(400):
        redline(old, new)
    assert perf_counter() - begun < 0.1
