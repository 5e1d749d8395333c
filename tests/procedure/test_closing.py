"""How a period ends: its book is closed once, and whoever no letter reached is not silent."""

from __future__ import annotations

import pytest

from nemcon.procedure.acts import CloseBook, CloseEarly, Declare, Kind, Outcome, Suspend
from nemcon.procedure.entries import BookClosed
from nemcon.procedure.people import TIME
from nemcon.procedure.state import Phase
from tests.procedure.build import allowed, hour, refused, under_silence


def test_silence_that_is_kept_adopts_the_text_at_the_nominal_deadline() -> None:
    state = under_silence().wait(73).state

    assert state.outcome is Outcome.ADOPTED
    assert state.decided_at == hour(72)
    assert state.adopted == ("1", "2", "3")
    assert set(state.silent) == {"brazil", "egypt", "norway", "japan"}


@pytest.mark.parametrize("late", [72.01, 100, 5000])
def test_a_book_that_is_closed_late_carries_the_same_instant(late: float) -> None:
    silence = under_silence()
    silence.close(late)

    assert silence.state.decided_at == hour(72)
    assert silence.last(BookClosed).at == hour(72)


def test_a_book_is_not_closed_before_the_deadline_and_the_grace() -> None:
    silence = under_silence()

    for early in (71, 72, 72 + 4.9 / 3600):
        assert refused(silence.close(early)) == "too-early"
    assert allowed(silence.close(72 + 5 / 3600)) == ["BookClosed", "OutcomeReached"]


def test_a_book_is_closed_once() -> None:
    silence = under_silence()
    silence.close(73)

    assert allowed(silence.close(74)) == []
    assert silence.state.closed_books == (1,)


def test_the_book_of_another_period_is_left_alone() -> None:
    silence = under_silence()
    assert allowed(silence.time(CloseBook(TIME, 2), hour(73))) == []


def test_a_suspended_period_has_no_book_to_close() -> None:
    silence = under_silence()
    silence.chair(Suspend, 10)
    assert allowed(silence.close(80)) == []


# Letters that did not leave.


def test_whoever_no_letter_reached_is_listed_and_not_counted_among_the_silent() -> None:
    silence = under_silence(sent=["brazil", "egypt"]).wait(73)

    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.state.silent == ("brazil", "egypt")
    assert silence.state.unreached == ("norway", "japan")


def test_silence_of_which_nobody_knew_adopts_nothing() -> None:
    silence = under_silence(sent=[], consultation__length="10 days").wait(73)

    assert silence.state.outcome is None
    assert silence.stands_in(Phase.CONSULTATION)
    assert silence.state.consultation_until == hour(72 + 240)
    assert silence.wait(1000).state.outcome is Outcome.NOT_ADOPTED


def test_silence_of_which_nobody_knew_is_left_to_the_chair_without_a_limit() -> None:
    silence = under_silence(sent=[]).wait(73)

    assert silence.state.consultation_until is None
    assert silence.wait(5000).state.phase is Phase.CONSULTATION
    assert allowed(silence.chair(Declare, 5001, Outcome.LAPSED))


def test_a_letter_to_an_observer_alone_reached_nobody_with_standing() -> None:
    silence = under_silence(sent=["unesco"]).wait(73)
    assert silence.stands_in(Phase.CONSULTATION)


def test_whoever_filed_something_knew_of_the_text_whatever_became_of_its_letter() -> None:
    silence = under_silence(sent=["brazil"])
    silence.file("egypt", 1, Kind.AGREE)
    silence.wait(73)

    assert silence.state.silent == ("brazil", "egypt")
    assert silence.state.unreached == ("norway", "japan")


def test_objectors_are_neither_silent_nor_unreached() -> None:
    silence = under_silence(sent=["egypt"], threshold=2)
    silence.object("brazil", 1)
    silence.wait(73)

    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.state.silent == ("egypt",)
    assert silence.state.unreached == ("norway", "japan")


def test_closing_early_moves_the_deadline_to_that_moment() -> None:
    silence = under_silence()
    silence.chair(CloseEarly, 10, because="All have answered.")

    assert refused(silence.close(10)) == "too-early"
    assert silence.wait(11).state.outcome is Outcome.ADOPTED
    assert silence.state.decided_at == hour(10)
    assert silence.state.because == "All have answered."
