"""What an objection does, body by body, and how objections are counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nemcon.procedure.acts import Declare, Outcome, Suspend
from nemcon.procedure.effects import EFFECTS
from nemcon.procedure.entries import BookClosed, ConsultationOpened, SilenceBroken
from nemcon.procedure.outcome_entries import OutcomeReached
from nemcon.procedure.state import Phase
from nemcon.procedure.threshold import Tally, Threshold
from tests.procedure.build import Silence, allowed, hour, roll, under_silence

ENDING_AT_ONCE = {
    "to-meeting": Outcome.REFERRED,
    "to-vote": Outcome.VOTED,
    "terminate": Outcome.NOT_ADOPTED,
}


def at_the_deadline(silence: Silence) -> Silence:
    return silence.wait(73)


# One effect after the other.


def test_stop_ends_the_period_at_once_and_opens_consultation() -> None:
    silence = under_silence(effect="stop", consultation__length="10 days")

    assert allowed(silence.object("brazil", 5)) == ["Filed", "SilenceBroken", "ConsultationOpened"]

    assert silence.last(SilenceBroken).ends_period
    assert silence.state.consultation_until == hour(5 + 240)
    assert silence.wait(100).state.closed_books == ()


def test_stop_without_time_for_consultation_ends_the_procedure_there_and_then() -> None:
    silence = under_silence(effect="stop")

    assert allowed(silence.object("brazil", 5)) == ["Filed", "SilenceBroken", "OutcomeReached"]

    assert silence.state.outcome is Outcome.NOT_ADOPTED
    assert silence.state.decided_at == hour(5)


def test_stop_breaks_a_suspended_period_too() -> None:
    silence = under_silence(effect="stop", consultation__length="10 days")
    silence.chair(Suspend, 2, until=hour(30))
    silence.object("brazil", 5)

    assert silence.stands_in(Phase.CONSULTATION)
    assert silence.wait(40).state.phase is Phase.CONSULTATION


def test_further_objections_in_consultation_are_recorded_and_stand() -> None:
    silence = under_silence(effect="stop", consultation__length="10 days")
    silence.object("brazil", 5)

    assert allowed(silence.object("egypt", 6)) == ["Filed"]
    assert len(silence.state.outstanding) == 2


def test_collect_lets_the_period_run_to_the_deadline() -> None:
    silence = under_silence(consultation__length="10 days")
    silence.object("brazil", 5, "1")
    silence.object("egypt", 6, "3")
    assert silence.stands_in(Phase.UNDER_SILENCE)

    at_the_deadline(silence)

    closed = silence.last(BookClosed)
    assert (closed.kept, closed.contested) == (False, ("1", "3"))
    assert silence.stands_in(Phase.CONSULTATION)
    assert silence.state.consultation_until == hour(72 + 240)


def test_a_text_that_fails_in_consultation_was_not_adopted_from_the_deadline_on() -> None:
    silence = under_silence(consultation__length="10 days")
    silence.object("brazil", 5)
    silence.wait(72 + 241)

    assert silence.state.outcome is Outcome.NOT_ADOPTED
    assert silence.state.decided_at == hour(72)


def test_a_text_that_was_stopped_was_not_adopted_from_the_break_on() -> None:
    silence = under_silence(effect="stop", consultation__length="10 days")
    silence.object("brazil", 5)
    silence.wait(300)

    assert silence.state.outcome is Outcome.NOT_ADOPTED
    assert silence.state.decided_at == hour(5)


@pytest.mark.parametrize(("effect", "outcome"), ENDING_AT_ONCE.items())
def test_some_objections_end_the_procedure_at_once(effect: str, outcome: Outcome) -> None:
    silence = under_silence(effect=effect)

    assert allowed(silence.object("brazil", 5)) == ["Filed", "SilenceBroken", "OutcomeReached"]

    assert silence.state.outcome is outcome
    assert silence.state.decided_at == hour(5)
    assert silence.last(OutcomeReached).rule == "objection.effect"


@pytest.mark.parametrize("effect", [*ENDING_AT_ONCE, "return-to-step"])
def test_without_an_objection_every_effect_adopts(effect: str) -> None:
    assert at_the_deadline(under_silence(effect=effect)).state.outcome is Outcome.ADOPTED


def test_return_to_step_refers_the_text_at_the_deadline() -> None:
    silence = under_silence(effect="return-to-step")
    silence.object("brazil", 5)

    assert at_the_deadline(silence).state.outcome is Outcome.REFERRED
    assert silence.state.decided_at == hour(72)


def test_with_opt_out_the_text_is_adopted_without_the_objectors() -> None:
    silence = under_silence(effect="opt-out")
    silence.object("brazil", 5, on_behalf_of=("Egypt",))
    at_the_deadline(silence)

    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.state.exempt == ("brazil", "egypt")


@pytest.mark.parametrize("effect", ["judged", "escalate"])
def test_with_judged_the_chair_finds_what_follows(effect: str) -> None:
    silence = under_silence(effect=effect)
    silence.object("brazil", 5)
    at_the_deadline(silence)

    assert silence.state.awaits_finding
    assert silence.last(ConsultationOpened).finding
    assert not silence.state.ended

    silence.chair(Declare, 100, Outcome.ADOPTED, because="The objection is met.")
    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.state.computed is None


def test_a_finding_that_is_not_made_in_the_time_for_consultation_has_its_end() -> None:
    silence = under_silence(effect="judged", consultation__length="10 days")
    silence.object("brazil", 5)
    assert silence.wait(400).state.outcome is Outcome.NOT_ADOPTED
    assert silence.state.decided_at == hour(72)


# Counting.


@pytest.mark.parametrize(
    ("threshold", "objectors", "kept"),
    [
        ("1", 0, True),
        ("1", 1, False),
        ("2", 1, True),
        ("2", 2, False),
        ("1/2", 1, True),
        ("1/2", 2, False),
        ("more than 1/2", 2, True),
        ("more than 1/2", 3, False),
        ("majority", 2, True),
        ("majority", 3, False),
        ("more than 1", 1, True),
        ("more than 1", 2, False),
        ("1/100", 0, True),
        ("1/100", 1, False),
    ],
)
def test_objections_are_counted_against_the_threshold(
    threshold: str, objectors: int, kept: bool
) -> None:
    silence = under_silence(effect="threshold", threshold=threshold)
    for name in ("brazil", "egypt", "norway")[:objectors]:
        silence.object(name, 5)

    at_the_deadline(silence)

    assert (silence.state.outcome is Outcome.ADOPTED) is kept
    assert silence.last(BookClosed).kept is kept


def test_a_share_is_one_of_those_with_standing_only() -> None:
    crowd = roll(observers=[f"observer {number}" for number in range(20)])
    silence = under_silence({"roll": crowd}, effect="threshold", threshold="1/2")
    silence.object("brazil", 1)
    silence.object("egypt", 2)

    assert at_the_deadline(silence).state.outcome is Outcome.NOT_ADOPTED


def test_no_threshold_is_reached_by_nobody() -> None:
    assert not Threshold().reached(Tally(0, 0))


def test_two_objections_of_one_delegation_count_once() -> None:
    silence = under_silence(effect="threshold", threshold=2)
    silence.object("brazil", 1, "1")
    silence.object("brazil", 2, "2")
    assert at_the_deadline(silence).state.outcome is Outcome.ADOPTED


@pytest.mark.parametrize(("joint", "kept"), [("each", False), ("once", True)])
def test_a_joint_objection_counts_for_each_or_once(joint: str, kept: bool) -> None:
    silence = under_silence(effect="threshold", threshold=3, joint=joint)
    silence.object("brazil", 1, on_behalf_of=("Egypt", "norway", "UNESCO", "a group"))

    assert (at_the_deadline(silence).state.outcome is Outcome.ADOPTED) is kept


def test_a_joint_objection_counts_for_a_state_that_is_named_in_another_language() -> None:
    silence = under_silence(effect="threshold", threshold=3)
    silence.object("brazil", 1, on_behalf_of=("مصر", "la Norvège", "UNESCO"))

    assert at_the_deadline(silence).state.outcome is not Outcome.ADOPTED
    (filing,) = silence.state.filings
    assert filing.on_behalf_of == ("Egypt", "Norway", "UNESCO")


def test_an_objection_for_a_group_counts_for_its_filer_alone() -> None:
    silence = under_silence(effect="threshold", threshold=2)
    silence.object("brazil", 1, on_behalf_of=("the Group of 77 and China", "UNESCO"))
    assert at_the_deadline(silence).state.outcome is Outcome.ADOPTED


def test_objections_to_different_paragraphs_add_up_on_a_text_that_is_not_divisible() -> None:
    silence = under_silence(effect="threshold", threshold=2)
    silence.object("brazil", 1, "1")
    silence.object("egypt", 1, "3")

    at_the_deadline(silence)

    assert silence.last(BookClosed).contested == ("1", "3")


def test_objections_that_stay_below_the_threshold_do_not_break_a_stopping_silence() -> None:
    silence = under_silence(effect="stop", threshold=2)

    assert allowed(silence.object("brazil", 1)) == ["Filed"]
    assert allowed(silence.object("egypt", 2))[1] == "SilenceBroken"


# Times that nobody fixed.


def test_a_consultation_that_would_end_in_a_skipped_hour_ends_after_it() -> None:
    half_past_two_in_september = datetime(2026, 9, 28, 0, 30, tzinfo=UTC)
    silence = under_silence(
        {"until": half_past_two_in_september},
        consultation__length="6 months",
        period__zone="Europe/Vienna",
    )
    silence.object("brazil", 1)
    silence.wake(half_past_two_in_september + timedelta(hours=1), lambda due: due)

    assert silence.state.consultation_until == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_every_effect_has_a_sentence_for_people() -> None:
    assert all(effect.says.endswith(".") for effect in EFFECTS.values())
    assert all(replace(effect).name == name for name, effect in EFFECTS.items())
