"""What time does about an agenda, and when."""

from __future__ import annotations

import pytest

from nemcon.agenda import acts as a
from nemcon.agenda.acts import AgendaOutcome, Settlement
from nemcon.agenda.due import next_step, overdue
from nemcon.agenda.entries import ProposalsClosed, RemindedOfParts, SessionEnded
from nemcon.agenda.items import Item, Revisit
from nemcon.agenda.state import AgendaPhase
from nemcon.procedure.acts import Outcome
from nemcon.procedure.people import TIME
from tests.agenda.build import (
    Session,
    adopted,
    circulated,
    sittings,
)
from tests.agenda.build import (
    under_silence as placed,
)
from tests.procedure.build import (
    CHAIR,
    hour,
    refused,
    rules,
)

GRACE = 5 / 3600


def step(session: Session, at: float) -> tuple[str, float] | None:
    due = next_step(session.state, hour(at))
    if due is None:
        return None
    return type(due.act).__name__, (due.at - hour(0)).total_seconds() / 3600


def reminded(session: Session) -> list[tuple[float, int]]:
    return [
        ((entry.instant - hour(0)).total_seconds() / 3600, entry.rung)
        for entry in session.all(RemindedOfParts)
    ]


def test_first_the_proposals_are_closed_and_then_the_session_is_ended() -> None:
    session = circulated()

    assert step(session, 0) == ("CloseProposals", 24 + GRACE)
    session.wait(30)
    assert session.all(ProposalsClosed)[0].at == hour(24)
    assert step(session, 30) == ("EndSession", 78 + GRACE)
    session.wait(100)
    assert step(session, 100) is None


def test_proposals_are_not_closed_once_the_agenda_is_adopted_or_under_silence() -> None:
    assert adopted(at=2).wait(30).all(ProposalsClosed) == []
    assert placed().wait(30).all(ProposalsClosed) == []


def test_proposals_are_closed_when_the_agenda_comes_back_from_silence() -> None:
    session = placed()
    session.result(40, Outcome.COMPILED)

    assert step(session, 40) == ("CloseProposals", 24 + GRACE)
    assert session.wait(41).all(ProposalsClosed)[0].at == hour(24)


@pytest.mark.parametrize("act", [a.CloseProposals, a.EndSession])
def test_a_step_is_refused_to_people_and_before_its_time(act: type[a.CloseProposals]) -> None:
    session = circulated()

    assert refused(session.put(act(CHAIR), hour(100))) == "not-authorised"
    assert refused(session.put(act(TIME), hour(24))) == "too-early"


def test_everybody_is_reminded_of_what_is_open_on_each_rung() -> None:
    session = adopted("2", "outcome").wait(77)

    assert reminded(session) == [(76, 0), (76, 1)]
    assert {entry.places for entry in session.all(RemindedOfParts)} == {("2", "outcome")}


def test_what_is_to_be_taken_up_at_different_times_is_reminded_of_apart() -> None:
    session = adopted("outcome")
    session.chair(a.AddItem, 31, Item("4", "Other"), revisit=Revisit(at=hour(60)))

    session.wait(77)

    places = [(entry.places, entry.rung) for entry in session.all(RemindedOfParts)]
    assert places == [(("4",), 0), (("outcome",), 0), (("4",), 1), (("outcome",), 1)]


def test_a_reminder_that_fell_due_before_the_part_was_left_open_is_not_sent() -> None:
    assert reminded(adopted("2", at=60).wait(77)) == [(76, 1)]


def test_what_is_settled_is_not_reminded_of() -> None:
    session = adopted("2", "outcome").wait(53)
    session.settle(60, "outcome")
    session.wait(77)

    assert [entry.places for entry in session.all(RemindedOfParts)] == [("2", "outcome"), ("2",)]


def test_of_missed_reminders_only_the_latest_is_sent_and_none_after_the_instant() -> None:
    session = adopted("2")

    late = next_step(session.state, hour(75.5))
    assert late
    assert late.act == a.RemindOfParts(TIME, hour(76), 1)
    assert step(session, 76) == ("EndSession", 78 + GRACE)
    assert session.put(late.act, hour(76)) == ()
    assert session.put(a.RemindOfParts(TIME, hour(76), 0), hour(75.5)) == ()


