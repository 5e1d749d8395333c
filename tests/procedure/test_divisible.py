"""Texts whose paragraphs are adopted without those that somebody objected to."""

from __future__ import annotations

import pytest

from nemcon.procedure.acts import Compile, Outcome, Refer, RestoreSilence, Revise, WithdrawText
from nemcon.procedure.entries import ParagraphsAdopted, SilenceBroken
from nemcon.procedure.outcome_entries import OutcomeReached
from nemcon.procedure.state import Phase
from tests.procedure.build import Part, Silence, allowed, hour, refused, under_silence, wording


def divisible(**values: Part) -> Silence:
    return under_silence({"divisible": True}, **values)


def partly_adopted() -> Silence:
    """Paragraphs 1 and 3 were adopted; paragraph 2 is in consultation for ten days."""
    silence = divisible(consultation__length="10 days")
    silence.object("brazil", 5, "2")
    return silence.wait(73)


def test_the_paragraphs_that_nobody_objected_to_are_adopted_at_the_deadline() -> None:
    silence = partly_adopted()

    assert silence.last(ParagraphsAdopted).paragraphs == ("1", "3")
    assert silence.last(ParagraphsAdopted).at == hour(72)
    assert silence.state.open_paragraphs == ("2",)
    assert silence.stands_in(Phase.CONSULTATION)


def test_when_consultation_fails_the_text_is_partly_adopted_from_the_deadline_on() -> None:
    silence = partly_adopted().wait(400)

    assert silence.state.outcome is Outcome.PARTLY_ADOPTED
    assert silence.state.decided_at == hour(72)
    assert silence.state.adopted == ("1", "3")
    assert silence.state.contested == ("2",)


def test_without_objections_a_divisible_text_is_adopted_whole() -> None:
    silence = divisible().wait(73)
    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.all(ParagraphsAdopted) == []


def test_an_objection_to_the_whole_text_adopts_nothing() -> None:
    silence = divisible()
    silence.object("brazil", 5)
    silence.wait(73)
    assert silence.state.outcome is Outcome.NOT_ADOPTED
    assert silence.state.adopted == ()


def test_objections_to_every_paragraph_adopt_nothing() -> None:
    silence = divisible()
    for number in ("1", "2", "3"):
        silence.object("brazil", 5, number)
    assert silence.wait(73).state.outcome is Outcome.NOT_ADOPTED


def test_the_threshold_is_counted_by_paragraph() -> None:
    silence = divisible(effect="threshold", threshold=2)
    silence.object("brazil", 5, "1", "2")
    silence.object("egypt", 5, "2", "3")
    silence.wait(73)
    assert silence.state.adopted == ("1", "3")


def test_where_objections_stop_the_period_one_to_a_paragraph_lets_the_others_run() -> None:
    silence = divisible(effect="stop", consultation__length="10 days")

    silence.object("brazil", 5, "2")
    assert not silence.last(SilenceBroken).ends_period
    assert silence.stands_in(Phase.UNDER_SILENCE)

    silence.object("egypt", 6)
    assert silence.last(SilenceBroken).ends_period
    assert silence.stands_in(Phase.CONSULTATION)
    assert silence.state.adopted == ()


def test_the_contested_rest_may_be_revised_and_adopted() -> None:
    silence = partly_adopted()
    silence.chair(Revise, 80, wording(p2="It lasts one day."), until=hour(100))
    silence.wait(101)

    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.state.adopted == ("1", "2", "3")
    assert silence.state.decided_at == hour(100)


def test_what_was_adopted_is_no_longer_open() -> None:
    silence = partly_adopted()
    answer = silence.chair(Revise, 80, wording(p1="Other."), until=hour(100))
    assert refused(answer) == "paragraph-adopted"

    silence.chair(Revise, 80, wording(p2="Other."), until=hour(100))
    assert refused(silence.object("egypt", 81, "1", "2")) == "paragraph-adopted"
    assert allowed(silence.object("egypt", 81))
    assert silence.wait(101).state.adopted == ("1", "3")


def test_the_contested_rest_may_run_again_once_the_objection_is_withdrawn() -> None:
    silence = partly_adopted()
    silence.withdraw("brazil", 80)
    silence.chair(RestoreSilence, 81, until=hour(100))
    assert silence.wait(101).state.outcome is Outcome.ADOPTED


def test_the_contested_rest_goes_to_the_compilation() -> None:
    silence = partly_adopted()
    silence.chair(Compile, 80, "the next session")

    reached = silence.last(OutcomeReached)
    assert reached.outcome is Outcome.PARTLY_ADOPTED
    assert (reached.adopted, reached.compiled, reached.to) == (
        ("1", "3"),
        ("2",),
        "the next session",
    )


def test_the_contested_rest_is_compiled_where_the_rules_say_so() -> None:
    silence = divisible(consultation__length="10 days", consultation__at_end="compiled")
    silence.object("brazil", 5, "2")
    silence.wait(400)

    assert silence.state.outcome is Outcome.PARTLY_ADOPTED
    assert silence.state.compiled == ("2",)


def test_a_referral_of_the_rest_leaves_a_partial_adoption() -> None:
    silence = partly_adopted()
    silence.chair(Refer, 80, "the plenary")
    assert silence.state.outcome is Outcome.PARTLY_ADOPTED
    assert silence.state.to == "the plenary"


def test_a_withdrawal_of_the_text_says_so_and_names_what_had_been_adopted() -> None:
    silence = partly_adopted()
    silence.chair(WithdrawText, 80)
    assert silence.state.outcome is Outcome.WITHDRAWN
    assert silence.state.adopted == ("1", "3")


@pytest.mark.parametrize("effect", ["to-meeting", "to-vote", "terminate"])
def test_what_ends_the_procedure_waits_for_the_paragraphs_that_still_run(effect: str) -> None:
    silence = divisible(effect=effect)
    silence.object("brazil", 5, "2")
    assert silence.stands_in(Phase.UNDER_SILENCE)

    silence.wait(73)
    assert silence.state.outcome is Outcome.PARTLY_ADOPTED
    assert silence.state.adopted == ("1", "3")
