"""Who places a text under silence, for how long, and what is frozen then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nemcon.procedure.acts import CloseBook
from nemcon.procedure.entries import ProcedureOpened
from nemcon.procedure.loader import load_profile
from nemcon.procedure.people import TIME, Actor, Category, Office, Seat
from nemcon.procedure.rules import decide
from nemcon.procedure.state import Phase
from nemcon.text.document import Paragraph, Text
from nemcon.timing.durations import parse_duration
from tests.procedure.build import (
    SECRETARIAT,
    START,
    Answer,
    Part,
    Silence,
    allowed,
    delegation,
    hour,
    placed,
    refused,
    roll,
    rules,
    start_of,
    text,
    under_silence,
)


def launch(at: datetime = START, changes: dict[str, Any] | None = None, **values: Part) -> Answer:
    return decide(None, placed(rules(**values), **(changes or {})), at)


def deadline(answer: Answer) -> datetime:
    assert allowed(answer) == ["ProcedureOpened", "PeriodOpened"]
    found: datetime = answer[1].deadline
    return found


def warned(answer: Answer) -> tuple[str, ...]:
    found: tuple[str, ...] = answer[0].warnings
    return found


def test_a_launch_freezes_the_text_the_roll_and_the_rules() -> None:
    silence = under_silence()
    opened = silence.last(ProcedureOpened)

    assert opened.text_digest == opened.text.digest()
    assert [seat.may_object for seat in opened.roll] == [True] * 4 + [False]
    assert all(seat.may_comment for seat in opened.roll)
    assert opened.rules == rules().values
    assert silence.state.phase is Phase.UNDER_SILENCE
    assert (silence.state.book, silence.state.round) == (1, 1)
    assert silence.state.deadline is not None
    assert silence.state.deadline.instant == hour(72)


def test_standing_comes_from_the_rules_and_not_from_the_launch() -> None:
    bold = tuple(replace(seat, may_object=True) for seat in roll())

    answer = launch(changes={"roll": bold})

    assert [seat.may_object for seat in answer[0].roll] == [True] * 4 + [False]


def test_a_launch_may_say_that_the_text_is_divisible() -> None:
    assert not launch()[0].divisible
    assert launch(changes={"divisible": True})[0].divisible
    assert not launch(changes={"divisible": False}, text__divisible=True)[0].divisible


def test_the_secretariat_may_launch_where_the_rules_let_it() -> None:
    assert allowed(launch(changes={"actor": SECRETARIAT}))
    answer = launch(changes={"actor": SECRETARIAT}, launch__through="none")
    assert refused(answer) == "not-authorised"
    assert answer.rule == "launch.by"


@pytest.mark.parametrize("office", [Office.BUREAU, Office.DELEGATION, Office.TIME])
def test_nobody_else_may_launch(office: Office) -> None:
    assert refused(launch(changes={"actor": Actor(office, "brazil")})) == "not-authorised"


def test_a_procedure_is_opened_once() -> None:
    silence = under_silence()

    assert refused(silence.act(placed(rules()), hour(1))) == "already-exists"


def test_a_text_without_paragraphs_is_refused() -> None:
    assert refused(launch(changes={"text": text()})) == "empty-text"


def test_two_paragraphs_of_one_number_are_refused() -> None:
    twice = Text("T", (Paragraph("1", "a"), Paragraph("1", "b")))
    assert refused(launch(changes={"text": twice})) == "paragraph-twice"


def test_a_roll_on_which_nobody_may_object_is_refused() -> None:
    observers = (Seat("unesco", "UNESCO", Category.OBSERVER),)
    assert refused(launch(changes={"roll": observers})) == "empty-roll"


def test_a_book_cannot_close_before_its_deadline() -> None:
    assert refused(launch(changes={"grace_seconds": -1})) == "bad-grace"


@pytest.mark.parametrize("until", [START, hour(-1)])
def test_a_deadline_must_lie_ahead(until: datetime) -> None:
    assert refused(launch(changes={"until": until})) == "deadline-not-ahead"


@pytest.mark.parametrize(
    "changes",
    [
        {"until": datetime(9999, 12, 31, tzinfo=UTC)},
        {"until": None, "length": parse_duration("99999 years")},
        {"until": None, "length": parse_duration("99999 months")},
        {"until": None, "length": parse_duration("99999 weeks")},
    ],
)
def test_a_deadline_beyond_a_century_is_taken_for_a_slip(changes: dict[str, Any]) -> None:
    assert refused(launch(changes=changes)) == "too-far-ahead"


def test_without_a_deadline_the_usual_period_runs() -> None:
    assert deadline(launch(changes={"until": None}, period__usual="48h")) == hour(48)


def test_without_a_usual_period_the_deadline_must_be_given() -> None:
    answer = launch(changes={"until": None})
    assert refused(answer) == "no-deadline"
    assert answer.rule == "period.usual"


def test_a_length_counted_in_days_ends_at_the_hour_of_the_rules() -> None:
    values: dict[str, Any] = {"period__zone": "Europe/Vienna", "period__ends_at": "18:00"}
    changes = {"until": None, "length": parse_duration("3 days")}

    assert deadline(launch(changes=changes, **values)) == datetime(2026, 6, 18, 16, tzinfo=UTC)


def test_working_days_are_refused_without_a_calendar() -> None:
    changes = {"until": None, "length": parse_duration("10 working days")}
    assert refused(launch(changes=changes)) == "no-calendar"


def test_a_period_that_ends_at_an_hour_that_does_not_exist_is_refused() -> None:
    values: dict[str, Any] = {"period__zone": "Europe/Vienna", "period__ends_at": "02:30"}
    changes = {"until": None, "length": parse_duration("2 days")}
    at = datetime(2027, 3, 26, 10, tzinfo=UTC)

    assert refused(launch(at, changes, **values)) == "nonexistent-local-time"


def test_a_period_that_ends_at_an_hour_that_comes_twice_is_refused() -> None:
    values: dict[str, Any] = {"period__zone": "Europe/Vienna", "period__ends_at": "02:30"}
    changes = {"until": None, "length": parse_duration("2 days")}
    at = datetime(2026, 10, 23, 10, tzinfo=UTC)

    assert refused(launch(at, changes, **values)) == "ambiguous-local-time"


def test_a_period_below_the_minimum_is_recorded_with_a_warning() -> None:
    assert warned(launch(period__minimum="73h")) == ("period-below-minimum",)
    assert warned(launch(period__minimum="72h")) == ()


def test_a_minimum_in_working_days_is_said_not_to_have_been_checked() -> None:
    assert warned(launch(period__minimum="2 working days")) == ("minimum-not-checked",)


def test_a_minimum_that_ends_in_the_hour_that_the_clocks_skip_is_still_compared() -> None:
    at = datetime(2027, 3, 26, 1, 30, tzinfo=UTC)
    changes = {"until": at + timedelta(hours=49)}
    values: dict[str, Any] = {"period__minimum": "2 days", "period__zone": "Europe/Vienna"}

    assert "period-below-minimum" not in warned(launch(at, changes, **values))


def test_an_unusual_hour_is_recorded_with_a_warning() -> None:
    assert warned(launch(period__ends_at="18:00")) == ("unusual-hour",)
    assert warned(launch(period__ends_at="10:00")) == ()


def test_a_deadline_on_a_weekend_is_recorded_with_a_warning() -> None:
    assert warned(launch(changes={"until": hour(5 * 24)})) == ("deadline-on-weekend",)


def test_the_weekend_is_that_of_the_zone_of_the_body() -> None:
    friday_evening_in_new_york = datetime(2026, 6, 20, 2, tzinfo=UTC)
    changes = {"until": friday_evening_in_new_york}

    assert warned(launch(changes=changes, period__zone="America/New_York")) == ()


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (datetime(2020, 3, 26, 20, tzinfo=UTC), False),
        (datetime(2020, 3, 27, 20, tzinfo=UTC), True),
        (datetime(2020, 9, 1, 3, 59, tzinfo=UTC), True),  # still 31 August in New York
        (datetime(2020, 9, 1, 4, tzinfo=UTC), False),
    ],
)
def test_rules_that_are_not_in_force_are_recorded_with_a_warning(
    day: datetime, in_force: bool
) -> None:
    profile = load_profile("unga-74-544")
    answer = decide(None, placed(profile, until=day + timedelta(hours=72)), day)

    assert ("rules-not-in-force" not in warned(answer)) is in_force


def test_nothing_can_be_done_to_a_procedure_that_does_not_exist() -> None:
    assert refused(Silence().object("brazil", 1)) == "no-such-procedure"
    assert refused(decide(None, CloseBook(TIME, 1), START)) == "no-such-procedure"


def test_a_step_of_time_is_not_for_people() -> None:
    silence = under_silence()
    answer = decide(silence.state, CloseBook(delegation("brazil"), 1), hour(80))
    assert refused(answer) == "not-authorised"


def test_a_period_of_days_that_ends_at_the_hour_of_the_rules_is_not_too_short() -> None:
    profile = rules(period__minimum="3 days", period__usual="3 days", period__ends_at="09:00")
    silence = start_of(placed(profile, until=None))

    assert silence.state.deadline is not None
    assert silence.state.deadline.instant == hour(71)
    assert silence.state.warnings == ()
