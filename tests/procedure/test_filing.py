"""What delegations file, who may, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nemcon.procedure.acts import (
    COMMENTS,
    File,
    Kind,
    Outcome,
    Refer,
    Revise,
    Suspend,
    WithdrawObjection,
)
from nemcon.procedure.entries import Filed, ObjectionWithdrawn
from nemcon.procedure.people import Actor, Category, Office, Seat
from nemcon.procedure.standing import kinds_open_to, still_silent
from nemcon.procedure.state import Phase
from nemcon.text.document import Paragraph
from tests.procedure.build import (
    SECRETARIAT,
    allowed,
    delegation,
    hour,
    refused,
    roll,
    under_silence,
    wording,
)

NOT_OBJECTIONS = COMMENTS


def test_an_objection_is_recorded_and_breaks_silence() -> None:
    silence = under_silence()

    assert allowed(silence.object("brazil", 1, says="Too early.")) == ["Filed", "SilenceBroken"]
    assert silence.state.broken_at == hour(1)
    assert silence.state.phase is Phase.UNDER_SILENCE


@pytest.mark.parametrize("kind", NOT_OBJECTIONS)
def test_what_is_not_an_objection_does_not_break_silence(kind: Kind) -> None:
    silence = under_silence(effect="stop")

    assert allowed(silence.file("brazil", 1, kind, says="For the record.")) == ["Filed"]
    silence.wait(73)
    assert silence.state.outcome is Outcome.ADOPTED


def test_paragraphs_are_recorded_in_the_order_of_the_text_and_once() -> None:
    silence = under_silence()
    silence.object("brazil", 1, "3", "1", "3")
    assert silence.last(Filed).paragraphs == ("1", "3")


def test_a_participant_that_is_not_on_the_roll_has_no_standing() -> None:
    assert refused(under_silence().object("atlantis", 1)) == "no-standing"


def test_an_observer_may_comment_and_not_object() -> None:
    silence = under_silence()

    assert refused(silence.object("unesco", 1)) == "no-standing"
    assert allowed(silence.file("unesco", 1, Kind.EXPLAIN)) == ["Filed"]
    assert not silence.last(Filed).standing
    assert Kind.OBJECT not in kinds_open_to(silence.state, "unesco")
    assert kinds_open_to(silence.state, "brazil") == (Kind.OBJECT, *COMMENTS)
    assert kinds_open_to(silence.state, "atlantis") == ()


def test_who_is_informed_only_may_not_file() -> None:
    silence = under_silence(standing__comment="member")

    answer = silence.file("unesco", 1, Kind.EXPLAIN)

    assert refused(answer) == "no-standing"
    assert answer.rule == "standing.comment"
    assert kinds_open_to(silence.state, "unesco") == ()


def test_a_member_may_comment_even_where_the_rules_name_others_only() -> None:
    silence = under_silence(standing__comment="observer")
    assert allowed(silence.file("brazil", 1, Kind.EXPLAIN)) == ["Filed"]


def test_a_signatory_objects_where_the_rules_give_it_standing() -> None:
    seats = (*roll(), Seat("fiji", "Fiji", Category.SIGNATORY))

    assert refused(under_silence({"roll": seats}).object("fiji", 1)) == "no-standing"
    silence = under_silence({"roll": seats}, standing__object=["member", "signatory"])
    assert allowed(silence.object("fiji", 1))


@pytest.mark.parametrize("office", [Office.CHAIR, Office.BUREAU, Office.TIME])
@pytest.mark.parametrize("kind", [Kind.OBJECT, Kind.EXPLAIN])
def test_only_a_delegation_files(office: Office, kind: Kind) -> None:
    answer = under_silence().act(File(Actor(office, "brazil"), kind), hour(1))
    assert refused(answer) == "not-authorised"


def test_only_a_delegation_withdraws() -> None:
    silence = under_silence()
    silence.object("brazil", 1)
    answer = silence.act(WithdrawObjection(Actor(Office.CHAIR, "brazil")), hour(2))
    assert refused(answer) == "not-authorised"


def test_the_secretariat_files_for_a_delegation_that_wrote_by_letter() -> None:
    actor = Actor(Office.SECRETARIAT, "brazil", person="the secretary")
    silence = under_silence()

    assert allowed(silence.act(File(actor, Kind.OBJECT), hour(1)))
    assert silence.last(Filed).participant == "brazil"
    assert allowed(silence.act(WithdrawObjection(actor), hour(2)))
    assert refused(silence.act(File(SECRETARIAT, Kind.OBJECT), hour(3))) == "no-standing"


@pytest.mark.parametrize("kind", [Kind.OBJECT, *COMMENTS])
def test_a_paragraph_that_the_text_does_not_have_is_refused(kind: Kind) -> None:
    silence = under_silence()
    assert refused(silence.file("brazil", 1, kind, "9")) == "unknown-paragraph"
    answer = silence.file("brazil", 1, kind, wording=wording(p9="Other words."))
    assert refused(answer) == "unknown-paragraph"


def test_grounds_are_asked_of_an_objection_alone_where_the_rules_require_them() -> None:
    silence = under_silence(grounds="required")

    assert refused(silence.object("brazil", 1, says=" \n")) == "grounds-required"
    assert allowed(silence.file("brazil", 1, Kind.EXPLAIN))
    assert allowed(silence.object("brazil", 1, says="It is too early."))


def test_other_wording_is_asked_of_an_objection_where_the_rules_require_it() -> None:
    silence = under_silence(wording="required")

    assert refused(silence.object("brazil", 1)) == "wording-required"
    assert allowed(silence.object("brazil", 1, wording=wording(p2="It lasts a day.")))


def test_an_objection_may_not_be_limited_where_the_rules_know_the_whole_text_only() -> None:
    silence = under_silence(paragraphs=False)

    assert refused(silence.object("brazil", 1, "2")) == "whole-text-only"
    assert allowed(silence.file("brazil", 1, Kind.EXPLAIN, "2")) == ["Filed"]
    assert allowed(silence.object("brazil", 1))


def test_a_second_objection_of_the_same_delegation_is_recorded_and_breaks_nothing_more() -> None:
    silence = under_silence()
    silence.object("brazil", 1)

    assert allowed(silence.object("brazil", 2)) == ["Filed"]
    assert len(silence.state.outstanding) == 2


def test_a_filing_before_the_deadline_counts_and_one_at_the_deadline_is_late() -> None:
    silence = under_silence()

    silence.object("brazil", 71.9999, "1")
    silence.object("egypt", 72, "2")

    first, second = silence.state.filings
    assert (first.late, first.counted, first.outstanding) == (False, True, True)
    assert (second.late, second.counted, second.outstanding) == (True, False, False)


def test_a_filing_at_the_deadline_counts_where_the_end_is_included() -> None:
    silence = under_silence(period__end_included=True)

    silence.object("brazil", 72)
    silence.object("egypt", 72.0001)

    assert [filing.late for filing in silence.state.filings] == [False, True]


def test_the_end_is_included_even_without_any_grace() -> None:
    silence = under_silence({"grace_seconds": 0}, period__end_included=True)

    assert silence.close(72).code == "too-early"
    silence.object("brazil", 72)

    assert silence.wait(73).state.outcome is not Outcome.ADOPTED


def test_without_grace_the_book_closes_at_the_deadline() -> None:
    silence = under_silence({"grace_seconds": 0})
    silence.object("brazil", 72)
    assert silence.state.outcome is Outcome.ADOPTED


def test_a_late_objection_is_recorded_but_not_counted() -> None:
    silence = under_silence()

    assert allowed(silence.object("brazil", 72.001)) == ["Filed"]
    silence.wait(73)

    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.state.filings[0].late


def test_a_late_objection_is_recorded_after_the_outcome() -> None:
    silence = under_silence()
    assert allowed(silence.object("brazil", 2000)) == ["Filed"]
    assert silence.state.outcome is Outcome.ADOPTED


def test_nothing_is_filed_after_an_end_before_the_deadline() -> None:
    silence = under_silence()
    silence.chair(Refer, 10, "the plenary")

    assert refused(silence.object("brazil", 11)) == "procedure-ended"


def test_a_filing_that_was_under_way_when_the_procedure_ended_is_kept() -> None:
    silence = under_silence()
    silence.chair(Refer, 10, "the plenary")

    assert allowed(silence.object("brazil", 9.9999)) == ["Filed"]
    assert silence.state.outcome is Outcome.REFERRED


def test_while_the_clock_stands_still_nothing_is_late() -> None:
    silence = under_silence()
    silence.chair(Suspend, 71)

    silence.object("brazil", 100)

    assert not silence.last(Filed).late


def test_a_filing_about_another_text_than_the_one_that_stands_is_refused() -> None:
    silence = under_silence()
    read = silence.state.text_digest
    objects = File(delegation("brazil"), Kind.OBJECT, text_digest=read)
    silence.chair(Revise, 10, (Paragraph("1", "Other words."),), until=hour(90))

    assert refused(silence.act(objects, hour(11))) == "text-revised"
    now = replace(objects, text_digest=silence.state.text_digest)
    assert allowed(silence.act(now, hour(11)))[0] == "Filed"


def test_a_withdrawal_mends_silence_while_the_period_runs() -> None:
    silence = under_silence()
    silence.object("brazil", 1)

    assert allowed(silence.withdraw("brazil", 2)) == ["ObjectionWithdrawn", "SilenceMended"]
    assert silence.wait(73).state.outcome is Outcome.ADOPTED


def test_a_withdrawal_covers_every_objection_of_the_delegation_and_no_other() -> None:
    silence = under_silence()
    silence.object("brazil", 1, "1")
    silence.object("egypt", 2)
    silence.object("brazil", 3, "2")

    assert allowed(silence.withdraw("brazil", 4)) == ["ObjectionWithdrawn"]
    assert len(silence.last(ObjectionWithdrawn).filings) == 2
    assert [f.participant for f in silence.state.outstanding] == ["egypt"]


def test_an_objection_after_a_withdrawal_breaks_silence_again() -> None:
    silence = under_silence()
    silence.object("brazil", 1)
    silence.withdraw("brazil", 2)

    assert allowed(silence.object("brazil", 3)) == ["Filed", "SilenceBroken"]
    assert silence.state.broken_at == hour(3)


def test_a_delegation_withdraws_only_what_it_objected() -> None:
    silence = under_silence()
    silence.object("brazil", 1)
    silence.file("egypt", 1, Kind.RESERVE)

    assert refused(silence.withdraw("egypt", 2)) == "nothing-to-withdraw"
    assert refused(silence.withdraw("atlantis", 2)) == "no-standing"


def test_a_withdrawal_may_be_excluded_by_the_rules() -> None:
    silence = under_silence(withdrawable="never")
    silence.object("brazil", 1)
    answer = silence.withdraw("brazil", 2)
    assert refused(answer) == "not-withdrawable"
    assert answer.rule == "objection.withdrawable"


def test_between_the_deadline_and_the_closing_of_the_book_nothing_is_withdrawn() -> None:
    silence = under_silence()
    silence.object("brazil", 1)
    assert refused(silence.withdraw("brazil", 72.001)) == "deadline-passed"


def test_an_objection_may_be_withdrawn_in_consultation_where_the_rules_let_it() -> None:
    late, early = (
        under_silence(withdrawable=until, consultation__length="10 days")
        for until in ("until-deadline", "until-the-end")
    )
    for silence in (late, early):
        silence.object("brazil", 1)
        silence.wait(73)

    assert refused(late.withdraw("brazil", 80)) == "not-withdrawable"
    assert allowed(early.withdraw("brazil", 80)) == ["ObjectionWithdrawn"]


def test_nothing_is_withdrawn_once_the_outcome_stands() -> None:
    silence = under_silence()
    silence.object("brazil", 1)
    silence.wait(73)
    assert refused(silence.withdraw("brazil", 80)) == "procedure-ended"


def test_whoever_has_acted_or_acknowledged_is_no_longer_silent() -> None:
    silence = under_silence()
    silence.object("brazil", 1, on_behalf_of=("Egypt", "a group"))
    silence.file("norway", 1, Kind.ACKNOWLEDGE)

    assert still_silent(silence.state) == ("japan",)
