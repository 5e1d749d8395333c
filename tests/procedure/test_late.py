"""Late filings, and what happens when the Chair admits one."""

from __future__ import annotations

import pytest

from nemcon.procedure.acts import (
    AdmitLate,
    Declare,
    Kind,
    Outcome,
    Refer,
    RestoreSilence,
    Revise,
    WithdrawText,
)
from nemcon.procedure.entries import LateFilingAdmitted, ParagraphsAdopted
from nemcon.procedure.outcome_entries import OutcomeReached, OutcomeReopened
from nemcon.procedure.state import Phase
from tests.procedure.build import Part, Silence, allowed, hour, refused, under_silence, wording


def adopted_with_a_late_objection(*paragraphs: str, **values: Part) -> Silence:
    usual: dict[str, Part] = {"late__admitted_by": "chair", "consultation__length": "10 days"}
    silence = under_silence(**(usual | values))
    silence.object("brazil", 73, *paragraphs)
    assert silence.state.outcome is Outcome.ADOPTED
    return silence


def admit(silence: Silence, who: str, at: float) -> list[str]:
    return allowed(silence.chair(AdmitLate, at, who, because="The courier was delayed."))


def test_late_filings_are_admitted_only_where_the_rules_foresee_it() -> None:
    silence = adopted_with_a_late_objection(late__admitted_by="none")
    answer = silence.chair(AdmitLate, 80, "brazil")
    assert refused(answer) == "not-foreseen"
    assert answer.rule == "late.admitted_by"


def test_what_is_not_there_or_not_late_cannot_be_admitted() -> None:
    silence = adopted_with_a_late_objection()
    assert refused(silence.chair(AdmitLate, 80, "egypt")) == "nothing-to-admit"
    assert refused(silence.chair(AdmitLate, 80, "atlantis")) == "no-standing"
    running = under_silence(late__admitted_by="chair")
    running.object("brazil", 1)
    assert refused(running.chair(AdmitLate, 2, "brazil")) == "nothing-to-admit"


def test_an_admitted_objection_sets_the_adoption_aside() -> None:
    silence = adopted_with_a_late_objection()

    assert admit(silence, "brazil", 80) == [
        "LateFilingAdmitted",
        "OutcomeReopened",
        "SilenceBroken",
        "ConsultationOpened",
    ]
    assert silence.last(OutcomeReopened).previous is Outcome.ADOPTED
    assert silence.stands_in(Phase.CONSULTATION)
    assert silence.state.adopted == ()
    assert silence.state.consultation_until == hour(80 + 240)
    assert silence.wait(400).state.outcome is Outcome.NOT_ADOPTED
    assert silence.state.decided_at == hour(80)


def test_an_objection_is_admitted_once() -> None:
    silence = adopted_with_a_late_objection()
    admit(silence, "brazil", 80)
    assert refused(silence.chair(AdmitLate, 81, "brazil")) == "nothing-to-admit"


def test_an_admitted_objection_may_be_withdrawn_and_silence_restored() -> None:
    silence = adopted_with_a_late_objection()
    admit(silence, "brazil", 80)
    silence.withdraw("brazil", 90)
    silence.chair(RestoreSilence, 91, until=hour(100))

    assert silence.wait(101).state.outcome is Outcome.ADOPTED
    assert silence.state.decided_at == hour(100)


def test_an_admitted_statement_changes_no_outcome() -> None:
    silence = under_silence(late__admitted_by="chair")
    silence.file("brazil", 73, Kind.EXPLAIN)

    assert admit(silence, "brazil", 80) == ["LateFilingAdmitted"]
    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.state.filings[0].counted


def test_an_admitted_objection_below_the_threshold_changes_no_outcome() -> None:
    silence = adopted_with_a_late_objection(threshold=2)
    assert admit(silence, "brazil", 80) == ["LateFilingAdmitted"]
    assert silence.state.outcome is Outcome.ADOPTED


def test_admitted_objections_add_up_to_the_threshold() -> None:
    silence = adopted_with_a_late_objection(threshold=2)
    silence.object("egypt", 74)
    admit(silence, "brazil", 80)
    assert "OutcomeReopened" in admit(silence, "egypt", 81)


def test_everything_late_of_a_delegation_is_admitted_together() -> None:
    silence = adopted_with_a_late_objection("1")
    silence.file("brazil", 74, Kind.EXPLAIN)
    silence.object("egypt", 75)
    admit(silence, "brazil", 80)
    assert len(silence.last(LateFilingAdmitted).filings) == 2
    assert [f.participant for f in silence.state.outstanding] == ["brazil"]


@pytest.mark.parametrize(
    ("effect", "outcome"),
    [
        ("to-meeting", Outcome.REFERRED),
        ("to-vote", Outcome.VOTED),
        ("terminate", Outcome.NOT_ADOPTED),
    ],
)
def test_an_admitted_objection_has_the_effect_of_the_rules(effect: str, outcome: Outcome) -> None:
    silence = adopted_with_a_late_objection(effect=effect)
    admit(silence, "brazil", 80)
    assert silence.state.outcome is outcome
    assert silence.state.adopted == ()


