"""How the text of a letter is laid out in lines, whatever its language."""

from __future__ import annotations

import textwrap

from nemcon.mail.wrapping import width, wrapped

SENTENCE = "The silence procedure ends on Friday, and whoever objects says so before then. "
CHINESE = "秘书处谨通知、默示程序已经结束。案文获得通过《见第2段》。"


def test_english_breaks_between_words() -> None:
    assert wrapped(SENTENCE * 3) == textwrap.fill(SENTENCE * 3, 76) + "\n"


def test_chinese_is_as_wide_as_two_columns_a_character_and_breaks_between_any_two() -> None:
    laid = wrapped(CHINESE * 8)

    assert "".join(laid.split("\n")) == CHINESE * 8
    assert all(70 <= width(line) <= 76 for line in laid.splitlines()[:-1])


def test_no_line_begins_with_what_closes_or_ends_with_what_opens() -> None:
    for start in range(40):
        lines = wrapped("字" * start + CHINESE * 8).splitlines()
        assert not [line for line in lines if line[0] in "、。》" or line[-1] == "《"]


def test_a_line_that_goes_on_keeps_its_indentation_in_chinese_too() -> None:
    laid = wrapped(f"    {CHINESE * 4}").splitlines()

    assert len(laid) > 1
    assert all(line.startswith("    ") and line[4] != " " for line in laid)


def test_words_in_latin_letters_stay_whole_among_chinese_ones() -> None:
    laid = wrapped("案文文号" * 9 + "CTOC/COP/WG.3/2020/L.1" + "已分发。")

    assert "CTOC/COP/WG.3/2020/L.1" in laid


def test_links_and_the_head_of_the_register_stay_on_their_lines() -> None:
    link, head = f"  https://silence.example/l/{'A' * 80}", f"entry 7, {'a' * 64}"
    register = f"登记册 {head}。请保存。" + "。" * 20

    assert wrapped(f"{link}\n{register}", head) == f"{link}\n{register}\n"


def test_marks_of_writing_direction_take_no_room() -> None:
    assert width("\u2068دولة\u2069") == 4
