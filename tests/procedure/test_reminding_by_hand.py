"""Reminding by hand: to whom a reminder goes, who may send one, and how often."""

from __future__ import annotations

import pytest

from nemcon.procedure import acts as a
from nemcon.procedure.acts import Kind
from nemcon.procedure.entries import ReminderIssued
from nemcon.procedure.notices import Notice, letters_for
from nemcon.procedure.people import TIME, Actor, Office
from nemcon.procedure.reminders import DelegationsReminded, RemindDelegations, Whom

from .build import (
    CHAIR,
    MEMBERS,
    SECRETARIAT,
    Answer,
    Part,
    Silence,
    allowed,
    delegation,
    hour,
    refused,
    under_silence,
)


def files(silence: Silence, who: str, kind: Kind, at: float = 1) -> None:
    assert isinstance(silence.act(a.File(delegation(who), kind, says="So."), hour(at)), tuple)


def remind(
    silence: Silence, at: float, whom: Whom = Whom.NOT_ACTED, by: Actor = SECRETARIAT, **more: Part
) -> Answer:
    return silence.act(RemindDelegations(by, whom, **more), hour(at))


def test_it_goes_to_members_that_have_filed_nothing_whether_they_acknowledged_or_not() -> None:
    silence = under_silence()
    files(silence, "brazil", Kind.ACKNOWLEDGE)
    files(silence, "egypt", Kind.EXPLAIN)
    remind(silence, 2)
    assert silence.last(DelegationsReminded).participants == ("brazil", "norway", "japan")


def test_it_can_go_to_those_alone_that_have_given_no_sign_of_life() -> None:
    silence = under_silence()
    files(silence, "brazil", Kind.ACKNOWLEDGE)
    files(silence, "egypt", Kind.EXPLAIN)
    remind(silence, 2, Whom.NOT_ACKNOWLEDGED)
    assert silence.last(DelegationsReminded).participants == ("norway", "japan")


@pytest.mark.parametrize("whom", list(Whom))
def test_whoever_has_objected_is_not_reminded_nor_is_who_withdrew(whom: Whom) -> None:
    silence = under_silence(effect="collect")
    files(silence, "brazil", Kind.OBJECT)
    files(silence, "egypt", Kind.OBJECT)
    silence.act(a.WithdrawObjection(delegation("egypt")), hour(2))
    remind(silence, 3, whom)
    assert silence.last(DelegationsReminded).participants == ("norway", "japan")


def test_whom_no_letter_reached_is_left_out_and_the_letters_go_to_the_others() -> None:
    silence = under_silence()
    remind(silence, 2, unreached=("japan", "unesco"))
    (letter,) = letters_for(silence.recorded[-1], silence.state)
    assert (letter.notice, letter.to) == (Notice.REMINDER, ("brazil", "egypt", "norway"))


def test_one_that_would_go_to_nobody_is_refused() -> None:
    silence = under_silence()
    assert refused(remind(silence, 2, unreached=MEMBERS)) == "nobody-to-remind"


def test_one_that_would_go_to_others_than_was_shown_is_refused() -> None:
    silence = under_silence()
    files(silence, "brazil", Kind.OBJECT)
    assert refused(remind(silence, 2, number=4)) == "reminder-changed"
    assert allowed(remind(silence, 2, number=3)) == ["DelegationsReminded"]


@pytest.mark.parametrize("by", [delegation("brazil"), TIME])
def test_neither_a_delegation_nor_time_sends_one(by: Actor) -> None:
    assert refused(remind(under_silence(), 2, by=by)) == "not-authorised"


@pytest.mark.parametrize("by", [CHAIR, SECRETARIAT, Actor(Office.BUREAU, person="the rapporteur")])
def test_the_chair_the_bureau_and_the_secretariat_may_send_one(by: Actor) -> None:
    assert allowed(remind(under_silence(), 2, by=by)) == ["DelegationsReminded"]


def test_a_second_one_within_the_hour_has_to_be_asked_for_as_such() -> None:
    silence = under_silence()
    remind(silence, 2)
    assert refused(remind(silence, 2.9)) == "reminded-lately"
    assert allowed(remind(silence, 2.9, again=True)) == ["DelegationsReminded"]
    assert refused(remind(silence, 3.1)) == "reminded-lately"
    assert allowed(remind(silence, 3.9)) == ["DelegationsReminded"]


def test_a_reminder_of_the_clock_counts_for_that_hour_unless_it_went_to_nobody() -> None:
    silence = under_silence(period__reminders=["24h"])
    silence.time(a.Remind(TIME, 1, 0), hour(48))
    assert silence.last(ReminderIssued).participants == MEMBERS
    assert refused(remind(silence, 48.5)) == "reminded-lately"


def test_a_fourth_one_within_a_day_is_refused_whatever_is_said() -> None:
    silence = under_silence()
    for at in (2, 5, 8):
        assert allowed(remind(silence, at)) == ["DelegationsReminded"]
    assert refused(remind(silence, 20, again=True)) == "reminded-enough"
    assert allowed(remind(silence, 26)) == ["DelegationsReminded"]


def test_none_is_sent_while_the_period_stands_still_or_is_over() -> None:
    silence = under_silence()
    silence.act(a.Suspend(CHAIR, "The translation is missing."), hour(1))
    assert refused(remind(silence, 2)) == "wrong-phase"
    silence.act(a.Resume(CHAIR, "It is there."), hour(3))
    assert refused(remind(silence, 100)) in {"wrong-phase", "deadline-passed"}


def test_it_leaves_the_reminders_of_the_clock_as_they_were() -> None:
    silence = under_silence(period__reminders=["24h"])
    remind(silence, 2)
    assert allowed(silence.time(a.Remind(TIME, 1, 0), hour(48))) == ["ReminderIssued"]
