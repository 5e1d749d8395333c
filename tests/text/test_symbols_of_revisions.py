"""The symbol of a revision follows from that of the text before it, or is the one that is given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.text.document import Paragraph, Text

symbols = st.sampled_from(["", "A/1/L.1", "A/1/L.1/Rev.3", "A/1/CRP.7", "SC-2/10/Rev.1"])
steps = st.lists(symbols, max_size=5)


def text(symbol: str, revision: int = 0, issued_as: str = "") -> Text:
    return Text("Draft", (Paragraph("1", "One."),), symbol, revision, issued_as)


@pytest.mark.parametrize(
    ("present", "follows"),
    [
        (text("A/1/L.1"), "A/1/L.1/Rev.1"),
        (text("A/1/L.1", 1), "A/1/L.1/Rev.2"),
        (text("A/1/L.1/Rev.3"), "A/1/L.1/Rev.4"),
        (text("A/1/L.1/Rev.3", 2), "A/1/L.1/Rev.6"),
        (text("A/1/L.1", 1, "A/1/L.9"), "A/1/L.9/Rev.1"),
        (text("A/1/L.1", 4, "A/1/L.9/Rev.1"), "A/1/L.9/Rev.2"),
        (text("A/Rev./L.1"), "A/Rev./L.1/Rev.1"),
        (text(""), ""),
        (text("", 2), ""),
        (text("", 1, "A/1/L.1/Rev.1"), "A/1/L.1/Rev.2"),
    ],
)
def test_a_revision_without_a_symbol_of_its_own_has_the_one_that_follows(
    present: Text, follows: str
) -> None:
    assert present.next_symbol == follows
    assert present.revised({"1": "Uno."}).issued_symbol == follows


@given(symbols, steps)
def test_a_symbol_that_is_given_is_the_symbol_and_the_next_follows_from_it(
    first: str, given_ones: list[str]
) -> None:
    present = text(first)
    for number, symbol in enumerate(given_ones):
        expected = symbol or present.next_symbol
        present = present.revised({"1": str(number)}, symbol)
        assert present.issued_symbol == expected
        assert present.revision == number + 1


@given(symbols, steps)
def test_a_symbol_that_follows_is_the_same_text_whether_it_is_given_or_not(
    first: str, given_ones: list[str]
) -> None:
    present = text(first)
    for symbol in given_ones:
        present = present.revised({"1": "Uno."}, symbol)
        assert present.revised({}, present.next_symbol) == present.revised({})


def test_a_text_under_another_symbol_has_another_digest() -> None:
    plain, given_one = text("A/1/L.1", 1), text("A/1/L.1", 1, "A/1/L.9")
    assert len({plain.digest(), given_one.digest(), text("A/1/L.9", 1).digest()}) == 3
