"""A delegation strikes out and underlines what it proposes."""

from __future__ import annotations

import pytest

from nemcon.text.proposing import proposed, struck
from nemcon.text.reading import read_runs
from nemcon.text.refused import MarksRefused

PRESENT = "States parties [EU: should] meet every year."


@pytest.mark.parametrize(
    ("typed", "wording"),
    [
        ("States parties [EU: should] meet ~~every year~~.", "States parties [EU: should] meet."),
        (
            "States parties ~~[EU: should]~~ **shall** meet every year.",
            "States parties shall meet every year.",
        ),
        (
            "States parties [EU: should] meet __, in Vienna,__ every year.",
            "States parties [EU: should] meet, in Vienna, every year.",
        ),
        (PRESENT, PRESENT),
    ],
)  # fmt: skip - a case a line
def test_what_was_struck_out_goes_and_what_was_underlined_comes(typed: str, wording: str) -> None:
    assert proposed(typed, PRESENT) == wording


def test_marks_that_are_plain_signs_and_blanks_that_are_to_be_filled_in_stay() -> None:
    assert struck(r"a \~~ b ____ c") == (r"a \~~ b ____ c",) * 2


@pytest.mark.parametrize(
    ("typed", "code", "character"),
    [
        ("States ~~parties", "strike-not-closed", 8),
        ("States ~~parties **x** y~~", "strike-not-closed", 8),
        ("States ~~parties~~ meet.", "not-the-present-wording", 0),
    ],
)
def test_what_does_not_fit_the_present_wording_is_refused(
    typed: str, code: str, character: int
) -> None:
    with pytest.raises(MarksRefused) as refused:
        proposed(typed, PRESENT, "2")
    assert (refused.value.code, refused.value.place.character) == (code, character)


def test_a_strike_out_in_a_text_is_an_amendment_and_is_refused_there() -> None:
    with pytest.raises(MarksRefused, match="amendment") as refused:
        read_runs("States ~~parties~~ meet.", "2")
    assert (refused.value.code, refused.value.place.character) == ("strike-out", 8)
