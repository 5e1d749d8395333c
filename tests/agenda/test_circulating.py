"""Circulating an agenda, issuing it anew, adding items, and changing the timetable."""

from __future__ import annotations

from typing import Any

import pytest

from nemcon.agenda import acts as a
from nemcon.agenda.entries import AgendaCirculated, TimetableChanged
from nemcon.agenda.items import UNSET, Item, Part, Revisit, Sitting
from nemcon.agenda.rules import decide
from nemcon.agenda.state import AgendaPhase
from nemcon.procedure.people import TIME, Actor, Office
from tests.agenda.build import (
    ITEMS,
    LAST,
    PARTS,
    PLACES,
    adopted,
    circulated,
    circulation,
    sittings,
    under_silence,
)
from tests.procedure.build import (
    CHAIR,
    SECRETARIAT,
    START,
    allowed,
    delegation,
    hour,
    refused,
    rules,
)

ONE = Item("1", "Organizational matters")


def test_a_circulated_agenda_has_its_places_items_first() -> None:
    session = circulated()

    assert session.state.places == PLACES
    assert session.stands_in(AgendaPhase.CIRCULATED)
    assert session.state.outcome is None


def test_only_a_circulation_opens_an_agenda() -> None:
    answer = decide(None, a.AdoptAgenda(CHAIR), START)

    assert refused(answer) == "no-such-procedure"


def test_an_agenda_is_circulated_once() -> None:
    assert refused(circulated().act(circulation(), hour(1))) == "already-exists"


@pytest.mark.parametrize("actor", [CHAIR, SECRETARIAT])
def test_the_chair_or_the_secretariat_circulates(actor: Actor) -> None:
    assert allowed(decide(None, circulation(actor=actor), START)) == ["AgendaCirculated"]


@pytest.mark.parametrize("actor", [delegation("brazil"), Actor(Office.BUREAU), TIME])
def test_nobody_else_circulates(actor: Actor) -> None:
    assert refused(decide(None, circulation(actor=actor), START)) == "not-authorised"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "no-title"),
        ({"items": ()}, "empty-agenda"),
        ({"items": (ONE, ONE)}, "place-twice"),
        ({"items": (Item("1", "x", (Item("(a)", "y"),)), Item("1 (a)", "z"))}, "place-twice"),
        ({"parts": (Part("2", "named like an item"),)}, "place-twice"),
        ({"parts": (Part("outcome", "x"), Part("outcome", "y"))}, "place-twice"),
        ({"items": (Item("", "unnumbered"),)}, "bad-place"),
        ({"items": (Item(" 1", "blank"),)}, "bad-place"),
        ({"items": (Item("1", "x", (Item("", "below"),)),)}, "bad-place"),
        ({"parts": (Part("", "unnamed"),)}, "bad-place"),
        ({"parts": (Part("x" * 65, "long"),)}, "place-too-long"),
        ({"sittings": (Sitting(1, hour(50), hour(48)),)}, "sitting-ends-first"),
        ({"sittings": (Sitting(1, hour(48), hour(48)),)}, "sitting-ends-first"),
        ({"sittings": sittings(48, 49)}, "sittings-overlap"),
        ({"sittings": (*sittings(48), *sittings(60))}, "sitting-twice"),
        ({"sittings": (Sitting(1, hour(48), hour(50), ("9",)),)}, "no-such-place"),
        ({"sittings": sittings(-4)}, "session-over"),
        ({"sittings": sittings(24 * 366 * 101)}, "too-far-ahead"),
        ({"until": hour(0)}, "deadline-not-ahead"),
        ({"until": hour(24 * 366 * 101)}, "too-far-ahead"),
        ({"roll": ()}, "empty-roll"),
        ({"grace_seconds": -1}, "bad-grace"),
    ],
)
def test_an_agenda_that_cannot_be_used_is_refused(changes: dict[str, Any], code: str) -> None:
    assert refused(decide(None, circulation(**changes), START)) == code


