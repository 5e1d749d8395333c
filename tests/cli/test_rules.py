"""`nemcon rules`, as a secretariat uses it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nemcon.cli.app import app
from nemcon.procedure.keys import KEYS
from nemcon.procedure.loader import load_profile
from nemcon.procedure.profile import Basis
from nemcon.procedure.shelf import shipped_profiles
from nemcon.timing import calendars


def rules(*words: object, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["rules", *map(str, words)])
    assert done.exit_code == status, done.output
    return re.sub(r"\s+", " ", done.output)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_list_names_every_profile_and_how_well_it_is_founded() -> None:
    told = rules("list")

    for name in shipped_profiles():
        assert name in told
    assert "10 from the source, 2 second hand" in told


def test_a_profile_reads_like_a_rule_book() -> None:
    told = rules("show", "unga-74-544", "--at", "2020-06-16 18:00")

    assert "2. The period" in told
    assert "The shortest period that the rules foresee: 72 hours Source: General Assembly" in told
    assert "Under silence -> Consultation An objection before the deadline [objection" in told
    assert "Tuesday, 16 June 2020, 6 p.m. (New York time, UTC-4)" in told
    assert "Friday, 19 June 2020, 6 p.m. (New York time, UTC-4) Outcome: adopted." in told


def test_the_diagram_is_written_to_a_file(tmp_path: Path) -> None:
    told = rules("show", "un-informal-silence", "--svg", tmp_path / "ways.svg")
    wide = (tmp_path / "ways.svg").read_text(encoding="utf-8")
    rules("show", "un-informal-silence", "--svg", tmp_path / "ways.svg", "--narrow")

    assert "The diagram is in" in told
    assert wide.startswith("<svg")
    assert wide != (tmp_path / "ways.svg").read_text(encoding="utf-8")
    assert "cannot be written" in rules(
        "show", "un-informal-silence", "--svg", tmp_path / "no" / "ways.svg", status=1
    )


def test_programs_get_the_same() -> None:
    told = json.loads(
        CliRunner().invoke(app, ["rules", "show", "unodc-vienna-eb", "--json"]).output
    )

    assert {value["key"] for value in told["values"]} == set(KEYS)
    assert told["ways"][0]["start"] == "before"
    assert told["timeline"]["kept"]
    assert told["chapters"][0]["rules"][0]["key"] == "launch.by"


def test_a_time_that_is_none_is_refused() -> None:
    assert "is not a time" in rules("show", "unga-74-544", "--at", "soon", status=2)
    skipped = "2020-03-08 02:30"
    assert "does not exist" in rules("show", "unga-74-544", "--at", skipped, status=2)


def test_a_profile_that_is_in_order_is_told_with_what_is_custom_and_what_is_default() -> None:
    told = rules("check", "unga-74-544")

    assert f"unga-74-544 is in order: {len(KEYS)} values, 10 from the source" in told
    assert "late.admitted_by = none Nobody is presumed to have that power." in told
    assert "launch.veto = none: which participants may prevent a launch" in told


@pytest.mark.parametrize("base", shipped_profiles())
def test_rules_are_begun_from_those_of_a_body_and_accepted_once_the_blanks_are_filled(
    base: str, tmp_path: Path
) -> None:
    told = rules("new", "our-board", "--from", base)
    file = tmp_path / "our-board.toml"
    written = file.read_text(encoding="utf-8")
    blank = rules("check", file, status=2)

    assert f"{len(KEYS)} values to go through" in told
    assert f"{len(KEYS) + 2} blanks are still to be filled in" in blank
    for key, spec in KEYS.items():
        assert f"{key}.custom" in blank
        words = re.sub(r"\s*\n# ", " ", written)
        assert spec.means[:1].upper() + spec.means[1:] in words
    file.write_text(written.replace('= ""', '= "Our practice."'), encoding="utf-8")
    assert "our-board is in order" in rules("check", file)
    ours, theirs = load_profile(str(file)), load_profile(base)
    assert [v.value for v in ours.values] == [v.value for v in theirs.values]
    assert {v.basis for v in ours.values} == {Basis.CUSTOM}


def test_a_source_takes_the_place_of_a_reason(tmp_path: Path) -> None:
    rules("new", "our-board", "--from", "unga-74-544")
    file = tmp_path / "our-board.toml"
    words = file.read_text(encoding="utf-8").replace("# [sources.", "[sources.")
    words = words.replace("# cite", "cite").replace("# read", "read")
    words = words.replace(
        'by = {value = "chair", custom = ""}', 'by = {value = "chair", source = "rules"}', 1
    )
    file.write_text(words.replace('= ""', '= "Our practice."'), encoding="utf-8")

    assert "1 from the source" in rules("check", file)


def test_faults_stand_before_blanks(tmp_path: Path) -> None:
    rules("new", "our-board", "--from", "unga-74-544")
    file = tmp_path / "our-board.toml"
    words = file.read_text(encoding="utf-8").replace('value = "stop"', 'value = "stopp"')
    file.write_text(words, encoding="utf-8")
    told = rules("check", file, status=2)

    assert told.index('objection.effect: "stopp"') < told.index("blanks are still")


def test_nothing_is_overwritten_and_no_id_is_taken_twice(tmp_path: Path) -> None:
    rules("new", "our-board", "--from", "unga-74-544")

    assert "exists already" in rules("new", "our-board", "--from", "unga-74-544", status=1)
    assert "take another" in rules("new", "unga-74-544", "--from", "unga-74-544", status=2)
    assert "small letters" in rules("new", "Our Board", "--from", "unga-74-544", status=2)
    wrong = tmp_path / "other.toml"
    assert "is called ID.toml" in rules(
        "new", "our-board", "--from", "unga-74-544", "--output", wrong, status=2
    )
    assert "no profile of that name" in rules("new", "ours", "--from", "nothing", status=2)


def test_lists_of_ones_own_are_used_where_the_rules_count_on_them(tmp_path: Path) -> None:
    own = tmp_path / "lists"
    own.mkdir()
    (own / "vientiane-2026.toml").write_text(
        """calendar = 1
station = "vientiane"
year = 2026
title = "Vientiane"

[days]
weekend = {value = ["saturday", "sunday"], custom = "As usual."}

[[holidays]]
date = 2026-06-01
name = "A holiday"
custom = "Made up."
""",
        encoding="utf-8",
    )
    (tmp_path / "our-board.toml").write_text(
        """profile = 1
id = "our-board"
title = "Our Board"

[period]
usual = {value = "15 days", custom = "As always."}
calendar = {value = "vientiane", custom = "The seat."}
roll = {value = "next-working-day", custom = "As always."}
""",
        encoding="utf-8",
    )
    try:
        assert "No list of official holidays of 'vientiane' is known" in rules(
            "check", "our-board.toml"
        )
        assert "is known here" not in rules("check", "our-board.toml", "--calendars", own)
        shown = rules("show", "our-board.toml", "--calendars", own, "--at", "2026-05-15 10:00")
        assert "Tuesday, 2 June 2026, 10 a.m." in shown
    finally:
        calendars.forget_added()
