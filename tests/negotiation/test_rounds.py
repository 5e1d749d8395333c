"""The rounds: set, moved with a sitting, reminded of, closed; and what time does when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from nemcon.negotiation.acts import (
    CloseRound,
    ConcludeNegotiation,
    EndOfTime,
    MakeStatement,
    NegotiationAct,
    RemindOfRound,
    SetRound,
    Statement,
)
from nemcon.negotiation.due import next_step, overdue
from nemcon.negotiation.entries import RoundClosed, RoundReminded, RoundSet
from nemcon.negotiation.notices import letters_for
from nemcon.negotiation.rules import decide
from nemcon.negotiation.state import NegotiationPhase
from nemcon.procedure.families import FollowTimetable
from nemcon.procedure.people import TIME, Actor
from tests.negotiation.build import (
    CHAIR,
    amend,
    code,
    delegation,
    done,
    hour,
    move,
    position,
    revision,
    rules,
    tabled,
)

GRACE = timedelta(seconds=5)


def set_round(until: float | None, actor: Actor = CHAIR, sitting: int | None = None) -> SetRound:
    return SetRound(actor, hour(until) if until is not None else None, sitting)


def follow(**begins: float) -> FollowTimetable:
    pairs = tuple((int(number.removeprefix("s")), hour(at)) for number, at in begins.items())
    return FollowTimetable(TIME, pairs)


def test_a_running_round_is_extended() -> None:
    it = tabled()

    done(it.does(set_round(30), 1))

    entry = it.last(RoundSet)
    assert (entry.round, entry.previous, entry.begins) == (1, hour(24), False)
    assert it.state.until == hour(30)
    assert it.does(set_round(30), 2) == ()


def test_after_the_end_of_a_round_another_is_opened() -> None:
    it = tabled()
    it.overdue_until(hour(25))

    done(it.does(set_round(None), 26))

    entry = it.last(RoundSet)
    assert (entry.round, entry.previous, entry.begins) == (2, None, True)
    assert it.state.phase is NegotiationPhase.IN_ROUND
    assert next_step(it.state, hour(27)) is None


def test_a_round_whose_end_nobody_has_recorded_is_closed_before_another_is_opened() -> None:
    it = tabled(grace_seconds=3600)

    closed, begun = done(decide(it.state, set_round(48), hour(25)))

    assert isinstance(closed, RoundClosed)
    assert begun.begins


@pytest.mark.parametrize(
    "ruling",
    [
        set_round(48),
        revision(wording={"1": "x"}),
        move("agreed", "1"),
        ConcludeNegotiation(CHAIR, in_meeting=True),
    ],
)
def test_a_ruling_in_the_grace_of_a_round_does_not_overtake_what_is_on_its_way(
    ruling: NegotiationAct,
) -> None:
    it = tabled(grace_seconds=3600)

    assert code(it.does(ruling, 24)) == "round-closing"
    assert code(it.does(ruling, 24.9)) == "round-closing"
    # What was received before the end and was held up on its way still counts.
    assert not done(it._decide(amend("italy", "2", "y"), hour(23)))[0].late
    done(it.does(ruling, 25))


def test_a_filing_in_the_grace_of_a_round_is_recorded_as_late() -> None:
    it = tabled(grace_seconds=3600)

    assert done(it.does(amend("italy", "1", "x"), 24.5))[0].late


def test_an_end_of_a_round_that_cannot_be_is_refused() -> None:
    it = tabled()

    assert code(it.does(set_round(1), 2)) == "deadline-not-ahead"
    assert code(it.does(set_round(None), 2)) == "no-deadline"
    assert code(it.does(set_round(30, sitting=2), 2)) == "no-agenda"
    assert code(it.does(set_round(30, actor=delegation("italy")), 2)) == "not-authorised"


def test_a_round_moves_with_its_sitting() -> None:
    it = tabled(agenda="agenda", sitting=3)

    assert it.does(follow(s2=30, s3=24), 1) == ()
    done(it.does(follow(s2=30, s3=31), 1))

    assert (it.state.until, it.state.sitting) == (hour(31), 3)
    it.overdue_until(hour(32))
    assert it.does(follow(s3=40), 33) == ()


def test_a_round_that_is_over_or_hangs_on_no_sitting_does_not_move() -> None:
    it = tabled(agenda="agenda", sitting=3, grace_seconds=3600)

    assert it.does(follow(s3=40), 24.5) == ()
    assert tabled().does(follow(s3=40), 1) == ()


@pytest.mark.parametrize("begin", [5, 6])
def test_a_round_whose_sitting_was_moved_into_the_past_keeps_its_end(begin: float) -> None:
    it = tabled(agenda="agenda", sitting=3)

    assert it.does(follow(s3=begin), 6) == ()

    assert (it.state.until, it.state.sitting) == (hour(24), 3)
    done(it.does(follow(s3=6.5), 6))
    assert it.state.until == hour(6.5)


def test_a_round_whose_sitting_was_taken_out_keeps_its_end_and_everybody_is_told() -> None:
    it = tabled(agenda="agenda", sitting=3)

    done(it.does(follow(s2=30), 1))

    entry = it.last(RoundSet)
    assert (entry.until, entry.previous, entry.sitting) == (hour(24), hour(24), None)
    assert "taken out" in entry.because
    assert not entry.begins
    (letter,) = letters_for(it.recorded[-1], it.state)
    assert letter.to == tuple(seat.participant for seat in it.state.roll)
    assert it.does(follow(s2=31), 2) == ()
    assert it.does(follow(s3=31), 3) == ()
    assert it.state.until == hour(24)


def test_a_round_closes_after_its_grace_and_is_dated_by_its_end() -> None:
    it = tabled(rules(reminders="none", chair_time="2 days"))
    step = next_step(it.state, hour(0))

    assert step is not None
    assert (step.at, step.nominal, step.act) == (hour(24) + GRACE, hour(24), CloseRound(TIME, 1))
    assert decide(it.state, step.act, hour(24)) == ()
    it.overdue_until(hour(30))
    entry = it.last(RoundClosed)
    assert (entry.at, entry.chair_until) == (hour(24), hour(72))
    assert it.does(CloseRound(TIME, 1), 31) == ()
    after = next_step(it.state, hour(31))
    assert after is not None
    assert (after.at, after.nominal, after.act) == (hour(72) + GRACE, hour(72), EndOfTime(TIME, 1))


def test_nothing_is_due_between_rounds_where_the_rules_give_the_chair_no_time() -> None:
    it = tabled()
    it.overdue_until(hour(25))

    assert it.state.phase is NegotiationPhase.BETWEEN_ROUNDS
    assert next_step(it.state, hour(30)) is None


def test_those_who_filed_nothing_are_reminded_in_turn() -> None:
    it = tabled(rules(reminders="6h, 3h"))
    done(it.does(amend("italy", "1", "x", cosponsors=("brazil",)), 1))

    assert it.time(17) == ()
    done(it.time(18))
    # Brazil was named by another, and has filed nothing itself.
    assert it.last(RoundReminded).participants == ("brazil", "china", "france")
    done(it.does(position("france", "A1", "oppose"), 19))
    done(it.does(position("brazil", "A1", "cosponsor"), 19))
    done(it.time(21.5))
    assert it.last(RoundReminded).participants == ("china",)
    assert it.time(22) == ()


def test_a_statement_is_something_filed_and_a_new_round_begins_with_nothing_filed() -> None:
    it = tabled(rules(reminders="3h"))
    done(it.does(MakeStatement(delegation("italy"), Statement.EXPLAIN), 1))
    assert it.state.filed == {"italy"}

    done(it.does(revision(wording={"1": "x"}, until=hour(48)), 2))

    assert it.state.filed == frozenset()


def test_of_reminders_that_were_missed_the_latest_is_sent_and_none_after_the_end() -> None:
    it = tabled(rules(reminders="6h, 3h, 1h"))

    step = next_step(it.state, hour(22))
    assert step is not None
    assert step.act == RemindOfRound(TIME, 1, 1)
    done(it.time(22))
    assert it.does(RemindOfRound(TIME, 1, 1), 22) == ()
    assert it.does(RemindOfRound(TIME, 2, 2), 22) == ()
    assert it.does(RemindOfRound(TIME, 1, 9), 22) == ()
    late = next_step(it.state, hour(24))
    assert late is not None
    assert late.act == CloseRound(TIME, 1)
    assert decide(it.state, RemindOfRound(TIME, 1, 2), hour(24)) == ()


def test_a_round_shorter_than_a_reminder_is_not_reminded_of_too_early() -> None:
    it = tabled(rules(reminders="3 days, 3h"))

    step = next_step(it.state, hour(0))

    assert step is not None
    assert step.at == hour(21)


def test_an_extended_round_is_reminded_of_anew() -> None:
    it = tabled(rules(reminders="3h"))
    done(it.time(21))
    done(it.does(set_round(48), 22))

    step = next_step(it.state, hour(23))

    assert step is not None
    assert (step.at, step.act) == (hour(45), RemindOfRound(TIME, 1, 0))


def test_a_reminder_is_never_overdue() -> None:
    it = tabled(rules(reminders="3h"))

    assert overdue(it.state, hour(22)) is None
    assert overdue(replace(it.state, rungs=9), hour(24)) is None
    assert overdue(it.state, hour(24) + GRACE) == CloseRound(TIME, 1)


def test_a_negotiation_without_an_end_of_its_round_waits_for_the_chair() -> None:
    it = tabled(until=None)

    assert next_step(it.state, hour(1000)) is None
    assert not done(it.does(amend("italy", "1", "x"), 1000))[0].late


def test_nobody_is_reminded_of_a_round_without_an_end() -> None:
    assert tabled(until=None).does(RemindOfRound(TIME, 1, 0), 5) == ()
