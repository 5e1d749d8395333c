"""What becomes of a text: what counts as agreed, why it ended, and an outcome set aside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nemcon.negotiation.acts import (
    ConcludeNegotiation,
    MoveParagraphs,
    NegotiationOutcome,
    Rung,
    WithdrawTabled,
)
from nemcon.negotiation.compilation import compilation
from nemcon.negotiation.due import next_step
from nemcon.negotiation.entries import NegotiationEnded
from nemcon.negotiation.notices import letters_for
from nemcon.procedure.acts import Outcome
from nemcon.procedure.families import ReopenResult, ResultReopened, TakeResult
from nemcon.procedure.people import TIME
from tests.negotiation.build import (
    CHAIR,
    NAME,
    Negotiation,
    Part,
    amend,
    code,
    done,
    hour,
    move,
    revision,
    rules,
    tabled,
)
from tests.negotiation.ending import CHILD


def conclude(**parts: Part) -> ConcludeNegotiation:
    return ConcludeNegotiation(parts.pop("actor", CHAIR), **parts)


def result(outcome: Outcome, *adopted: str) -> TakeResult:
    return TakeResult(TIME, CHILD, outcome, hour(50), adopted)


def agreed(*numbers: str, **parts: Part) -> Negotiation:
    it = tabled(parts.pop("profile", None), **parts)
    done(it.does(move("agreed-ad-referendum", *numbers), 1))
    return it


@pytest.mark.parametrize("package", [False, True])
def test_a_text_of_which_all_is_agreed_is_agreed_whatever_was_withdrawn(package: bool) -> None:
    it = agreed("1", "3", "4", package=package)
    done(it.does(move("withdrawn", "2"), 3))

    done(it.does(conclude(in_meeting=True), 4))

    assert it.state.outcome is NegotiationOutcome.AGREED
    assert it.state.listed == ()


@pytest.mark.parametrize("adding", [False, True])
@pytest.mark.parametrize("package", [False, True])
def test_a_text_is_not_all_agreed_while_an_amendment_to_a_withdrawn_paragraph_or_a_new_one_waits(
    adding: bool, package: bool
) -> None:
    it = agreed("1", "3", "4", package=package)
    done(it.does(amend("italy", "2", "x", change="insert" if adding else "replace"), 2))
    done(it.does(move("withdrawn", "2"), 3))

    done(it.does(conclude(in_meeting=True), 4))

    whole = NegotiationOutcome.COMPILED if package else NegotiationOutcome.PARTLY_AGREED
    assert it.state.outcome is whole
    shown = [a.id for p in compilation(NAME, it.state).paragraphs for a in p.alternatives]
    assert shown == ["A1"]


def test_a_proposed_paragraph_that_waits_keeps_the_text_from_being_agreed_by_silence() -> None:
    it = agreed("1", "2", "3", "4")
    done(it.does(amend("italy", "4", "x", change="insert"), 2))
    done(it.does(conclude(until=hour(50)), 3))

    done(it.does(result(Outcome.ADOPTED, "1", "2", "3", "4"), 51))

    assert it.state.outcome is NegotiationOutcome.PARTLY_AGREED


def test_a_proposed_paragraph_that_is_not_taken_up_or_late_does_not_matter() -> None:
    it = agreed("1", "2", "3", "4", package=True)
    done(it.does(amend("italy", "4", "x", change="insert"), 2))
    done(it.does(revision(not_taken_up=("A1",)), 3))
    done(it.does(amend("italy", "4", "y", change="insert"), 26))

    done(it.does(conclude(in_meeting=True), 27))

    assert it.state.outcome is NegotiationOutcome.AGREED


def test_a_text_of_which_every_paragraph_was_withdrawn_is_withdrawn() -> None:
    profile = rules(reminders="none", chair_time="2 days")
    by_chair, by_time = tabled(), tabled(profile)
    for it in (by_chair, by_time):
        done(it.does(move("withdrawn", "1", "2", "3", "4"), 1))
    done(by_chair.does(conclude(in_meeting=True), 2))
    by_time.overdue_until(hour(80))

    for it in (by_chair, by_time):
        assert it.state.outcome is NegotiationOutcome.WITHDRAWN
        assert (it.state.adopted, it.state.listed) == ((), ())
        assert compilation(NAME, it.state).paragraphs == ()


def test_the_reason_of_the_end_is_that_of_its_conclusion_and_of_nothing_before() -> None:
    for because in ("", "Gavelled."):
        it = tabled()
        done(it.does(MoveParagraphs(CHAIR, ("1",), Rung.AGREED, "Nobody asked for more."), 1))
        meeting = it.does(conclude(in_meeting=True, because=because), 2)
        assert [entry.because for entry in done(meeting)] == [because, because]

        it = tabled()
        done(it.does(MoveParagraphs(CHAIR, ("1",), Rung.AGREED, "Nobody asked for more."), 1))
        done(it.does(conclude(until=hour(50), because=because), 2))
        done(it.does(result(Outcome.ADOPTED, "1"), 51))
        assert it.last(NegotiationEnded).because == because
        assert it.state.because == because

    it = tabled()
    done(it.does(MoveParagraphs(CHAIR, ("1",), Rung.AGREED, "Nobody asked for more."), 1))
    done(it.does(WithdrawTabled(CHAIR), 2))
    assert it.state.because == ""


def test_an_outcome_that_is_set_aside_leaves_none_until_another_is_reached() -> None:
    it = agreed("1", "2")
    done(it.does(conclude(until=hour(50), because="Gavelled."), 2))
    waiting = it.state
    assert it.does(ReopenResult(TIME, CHILD, hour(3)), 3) == ()
    done(it.does(result(Outcome.ADOPTED, "1", "2"), 51))

    assert it.does(ReopenResult(TIME, "another-silence", hour(60)), 60) == ()
    (reopened,) = done(it.does(ReopenResult(TIME, CHILD, hour(60)), 60))

    assert reopened == ResultReopened(CHILD, hour(60))
    assert it.state == replace(waiting, number=it.state.number)
    assert next_step(it.state, hour(1000)) is None
    assert letters_for(it.recorded[-1], it.state) == ()
    assert it.does(ReopenResult(TIME, CHILD, hour(61)), 61) == ()
    assert code(it.does(amend("italy", "1", "x"), 61)) == "wrong-phase"
    done(it.does(result(Outcome.PARTLY_ADOPTED, "2"), 62))
    assert (it.state.outcome, it.state.adopted, it.state.listed) == (
        NegotiationOutcome.PARTLY_AGREED,
        ("2",),
        ("1", "3", "4"),
    )
    assert it.last(NegotiationEnded).because == "Gavelled."


def test_an_outcome_is_set_aside_by_time_alone() -> None:
    it = agreed("1")
    done(it.does(conclude(until=hour(50)), 2))
    done(it.does(result(Outcome.ADOPTED, "1"), 51))

    assert code(it.does(ReopenResult(CHAIR, CHILD, hour(60)), 60)) == "not-authorised"
