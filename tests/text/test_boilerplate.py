"""What a template left to be filled in is found, and what only looks like it is left alone."""

from __future__ import annotations

import pytest

from nemcon.text.boilerplate import LeftOver, boilerplate_in, left_in, says_left


@pytest.mark.parametrize(
    "words",
    [
        "[insert date]",
        "[Insert the name of the Chair]",
        "[to be inserted]",
        "[TBC]",
        "[t.b.d.]",
        "[date]",
        "[ Full name ]",
        "[à compléter]",
        "[insértese la fecha]",
        "[указать дату]",
        "[插入日期]",
        "[أدخل التاريخ]",
        "<insert date>",
        "<name>",
        "<<name>>",
        "<<Name of the\nmission>>",
        "{{ deadline }}",
        "{% if x %}",
        "${deadline}",
        "XXX",
        "xxxx",
        "XX",
        "XX.XX",
        "___",
        "__________",
        "Lorem ipsum",
    ],
)
def test_what_is_to_be_filled_in_is_found_with_its_words_and_its_place(words: str) -> None:
    around = f"The period ends on {words} June 2020 in Vienna."
    assert left_in(around, "paragraph 2") == (LeftOver("paragraph 2", " ".join(words.split())),)


@pytest.mark.parametrize(
    "words",
    [
        "The meeting shall last [two] [three] days.",
        "The [2nd and 3rd] sittings, on [...], and [\u2026].",
        "[Brazil: States parties should [meet] every year.]",
        "[the date of adoption] [names of States are withheld]",
        "General Assembly resolution 3379 (XXX) and resolution 2625\u00a0(XXV), chapter XX.",
        "a < b and c > d, 1 << 4, {a}, snake_case and __init__",
        "[Typical cases of insertion] [Entering into force] [Enterprises]",
        "Quoted in Russian: «имя», and in French: « le nom ».",
        "The name and the date are to be inserted by the Secretariat.",
    ],
)
def test_a_negotiated_text_with_its_brackets_has_nothing_left_to_fill_in(words: str) -> None:
    assert left_in(words, "paragraph 1") == ()


def test_the_refusal_quotes_what_was_found_in_reading_order_and_counts_the_rest() -> None:
    found = boilerplate_in((("the title", "Draft of ___"), ("paragraph 1", "On [date] by <<who>>")))
    assert says_left(found) == (
        'Something is still to be filled in: "___" in the title, "[date]" in paragraph 1 and '
        '"<<who>>" in paragraph 1.'
    )
    many = boilerplate_in((f"paragraph {number}", "XXX") for number in range(1, 10))
    assert says_left(many).endswith('"XXX" in paragraph 5 and 4 more.')


def test_a_long_instruction_is_quoted_in_short() -> None:
    (found,) = left_in(f"[insert {'very ' * 40}long words]", "the letter")
    assert found.words.startswith("[insert very")
    assert len(found.words) == 60
