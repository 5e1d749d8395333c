"""Tabling a text: who may, what is frozen, what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nemcon.negotiation.acts import CloseRound, ConcludeNegotiation
from nemcon.negotiation.entries import TextTabled
from nemcon.negotiation.rules import decide
from nemcon.procedure.people import TIME, Actor, Category, Office, Seat
from nemcon.text.document import Paragraph, Text
from tests.negotiation.build import (
    CHAIR,
    FOUR,
    Negotiation,
    Part,
    code,
    delegation,
    done,
    hour,
    rules,
    tabled,
    tabling,
    text,
)


def test_the_text_is_frozen_with_its_marks_as_they_are_printed() -> None:
    it = tabled(
        text=text("States \uff3bEU\uff1ashall / should\uff3d meet.", "(agreed ad ref) One.")
    )

    assert it.words("1") == "States [EU: shall / should] meet."
    assert it.state.text_digest == it.state.issued.digest()
    assert it.state.rung_of("2") == "agreed-ad-referendum"


def test_the_roll_has_the_standing_that_the_rules_give() -> None:
    it = tabled(rules(standing__object="member"))

    assert [seat.may_object for seat in it.state.roll] == [True] * 4 + [False]
    assert all(seat.may_comment for seat in it.state.roll)


def test_a_package_is_as_the_rules_say_unless_the_tabling_says_it() -> None:
    assert tabled(rules(package="true")).state.package
    assert not tabled(rules(package="true"), package=False).state.package


def test_a_delegation_with_standing_may_table_and_is_remembered() -> None:
    assert tabled(actor=delegation("italy")).state.tabled_by == "italy"
    assert tabled(actor=CHAIR).state.tabled_by == ""


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"actor": Actor(Office.BUREAU)}, "not-authorised"),
        ({"actor": delegation("unesco")}, "no-standing"),
        ({"actor": delegation("nobody")}, "no-standing"),
        ({"text": Text("Nothing", ())}, "empty-text"),
        ({"text": text("States [shall meet.")}, "bracket-not-closed"),
        ({"text": text("(agreed) States [shall] meet.")}, "still-bracketed"),
        ({"text": Text("", (Paragraph("1", "a"), Paragraph("1", "b")))}, "paragraph-twice"),
        ({"text": Text("", (Paragraph("2", "a"), Paragraph("OP2", "b")))}, "paragraph-twice"),
        ({"roll": (Seat("unesco", "UNESCO", Category.OBSERVER),)}, "empty-roll"),
        ({"roll": ()}, "empty-roll"),
        ({"grace_seconds": -1}, "bad-grace"),
        ({"until": hour(0)}, "deadline-not-ahead"),
        ({"until": hour(24 * 366 * 101)}, "too-far-ahead"),
        ({"sitting": 3}, "no-agenda"),
        ({"sitting": 3, "agenda": "agenda", "until": None}, "sitting-unknown"),
        ({"to": "x" * 801}, "bad-destination"),
    ],
)
def test_a_tabling_that_cannot_be_is_refused(changes: Part, refused: str) -> None:
    assert code(Negotiation().does(tabling(**changes), 0)) == refused


def test_a_text_is_tabled_once() -> None:
    assert code(tabled().does(tabling(), 1)) == "already-exists"


def test_nothing_is_done_in_a_negotiation_that_is_not_there() -> None:
    assert code(decide(None, ConcludeNegotiation(CHAIR), hour(0))) == "no-such-procedure"


def test_a_step_of_time_is_not_for_people() -> None:
    assert code(tabled().does(CloseRound(CHAIR, 1), 1)) == "not-authorised"
    assert tabled().does(CloseRound(TIME, 1), 1) == ()


def test_a_round_may_have_no_end_and_may_end_with_a_sitting() -> None:
    assert tabled(until=None).state.until is None
    it = tabled(agenda="agenda", sitting=3)
    assert it.last(TextTabled).sitting == it.state.sitting == 3


def test_where_the_rest_goes_is_written_on_one_line() -> None:
    assert tabled(to="the next\n session ").state.to == "the next session"


def test_the_actor_of_a_tabling_through_the_secretariat_may_be_anybody_in_the_office() -> None:
    act = replace(tabling(), actor=Actor(Office.SECRETARIAT, person="anybody"), text=FOUR)

    done(Negotiation().does(act, 0))
