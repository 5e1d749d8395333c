"""Proposals to change a provisional agenda, and the Chair's compromise."""

from __future__ import annotations

import pytest

from nemcon.agenda import acts as a
from nemcon.agenda.entries import CompromiseOpposed
from nemcon.agenda.items import Item, Revisit
from nemcon.procedure.people import TIME, Actor, Group
from tests.agenda.build import (
    ITEMS,
    LAST,
    PARTS,
    Session,
    Some,
    adopted,
    circulated,
    under_silence,
)
from tests.procedure.build import (
    CHAIR,
    SECRETARIAT,
    allowed,
    delegation,
    hour,
    refused,
    rules,
)


def test_a_proposal_is_kept_with_its_number() -> None:
    session = circulated()

    assert allowed(session.propose("brazil", 1)) == ["ChangeProposed"]
    (proposal,) = session.state.proposals
    assert (proposal.number, proposal.participant, proposal.late) == (2, "brazil", False)


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (delegation("unesco"), "no-standing"),
        (delegation("nobody"), "no-standing"),
        (CHAIR, "not-authorised"),
        (SECRETARIAT, "not-authorised"),
        (TIME, "not-authorised"),
    ],
)
def test_only_a_delegation_with_standing_proposes(who: Actor, code: str) -> None:
    act = a.ProposeChange(who, a.Change.DELETE, "2", "")

    assert refused(circulated().act(act, hour(1))) == code


def test_the_rules_may_let_observers_propose() -> None:
    session = circulated(rules(agenda__proposed_by="member, observer"))

    assert allowed(session.propose("unesco", 1))


@pytest.mark.parametrize(
    ("at", "included", "late"),
    [(23.9, False, False), (24, False, True), (24, True, False), (25, True, True)],
)
def test_a_proposal_after_its_time_is_kept_as_late(at: float, included: bool, late: bool) -> None:
    session = circulated(rules(period__end_included=included))

    assert allowed(session.propose("brazil", at)) == ["ChangeProposed"]
    assert session.state.proposals[0].late is late


def test_without_a_time_for_proposals_none_is_late() -> None:
    session = circulated(until=None)
    session.propose("brazil", 40)

    assert not session.state.proposals[0].late


@pytest.mark.parametrize("change", [a.Change.DELETE, a.Change.AMEND, a.Change.EXCEPT])
def test_a_proposal_is_about_a_place_that_there_is(change: a.Change) -> None:
    answer = circulated().propose("brazil", 1, change=change, place="9")

    assert refused(answer) == "no-such-place"


def test_what_is_to_be_added_has_no_place_yet() -> None:
    session = circulated()

    assert allowed(session.propose("brazil", 1, change=a.Change.ADD, place="9"))
    assert allowed(session.propose("brazil", 1, change=a.Change.ADD, place=""))


@pytest.mark.parametrize("change", [a.Change.ADD, a.Change.AMEND])
def test_a_proposal_of_words_has_words(change: a.Change) -> None:
    assert refused(circulated().propose("brazil", 1, change=change, says=" ")) == "nothing-proposed"


def test_it_needs_no_words_to_delete_or_to_except() -> None:
    for change in (a.Change.DELETE, a.Change.EXCEPT):
        assert allowed(circulated().propose("brazil", 1, change=change, says=""))


def test_what_is_adopted_or_under_silence_or_over_has_no_proposals() -> None:
    for session in (adopted("2"), under_silence(), adopted().wait(100)):
        assert refused(session.propose("brazil", 101)) == "wrong-phase"


G77 = Group("G77", ("brazil", "egypt"), ("egypt",))


def test_a_group_is_spoken_for_by_its_speakers() -> None:
    session = circulated(groups=(G77,))

    assert allowed(session.propose("egypt", 1, on_behalf_of=("G77",)))
    assert refused(session.propose("brazil", 1, on_behalf_of=("G77",))) == "not-a-speaker"


def test_a_group_without_speakers_is_spoken_for_by_its_members() -> None:
    session = circulated(groups=(Group("G77", ("brazil",)),))

    assert allowed(session.propose("brazil", 1, on_behalf_of=("G77",)))
    assert refused(session.propose("egypt", 1, on_behalf_of=("G77",))) == "not-a-speaker"


def test_a_group_that_the_roll_does_not_know_is_taken_as_plain_words() -> None:
    session = circulated()

    assert allowed(session.propose("brazil", 1, on_behalf_of=("Group of 77 and China", "egypt")))
    assert session.state.proposals[0].on_behalf_of == ("Group of 77 and China", "egypt")


def test_a_proposal_is_withdrawn_by_its_author_once() -> None:
    session = circulated()
    session.propose("brazil", 1)

    assert refused(session.of("egypt", a.WithdrawProposal, 2, 2)) == "not-the-author"
    assert refused(session.of("brazil", a.WithdrawProposal, 2, 7)) == "no-such-proposal"
    assert allowed(session.of("brazil", a.WithdrawProposal, 2, 2)) == ["ProposalWithdrawn"]
    assert session.state.proposals[0].withdrawn
    assert allowed(session.of("brazil", a.WithdrawProposal, 3, 2)) == []


