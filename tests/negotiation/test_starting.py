"""The text with which a later session begins."""

from __future__ import annotations

from nemcon.negotiation.rules import decide
from nemcon.negotiation.starting import starting_text
from nemcon.text.document import Text
from nemcon.text.paper import from_text, to_text
from tests.negotiation.build import (
    Negotiation,
    amend,
    done,
    hour,
    move,
    revision,
    rules,
    tabled,
    tabling,
    text,
)


def started(it: Negotiation) -> dict[str, str]:
    """The starting text by its numbers, once it has been tabled and read back."""
    start: Text = starting_text(it.state)
    done(decide(None, tabling(text=start), hour(0)))
    assert to_text(from_text(start)) == start
    return {p.number: p.words for p in start.paragraphs}


def test_every_live_alternative_is_left_in_under_the_numbers_that_were_negotiated() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "shall", passage="should"), 1))
    done(it.does(amend("italy", "2", "Other words."), 1))
    done(it.does(amend("china", "3", "One more.", change="insert"), 1))
    done(it.does(move("agreed-ad-referendum", "4"), 1))

    assert started(it) == {
        "1": "States parties [should / France: shall] meet every year.",
        "2": "[States parties should appoint contact points.]",
        "2 alt": "[Italy: Other words.]",
        "3": "Evidence should be admissible.",
        "3 bis": "[China: One more.]",
    }


def test_what_no_longer_fits_is_left_beside_the_paragraph_as_it_would_have_read() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "shall", passage="should"), 1))
    done(it.does(revision(wording={"1": "We meet."}), 2))

    start = started(it)
    assert start["1"] == "[We meet.]"
    assert start["1 alt"] == "[France: States parties shall meet every year.]"


def test_a_withdrawn_paragraph_on_which_an_amendment_waits_is_back_in_brackets() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "shall", passage="should"), 1))
    done(it.does(move("withdrawn", "1", "2"), 2))

    start = started(it)
    assert start["1"] == "[States parties [should / France: shall] meet every year.]"
    assert "2" not in start


def test_sub_paragraphs_stay_with_a_wording_that_is_left_beside_theirs() -> None:
    it = tabled(text=text("We do this:\n  (a) should tell."))
    done(it.does(amend("france", "1 (a)", "shall", passage="should"), 1))
    done(it.does(revision(wording={"1": "Two."}), 2))

    assert started(it)["1 alt"] == "[France: We do this:]\n  (a) [France: shall tell.]"


def test_what_stands_below_a_disputed_paragraph_is_in_brackets_with_it() -> None:
    it = tabled(text=text("The Panel invites:\n  (a) States;\n  (b) others."))
    done(it.does(amend("france", "1", "The Panel urges:"), 1))

    assert started(it)["1"] == "[The Panel invites:]\n  (a) [States;]\n  (b) [others.]"


def test_where_proposals_are_not_attributed_the_starting_text_has_no_names() -> None:
    it = tabled(rules(compilation__names="unnamed"), text=text("We [China: may] meet now."))
    done(it.does(amend("france", "1", "convene", passage="meet"), 1))
    done(it.does(amend("italy", "1", "Two.", change="insert"), 1))

    assert started(it) == {"1": "We [may] [meet / convene] now.", "1 bis": "[Two.]"}


def test_a_hundred_wordings_of_one_paragraph_are_all_left_in_and_read_back() -> None:
    it = tabled(text=text("We meet."))
    for number in range(102):
        done(it.does(amend("france", "1", f"Wording {number}."), 1))

    start = started(it)
    assert list(start) == ["1"]
    assert all(f"[Wording {number}.]" in start["1"] for number in range(102))


def test_more_paragraphs_than_a_row_has_numbers_for_are_all_left_in() -> None:
    it = tabled(text=text("We meet."))
    for number in range(22):
        done(it.does(amend("france", "1", f"Wording {number}.", change="insert"), 1))

    start = started(it)
    assert len(start) == 23
    assert start["2"] == "[France: Wording 19.]"


def test_where_all_is_agreed_nothing_is_left_to_begin_with() -> None:
    it = tabled()
    done(it.does(move("agreed-ad-referendum", "1", "2", "3", "4"), 1))

    assert starting_text(it.state).paragraphs == ()