def test_an_admitted_opt_out_leaves_the_adoption_and_its_time_as_they_were() -> None:
    silence = adopted_with_a_late_objection(effect="opt-out")
    admit(silence, "brazil", 80)
    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.state.exempt == ("brazil",)
    assert silence.state.decided_at == hour(72)


def test_an_outcome_that_does_not_rest_on_silence_is_not_reopened() -> None:
    silence = under_silence(late__admitted_by="chair", consultation__length="10 days")
    silence.object("egypt", 1)
    silence.object("brazil", 73)
    silence.chair(Refer, 75, "the plenary")

    assert admit(silence, "brazil", 80) == ["LateFilingAdmitted"]
    assert silence.state.outcome is Outcome.REFERRED


def test_what_was_not_adopted_is_not_reopened_by_one_more_objection() -> None:
    silence = under_silence(late__admitted_by="chair")
    silence.object("egypt", 1)
    silence.object("brazil", 73)
    assert silence.state.outcome is Outcome.NOT_ADOPTED

    assert admit(silence, "brazil", 80) == ["LateFilingAdmitted"]
    assert silence.state.decided_at == hour(72)


def test_an_objection_admitted_in_consultation_stands_and_must_be_withdrawn_too() -> None:
    silence = under_silence(late__admitted_by="chair", consultation__length="10 days")
    silence.object("egypt", 1)
    silence.object("brazil", 73)
    admit(silence, "brazil", 80)
    silence.withdraw("egypt", 81)

    assert refused(silence.chair(RestoreSilence, 82, until=hour(100))) == "objections-outstanding"


def test_an_objection_admitted_before_the_book_closes_breaks_silence() -> None:
    silence = under_silence(late__admitted_by="chair")
    silence.object("brazil", 72.0001)
    assert admit(silence, "brazil", 72.0002) == ["LateFilingAdmitted", "SilenceBroken"]
    assert silence.wait(73).state.outcome is Outcome.NOT_ADOPTED


def test_a_late_filing_of_an_earlier_round_is_not_admitted_against_the_revision() -> None:
    silence = under_silence(late__admitted_by="chair", consultation__length="10 days")
    silence.object("egypt", 1)
    silence.object("brazil", 73)
    silence.chair(Revise, 80, wording(p1="Other."), until=hour(100))

    assert refused(silence.chair(AdmitLate, 81, "brazil")) == "nothing-to-admit"


def test_a_finding_is_named_when_it_is_set_aside() -> None:
    silence = adopted_with_a_late_objection()
    silence.chair(Declare, 75, Outcome.LAPSED)
    admit(silence, "brazil", 80)
    assert silence.last(OutcomeReopened).previous is Outcome.LAPSED


# Divisible texts.


def test_on_a_divisible_text_only_the_contested_paragraphs_are_set_aside() -> None:
    silence = adopted_with_a_late_objection("2", text__divisible=True)

    assert "ParagraphsAdopted" in admit(silence, "brazil", 80)

    assert silence.state.adopted == ("1", "3")
    assert silence.last(ParagraphsAdopted).at == hour(72)
    assert silence.state.open_paragraphs == ("2",)
    assert silence.wait(400).state.outcome is Outcome.PARTLY_ADOPTED
    assert silence.state.decided_at == hour(72)


def test_a_paragraph_adopted_at_the_deadline_is_set_aside_during_consultation_on_another() -> None:
    silence = under_silence(
        late__admitted_by="chair", consultation__length="10 days", text__divisible=True
    )
    silence.object("egypt", 1, "2")
    silence.object("brazil", 73, "1")
    assert set(silence.state.adopted) == {"1", "3"}

    assert "OutcomeReopened" in admit(silence, "brazil", 80)

    assert set(silence.state.adopted) == {"3"}
    assert silence.state.open_paragraphs == ("1", "2")


def test_a_text_that_was_withdrawn_is_not_reopened_for_what_it_had_adopted() -> None:
    silence = under_silence(
        late__admitted_by="chair", consultation__length="10 days", text__divisible=True
    )
    silence.object("egypt", 1, "2")
    silence.object("brazil", 73, "1")
    silence.chair(WithdrawText, 75)

    assert admit(silence, "brazil", 80) == ["LateFilingAdmitted"]
    assert silence.state.outcome is Outcome.WITHDRAWN


def test_a_late_objection_to_what_is_contested_already_reopens_nothing() -> None:
    silence = under_silence(late__admitted_by="chair", text__divisible=True)
    silence.object("egypt", 1, "2")
    silence.object("brazil", 73, "2")
    assert silence.state.outcome is Outcome.PARTLY_ADOPTED

    assert admit(silence, "brazil", 80) == ["LateFilingAdmitted"]


def test_a_late_objection_to_a_revision_leaves_what_an_earlier_round_adopted() -> None:
    silence = under_silence(
        late__admitted_by="chair", consultation__length="10 days", text__divisible=True
    )
    silence.object("egypt", 1, "2")
    silence.wait(73)
    silence.chair(Revise, 80, wording(p2="It lasts one day."), until=hour(100))
    silence.object("brazil", 101)
    assert silence.state.outcome is Outcome.ADOPTED

    admit(silence, "brazil", 110)

    assert silence.state.adopted == ("1", "3")
    assert silence.wait(1000).state.outcome is Outcome.PARTLY_ADOPTED
    assert silence.last(OutcomeReached).at == hour(72)
