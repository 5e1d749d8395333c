"""What the Chair rules: time, the text, and the ways out of a broken silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from nemcon.procedure.acts import (
    AdmitLate,
    CloseEarly,
    Compile,
    Declare,
    EndConsultation,
    Extend,
    Outcome,
    Refer,
    RestoreSilence,
    Resume,
    ResumeOnTime,
    Revise,
    Ruling,
    Suspend,
    WithdrawText,
)
from nemcon.procedure.entries import (
    OutcomeDeclared,
    OutcomeReached,
    PeriodExtended,
    PeriodOpened,
    TextRevised,
)
from nemcon.procedure.people import TIME, Actor, Office
from nemcon.procedure.state import Phase
from nemcon.text.document import Paragraph
from nemcon.timing.durations import parse_duration
from tests.procedure.build import (
    CHAIR,
    SECRETARIAT,
    Part,
    Silence,
    allowed,
    delegation,
    hour,
    refused,
    under_silence,
    wording,
)

ANOTHER = wording(p2="It lasts three days.")
FAR = datetime(9999, 12, 31, tzinfo=UTC)
RULINGS: dict[str, Callable[[Actor], Ruling]] = {
    "extend": lambda actor: Extend(actor, hour(90)),
    "suspend": Suspend,
    "close early": CloseEarly,
    "revise": lambda actor: Revise(actor, ANOTHER, until=hour(90)),
    "refer": Refer,
    "withdraw the text": WithdrawText,
}


def in_consultation(**values: Part) -> Silence:
    """Brazil stopped the period after twelve hours; ten days of consultation run."""
    silence = under_silence(effect="stop", consultation__length="10 days", **values)
    silence.object("brazil", 12, "2")
    assert silence.stands_in(Phase.CONSULTATION)
    return silence


@pytest.mark.parametrize("ruling", RULINGS.values(), ids=list(RULINGS))
@pytest.mark.parametrize("actor", [delegation("brazil"), SECRETARIAT, TIME])
def test_only_the_chair_rules(ruling: Callable[[Actor], Ruling], actor: Actor) -> None:
    assert refused(under_silence().act(ruling(actor), hour(1))) == "not-authorised"


@pytest.mark.parametrize("ruling", RULINGS.values(), ids=list(RULINGS))
def test_no_ruling_between_the_deadline_and_the_closing(
    ruling: Callable[[Actor], Ruling],
) -> None:
    assert refused(under_silence().act(ruling(CHAIR), hour(72.001))) == "deadline-passed"


@pytest.mark.parametrize("ruling", RULINGS.values(), ids=list(RULINGS))
def test_no_ruling_after_the_end(ruling: Callable[[Actor], Ruling]) -> None:
    assert refused(under_silence().act(ruling(CHAIR), hour(80))) == "wrong-phase"


def test_the_bureau_rules_where_the_rules_let_it() -> None:
    silence = under_silence(extension__by=["chair", "bureau"])
    assert allowed(silence.act(Extend(Actor(Office.BUREAU), hour(90)), hour(1)))


@pytest.mark.parametrize(
    ("key", "ruling"),
    [
        ("extension__by", "extend"),
        ("suspension__by", "suspend"),
        ("early_close__by", "close early"),
    ],
)
def test_what_the_rules_give_to_nobody_is_not_foreseen(key: str, ruling: str) -> None:
    values: dict[str, Part] = {key: "none"}
    answer = under_silence(**values).act(RULINGS[ruling](CHAIR), hour(1))
    assert refused(answer) == "not-foreseen"
    assert answer.rule == key.replace("__", ".")


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


@pytest.mark.parametrize(
    "act",
    [Extend(CHAIR, FAR), Suspend(CHAIR, until=FAR), Revise(CHAIR, ANOTHER, until=FAR)],
    ids=["extend", "suspend", "revise"],
)
def test_a_date_beyond_a_century_is_taken_for_a_slip(act: Ruling) -> None:
    assert refused(under_silence().act(act, hour(1))) == "too-far-ahead"


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


# The text.


def test_a_revision_opens_a_new_round_in_which_earlier_objections_do_not_stand() -> None:
    silence = in_consultation()

    answer = silence.chair(Revise, 20, ANOTHER, until=hour(92))

    assert allowed(answer) == ["TextRevised", "PeriodOpened"]
    revised = silence.last(TextRevised)
    assert revised.text.name == "Draft decision, Rev.1"
    assert revised.text_digest == revised.text.digest()
    assert (silence.state.book, silence.state.round) == (2, 2)
    assert silence.state.outstanding == ()
    assert silence.wait(93).state.outcome is Outcome.ADOPTED
    assert silence.state.decided_at == hour(92)


def test_a_revision_is_possible_in_every_phase_before_the_end() -> None:
    running, suspended = under_silence(), under_silence()
    suspended.chair(Suspend, 5)
    for silence in (running, suspended, in_consultation()):
        answer = silence.chair(Revise, 20, ANOTHER, length=parse_duration("24h"))
        assert allowed(answer) == ["TextRevised", "PeriodOpened"]
        assert silence.last(PeriodOpened).deadline == hour(44)
        assert silence.last(PeriodOpened).cause == "revised"


def test_an_objection_that_crossed_a_revision_is_not_laid_against_the_new_text() -> None:
    silence = under_silence()
    silence.chair(Revise, 20, ANOTHER, until=hour(92))

    assert refused(silence.object("norway", 19.999)) == "text-revised"
    assert allowed(silence.object("norway", 20.001)) == ["Filed", "SilenceBroken"]


def test_a_revision_must_change_something() -> None:
    silence = in_consultation()
    same = wording(p2="It lasts two days.")
    assert refused(silence.chair(Revise, 20, (), until=hour(92))) == "no-wording"
    assert refused(silence.chair(Revise, 20, same, until=hour(92))) == "no-change"


def test_a_revision_needs_a_deadline() -> None:
    silence = in_consultation()
    assert refused(silence.chair(Revise, 20, ANOTHER)) == "no-deadline"
    assert refused(silence.chair(Revise, 20, ANOTHER, until=hour(20))) == "deadline-not-ahead"


def test_a_new_paragraph_may_be_objected_to_in_the_new_round() -> None:
    silence = in_consultation()
    silence.chair(Revise, 20, wording(**{"p2 bis": "It may be prolonged."}), until=hour(92))

    assert allowed(silence.object("egypt", 21, "2 bis"))


# The ways out.


def test_silence_is_restored_for_what_was_left_once_objections_are_withdrawn() -> None:
    silence = in_consultation()
    assert refused(silence.chair(RestoreSilence, 20)) == "objections-outstanding"
    silence.withdraw("brazil", 21)

    answer = silence.chair(RestoreSilence, 22, because="Brazil has withdrawn.")

    assert allowed(answer) == ["SilenceRestored", "PeriodOpened"]
    assert (silence.state.book, silence.state.round) == (2, 1)
    assert silence.last(PeriodOpened).deadline == hour(22 + 60)
    assert silence.wait(83).state.outcome is Outcome.ADOPTED


def test_silence_is_restored_for_what_was_left_when_a_suspended_period_was_broken() -> None:
    silence = under_silence(effect="stop", consultation__length="10 days")
    silence.chair(Suspend, 2)
    silence.object("brazil", 100)
    silence.withdraw("brazil", 101)

    silence.chair(RestoreSilence, 102)

    assert silence.last(PeriodOpened).deadline == hour(102 + 70)


def test_where_nothing_was_left_of_the_period_a_deadline_must_be_given() -> None:
    silence = under_silence(consultation__length="10 days")
    silence.object("brazil", 5)
    silence.wait(73)
    silence.withdraw("brazil", 80)

    assert refused(silence.chair(RestoreSilence, 81)) == "no-deadline"
    assert allowed(silence.chair(RestoreSilence, 81, until=hour(100)))
    assert silence.wait(101).state.closed_books == (1, 2)


def test_silence_is_restored_to_a_deadline_ahead() -> None:
    silence = in_consultation()
    silence.withdraw("brazil", 21)
    assert refused(silence.chair(RestoreSilence, 22, until=hour(22))) == "deadline-not-ahead"


def test_silence_is_restored_only_from_consultation() -> None:
    assert refused(under_silence().chair(RestoreSilence, 5)) == "wrong-phase"


def test_a_text_is_referred_from_any_phase_before_the_end() -> None:
    for silence in (under_silence(), in_consultation()):
        silence.chair(Refer, 20, "the tenth session", because="It needs debate.")
        assert silence.state.outcome is Outcome.REFERRED
        assert (silence.state.to, silence.state.decided_at) == ("the tenth session", hour(20))
        assert silence.wait(2000).state.ended


def test_a_text_is_withdrawn_from_any_phase_before_the_end() -> None:
    for silence in (under_silence(), in_consultation()):
        silence.chair(WithdrawText, 20, because="No longer needed.")
        assert silence.state.outcome is Outcome.WITHDRAWN
        assert silence.state.because == "No longer needed."


def test_a_compilation_is_made_from_consultation_alone() -> None:
    assert refused(under_silence().chair(Compile, 20)) == "wrong-phase"
    silence = in_consultation()

    silence.chair(Compile, 20, "the tenth session")

    assert silence.state.outcome is Outcome.COMPILED
    assert silence.state.compiled == ("1", "2", "3")
    assert silence.last(OutcomeReached).contested == ("2",)


def test_nothing_is_ruled_once_the_time_for_consultation_has_run_out() -> None:
    silence = in_consultation()
    for act in (Compile(CHAIR), Declare(CHAIR, Outcome.ADOPTED), RestoreSilence(CHAIR)):
        assert refused(silence.act(act, hour(252))) == "deadline-passed"


@pytest.mark.parametrize("end", ["not-adopted", "compiled", "referred", "lapsed"])
def test_a_consultation_that_runs_out_has_the_outcome_of_the_rules(end: str) -> None:
    silence = in_consultation(consultation__at_end=end)

    silence.wait(253)

    assert silence.state.outcome == end
    assert silence.state.decided_at == hour(12 if end == "not-adopted" else 252)
    assert silence.last(OutcomeReached).rule == "consultation.at_end"


def test_a_consultation_ends_once_not_early_and_for_its_own_book() -> None:
    silence = in_consultation()

    assert allowed(silence.time(EndConsultation(TIME, 2), hour(253))) == []
    assert refused(silence.time(EndConsultation(TIME, 1), hour(252))) == "too-early"
    assert allowed(silence.time(EndConsultation(TIME, 1), hour(253))) == ["OutcomeReached"]
    assert allowed(silence.time(EndConsultation(TIME, 1), hour(254))) == []


def test_a_text_whose_objections_were_withdrawn_but_not_restored_is_not_adopted() -> None:
    silence = in_consultation()
    silence.withdraw("brazil", 20)
    assert silence.wait(300).state.outcome is Outcome.NOT_ADOPTED


# Findings.


def test_a_finding_stands_beside_the_computed_outcome() -> None:
    silence = under_silence()
    silence.object("brazil", 5)
    silence.wait(73)

    silence.chair(Declare, 80, Outcome.ADOPTED, because="Brazil withdrew by telephone.")

    found = silence.last(OutcomeDeclared)
    assert (found.outcome, found.computed) == (Outcome.ADOPTED, Outcome.NOT_ADOPTED)
    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.state.computed is Outcome.NOT_ADOPTED
    assert silence.state.adopted == silence.state.text.numbers
    assert silence.state.decided_at == hour(72)


def test_a_finding_in_consultation_ends_it() -> None:
    silence = in_consultation()
    silence.chair(Declare, 20, Outcome.REFERRED)

    assert silence.state.ended
    assert silence.state.decided_at == hour(20)
    assert silence.wait(1000).state.outcome is Outcome.REFERRED


def test_where_the_rules_leave_it_to_a_finding_they_compute_nothing() -> None:
    silence = under_silence(effect="judged")
    silence.object("brazil", 1)
    silence.wait(73)
    silence.chair(Declare, 80, Outcome.ADOPTED)

    assert silence.state.declared is Outcome.ADOPTED
    assert silence.state.computed is None


def test_nothing_is_found_while_silence_runs() -> None:
    assert refused(under_silence().chair(Declare, 5, Outcome.ADOPTED)) == "wrong-phase"


@pytest.mark.parametrize(
    "act",
    [
        Declare(SECRETARIAT, Outcome.ADOPTED),
        RestoreSilence(SECRETARIAT),
        Compile(SECRETARIAT),
        Resume(SECRETARIAT),
        AdmitLate(SECRETARIAT, "brazil"),
    ],
    ids=lambda act: type(act).__name__,
)
def test_the_secretariat_does_not_rule(act: Ruling) -> None:
    silence = in_consultation(late__admitted_by="chair")
    assert refused(silence.act(act, hour(20))) == "not-authorised"