def test_a_reminder_is_sent_once_and_not_before_its_time() -> None:
    session = adopted("2")
    act = a.RemindOfParts(TIME, hour(76), 0)

    assert refused(session.put(act, hour(51))) == "too-early"
    assert session.put(act, hour(52))
    assert session.put(act, hour(52)) == ()
    assert session.put(a.RemindOfParts(TIME, hour(70), 0), hour(52)) == ()
    assert session.put(a.RemindOfParts(TIME, hour(76), 9), hour(52)) == ()


def test_when_the_timetable_moves_reminders_are_counted_anew() -> None:
    session = adopted("2").wait(53)
    assert reminded(session) == [(76, 0)]

    session.chair(a.ChangeTimetable, 54, sittings(48, 52, 72, 100))
    session.wait(101)

    assert reminded(session) == [(76, 0), (100, 0), (100, 1)]


def test_when_a_sitting_is_moved_nearer_the_letter_on_it_is_the_reminder() -> None:
    session = adopted("2")

    session.chair(a.ChangeTimetable, 51, sittings(48, 52, 56, 60))
    session.wait(61)

    assert reminded(session) == [(60, 1)]


def test_no_reminders_are_sent_where_the_rules_know_none_or_no_time_is_set() -> None:
    assert reminded(adopted("2", profile=rules(agenda__reminders="none")).wait(90)) == []
    assert reminded(adopted("2", revisit=Revisit()).wait(90)) == []


def test_a_missed_reminder_does_not_hide_the_end_of_the_session() -> None:
    session = adopted("2", revisit=Revisit(at=hour(90)))

    assert overdue(session.state, hour(78)) is None
    assert overdue(session.state, hour(79)) == a.EndSession(TIME)
    session.act(a.NameOfficers(CHAIR, ()), hour(79))
    assert session.stands_in(AgendaPhase.ENDED)


def test_what_is_open_or_deferred_is_carried_over_when_the_session_ends() -> None:
    session = adopted("2", "3", "outcome")
    session.settle(76, "2", Settlement.DEFERRED)
    session.settle(76, "3", Settlement.DROPPED)

    session.wait(90)

    (ended,) = session.all(SessionEnded)
    assert ended.carried_over == ("2", "outcome")
    assert ended.to == "the eleventh session"
    assert ended.at == hour(78)
    assert ended.outcome is AgendaOutcome.WITH_EXCEPTIONS
    assert session.state.carried_over == ("2", "outcome")


def test_an_agenda_that_was_never_adopted_ends_so() -> None:
    session = circulated().wait(90)

    assert session.state.outcome is AgendaOutcome.NOT_ADOPTED
    assert session.state.session_over
    assert session.stands_in(AgendaPhase.ENDED)


def test_a_session_ends_once() -> None:
    session = adopted().wait(90)

    assert session.put(a.EndSession(TIME), hour(91)) == ()
    assert session.put(a.CloseProposals(TIME), hour(91)) == ()


def test_a_session_without_sittings_is_not_ended_by_the_clock() -> None:
    assert step(circulated(sittings=(), until=None), 30) is None
    assert circulated(sittings=()).put(a.EndSession(TIME), hour(99)) == ()


def test_a_session_does_not_end_while_its_agenda_is_under_silence() -> None:
    session = placed()
    assert step(session, 90) is None
    assert session.put(a.EndSession(TIME), hour(90)) == ()

    session.result(90, Outcome.ADOPTED)
    session.wait(91)

    (ended,) = session.all(SessionEnded)
    assert (ended.outcome, ended.at) == (AgendaOutcome.ADOPTED, hour(78))


def test_time_does_not_count_as_somebody_acting() -> None:
    assert circulated().wait(90).state.last_acted == hour(0)
    assert adopted().wait(90).state.last_acted == hour(30)
