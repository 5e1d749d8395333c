"""What the Chair rules on time: a period extended, suspended and resumed."""

from __future__ import annotations

from datetime import UTC, datetime

from nemcon.procedure.acts import CloseEarly, Extend, Outcome, Resume, ResumeOnTime, Revise, Suspend
from nemcon.procedure.entries import PeriodExtended
from nemcon.procedure.people import TIME
from nemcon.procedure.state import Phase
from nemcon.text.document import Paragraph
from tests.procedure.build import CHAIR, allowed, hour, refused, under_silence, wording

ANOTHER = wording(p2="It lasts three days.")
FAR = datetime(9999, 12, 31, tzinfo=UTC)


# Extension.


def test_an_extension_moves_the_deadline() -> None:
    silence = under_silence()

    silence.chair(Extend, 10, hour(96), because="Capitals ask for time.")

    moved = silence.last(PeriodExtended)
    assert (moved.previous, moved.deadline) == (hour(72), hour(96))
    silence.object("brazil", 90)
    assert not silence.state.filings[0].late
    assert silence.wait(97).state.outcome is Outcome.NOT_ADOPTED


def test_an_extension_is_warned_of_like_a_launch() -> None:
    silence = under_silence(period__maximum="5 days")
    silence.chair(Extend, 10, until=hour(24 * 5 + 1))  # a Saturday, and beyond five days

    assert silence.state.warnings == ("period-above-maximum", "deadline-on-weekend")
    silence.chair(Extend, 11, until=hour(24 * 7))
    assert silence.state.warnings == ("period-above-maximum",)


def test_an_extension_must_be_later_than_the_deadline() -> None:
    silence = under_silence()
    for until in (hour(60), hour(72)):
        assert refused(silence.chair(Extend, 10, until)) == "extension-not-later"


def test_an_extension_is_refused_once_the_rules_allow_no_more() -> None:
    silence = under_silence(extension__times=1)
    silence.chair(Extend, 10, hour(80))

    answer = silence.chair(Extend, 11, hour(90))
    assert refused(answer) == "extended-enough"
    assert answer.rule == "extension.times"


def test_each_new_period_may_be_extended_anew() -> None:
    silence = under_silence(extension__times=1)
    silence.chair(Extend, 10, hour(80))
    silence.chair(Revise, 20, ANOTHER, until=hour(100))

    assert allowed(silence.chair(Extend, 30, hour(120)))


def test_a_broken_silence_that_runs_on_may_be_extended() -> None:
    silence = under_silence()
    silence.object("brazil", 5)
    assert allowed(silence.chair(Extend, 10, hour(80)))


# Suspension.


def test_a_suspension_keeps_what_is_left_of_the_period() -> None:
    silence = under_silence()
    silence.chair(Suspend, 10)
    assert silence.wait(500).stands_in(Phase.SUSPENDED)

    silence.chair(Resume, 500)

    assert silence.state.deadline is not None
    assert silence.state.deadline.instant == hour(562)


def test_a_period_may_resume_to_a_given_deadline() -> None:
    silence = under_silence()
    silence.chair(Suspend, 10)
    assert refused(silence.chair(Resume, 20, until=hour(20))) == "deadline-not-ahead"
    assert refused(silence.chair(Resume, 20, until=FAR)) == "too-far-ahead"

    silence.chair(Resume, 20, until=hour(30))
    assert silence.wait(31).state.decided_at == hour(30)


def test_a_period_resumes_for_less_than_was_left_only_where_it_may_be_closed_early() -> None:
    silence = under_silence(early_close__by="none")
    silence.chair(Suspend, 10)

    assert refused(silence.chair(Resume, 20, until=hour(81))) == "not-foreseen"
    assert allowed(silence.chair(Resume, 20, until=hour(82))) == ["PeriodResumed"]


def test_a_later_period_is_warned_of_like_the_first() -> None:
    silence = under_silence(period__minimum="48h")
    assert silence.state.warnings == ()

    silence.chair(Revise, 10, (Paragraph("1", "Other words."),), until=hour(20))
    assert silence.state.warnings == ("period-below-minimum",)

    silence.chair(Revise, 12, (Paragraph("1", "Better words."),), until=hour(90))
    assert silence.state.warnings == ()


def test_a_suspension_to_a_time_ends_by_itself() -> None:
    silence = under_silence()
    silence.chair(Suspend, 10, until=hour(20))

    silence.wait(21)

    assert silence.state.phase is Phase.UNDER_SILENCE
    assert silence.wait(100).state.decided_at == hour(82)


def test_a_suspension_that_nobody_noticed_ending_gives_the_same_deadline() -> None:
    silence = under_silence()
    silence.chair(Suspend, 10, until=hour(20))

    silence.object("brazil", 81.9)

    assert not silence.state.filings[0].late
    assert silence.wait(100).state.outcome is Outcome.NOT_ADOPTED
    assert silence.state.decided_at == hour(82)


def test_a_suspension_must_end_ahead() -> None:
    assert refused(under_silence().chair(Suspend, 10, until=hour(10))) == "not-ahead"


def test_only_a_running_period_is_suspended_and_only_a_suspended_one_resumes() -> None:
    silence = under_silence()
    assert refused(silence.chair(Resume, 5)) == "wrong-phase"
    silence.chair(Suspend, 10)
    for act in (Suspend(CHAIR), CloseEarly(CHAIR), Extend(CHAIR, hour(90))):
        assert refused(silence.act(act, hour(11))) == "wrong-phase"


def test_the_end_of_a_suspension_comes_once_and_for_its_own_period() -> None:
    silence = under_silence()
    silence.chair(Suspend, 10, until=hour(20))

    assert allowed(silence.time(ResumeOnTime(TIME, 2), hour(21))) == []
    assert refused(silence.time(ResumeOnTime(TIME, 1), hour(19))) == "too-early"
    assert allowed(silence.time(ResumeOnTime(TIME, 1), hour(21))) == ["PeriodResumed"]
    assert allowed(silence.time(ResumeOnTime(TIME, 1), hour(21))) == []