def test_sittings_may_follow_one_another_at_once_and_be_given_in_any_order() -> None:
    session = circulated(sittings=tuple(reversed(sittings(48, 50, 52))))

    assert [sitting.number for sitting in session.state.sittings] == [1, 2, 3]


def test_an_agenda_needs_no_sittings_and_no_time_for_proposals() -> None:
    assert circulated(sittings=(), until=None).state.sittings == ()


def test_a_revision_takes_up_proposals_and_is_numbered() -> None:
    session = circulated()
    session.propose("brazil", 1)
    items = (*ITEMS, Item("4", "Other matters"))

    answer = session.by(SECRETARIAT, a.ReviseAgenda, 2, items, PARTS, (2, 2), "As proposed.")

    assert allowed(answer) == ["AgendaRevised"]
    assert session.state.revision == 1
    assert session.state.proposals[0].taken_up
    assert "4" in session.state.places


@pytest.mark.parametrize("number", [1, 99])
def test_a_revision_takes_up_only_proposals_that_stand(number: int) -> None:
    answer = circulated().chair(a.ReviseAgenda, 2, ITEMS, PARTS, (number,))

    assert refused(answer) == "no-such-proposal"


def test_a_revision_does_not_take_up_what_was_withdrawn() -> None:
    session = circulated()
    session.propose("brazil", 1)
    session.of("brazil", a.WithdrawProposal, 2, 2)

    assert refused(session.chair(a.ReviseAgenda, 3, ITEMS, PARTS, (2,))) == "no-such-proposal"


def test_a_revision_must_be_an_agenda() -> None:
    assert refused(circulated().chair(a.ReviseAgenda, 2, (), PARTS)) == "empty-agenda"


def test_a_delegation_issues_no_revision() -> None:
    assert refused(circulated().of("brazil", a.ReviseAgenda, 2, ITEMS, ())) == "not-authorised"


def test_what_is_under_silence_or_adopted_is_not_issued_anew() -> None:
    for session in (under_silence(), adopted()):
        assert refused(session.chair(a.ReviseAgenda, 31, ITEMS, PARTS)) == "wrong-phase"


def test_an_item_added_before_the_adoption_is_an_item_like_the_others() -> None:
    session = circulated()

    session.chair(a.AddItem, 1, Item("(c)", "Elections"), "1")
    session.adopt(2)

    assert session.state.places[:4] == ("1", "1 (a)", "1 (b)", "1 (c)")
    assert session.open == ()
    assert session.state.outcome is a.AgendaOutcome.ADOPTED


def test_an_item_added_after_the_adoption_is_open_until_it_is_settled() -> None:
    session = adopted()

    session.chair(a.AddItem, 49, Item("4", "Other matters"), revisit=LAST)

    assert session.open == ("4",)
    assert session.state.outcome is a.AgendaOutcome.WITH_EXCEPTIONS
    session.settle(76, "4")
    assert session.state.outcome is a.AgendaOutcome.ADOPTED


def test_an_item_below_one_that_is_below_another_is_found() -> None:
    session = circulated()

    session.chair(a.AddItem, 1, Item("(i)", "Credentials"), "1 (a)")

    assert "1 (a) (i)" in session.state.places


@pytest.mark.parametrize(
    ("item", "under", "revisit", "code"),
    [
        (Item("2", "Taken"), "", UNSET, "place-twice"),
        (Item("(a)", "Taken"), "1", UNSET, "place-twice"),
        (Item("outcome", "Named like a part"), "", UNSET, "place-twice"),
        (Item("(a)", "Nowhere"), "9", UNSET, "no-such-place"),
        (Item("(a)", "Below a part"), "outcome", UNSET, "no-such-place"),
        (Item("4", "Other"), "", Revisit(sitting=9), "no-such-sitting"),
        (Item("4", "Other"), "", Revisit(at=hour(30)), "revisit-not-ahead"),
    ],
)
def test_an_item_that_has_no_place_or_time_is_refused(
    item: Item, under: str, revisit: Revisit, code: str
) -> None:
    assert refused(adopted().chair(a.AddItem, 31, item, under, revisit)) == code


