"""Reading a roll: what it says is kept, and everything that is wrong in it is told at once."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.language.states import LANGUAGES, all_states
from nemcon.procedure.people import Category, Group
from nemcon.rolls.problems import RollError
from nemcon.rolls.roll import Entry, compare, groups_of
from nemcon.rolls.roll_file import MOST_BYTES, MOST_ROWS, Roll, read_roll

HEAD = "# as at: 2026-11-24\n# source: The report, annex II\n"
FULL = (
    HEAD + "participant,standing,group,weight,credentials from,credentials until,"
    "political groups,speaks for,source\n"
    "Turkey,party,WEOG,12,2026-01-01,2026-12-31,,,note verbale\n"
    "FR,State Party,,1,,,European Union; Like-minded,European Union,\n"
    "European Union,observer,,,,,,European Union,\n"
)


def read(rows: str, columns: str = "participant,standing") -> Roll:
    return read_roll(f"{HEAD}{columns}\n{rows}", "roll.csv")


def wrong(content: str | bytes) -> list[str]:
    with pytest.raises(RollError) as refused:
        read_roll(content, "roll.csv")
    assert refused.value.code == "bad-roll"
    return [str(problem) for problem in refused.value.problems]


def test_everything_that_a_roll_says_is_read() -> None:
    roll = read_roll(FULL, "roll.csv")

    assert (roll.as_at, roll.source) == (date(2026, 11, 24), "The report, annex II")
    first, second, third = (row.entry for row in roll.rows)
    assert first == Entry(
        participant="tur",
        name="Türkiye",
        category=Category.MEMBER,
        group="Western European and other States",
        weight=12,
        state="TUR",
        credentials_from=date(2026, 1, 1),
        credentials_until=date(2026, 12, 31),
        source="note verbale",
    )
    assert (roll.rows[0].written, roll.rows[0].line) == ("Turkey", 4)
    assert roll.rows[0].alias
    assert (second.name, second.group, second.weight) == ("France", "", 1)
    assert (third.participant, third.state) == ("european-union", "")
    assert groups_of([first, second, third]) == (
        Group("European Union", ("fra",), ("fra", "european-union")),
        Group("Like-minded", ("fra",)),
    )


def test_without_a_column_for_groups_each_state_is_in_its_regional_group() -> None:
    brazil, council = (row.entry for row in read("Brésil,member\nThe Council,observer\n").rows)

    assert brazil.group == "Latin American and Caribbean States"
    assert council.group == ""


def test_what_a_spreadsheet_makes_of_a_file_is_read_all_the_same() -> None:
    saved = (
        "\ufeff# as at: 2026-11-24,,\r\n# source: The report, annex II,,\r\n"
        "Participant,Standing,Credentials until\r\nNorway,Member,\r\n,,\r\n"
    )
    roll = read_roll(saved.encode(), "roll.csv")

    assert (roll.source, len(roll.rows)) == ("The report, annex II", 1)


def test_every_fault_is_told_with_its_line_and_column() -> None:
    told = wrong(
        "# as at: yesterday\n# source: x\n"
        "participant,standing,weight,credentials from,credentials until\n"
        "Norway,membre,1.5,2026-02-30,\n"
        ",member,,2026-03-01,2026-02-01\n"
        "Japan,member,,20260101,\n"
        "Chad,member,,,,,too,many\n"
    )

    assert [line.partition(": ")[0] for line in told] == [
        "roll.csv/line 1/as at",
        "roll.csv/line 4/standing",
        "roll.csv/line 4/credentials from",
        "roll.csv/line 4/weight",
        "roll.csv/line 5/participant",
        "roll.csv/line 5/credentials until",
        "roll.csv/line 6/credentials from",
        "roll.csv/line 7",
    ]
    assert 'found "membre"; expected one of member, party' in told[1]


def test_a_state_under_two_names_is_found_and_both_are_named() -> None:
    told = wrong(f"{HEAD}participant,standing\nTürkiye,party\nNorway,party\nTurkey,party\n")

    (line,) = told
    assert line == (
        'roll.csv/line 6/participant: found "Turkey", the same State as "Türkiye" on line 4; '
        "expected each participant once"
    )
    told = wrong(f"{HEAD}participant,standing\nThe Council,observer\nthe council,observer\n")
    assert "the same as" in told[0]


def test_nobody_speaks_for_a_group_to_which_nobody_belongs() -> None:
    told = wrong(f"{HEAD}participant,standing,speaks for\nNorway,member,Group of 77\n")

    (line,) = told
    assert line == (
        'roll.csv/line 4/speaks for: found "Group of 77"; '
        "expected a political group that somebody belongs to"
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no columns"),
        ("participant,standing\nNorway,member\n", "no date"),
        ("# as at: 2026-11-24\nparticipant,standing\nNorway,member\n", "no source"),
        (f"{HEAD}participant,standing\n", "no participant"),
        (f"{HEAD}participant;standing\nNorway;member\n", "separated by commas"),
        (f"{HEAD}name,standing\nNorway,member\n", "no column participant"),
        (f"{HEAD}participant,standing,foo\nNorway,member,\n", 'a column "foo"'),
        (f"{HEAD}participant,standing,standing\nNorway,member,\n", "a second time"),
        (f"{HEAD}# as at: 2026-11-25\nparticipant,standing\nNorway,member\n", "a second time"),
        (f'{HEAD}participant,standing\n"Norway,member\n', "what no CSV file holds"),
        (f'{HEAD}participant,standing\n"Nor"way,member\n', "what no CSV file holds"),
        (f"{HEAD}participant,standing\n=HYPERLINK(1),member\n", "a formula in a spreadsheet"),
        (f"{HEAD}participant,standing\n@SUM(A1),member\n", "a formula in a spreadsheet"),
        (f"{HEAD}participant,standing\nNor\u202eway,member\n", "<U+202E>"),
        (f"{HEAD}participant,standing\nNor\x00way,member\n", "<U+0000>"),
        (f'{HEAD}participant,standing\n"Nor\nway",member\n', "<U+000A>"),
        (f"{HEAD}participant,standing\n{'x' * 201},member\n", "201 characters"),
        ("# source: a\u2066b\n", "<U+2066>"),
        ("x" * (MOST_BYTES + 1), "200,001 bytes"),
        (b"\xff\xfep\x00", "no UTF-8"),
        ("\ud800", "no UTF-8"),
        (f"{HEAD}participant,standing\n" + "N,member\n" * (MOST_ROWS + 1), "at most 2,000"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(content: str | bytes, told: str) -> None:
    assert any(told in line for line in wrong(content)), wrong(content)


def test_nothing_that_cannot_be_seen_is_printed_back() -> None:
    for line in wrong(f"{HEAD}participant,standing\nA\u202eB\x1b[31m,member\n"):
        assert line.isprintable()


@given(st.text() | st.binary())
def test_any_file_at_all_is_read_or_refused(content: str | bytes) -> None:
    with pytest.raises(RollError) as refused:
        read_roll(content, "roll.csv")
    assert refused.value.problems


@given(st.lists(st.integers(0, 196), unique=True, min_size=1), st.data())
def test_the_names_of_states_in_any_language_make_the_same_roll(
    numbers: list[int], data: st.DataObject
) -> None:
    def roll(names: list[str]) -> list[Entry]:
        written = io.StringIO()
        csv.writer(written).writerows([name, "member"] for name in names)
        return [row.entry for row in read(written.getvalue()).rows]

    listed = [all_states()[number] for number in numbers]
    by_code = roll([state.iso3 for state in listed])
    languages = [data.draw(st.sampled_from(LANGUAGES)) for _ in listed]
    by_name = [state.short[language] for state, language in zip(listed, languages, strict=True)]
    assert roll(by_name) == by_code
    assert compare(by_code, by_code[::-1]).is_none
