"""Items in a row, as they are written in each language and as people type them."""

from __future__ import annotations

import pytest

from nemcon.language import speaking
from nemcon.text.lines import items_of, listed, parted, row, sentences


@pytest.mark.parametrize(
    "typed",
    [
        "Brazil, Chile",
        "Brazil\u060c Chile",
        "Brazil\uff0cChile",
        "Brazil\u3001Chile,",
        ",Brazil,Chile",
    ],
)
def test_a_row_is_read_with_the_commas_of_whichever_script(typed: str) -> None:
    assert items_of(typed) == ["Brazil", "Chile"]


def test_a_row_is_written_with_the_commas_of_the_language() -> None:
    assert (row(["A", "B"]), parted(["a", "b"])) == ("A, B", "a; b")
    with speaking("ar"):
        assert (row(["A", "B"]), parted(["a", "b"])) == ("A\u060c B", "a\u061b b")
    with speaking("zh"):
        assert row(["A", "B"]) == "A\u3001B"


def test_sentences_follow_each_other_after_a_space_and_in_chinese_after_none() -> None:
    assert sentences("One.", "", "Two.") == "One. Two."
    with speaking("zh"):
        assert sentences("\u4e00\u3002", "", "\u4e8c\u3002") == "\u4e00\u3002\u4e8c\u3002"


def test_a_row_that_is_read_aloud_ends_with_a_word() -> None:
    assert listed(["1", "2", "3"]) == "1, 2 and 3"
    with speaking("fr"):
        assert listed(["1", "2", "3"]) == "1, 2 et 3"