def test_no_item_is_added_to_what_is_under_silence() -> None:
    assert refused(under_silence().chair(a.AddItem, 2, Item("4", "Other"))) == "wrong-phase"


def test_the_secretariat_adds_no_item() -> None:
    answer = circulated().by(SECRETARIAT, a.AddItem, 1, Item("4", "Other"))

    assert refused(answer) == "not-authorised"


def test_the_timetable_is_set_anew_in_every_phase_until_the_session_is_over() -> None:
    for session in (circulated(), under_silence(), adopted("2")):
        phase = session.state.phase

        answer = session.by(SECRETARIAT, a.ChangeTimetable, 31, sittings(50, 54, 74, 78))

        assert allowed(answer) == ["TimetableChanged"]
        assert session.stands_in(phase)
        assert session.state.sittings[3].begins == hour(78)


def test_a_sitting_at_which_something_is_to_be_taken_up_must_remain() -> None:
    session = adopted("outcome")

    assert refused(session.chair(a.ChangeTimetable, 31, sittings(48, 52))) == "sitting-needed"
    session.settle(32, "outcome")
    assert allowed(session.chair(a.ChangeTimetable, 33, sittings(48, 52)))


def test_what_hangs_on_a_sitting_moves_with_it_and_an_instant_stays() -> None:
    session = circulated()
    session.adopt(30, "outcome", revisit=LAST)
    session.chair(a.AddItem, 31, Item("4", "Other"), revisit=Revisit(at=hour(60)))

    session.chair(a.ChangeTimetable, 32, sittings(48, 52, 72, 80))

    outcome, other = session.state.open_parts
    assert session.state.instant_of(outcome.revisit) == hour(80)
    assert session.state.instant_of(other.revisit) == hour(60)


@pytest.mark.parametrize(
    ("begins", "code"), [((48, 49), "sittings-overlap"), ((24 * 366 * 101,), "too-far-ahead")]
)
def test_a_timetable_must_be_one(begins: tuple[float, ...], code: str) -> None:
    assert refused(circulated().chair(a.ChangeTimetable, 1, sittings(*begins))) == code


def test_the_timetable_of_a_session_that_is_over_is_not_changed() -> None:
    assert refused(adopted().wait(100).chair(a.ChangeTimetable, 101, ())) == "session-over"


def test_a_delegation_changes_no_timetable() -> None:
    assert refused(circulated().of("brazil", a.ChangeTimetable, 1, ())) == "not-authorised"


def test_without_sittings_left_a_session_with_nothing_open_has_ended() -> None:
    session = adopted()

    session.chair(a.ChangeTimetable, 31, ())

    assert session.stands_in(AgendaPhase.ENDED)


def test_the_rules_are_frozen_with_the_circulation() -> None:
    session = circulated(rules(agenda__reminders="2h"))

    entry = session.all(AgendaCirculated)[0]
    assert entry.rules == session.state.profile.values
    assert session.all(TimetableChanged) == []


def test_a_timetable_that_lies_in_the_past_is_a_slip_and_refused() -> None:
    session = circulated()
    session.chair(a.AdoptAgenda, 48)

    moved = session.chair(a.ChangeTimetable, 60, sittings(48, 52, 55, 58))
    over = session.chair(a.ChangeTimetable, 60, sittings(48, 52))
    longer = session.chair(a.ChangeTimetable, 60, sittings(48, 52, 72, 80))

    assert refused(moved) == "sitting-in-the-past"
    assert refused(over) == "session-over-at-once"
    assert allowed(longer) == ["TimetableChanged"]