def test_a_proposal_that_was_taken_up_stands_in_the_agenda() -> None:
    session = circulated()
    session.propose("brazil", 1)
    session.chair(a.ReviseAgenda, 2, ITEMS, PARTS, (2,))

    assert refused(session.of("brazil", a.WithdrawProposal, 3, 2)) == "taken-up"


def test_a_later_compromise_replaces_the_one_before() -> None:
    session = circulated()
    session.chair(a.PutCompromise, 1, ("2",))
    session.of("brazil", a.OpposeCompromise, 2)

    session.chair(a.PutCompromise, 3, ("outcome",), LAST, "To be revisited.")

    compromise = session.state.compromise
    assert compromise
    assert (compromise.exceptions, compromise.opposed_by) == (("outcome",), ())


@pytest.mark.parametrize(
    ("exceptions", "revisit", "code"),
    [
        (("9",), LAST, "no-such-place"),
        (("1", "2", "3", "sittings", "outcome"), LAST, "nothing-left"),
        (("2",), Revisit(sitting=9), "no-such-sitting"),
        (("2",), Revisit(at=hour(1)), "revisit-not-ahead"),
        (("2",), Revisit(hour(60), 4), "bad-revisit"),
    ],
)
def test_a_compromise_is_one_that_could_be_adopted(
    exceptions: tuple[str, ...], revisit: Revisit, code: str
) -> None:
    assert refused(circulated().chair(a.PutCompromise, 1, exceptions, revisit)) == code


def test_only_those_who_act_for_the_body_put_a_compromise() -> None:
    session = circulated()

    assert refused(session.by(SECRETARIAT, a.PutCompromise, 1, ("2",))) == "not-authorised"
    assert refused(session.of("brazil", a.PutCompromise, 1, ("2",))) == "not-authorised"


@pytest.mark.parametrize("act", [a.OpposeCompromise, a.JoinCompromise])
def test_there_must_be_a_compromise_to_speak_of(act: Some) -> None:
    assert refused(circulated().of("brazil", act, 1)) == "no-compromise"


def opposed(*exceptions: str) -> Session:
    session = circulated()
    session.chair(a.PutCompromise, 1, exceptions, LAST)
    assert allowed(session.of("brazil", a.OpposeCompromise, 2, "Not this.")) == [
        "CompromiseOpposed"
    ]
    return session


def test_an_observer_cannot_stand_in_the_way_of_a_compromise() -> None:
    assert refused(opposed("2").of("unesco", a.OpposeCompromise, 3)) == "no-standing"


def test_said_twice_alike_an_opposition_is_said_once() -> None:
    session = opposed("2")

    assert allowed(session.of("brazil", a.OpposeCompromise, 3, "Not this.")) == []
    assert allowed(session.of("brazil", a.OpposeCompromise, 4, "For good reason."))
    assert len(session.all(CompromiseOpposed)) == 2
    assert session.state.compromise
    assert session.state.compromise.opposed_by == (("brazil", "For good reason."),)


def test_an_opposed_compromise_is_not_adopted_on_its_terms_and_the_refusal_says_why() -> None:
    session = opposed("2", "outcome")

    answer = session.adopt(3, "outcome", "2", revisit=LAST)

    assert refused(answer) == "compromise-opposed"
    assert "Brazil" in answer.says


def test_on_other_terms_it_is_adopted_all_the_same() -> None:
    assert allowed(opposed("2", "outcome").adopt(3, "2", revisit=LAST)) == ["AgendaAdopted"]


def test_an_exception_that_another_covers_does_not_make_other_terms() -> None:
    assert refused(opposed("1").adopt(3, "1", "1 (a)", revisit=LAST)) == "compromise-opposed"


def test_once_nobody_opposes_it_any_more_the_compromise_is_adopted() -> None:
    session = opposed("2")

    assert allowed(session.of("brazil", a.JoinCompromise, 3)) == ["CompromiseJoined"]
    assert allowed(session.adopt(4, "2", revisit=LAST))


def test_only_who_opposed_a_compromise_joins_it() -> None:
    assert refused(opposed("2").of("egypt", a.JoinCompromise, 3)) == "not-opposed"


def test_a_revision_does_not_silence_the_opposition() -> None:
    session = opposed("2")

    session.chair(a.ReviseAgenda, 3, (*ITEMS, Item("4", "Other")), PARTS)

    assert refused(session.adopt(4, "2", revisit=LAST)) == "compromise-opposed"


@pytest.mark.parametrize("act", [a.PutCompromise, a.OpposeCompromise, a.JoinCompromise])
def test_what_is_under_silence_waits(act: Some) -> None:
    session = opposed("2")
    session.chair(a.PlaceAgendaUnderSilence, 4, until=hour(40))
    actor = CHAIR if act is a.PutCompromise else delegation("brazil")

    assert refused(session.by(actor, act, 5)) == "wrong-phase"
