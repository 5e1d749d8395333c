"""Profiles are read from files, and a bad one is told everything that is wrong in it."""

from __future__ import annotations

import tomllib
from datetime import date, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from nemcon.procedure.keys import KEYS, NO_SOURCE
from nemcon.procedure.loader import (
    ProfileError,
    load_profile,
    read_profile,
    with_overrides,
)
from nemcon.procedure.people import Category, Office
from nemcon.procedure.profile import Basis, Profile
from nemcon.procedure.threshold import Bar, Threshold
from nemcon.timing.data_files import Problem
from nemcon.timing.durations import Duration, Unit

GOOD = """
profile = 1
id = "club"
title = "The club"
about = "How the club decides."

[sources.statutes]
cite = "Statutes of the club, article 7"
read = "at-source"

[sources.minutes]
cite = "Minutes of 1999"
read = "secondary"

[period]
minimum = {value = "48h", source = "statutes"}
ends_at = {value = "18:00", source = "minutes"}

[objection]
threshold = {value = "1/3", custom = "It was always so."}
"""


def club(changes: str = "", *, without: str = "") -> Profile:
    """Read the good profile with lines added at its end, or without a line."""
    text = "\n".join(line for line in GOOD.splitlines() if not without or without not in line)
    return read_profile(tomllib.loads(f"{text}\n{changes}"), "club.toml")


def problems(changes: str = "", *, without: str = "") -> list[Problem]:
    with pytest.raises(ProfileError) as caught:
        club(changes, without=without)
    return list(caught.value.problems)


def one(changes: str = "", *, without: str = "") -> Problem:
    found = problems(changes, without=without)
    assert len(found) == 1, found
    return found[0]


def test_each_value_carries_its_source_and_how_close_to_it_one_came() -> None:
    profile = club()
    cited = {value.key: value for value in profile.values}

    assert (profile.id, profile.title) == ("club", "The club")
    assert profile.minimum == Duration(48, Unit.HOURS)
    assert profile.ends_at == time(18)
    assert profile.threshold == Threshold((Bar(share=Fraction(1, 3)),))
    assert cited["period.minimum"].basis is Basis.SOURCE
    assert cited["period.minimum"].source == "Statutes of the club, article 7"
    assert cited["period.ends_at"].basis is Basis.SECONDARY
    assert cited["objection.threshold"].basis is Basis.CUSTOM
    assert cited["objection.threshold"].source == "It was always so."


def test_a_key_that_a_profile_leaves_out_is_recorded_as_custom() -> None:
    profile = club()
    assert [value.key for value in profile.values] == list(KEYS)
    assert profile.cite("extension.by") is not None
    silent = {value.source for value in profile.values if value.basis is Basis.CUSTOM}
    assert silent == {"It was always so.", NO_SOURCE}


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ('launch.by = {value = ["chair", "bureau"], custom = "x"}', "chair, bureau"),
        ('text.divisible = {value = true, custom = "x"}', "true"),
        ('extension.times = {value = 2, custom = "x"}', "2"),
        ('validity.since = {value = 2020-03-27, custom = "x"}', "2020-03-27"),
        ('late.admitted_by = {value = " none ", custom = "x"}', "none"),
    ],
)
def test_values_are_recorded_in_one_writing(written: str, canonical: str) -> None:
    section, _, rest = written.partition(".")
    found = club(f"[{section}]\n{rest}").cite(written.partition(" ")[0])
    assert found is not None
    assert found.value == canonical


def test_an_hour_may_be_written_as_an_hour() -> None:
    data: dict[str, Any] = tomllib.loads(GOOD)
    data["period"]["ends_at"]["value"] = time(18)
    assert read_profile(data, "club.toml").cite("period.ends_at") == club().cite("period.ends_at")


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


# Files.


def test_a_profile_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "club.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert load_profile(str(path)) == club()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"profile = ", "what TOML does not allow"),
        (b"\xff\xfe", "bytes that are not UTF-8"),
        (None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_bad_profile(
    tmp_path: Path, content: bytes | None, found: str
) -> None:
    path = tmp_path / "club.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ProfileError) as caught:
        load_profile(str(path))
    assert caught.value.problems[0].found.startswith(found)


@pytest.mark.parametrize("name", ["", "unga", "../profiles/unga-74-544", "/etc/passwd"])
def test_an_unknown_name_is_answered_with_those_that_are_known(name: str) -> None:
    with pytest.raises(ProfileError, match="unga-74-544"):
        load_profile(name)


# Other values for one procedure.


def test_a_value_set_for_one_procedure_says_so() -> None:
    base = load_profile("unga-74-544")
    changed = with_overrides(base, {"period": {"minimum": "48h"}, "late.admitted_by": ["chair"]})

    assert changed.minimum == Duration(48, Unit.HOURS)
    assert changed.late_admitted_by == {Office.CHAIR}
    cited = changed.cite("period.minimum")
    assert cited is not None
    assert (cited.value, cited.basis, cited.source) == (
        "48h",
        Basis.CUSTOM,
        "set for this procedure",
    )
    assert changed.cite("objection.effect") == base.cite("objection.effect")
    assert base.minimum == Duration(72, Unit.HOURS)


def test_without_other_values_the_profile_stays_the_same() -> None:
    base = load_profile("unodc-vienna-eb")
    assert with_overrides(base, {}) == base


def test_other_values_take_what_files_take() -> None:
    changed = with_overrides(
        club(),
        {
            "standing": {"object": ["member", "signatory"]},
            "period": {"ends_at": time(18), "reminders": ["24h", "3h"]},
            "validity": {"until": date(2030, 1, 1)},
            "objection": {"threshold": 2},
        },
    )
    assert changed.objectors == {Category.MEMBER, Category.SIGNATORY}
    assert changed.valid_until == date(2030, 1, 1)
    assert changed.threshold == Threshold((Bar(number=2),))


def test_everything_wrong_with_other_values_is_told_at_once() -> None:
    with pytest.raises(ProfileError) as caught:
        with_overrides(club(), {"period": {"minimun": "1h", "zone": 7}, "text": "divisible"})
    assert [problem.where for problem in caught.value.problems] == [
        "club/period.minimun",
        "club/period.zone",
        "club/text",
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"period.reminders": "3000 years"},
        {"consultation.length": "1201 months"},
        {"period.usual": "99999 days"},
        {"objection.hold": "99999 weeks"},
    ],
)
def test_a_length_beyond_a_century_is_taken_for_a_slip(values: dict[str, str]) -> None:
    with pytest.raises(ProfileError, match="a length of a century at most"):
        with_overrides(club(), values)


def test_a_century_of_reminders_leaves_every_step_of_time_to_be_computed() -> None:
    assert with_overrides(club(), {"period.reminders": "100 years, 24h"}).reminders
