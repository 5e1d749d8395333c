"""Letters about what only some rules know: votes, clocks of single members, announced launches."""

from __future__ import annotations

from nemcon.mail.announcing import calendar_of
from nemcon.procedure import acts as a
from nemcon.procedure.acts import Kind
from nemcon.procedure.notices import Notice

from .build import CHAIR, DRAMAS, START, Drama, rules
from .reading import flat, letter, of


def text_of(drama: Drama, notice: Notice, to: str = "") -> str:
    return flat(letter(drama.facts(notice, to) if to else drama.facts(notice)).text)


def test_the_letter_of_a_vote_says_how_when_and_how_many_are_needed() -> None:
    text = flat(of(Notice.VOTE).text)
    assert "the text is put to a vote by remote roll-call" in text
    assert "the other delegations are not told how it voted" in text
    assert (
        "To be adopted the text needs more than half of the votes cast in favour and against in "
        "its favour." in text
    )
    assert "those who vote or abstain are at least half of the members with standing." in text
    assert "your delegation may vote, and explain its vote" in text


def test_a_vote_calls_the_end_of_silence_off() -> None:
    occasion = DRAMAS[Notice.VOTE]().occasion(Notice.VOTE)
    assert "STATUS:CANCELLED" in calendar_of(occasion, "nemcon.example", START, "norway")


def test_the_notice_of_an_objection_that_leads_to_a_vote_names_no_deadline_of_silence() -> None:
    text = text_of(DRAMAS[Notice.VOTE](), Notice.OBJECTION)
    assert "The text is put to a vote; a separate letter says how and until when." in text
    assert "DEADLINE" not in text


def test_a_text_that_a_vote_adopted_was_not_adopted_by_silence() -> None:
    drama = DRAMAS[Notice.VOTE]()
    drama.file("norway", 21, kind=Kind.VOTE_FOR)
    drama.file("brazil", 21, kind=Kind.VOTE_AGAINST)
    receipt = text_of(drama, Notice.RECEIPT)
    assert "It counts unless the delegation votes again before the roll-call closes" in receipt
    drama.step()
    text = text_of(drama, Notice.OUTCOME)
    assert "Silence was kept" not in text
    assert "THE ROLL-CALL" in text


def test_an_outcome_says_that_the_quorum_was_missed() -> None:
    drama = Drama(profile=rules(silence={"quorum": "majority"})).launch().finish()
    assert "the quorum that the rules ask for was not met" in text_of(drama, Notice.OUTCOME)


def test_a_circulation_under_a_quorum_does_not_promise_adoption_by_silence() -> None:
    drama = Drama(profile=rules(silence={"quorum": "majority"})).launch()
    text = text_of(drama, Notice.CIRCULATION)
    assert "the text is adopted at that moment" not in text
    assert "only if, besides, more than half of the members with standing have replied" in text


def test_an_announcement_says_that_silence_does_not_run_yet() -> None:
    text = flat(of(Notice.ANNOUNCEMENT).text)
    assert "Silence does not run yet" in text
    assert "object to the launch, where the rules give it that standing" in text
    assert "DEADLINE" not in text


def test_an_objection_under_opt_out_is_not_said_to_break_silence() -> None:
    drama = Drama(profile=rules(objection={"effect": "opt-out"})).launch()
    drama.file("brazil", 20, says="Not for us.")
    for notice in (Notice.RECEIPT, Notice.OBJECTION):
        text = text_of(drama, notice)
        assert "It does not prevent adoption" in text
        assert "Silence is broken" not in text


def test_each_member_reads_its_own_deadline_in_the_letter_and_in_the_calendar() -> None:
    profile = rules(objection={"effect": "opt-out"}, period={"tail": "10 days"})
    drama = Drama(profile=profile).launch()
    drama.file("brazil", 20)
    occasion = drama.occasion(Notice.OBJECTION)
    own = occasion.state.deadline_for("norway")
    assert own is not None
    assert own.instant > occasion.state.deadline_for("brazil").instant  # type: ignore[union-attr]  # it has one
    assert f"{own.instant:%B}" in text_of(drama, Notice.OBJECTION, "norway")


def test_a_confirmation_gives_the_number_and_the_embargo() -> None:
    text = flat(of(Notice.CONFIRMATION).text)
    assert "The decision bears the number 2020/1." in text
    assert "Its text is not to be made public before Tuesday, 7 July 2020." in text


def test_a_finding_of_the_chair_is_not_called_silence_kept() -> None:
    drama = DRAMAS[Notice.OUTCOME]()
    drama.act(a.Declare(CHAIR, a.Outcome.ADOPTED, "Found so."), 95)
    assert "Silence was kept" not in text_of(drama, Notice.FINDING)
