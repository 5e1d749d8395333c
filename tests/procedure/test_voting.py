"""A text that is put to a vote by remote roll-call, and the requests that lead to one."""

from __future__ import annotations

import pytest

from nemcon.procedure.acts import BALLOTS, AdmitLate, CloseVote, File, Kind, Outcome, WithdrawText
from nemcon.procedure.outcome_entries import OutcomeReached, VoteClosed
from nemcon.procedure.people import TIME
from nemcon.procedure.standing import kinds_open_to
from nemcon.procedure.state import Phase
from nemcon.procedure.told import told_to
from tests.procedure.build import (
    Part,
    Silence,
    allowed,
    delegation,
    hour,
    refused,
    under_silence,
)


def put_to_vote(**more: Part) -> Silence:
    """Brazil objects after ten hours, and the text is put to a vote for two days."""
    silence = under_silence(effect="to-vote", vote__length="2 days", **more)
    assert allowed(silence.object("brazil", 10)) == ["Filed", "SilenceBroken", "VoteOpened"]
    return silence


def vote(silence: Silence, at: float, **ballots: str) -> Silence:
    """Let members vote, each by the first word of its ballot."""
    kinds = {"yes": Kind.VOTE_FOR, "no": Kind.VOTE_AGAINST, "abstain": Kind.ABSTAIN}
    for name, ballot in ballots.items():
        allowed(silence.file(name, at, kinds[ballot]))
    return silence


def test_an_objection_puts_the_text_to_a_vote_that_adopts_it() -> None:
    silence = vote(put_to_vote(), 20, egypt="yes", norway="yes", brazil="no")
    assert silence.stands_in(Phase.VOTING)

    silence.wait(59)

    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.state.decided_at == hour(58)
    closed = silence.last(VoteClosed)
    assert (closed.in_favour, closed.against) == (("egypt", "norway"), ("brazil",))
    assert closed.absent == ("japan",)
    assert silence.last(OutcomeReached).rule == "vote.majority"


def test_a_tie_adopts_nothing() -> None:
    silence = vote(put_to_vote(), 20, egypt="yes", norway="no", japan="abstain")

    assert silence.wait(59).state.outcome is Outcome.NOT_ADOPTED


def test_a_vote_in_which_nobody_votes_adopts_nothing() -> None:
    assert put_to_vote().wait(59).state.outcome is Outcome.NOT_ADOPTED


def test_without_a_quorum_nothing_is_adopted() -> None:
    silence = vote(put_to_vote(vote__quorum="majority"), 20, egypt="yes", norway="abstain")
    silence.wait(59)

    assert silence.state.outcome is Outcome.NOT_ADOPTED
    assert silence.last(OutcomeReached).rule == "vote.quorum"


def test_abstentions_count_towards_the_quorum() -> None:
    quorate = vote(
        put_to_vote(vote__quorum="majority"), 20, egypt="yes", norway="abstain", japan="abstain"
    )

    assert quorate.wait(59).state.outcome is Outcome.ADOPTED


def test_two_thirds_may_be_needed() -> None:
    silence = vote(put_to_vote(vote__majority="2/3"), 20, egypt="yes", norway="yes", japan="no")
    assert silence.wait(59).state.outcome is Outcome.ADOPTED

    missed = vote(put_to_vote(vote__majority="more than 2/3"), 20, egypt="yes", norway="yes")
    vote(missed, 21, japan="no")
    assert missed.wait(59).state.outcome is Outcome.NOT_ADOPTED


def test_the_last_vote_of_a_member_counts() -> None:
    silence = vote(put_to_vote(), 20, egypt="yes")
    vote(silence, 21, egypt="no")

    assert silence.wait(59).last(VoteClosed).against == ("egypt",)


def test_a_vote_at_the_end_of_the_roll_call_is_late() -> None:
    silence = vote(put_to_vote(), 20, egypt="yes")
    silence.catch_up(hour(57.9))
    late = File(delegation("norway"), Kind.VOTE_AGAINST)

    assert allowed(silence.act(late, hour(58))) == ["Filed"]
    assert silence.state.filings[-1].late
    assert silence.wait(59).last(VoteClosed).against == ()


@pytest.mark.parametrize("kind", BALLOTS)
def test_ballots_are_cast_in_a_vote_and_by_members_alone(kind: Kind) -> None:
    assert refused(under_silence().file("brazil", 1, kind)) == "wrong-phase"
    silence = put_to_vote()
    assert refused(silence.file("unesco", 20, kind)) == "no-standing"
    assert kind in kinds_open_to(silence.state, "egypt")
    assert kind not in kinds_open_to(silence.state, "unesco")


def test_nobody_objects_to_a_text_that_is_put_to_a_vote() -> None:
    silence = put_to_vote()

    assert refused(silence.object("egypt", 11)) == "wrong-phase"
    assert refused(silence.file("egypt", 11, Kind.AGREE)) == "wrong-phase"
    assert allowed(silence.file("egypt", 11, Kind.EXPLAIN)) == ["Filed"]


def test_once_the_roll_call_is_closed_nothing_is_filed_not_even_late() -> None:
    silence = put_to_vote()
    silence.wait(80)

    assert refused(silence.object("egypt", 90)) == "procedure-ended"
    assert refused(silence.file("egypt", 90, Kind.EXPLAIN)) == "procedure-ended"


