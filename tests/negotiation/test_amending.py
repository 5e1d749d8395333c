"""What delegations do: amend, take positions, withdraw, state; and what comes late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from nemcon.negotiation.acts import (
    AdmitLateAmendment,
    MakeStatement,
    Rung,
    Statement,
    WithdrawAmendment,
    WithdrawTabled,
)
from nemcon.negotiation.entries import (
    AmendmentProposed,
    ParagraphsMoved,
    StatementMade,
)
from nemcon.negotiation.rules import decide
from nemcon.procedure.people import Actor, Office
from nemcon.text.amendments import Status
from tests.negotiation.build import (
    CHAIR,
    FOUR,
    SECRETARIAT,
    Negotiation,
    Part,
    amend,
    code,
    delegation,
    done,
    hour,
    move,
    position,
    revision,
    rules,
    tabled,
    text,
)

LATE = rules(reminders="none", late__admitted_by="chair")


def withdraw(by: str, name: str = "A1") -> WithdrawAmendment:
    return WithdrawAmendment(delegation(by), name)


def state_on(by: str, *paragraphs: str) -> MakeStatement:
    return MakeStatement(delegation(by), Statement.RESERVE, paragraphs, "For the record.")


def admit(name: str = "A1") -> AdmitLateAmendment:
    return AdmitLateAmendment(CHAIR, name, "Received during the sitting.")


def test_an_amendment_is_recorded_as_the_text_writes_it() -> None:
    it = tabled()

    done(it.does(amend("italy", " OP2 ", "shall", passage="  should "), 1))

    entry = it.last(AmendmentProposed)
    assert (entry.id, entry.paragraph, entry.passage, entry.late) == ("A1", "2", "should", False)
    assert it.amendment("A1").live


@pytest.mark.parametrize(
    ("act", "refused"),
    [
        (amend("unesco", "2", "x"), "no-standing"),
        (amend("nobody", "2", "x"), "no-standing"),
        (amend("italy", "9", "x"), "no-such-paragraph"),
        (amend("italy", "two", "x"), "number-unreadable"),
        (amend("italy", "", "x"), "place-missing"),
        (amend("italy", "2", "x", passage="nowhere"), "passage-not-found"),
        (amend("italy", "2", "[x"), "bracket-not-closed"),
        (amend("italy", "2", ""), "wording-missing"),
        (amend("italy", "2", "x", change="delete"), "wording-needless"),
        (amend("italy", "2", FOUR.paragraphs[1].words), "nothing-changes"),
        (amend("italy", "2", "should", passage="should"), "nothing-changes"),
        (amend("italy", "2", "x", text_digest="another"), "text-changed"),
        (amend("italy", "2", "x", cosponsors=("unesco",)), "no-standing"),
        (amend("italy", "2", "x", cosponsors=("Atlantis",)), "unknown-cosponsor"),
        (amend("italy", "2", "x", cosponsors=("The Pair",)), "not-the-speaker"),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(act: Part, refused: str) -> None:
    assert code(tabled().does(act, 1)) == refused


def test_only_a_delegation_amends() -> None:
    act = replace(amend("italy", "2", "x"), actor=CHAIR)

    assert code(tabled().does(act, 1)) == "not-authorised"


def test_an_amendment_to_the_text_that_was_read_is_taken() -> None:
    it = tabled()

    done(it.does(amend("italy", "2", "x", text_digest=it.state.text_digest), 1))


def test_an_amendment_received_before_the_text_was_issued_anew_is_about_another_text() -> None:
    it = tabled()
    done(it.does(revision(wording={"1": "Otherwise."}), 2))

    answer = decide(it.state, amend("italy", "2", "x"), hour(2) - timedelta(seconds=1))

    assert code(answer) == "text-changed"


def test_cosponsors_are_named_by_participant_by_name_or_by_a_group_one_speaks_for() -> None:
    it = tabled()

    done(it.does(amend("china", "2", "x", cosponsors=("The Pair", "Italy", "italy")), 1))
    done(it.does(amend("italy", "3", "x", cosponsors=("The Others",)), 1))

    assert it.amendment("A1").amendment.cosponsors == ("brazil", "italy")
    assert it.amendment("A2").amendment.cosponsors == ("france",)


def test_a_withdrawn_paragraph_is_not_amended() -> None:
    it = tabled()
    done(it.does(move("withdrawn", "2"), 1))

    assert code(it.does(amend("italy", "2", "x"), 2)) == "paragraph-withdrawn"
    done(it.does(amend("italy", "2", "After it.", change="insert"), 2))


def test_an_agreed_paragraph_is_not_amended_except_in_a_package() -> None:
    it, package = tabled(), tabled(package=True)
    for one in (it, package):
        done(one.does(move("agreed", "2"), 1))

    assert code(it.does(amend("italy", "2", "x"), 2)) == "paragraph-agreed"
    done(package.does(amend("italy", "2", "x"), 2))

    moved = package.last(ParagraphsMoved)
    assert (moved.paragraphs, moved.rung, moved.amendment) == (("2",), Rung.OPEN, "A1")
    assert package.state.rung_of("2") is Rung.OPEN


def test_what_is_agreed_ad_referendum_is_open_again_when_it_is_amended() -> None:
    it = tabled(text=text("One:\n  (a) first;\n  (b) second.", "Two."))
    done(it.does(move("agreed-ad-referendum", "1", "2"), 1))

    done(it.does(amend("italy", "1 (b)", "last", passage="second"), 2))

    assert it.state.rung_of("1") is Rung.OPEN
    assert it.state.rung_of("2") is Rung.AD_REFERENDUM


def test_a_new_paragraph_after_an_agreed_one_leaves_it_agreed() -> None:
    it = tabled()
    done(it.does(move("agreed", "2"), 1))

    done(it.does(amend("italy", "2", "New.", change="insert"), 2))

    assert it.state.rung_of("2") is Rung.AGREED


def test_an_amendment_after_the_round_is_late_whether_the_end_was_recorded_or_not() -> None:
    closed, running = tabled(), tabled()
    closed.overdue_until(hour(25))

    for one, at in ((closed, hour(25)), (running, hour(24))):
        (entry,) = done(decide(one.state, amend("italy", "2", "x"), at))
        assert entry.late
    (entry,) = done(decide(closed.state, amend("italy", "2", "x"), hour(24) - timedelta(seconds=1)))
    assert not entry.late


def test_a_late_amendment_counts_once_it_is_admitted() -> None:
    it = tabled(LATE)
    done(it.does(move("agreed-ad-referendum", "2"), 1))
    done(it.does(amend("italy", "2", "x"), 25))
    assert not it.amendment("A1").live
    assert it.state.rung_of("2") is Rung.AD_REFERENDUM

    done(it.does(admit(), 26))

    assert it.amendment("A1").live
    assert it.state.rung_of("2") is Rung.OPEN
    assert it.does(admit(), 27) == ()


def test_what_is_not_late_or_not_there_is_not_admitted() -> None:
    it = tabled(LATE)
    done(it.does(amend("italy", "2", "x"), 1))

    assert code(it.does(admit(), 2)) == "nothing-to-admit"
    assert code(it.does(admit("A9"), 2)) == "no-such-amendment"
    assert code(tabled().does(admit(), 2)) == "not-foreseen"


def test_a_late_amendment_is_not_admitted_to_what_was_agreed_or_withdrawn_since() -> None:
    it = tabled(LATE)
    done(it.does(amend("italy", "2", "x"), 25))
    done(it.does(amend("italy", "3", "x"), 25))
    done(it.does(move("agreed", "2"), 26))
    done(it.does(move("withdrawn", "3"), 26))

    assert code(it.does(admit("A1"), 27)) == "paragraph-agreed"
    assert code(it.does(admit("A2"), 27)) == "paragraph-withdrawn"


def test_positions_follow_each_other_and_are_taken_back() -> None:
    it = tabled()
    done(it.does(amend("italy", "2", "x"), 1))
    for stance, held in (
        ("support", ((), ("france",), ())),
        ("cosponsor", (("france",), (), ())),
        ("oppose", ((), (), ("france",))),
        ("support", ((), ("france",), ())),
        ("none", ((), (), ())),
    ):
        done(it.does(position("france", "A1", stance, f"We {stance}."), 2))
        found = it.amendment("A1").amendment
        assert (found.cosponsors, found.supporters, found.opponents) == held
    assert it.amendment("A1").said == (("france", "We none."),)


def test_a_position_taken_twice_is_recorded_once_unless_more_is_said() -> None:
    it = tabled()
    done(it.does(amend("italy", "2", "x"), 1))
    done(it.does(position("france", "A1", "support"), 2))

    assert it.does(position("france", "A1", "support"), 3) == ()
    assert len(done(it.does(position("france", "A1", "support", "Strongly."), 3))) == 1


def test_positions_that_cannot_be_are_refused() -> None:
    it = tabled()
    done(it.does(amend("italy", "2", "x"), 1))

    assert code(it.does(position("italy", "A1", "oppose"), 2)) == "own-amendment"
    assert code(it.does(position("unesco", "A1", "support"), 2)) == "no-standing"
    assert code(it.does(position("france", "A7", "support"), 2)) == "no-such-amendment"
    assert code(it.does(position("france", "A1", "none"), 2)) == "nothing-to-take-back"
    done(it.does(withdraw("italy"), 3))
    assert code(it.does(position("france", "A1", "support"), 4)) == "amendment-settled"


def test_a_late_amendment_may_be_supported_too() -> None:
    it = tabled()
    done(it.does(amend("italy", "2", "x"), 25))

    done(it.does(position("france", "A1", "support"), 26))

    assert it.amendment("A1").amendment.supporters == ("france",)


def test_one_withdraws_ones_own_amendment() -> None:
    it = tabled()
    done(it.does(amend("italy", "2", "x"), 1))

    assert code(it.does(withdraw("france"), 2)) == "not-own-amendment"
    done(it.does(withdraw("italy"), 2))

    assert it.amendment("A1").amendment.status is Status.WITHDRAWN
    assert code(it.does(withdraw("italy"), 3)) == "amendment-settled"


def test_statements_are_made_by_all_who_may_comment_until_the_end() -> None:
    it = tabled()

    done(it.does(state_on("unesco", "OP2", "2", "4"), 1))
    entry = it.last(StatementMade)
    assert (entry.paragraphs, entry.late) == (("2", "4"), False)
    done(it.does(state_on("italy"), 25))
    assert it.last(StatementMade).late
    assert code(it.does(state_on("italy", "9"), 26)) == "no-such-paragraph"


def test_after_the_end_nothing_is_proposed_supported_withdrawn_or_stated() -> None:
    it = ended()

    for act in (
        amend("italy", "2", "y"),
        position("france", "A1", "support"),
        withdraw("italy"),
        state_on("italy"),
        admit(),
        move("agreed", "1"),
        revision(wording={"1": "y"}),
    ):
        assert code(it.does(act, 5)) == "wrong-phase"


def ended() -> Negotiation:
    it = tabled(LATE)
    done(it.does(amend("italy", "2", "x"), 1))
    done(it.does(WithdrawTabled(SECRETARIAT), 2))
    return it


def test_the_secretariat_amends_for_a_delegation_and_nobody_for_itself() -> None:
    it = tabled()
    paper = Actor(Office.SECRETARIAT, "france", "the secretary", "a note verbale")

    done(it.does(replace(amend("france", "1", "We shall meet."), actor=paper), 1))
    refused = it.does(replace(amend("france", "1", "We meet."), actor=SECRETARIAT), 1)

    assert it.state.amendments[0].amendment.proposer == "france"
    assert refused.code == "not-authorised"
