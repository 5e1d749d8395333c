"""`nemcon list`, `show` and `place-under-silence`, as people read them."""

from __future__ import annotations

import json
from pathlib import Path

from nemcon.cli.standing import decision
from nemcon.procedure.acts import CloseBook
from nemcon.procedure.people import Actor, Office
from tests.api.house import BODY, PROCEDURE, START, after
from tests.cli.conftest import Terminal

DEADLINE = "Friday, 19 June 2026, 12 noon (New York time, UTC-4)"


def test_the_list_says_where_each_stands_and_when_it_ends_in_the_zone_of_the_rules(
    served: Terminal,
) -> None:
    served.house.clock.at = START.replace(second=17, microsecond=123456)
    served.house.open("vienna", period__zone="Europe/Vienna")

    told = served.run("list")

    assert f"under silence; until {DEADLINE}" in told
    assert "until Friday, 19 June 2026, 6 p.m. (Vienna time, UTC+2)" in told
    assert "Z" not in told
    assert "123456" not in told


def test_that_silence_is_broken_is_said_in_the_list_and_of_the_procedure(served: Terminal) -> None:
    served.house.clock.at = START.replace(minute=3, second=17, microsecond=123456)
    served.house.file("brazil")

    assert "under silence; silence is broken; until Friday" in served.run("list")
    assert (
        "under silence; silence is broken since "
        "Tuesday, 16 June 2026, 12.03 p.m. (New York time, UTC-4)\n"
    ) in served.run("show", PROCEDURE)
    assert json.loads(served.run("list", "--json"))["items"][0]["broken_at"]


def test_a_reader_is_not_told_of_a_break_that_the_rules_withhold(served: Terminal) -> None:
    served.house.open("later", disclosure__during="none")
    filed = served.house.post("/procedures/later/filings", {"kind": "object"}, "later/brazil")
    assert filed.status_code == 201

    assert "broken" in served.run("show", "later")
    assert "broken" not in served.run("show", "later", who="reader")


def test_an_error_names_the_option_and_not_the_field_behind_it(
    served: Terminal, tmp_path: Path
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("A title\n\nA paragraph.")
    words = ("place-under-silence", "new", "--body", BODY, "--profile", "unga-74-544")

    said = served.run(*words, "--file", text, "--for", "soon", status=2)
    assert "--for: " in said
    assert "length:" not in said
    said = served.run(*words, "--text", "not an id", "--for", "72h", status=2)
    assert "--text: Letters, digits" in said
    assert "TextSent" not in said
    said = served.run("list", "--phase", "over", status=2)
    assert "--phase: " in said


def test_a_deadline_and_a_length_are_refused_by_the_names_that_were_typed(
    served: Terminal,
) -> None:
    words = ("place-under-silence", "new", "--body", BODY, "--profile", "unga-74-544")
    said = served.run(
        *words, "--text", "format", "--for", "3 days", "--until", "2026-06-20 18:00", status=2
    )
    assert "Give either --until or --for, not both." in said


def test_what_was_filed_is_told_by_name_with_what_has_become_of_it(served: Terminal) -> None:
    house = served.house
    house.open("second", objection__effect="collect")
    house.file("second/austria", "second")
    house.file("second/brazil", "second")
    house.post("/procedures/second/withdrawals", {}, "second/brazil")
    house.post("/procedures/second/filings", {"kind": "explain"}, "second/norway")
    house.clock.at = after(hours=1)
    house.file("second/norway", "second")

    said = served.run("show", "second")

    assert (
        "  Austria: object, stands\n"
        "  Brazil: object, withdrawn\n"
        "  Norway: explain\n"
        "  Norway: object, late, not counted\n"
    ) in said


def test_of_a_decision_its_time_its_number_and_its_embargo_are_shown(served: Terminal) -> None:
    house = served.house
    house.file("norway", kind="acknowledge")  # else no letter reached anybody
    house.clock.at = after(hours=1)
    closing = CloseBook(Actor(Office.TIME, channel="test"), book=1)
    house.context.register.record(PROCEDURE, closing, house.clock.at)
    ruling = {"number": "74/544", "embargo_until": "2026-07-01"}
    confirmed = house.post(f"/procedures/{PROCEDURE}/acts/confirm", ruling, "chair")
    assert confirmed.status_code == 201, confirmed.text

    assert (
        f"  decided {DEADLINE}\n  confirmed as 74/544\n  not public before Wednesday, 1 July 2026\n"
    ) in served.run("show", PROCEDURE)


def test_of_a_procedure_that_has_ended_the_outcome_is_told_and_no_deadline(
    served: Terminal,
) -> None:
    house = served.house
    assert f"  until {DEADLINE}\n" in served.run("show", PROCEDURE)
    house.clock.at = START.replace(minute=3)
    withdrawn = house.post(f"/procedures/{PROCEDURE}/acts/withdraw-text", {}, "chair")
    assert withdrawn.status_code == 201, withdrawn.text

    said = served.run("show", PROCEDURE)

    assert "\n  withdrawn\n  decided Tuesday, 16 June 2026, 12.03 p.m. (New York" in said
    assert "until" not in said
    assert DEADLINE not in said


def test_of_a_text_in_consultation_the_deadline_is_told_as_past(served: Terminal) -> None:
    house = served.house
    house.open("second", objection__effect="stop", consultation__length="10 days")
    house.file("second/brazil", "second")

    said = served.run("show", "second")
    assert "in consultation; silence is broken since" in said
    assert f"  the deadline was {DEADLINE}\n" in said


def test_a_vote_is_shown_by_name_and_when_what_it_carried_enters_into_force() -> None:
    vote = {
        "in_favour": ["austria"],
        "against": [],
        "abstaining": ["norway"],
        "absent": [],
        "quorum": False,
        "carried": False,
    }
    shown = dict.fromkeys(("vote_until", "decided_at", "number", "embargo_until"))
    roll = [{"participant": "austria", "name": "Austria"}]
    more = {"phase": "ended", "vote": vote, "roll": roll, "in_force": "2027-01-01"}

    assert list(decision(shown | more)) == [
        "vote not carried, for want of a quorum: 1 in favour, 0 against, 1 abstaining, 0 absent",
        "     in favour: Austria",
        "     abstaining: norway",
        "in force on Friday, 1 January 2027",
    ]


def test_a_warning_is_a_sentence(served: Terminal) -> None:
    said = served.run(
        *("place-under-silence", "short", "--body", BODY, "--profile", "unodc-vienna-eb"),
        *("--text", "format", "--until", "2026-06-20 03:17"),
    )

    assert "  warning: The deadline is not at the hour of the day at which periods" in said
    assert "unusual-hour" not in said
