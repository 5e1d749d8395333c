"""A bad profile is told everything that is wrong in it, each with its place."""

from __future__ import annotations

import tomllib

import pytest

from nemcon.procedure.loader import ProfileError, read_profile, with_overrides
from nemcon.timing.data_files import Problem
from tests.procedure.club import GOOD, club, one, problems


def test_a_profile_needs_a_number_an_id_and_a_title() -> None:
    found = problems(without="= 1", changes="")
    assert found[0] == Problem(
        "club.toml/profile", "nothing", "the number 1, the form of this file"
    )
    assert one(without='id = "club"').where == "club.toml/id"
    assert one(without="title").where == "club.toml/title"


def test_the_form_of_the_file_is_known() -> None:
    for number in ("2", "true", '"1"'):
        with pytest.raises(ProfileError, match="the form of this file"):
            read_profile(tomllib.loads(GOOD.replace("= 1", f"= {number}", 1)), "club.toml")


def test_the_id_is_the_name_of_the_file() -> None:
    with pytest.raises(ProfileError, match=r'society.toml/id: found "club"; expected "society"'):
        read_profile(tomllib.loads(GOOD), "society.toml")
    assert read_profile(tomllib.loads(GOOD), "a form on a page").id == "club"


@pytest.mark.parametrize(
    ("changes", "where", "found", "expected"),
    [
        (
            '[text]\ndivisble = {value = true, custom = "x"}',
            "text.divisble",
            "a key that no profile has",
            "perhaps text.divisible",
        ),
        (
            '[perid]\nminimum = {value = "1h", custom = "x"}',
            "perid",
            "a name that no profile has",
            "perhaps period",
        ),
        ("[text]\ndivisible = true", "text.divisible", "true", "a table such as"),
        (
            "[text]\ndivisible = {value = true}",
            "text.divisible",
            "neither source nor custom",
            "either the source of the value or why it is custom",
        ),
        (
            '[text]\ndivisible = {value = true, custom = "x", source = "statutes"}',
            "text.divisible",
            "both source and custom",
            "either the source of the value or why it is custom",
        ),
        (
            '[text]\ndivisible = {value = true, source = "statute"}',
            "text.divisible.source",
            '"statute"',
            "the name of a source (statutes, minutes)",
        ),
        (
            '[text]\ndivisible = {value = true, custom = " "}',
            "text.divisible.custom",
            '" "',
            "some text",
        ),
        ('[text]\ndivisible = {custom = "x"}', "text.divisible", "no value", "a table such as"),
        (
            '[text]\ndivisible = {value = true, custom = "x", note = "y"}',
            "text.divisible.note",
            "a word that no value has",
            "value, source or custom",
        ),
        (
            '[text]\ndivisible = {value = "yes", custom = "x"}',
            "text.divisible",
            '"yes"',
            "true or false",
        ),
        (
            '[text]\ndivisible = {value = 1.5, custom = "x"}',
            "text.divisible",
            "1.5",
            "text, a whole number",
        ),
        ('[launch]\nby = {value = [], custom = "x"}', "launch.by", "[]", "text, a whole number"),
        ('[launch]\nby = {value = "", custom = "x"}', "launch.by", '""', "text, a whole number"),
        (
            '[launch]\nby = {value = ["chair", "presidency"], custom = "x"}',
            "launch.by",
            '["chair", "presidency"]',
            "one of chair, bureau",
        ),
        (
            '[launch]\nby = {value = "none", custom = "x"}',
            "launch.by",
            '"none"',
            "an office, since only it may rule",
        ),
        (
            '[standing]\nobject = {value = ["party"], custom = "x"}',
            "standing.object",
            '["party"]',
            "one of member, signatory, observer",
        ),
        (
            '[consultation]\nlength = {value = "a while", custom = "x"}',
            "consultation.length",
            '"a while"',
            "a length such as 72h",
        ),
        (
            '[consultation]\nlength = {value = "5 working days", custom = "x"}',
            "consultation.length",
            '"5 working days"',
            "nobody counts working days",
        ),
        (
            '[consultation]\nat_end = {value = "adopted", custom = "x"}',
            "consultation.at_end",
            '"adopted"',
            "one of not-adopted, compiled, referred, lapsed",
        ),
        (
            '[extension]\ntimes = {value = "twice", custom = "x"}',
            "extension.times",
            '"twice"',
            'a number of times, or "any"',
        ),
        (
            '[extension]\ntimes = {value = -1, custom = "x"}',
            "extension.times",
            "-1",
            'a number of times, or "any"',
        ),
        (
            '[validity]\nuntil = {value = "31 May", custom = "x"}',
            "validity.until",
            '"31 May"',
            "a date such as 2020-05-31, or none",
        ),
        (
            '[validity]\nuntil = {value = 2020-05-31T10:00:00Z, custom = "x"}',
            "validity.until",
            "2020-05-31 10:00:00+00:00",
            "text, a whole number",
        ),
        ("text = 5", "text", "5", "a section with keys"),
        ("[sources.x]\ncite = 'X'\nread = 'at-source'", "sources.x", "a source that no", "a value"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    changes: str, where: str, found: str, expected: str
) -> None:
    if not changes.startswith("["):
        data = tomllib.loads(f"{changes}\n{GOOD}")
        with pytest.raises(ProfileError) as caught:
            read_profile(data, "club.toml")
        (problem,) = caught.value.problems
    else:
        problem = one(changes)
    assert problem.where == f"club.toml/{where}"
    assert problem.found.startswith(found)
    assert expected in problem.expected


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("period.zone", "Vienna"),
        ("period.ends_at", "6 p.m."),
        ("period.ends_at", "18"),
        ("period.ends_at", "18:00+02:00"),
        ("period.end_included", "no"),
        ("period.reminders", "5 working days"),
        ("period.minimum", "0h"),
        ("objection.effect", "veto"),
        ("late.admitted_by", "time"),
        ("confirmation.form", "a letter\r\nBcc: everybody"),
        ("confirmation.form", "x" * 1000),
        ("confirmation.in_force", "10 working days"),
        ("silence.quorum", "1/2 of replies"),
        ("validity.versions", "74/544 2020-05-31 to 2020-03-27"),
        ("disclosure.during", "all"),
        ("period.tail", "5 working days"),
        ("objection.joint", "twice"),
        ("objection.grounds", True),
        ("objection.hold", "5 working days"),
        ("objection.withdrawable", "always"),
        *(
            ("objection.threshold", value)
            for value in ("0", "-1", "4/3", "1/0", "0.5", "1e9", "most", "more than 0", "two")
        ),
    ],
)
def test_a_value_that_its_key_does_not_take_is_refused(key: str, value: object) -> None:
    with pytest.raises(ProfileError) as caught:
        with_overrides(club(), {key: value})
    (problem,) = caught.value.problems
    assert problem.where == f"club/{key}"


