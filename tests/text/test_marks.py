"""The marks that negotiators type: what they mean, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.text.reading import read_runs
from nemcon.text.refused import MarksRefused
from nemcon.text.runs import Alternatives, Bracket, Kind, Option, Runs, Words, side_by_side, tidy
from nemcon.text.writing import write_runs
from tests.text.drafts import NAMES, SIGNS, runs, unhurried

EU, CHINA = ("EU",), ("China",)


def disputed(text: str, *by: str) -> Bracket:
    return Bracket(Kind.DISPUTED, (Words(text),), by)


@unhurried
@given(runs)
def test_what_is_printed_reads_back_as_it_was(runs: Runs) -> None:
    assert read_runs(write_runs(runs)) == runs
    assert read_runs(write_runs(runs), names=NAMES) == runs


@unhurried
@given(runs)
def test_a_report_whose_brackets_hold_facts_reads_back_too(runs: Runs) -> None:
    bare = Kind.TO_BE_CONFIRMED
    assert read_runs(write_runs(runs, bare=bare), bare=bare) == runs


@unhurried
@given(st.lists(st.one_of(SIGNS, st.text(max_size=4)), max_size=12).map("".join))
def test_what_was_typed_is_refused_or_printed_in_a_form_that_stays(typed: str) -> None:
    refused: MarksRefused | None = None
    read: Runs = ()
    try:
        read = read_runs(typed)
    except MarksRefused as error:
        refused = error
    assert refused is None or 1 <= refused.place.character <= len(typed)
    assert read_runs(write_runs(read)) == read
    assert tidy(read) == read


@pytest.mark.parametrize(
    ("typed", "run"),
    [
        ("[by 2030]", disputed("by 2030")),
        ("[EU, Japan: by 2030]", disputed("by 2030", "EU", "Japan")),
        ("[Group of 77 and China: now]", disputed("now", "Group of 77 and China")),
        ("[Iran (Islamic Republic of): now]", disputed("now", "Iran (Islamic Republic of)")),
        ("[中国\uff1a应当]", disputed("应当", "中国")),
        ("\uff3b应当\uff3d", disputed("应当")),
        ("[The Conference decides: yes]", disputed("The Conference decides: yes")),
        ("[and/or]", disputed("and/or")),
        ("[CTOC/COP/WG.3/2020/L.1]", disputed("CTOC/COP/WG.3/2020/L.1")),
        ("[see https://un.org/a]", disputed("see https://un.org/a")),
        ("[...]", Bracket(Kind.TO_BE_COMPLETED, ())),
        ("[\u2026]", Bracket(Kind.TO_BE_COMPLETED, ())),
        ("(to be completed)", Bracket(Kind.TO_BE_COMPLETED, ())),
        ("[Secretariat: ...]", Bracket(Kind.TO_BE_COMPLETED, (), ("Secretariat",))),
        ("[tbc: 8 July]", Bracket(Kind.TO_BE_CONFIRMED, (Words("8 July"),))),
        ("[to be confirmed]", Bracket(Kind.TO_BE_CONFIRMED, ())),
        ("(TBC)", Bracket(Kind.TO_BE_CONFIRMED, ())),
    ],
)
def test_a_bracket_is_of_one_of_three_kinds_and_may_name_who_asks_for_it(
    typed: str, run: Bracket
) -> None:
    assert read_runs(typed) == (run,)


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("[shall/should]", [("shall", ()), ("should", ())]),
        ("[shall / should]", [("shall", ()), ("should", ())]),
        ("[应/应当]", [("应", ()), ("应当", ())]),
        (
            "[be available\u2026/give priority\u2026]",
            [("be available\u2026", ()), ("give priority\u2026", ())],
        ),
        ("[EU: shall / China: should / no text]", [("shall", EU), ("should", CHINA), ("", ())]),
    ],
)  # fmt: skip - a case a line
def test_a_stroke_stands_between_alternatives(
    typed: str, options: list[tuple[str, tuple[str, ...]]]
) -> None:
    made = tuple(Option((Words(text),) if text else (), by) for text, by in options)
    assert read_runs(typed) == (Alternatives(made),)


def test_facts_gaps_and_disputed_words_of_the_real_report_are_told_apart() -> None:
    typed = "At its [2nd and 3rd] meetings on [7 and 8] July 2020, by: [...]."
    report = read_runs(typed, bare=Kind.TO_BE_CONFIRMED)
    kinds = [run.kind for run in report if isinstance(run, Bracket)]

    assert kinds == [Kind.TO_BE_CONFIRMED, Kind.TO_BE_CONFIRMED, Kind.TO_BE_COMPLETED]
    assert write_runs(report, bare=Kind.TO_BE_CONFIRMED) == typed
    assert write_runs(report).startswith("At its [to be confirmed: 2nd and 3rd] meetings")


def test_brackets_side_by_side_stay_two_and_can_be_asked_about() -> None:
    typed = "[a] statement[s] [was] [were] made [and representatives]: [...]."
    read = read_runs(typed)

    assert write_runs(read) == typed
    pairs = [(write_runs((one,)), write_runs((other,))) for one, other in side_by_side(read)]
    assert pairs == [("[s]", "[was]"), ("[was]", "[were]")]


def test_brackets_stand_within_brackets() -> None:
    (outer,) = read_runs("[EU: all [of [the]] States]")
    assert isinstance(outer, Bracket)
    assert outer.runs[1] == Bracket(Kind.DISPUTED, (Words("of "), disputed("the")))


@pytest.mark.parametrize(
    ("typed", "code", "character"),
    [
        ("a [b", "bracket-not-closed", 3),
        ("a [b [c] d", "bracket-not-closed", 3),
        ("a] b", "bracket-not-opened", 2),
        ("a []", "nothing-in-bracket", 3),
        ("a [EU: ]", "nothing-in-bracket", 4),
        ("[a / ]", "nothing-in-bracket", 1),
        ("[a speaking/listening role]", "stroke-unclear", 12),
        ("[2025/2030]", "stroke-unclear", 6),
        ("[EUU: a]", "name-unknown", 2),
        ("[tbc, disputed: a]", "kind-unclear", 2),
        ("[a / tbc: b]", "kind-unclear", 5),
        ("[" * 21 + "a" + "]" * 21, "brackets-too-deep", 21),
    ],
)
def test_what_cannot_be_read_or_can_be_read_twice_is_refused_with_its_place(
    typed: str, code: str, character: int
) -> None:
    with pytest.raises(MarksRefused) as refused:
        read_runs(typed, "3 bis", names=["EU"])

    assert (refused.value.code, refused.value.place.character) == (code, character)
    assert refused.value.says.startswith(f"Paragraph 3 bis, character {character}, at \u201c")
    assert refused.value.says.endswith(".")


def test_a_backslash_makes_a_mark_a_plain_sign() -> None:
    assert read_runs(r"\[sic\] 24\/7") == (Words("[sic] 24/7"),)
    assert write_runs((Words("[sic]"),)) == r"\[sic\]"
    assert read_runs(r"[EU\: a\/b c]") == (disputed("EU: a/b c"),)
