"""What the Chair rules on the text: revisions, the ways out of a broken silence, findings."""

from __future__ import annotations

import pytest

from nemcon.procedure.acts import (
    AdmitLate,
    Compile,
    Declare,
    EndConsultation,
    Outcome,
    Refer,
    RestoreSilence,
    Resume,
    Revise,
    Ruling,
    Suspend,
    WithdrawText,
)
from nemcon.procedure.entries import PeriodOpened, TextRevised
from nemcon.procedure.outcome_entries import OutcomeDeclared, OutcomeReached
from nemcon.procedure.people import TIME
from nemcon.procedure.state import Phase
from nemcon.timing.durations import parse_duration
from tests.procedure.build import (
    CHAIR,
    SECRETARIAT,
    Part,
    Silence,
    allowed,
    hour,
    refused,
    under_silence,
    wording,
)

ANOTHER = wording(p2="It lasts three days.")


def in_consultation(**values: Part) -> Silence:
    """Brazil stopped the period after twelve hours; ten days of consultation run."""
    silence = under_silence(effect="stop", consultation__length="10 days", **values)
    silence.object("brazil", 12, "2")
    assert silence.stands_in(Phase.CONSULTATION)
    return silence


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
