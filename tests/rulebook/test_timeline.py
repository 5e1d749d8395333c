"""The worked timeline says what the engine does, in the zone of the body."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from nemcon.procedure.effects import EFFECTS
from nemcon.procedure.keys import KEYS
from nemcon.procedure.loader import load_profile
from nemcon.procedure.profile import Profile
from nemcon.procedure.shelf import shipped_profiles
from nemcon.rulebook.timeline import Timeline, sample_at, sample_launch, timeline_of
from nemcon.timing.durations import TooFarAhead
from nemcon.timing.zones import to_wall_clock
from tests.procedure.build import START, Part, hour, rules

MONDAY = date(2026, 6, 15)


def told(effect: str = "stop", **values: Part) -> Timeline:
    usual = {"period__usual": "72h", "consultation__length": "10 days"}
    return timeline_of(rules(effect=effect, hold="24h", **(usual | values)), START)


def says(timeline: Timeline) -> list[str]:
    return [moment.says for moment in timeline.broken]


@pytest.mark.parametrize("name", shipped_profiles())
def test_each_profile_has_its_timeline_or_says_which_calendar_is_missing(name: str) -> None:
    profile = load_profile(name)
    found = timeline_of(profile, sample_launch(profile, MONDAY))
    moments = (*found.kept, *found.broken)

    assert moments or "working days cannot be counted" in found.notes[-1].lower()
    for story in (found.kept, found.broken):
        assert [m.at for m in story] == sorted(m.at for m in story)
    for moment in moments:
        assert moment.rule in KEYS
        assert moment.at >= found.launch.at


def test_silence_that_is_kept_ends_with_the_outcome_at_the_deadline() -> None:
    kept = told(period__reminders="24h, 3h").kept

    assert [(m.at, m.says) for m in kept] == [
        (hour(48), "Those still silent are reminded."),
        (hour(69), "Those still silent are reminded."),
        (hour(72), "The deadline."),
        (hour(72), "Outcome: adopted."),
    ]


def test_a_broken_silence_goes_as_the_effect_says() -> None:
    assert says(told("stop")) == [
        "A member objects.",
        "Silence is broken, and the period ends.",
        "The time for consultation runs out.",
        "Outcome: not adopted, as at Tuesday, 16 June 2026, 10 p.m. (UTC).",
    ]
    assert says(told("to-vote", vote__length="48h"))[-1].startswith("The roll-call ends")
    assert says(told("opt-out"))[-1] == "Outcome: adopted, but does not apply to whoever objected."
    assert "The deadline, after what was left of the period." in says(told("hold"))
    assert says(told("judged", consultation__length="none"))[-1] == (
        "The text awaits a finding, for which no time is set."
    )


@pytest.mark.parametrize("effect", EFFECTS)
def test_each_effect_has_a_story(effect: str) -> None:
    assert "object" in told(effect).broken[0].says
    assert len(told(effect).broken) > 1


def test_as_many_object_as_it_takes() -> None:
    assert told("threshold", threshold="3").broken[0].says == "3 of the members object."


def test_the_latest_deadline_is_told_where_extensions_are_limited() -> None:
    latest = told(extension__longest="24h", extension__times="2").latest

    assert latest is not None
    assert latest.at == hour(72 + 48)
    assert latest.says == "The latest deadline after two extensions by at most 24 hours."
    assert told().latest is None


def test_what_is_taken_where_the_rules_know_no_period_is_said() -> None:
    assert "72 hours are taken" in timeline_of(rules(), START).notes[0]
    assert "shortest, 5 days" in timeline_of(rules(period__minimum="5 days"), START).notes[0]
    back = timeline_of(rules(period__before_meeting="2 weeks"), START)
    assert "counted back from a meeting on Monday, 27 July 2026" in back.notes[0]
    assert back.kept[-1].at == START + timedelta(days=28)


def test_the_day_of_entry_into_force_is_the_one_that_the_rules_compute() -> None:
    assert told(confirmation__in_force="90 days").kept[-1].says == (
        "Outcome: adopted. It enters into force on Wednesday, 16 September 2026."
    )


def test_a_missing_calendar_is_named_and_nothing_is_guessed() -> None:
    found = told(period__usual="10 working days", period__calendar="new-york")

    assert found.kept == ()
    assert "are not known" in found.notes[-1]


@pytest.mark.parametrize("name", shipped_profiles())
def test_a_sample_may_be_launched_at_any_hour_that_is_near_enough(name: str) -> None:
    profile = load_profile(name)
    for when in (
        datetime(1900, 1, 1, 0, 0),  # noqa: DTZ001 - clocks of the body
        datetime(2026, 10, 24, 23, 59, 59),  # noqa: DTZ001 - clocks of the body
        datetime(2024, 2, 29, 23, 59),  # noqa: DTZ001 - clocks of the body
        datetime(2200, 12, 31, 23, 59),  # noqa: DTZ001 - clocks of the body
    ):
        found = timeline_of(profile, sample_at(when, profile.zone))
        assert found.broken or found.notes


@pytest.mark.parametrize("year", [1, 1899, 2201, 9999])
def test_a_far_off_year_is_refused(year: int) -> None:
    with pytest.raises(TooFarAhead, match="too far away"):
        sample_at(datetime(year, 12, 31), "UTC")  # noqa: DTZ001 - clocks of the body


def in_zone(profile: Profile, near: date) -> datetime:
    return to_wall_clock(sample_launch(profile, near), profile.zone).replace(tzinfo=None)


def test_the_sample_is_launched_on_a_monday_or_when_the_rules_were_in_force() -> None:
    vienna = load_profile("unodc-vienna-eb")

    assert in_zone(vienna, date(2026, 6, 16)) == datetime(2026, 6, 22, 10)  # noqa: DTZ001 - a wall clock
    assert in_zone(vienna, MONDAY).date() == MONDAY
    old = sample_launch(load_profile("unga-74-544"), MONDAY)
    assert old == datetime(2020, 3, 27, 14, tzinfo=UTC)
