"""Profiles are read from files, and changed for one procedure."""

from __future__ import annotations

import tomllib
from datetime import date, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from nemcon.procedure.keys import KEYS, NO_SOURCE
from nemcon.procedure.loader import ProfileError, load_profile, read_profile, with_overrides
from nemcon.procedure.people import Category, Office
from nemcon.procedure.profile import Basis
from nemcon.procedure.threshold import Bar, Threshold
from nemcon.timing.durations import Duration, Unit
from tests.procedure.club import GOOD, club


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