def test_a_text_cannot_be_withdrawn_from_a_vote() -> None:
    assert refused(put_to_vote().chair(WithdrawText, 20)) == "wrong-phase"


def test_how_others_vote_is_told_when_the_roll_call_is_closed() -> None:
    silence = vote(put_to_vote(), 20, egypt="yes", norway="no")
    told = told_to("egypt", silence.state).filings
    assert [f.kind for f in told if f.kind in BALLOTS] == [Kind.VOTE_FOR]

    silence.wait(59)
    told = told_to("egypt", silence.state).filings
    assert [f.participant for f in told if f.kind in BALLOTS] == ["egypt", "norway"]


def test_a_vote_is_closed_once_not_early_and_for_its_own_book() -> None:
    silence = put_to_vote()
    assert refused(silence.time(CloseVote(TIME, 1), hour(58))) == "too-early"
    assert allowed(silence.time(CloseVote(TIME, 2), hour(59))) == []
    silence.wait(59)
    assert allowed(silence.time(CloseVote(TIME, 1), hour(60))) == []


def test_where_the_rules_know_no_roll_call_the_vote_is_taken_elsewhere() -> None:
    silence = under_silence(effect="to-vote", leads_to="the plenary")
    silence.object("brazil", 10)

    assert silence.state.outcome is Outcome.VOTED
    assert silence.state.to == "the plenary"


def test_a_member_may_ask_for_a_vote_where_the_rules_let_it() -> None:
    assert refused(under_silence().file("brazil", 1, Kind.REQUEST_VOTE)) == "no-standing"
    silence = under_silence(standing__request_vote="member", vote__length="1 day")

    assert allowed(silence.file("brazil", 1, Kind.REQUEST_VOTE)) == ["Filed", "VoteOpened"]
    assert silence.state.broken_at is None


def test_a_member_may_ask_for_a_meeting_where_the_rules_let_it() -> None:
    silence = under_silence(standing__request_meeting="member", leads_to="the Board")

    assert allowed(silence.file("brazil", 1, Kind.REQUEST_MEETING)) == ["Filed", "OutcomeReached"]
    assert (silence.state.outcome, silence.state.to) == (Outcome.REFERRED, "the Board")


def test_a_request_that_came_too_late_ends_nothing() -> None:
    silence = under_silence(standing__request_meeting="member")
    late = File(delegation("brazil"), Kind.REQUEST_MEETING)

    assert allowed(silence.act(late, hour(72))) == ["Filed"]
    assert silence.wait(73).state.outcome is Outcome.ADOPTED


def test_a_carried_vote_is_not_set_aside_by_a_late_objection_to_silence() -> None:
    silence = under_silence(
        effect="to-vote", text__divisible=True, vote__length="2 days", late__admitted_by="chair"
    )
    silence.object("brazil", 10, "1")
    silence.act(File(delegation("egypt"), Kind.OBJECT, ("2",)), hour(72))
    silence.wait(73)
    assert silence.stands_in(Phase.VOTING)
    assert refused(silence.chair(AdmitLate, 74, participant="egypt")) == "wrong-phase"
    vote(silence, 75, egypt="yes")
    silence.wait(200)

    assert allowed(silence.chair(AdmitLate, 201, participant="egypt")) == ["LateFilingAdmitted"]
    assert silence.state.outcome is Outcome.ADOPTED


def test_a_majority_of_the_members_is_more_than_one_of_the_votes_cast() -> None:
    few = vote(put_to_vote(vote__majority="majority of members"), 20, egypt="yes")
    assert few.wait(59).state.outcome is Outcome.NOT_ADOPTED

    many = put_to_vote(vote__majority="majority of members")
    vote(many, 20, egypt="yes", norway="yes", japan="yes")
    assert many.wait(59).state.outcome is Outcome.ADOPTED


def test_a_late_ballot_is_not_admitted() -> None:
    silence = put_to_vote(late__admitted_by="chair")
    silence.catch_up(hour(57.9))
    silence.act(File(delegation("norway"), Kind.VOTE_FOR), hour(58))
    silence.wait(59)

    assert refused(silence.chair(AdmitLate, 60, participant="norway")) == "nothing-to-admit"


def test_an_objection_that_was_late_to_silence_is_late_though_a_vote_was_opened_since() -> None:
    silence = under_silence(effect="threshold", threshold="1/4 of replies", vote__length="2 days")
    silence.object("brazil", 10)
    assert silence.state.deadline is not None
    silence.act(File(delegation("egypt"), Kind.OBJECT), hour(72))

    assert silence.state.filings[-1].late


@pytest.mark.parametrize("kind", [Kind.REQUEST_VOTE, Kind.REQUEST_MEETING])
def test_nothing_is_asked_for_once_the_period_is_over(kind: Kind) -> None:
    silence = under_silence(
        effect="stop",
        standing__request_vote="member",
        standing__request_meeting="member",
        consultation__length="10 days",
    )
    silence.object("brazil", 10)

    assert refused(silence.file("egypt", 11, kind)) == "wrong-phase"
    assert kind not in kinds_open_to(silence.state, "egypt")
