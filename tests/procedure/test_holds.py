"""Holds: objections that stop the clock for a time of their own."""

from __future__ import annotations

from nemcon.procedure.acts import AdmitLate, File, Kind, Outcome, Resume, ResumeOnTime, Suspend
from nemcon.procedure.entries import HoldLapsed
from nemcon.procedure.people import TIME
from nemcon.procedure.state import Phase
from tests.procedure.build import allowed, delegation, hour, refused, under_silence


def test_a_hold_suspends_the_period_and_lapses() -> None:
    silence = under_silence(effect="hold", hold="48h")

    assert allowed(silence.object("brazil", 10)) == ["Filed", "PeriodSuspended"]
    assert silence.stands_in(Phase.SUSPENDED)
    assert silence.state.resumes_at == hour(58)

    silence.wait(58)
    assert silence.stands_in(Phase.UNDER_SILENCE)
    assert silence.state.deadline is not None
    assert silence.state.deadline.instant == hour(120)
    assert silence.state.filings[0].lapsed
    assert silence.wait(121).state.outcome is Outcome.ADOPTED


def test_a_hold_that_was_placed_later_still_suspends_when_the_first_one_lapses() -> None:
    silence = under_silence(effect="hold", hold="48h")
    silence.object("brazil", 10)
    silence.object("egypt", 30)
    silence.wait(58)

    assert len(silence.last(HoldLapsed).filings) == 1
    assert [f.participant for f in silence.state.outstanding] == ["egypt"]
    assert silence.stands_in(Phase.SUSPENDED)
    assert silence.state.resumes_at == hour(78)

    assert silence.wait(141).state.outcome is Outcome.ADOPTED
    assert silence.state.decided_at == hour(78 + 62)


def test_a_hold_may_be_renewed() -> None:
    silence = under_silence(effect="hold", hold="48h")
    silence.object("brazil", 10)
    silence.object("brazil", 50)
    silence.wait(97)
    assert silence.stands_in(Phase.SUSPENDED)
    assert silence.wait(99).stands_in(Phase.UNDER_SILENCE)


def test_the_period_runs_on_when_the_last_hold_is_withdrawn() -> None:
    silence = under_silence(effect="hold", hold="48h")
    silence.object("brazil", 10)
    silence.object("egypt", 11)

    assert allowed(silence.withdraw("brazil", 20)) == ["ObjectionWithdrawn"]
    assert allowed(silence.withdraw("egypt", 30)) == ["ObjectionWithdrawn", "PeriodResumed"]
    assert silence.wait(93).state.decided_at == hour(92)


def test_a_withdrawn_hold_does_not_end_a_suspension_by_the_chair() -> None:
    silence = under_silence(effect="hold", hold="48h")
    silence.chair(Suspend, 5)
    silence.object("brazil", 10)

    assert allowed(silence.withdraw("brazil", 20)) == ["ObjectionWithdrawn"]
    assert silence.stands_in(Phase.SUSPENDED)


def test_a_hold_that_ran_out_while_the_chair_had_suspended_has_lapsed() -> None:
    silence = under_silence(effect="hold", hold="1h")
    silence.chair(Suspend, 5, until=hour(20))
    silence.object("brazil", 10)
    silence.wait(200)

    assert len(silence.all(HoldLapsed)) == 1
    assert silence.state.decided_at == hour(20 + 67)


def test_a_hold_outlasts_the_suspension_in_which_it_was_placed() -> None:
    silence = under_silence(effect="hold", hold="48h")
    silence.chair(Suspend, 5)
    silence.object("brazil", 10)

    assert allowed(silence.chair(Resume, 20)) == ["PeriodSuspended"]
    assert silence.state.resumes_at == hour(58)
    assert silence.wait(200).state.decided_at == hour(58 + 67)


def test_the_chair_cannot_end_a_hold_before_its_time() -> None:
    silence = under_silence(effect="hold", hold="48h")
    silence.object("brazil", 10)

    assert refused(silence.chair(Resume, 20)) == "hold-stands"


def test_a_late_hold_that_has_run_out_when_it_is_admitted_changes_nothing() -> None:
    silence = under_silence(effect="hold", hold="1h", late__admitted_by="chair")
    silence.act(File(delegation("brazil"), Kind.OBJECT), hour(73))

    admitted = allowed(silence.chair(AdmitLate, 80, participant="brazil"))
    assert admitted == ["LateFilingAdmitted", "HoldLapsed"]
    assert silence.state.outcome is Outcome.ADOPTED


def test_a_hold_does_not_move_the_end_of_a_suspension() -> None:
    silence = under_silence(effect="hold", hold="48h")
    silence.chair(Suspend, 5, until=hour(20))

    assert allowed(silence.object("brazil", 10)) == ["Filed"]
    assert silence.state.resumes_at == hour(20)


def test_a_hold_is_not_resumed_before_its_time() -> None:
    silence = under_silence(effect="hold", hold="48h")
    silence.object("brazil", 10)
    assert refused(silence.time(ResumeOnTime(TIME, 1), hour(57))) == "too-early"