def test_a_source_says_what_it_is_and_how_it_was_read() -> None:
    wrong = GOOD.replace('read = "secondary"', 'read = "hearsay"\npage = 3')
    data = tomllib.loads(wrong.replace('cite = "Minutes of 1999"', "cite = 3"))
    with pytest.raises(ProfileError) as caught:
        read_profile(data, "club.toml")
    assert [problem.where for problem in caught.value.problems] == [
        "club.toml/sources.minutes.page",
        "club.toml/sources.minutes.cite",
        "club.toml/sources.minutes.read",
    ]


def test_sources_are_tables() -> None:
    head = 'profile = 1\nid = "club"\ntitle = "The club"\n'
    for sources in ("sources = 3", 'sources = {statutes = "the statutes"}'):
        with pytest.raises(ProfileError) as caught:
            read_profile(tomllib.loads(head + sources), "club.toml")
        assert "a table" in caught.value.problems[0].expected


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = problems(
        '[text]\ndivisible = "yes"\n'
        '[late]\nadmitted_by = {value = "judge", custom = "x"}\n'
        "[extension]\nby = {value = 'chair'}\n",
        without="title",
    )
    assert [problem.where.removeprefix("club.toml/") for problem in found] == [
        "title",
        "text.divisible",
        "extension.by",
        "late.admitted_by",
    ]


def test_the_problems_are_the_message_one_a_line() -> None:
    with pytest.raises(ProfileError) as caught:
        club("[text]\ndivisible = {value = 3, custom = 'x'}", without="title")
    assert caught.value.code == "bad-profile"
    assert str(caught.value).splitlines() == [
        "club.toml/title: found nothing; expected some text",
        "club.toml/text.divisible: found 3; expected true or false",
    ]


def test_values_that_do_not_go_together_are_refused() -> None:
    problem = one(
        '[validity]\nsince = {value = 2021-01-01, custom = "x"}\n'
        'until = {value = 2020-01-01, custom = "x"}'
    )
    assert problem.where == "club.toml/validity.until"
    with pytest.raises(ProfileError, match=r"club/objection.hold: .* objections are holds"):
        with_overrides(club(), {"objection": {"effect": "hold"}})
    assert with_overrides(club(), {"objection": {"effect": "hold", "hold": "5 days"}}).hold
