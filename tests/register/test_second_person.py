"""Where a second person of the secretariat is waited for, as the board and its filters tell it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert

from nemcon.procedure import acts as a
from nemcon.procedure.awaited import Awaited, Awaits, Whom
from nemcon.procedure.people import Actor, Office
from nemcon.register import waiting
from nemcon.register.board import Wanted, board
from nemcon.register.second_person import unconfirmed
from nemcon.register.tables_staff import staff_people
from nemcon.register.waiting import Entering, WaitingState

from .build import DEADLINE, START, Installation

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(house: Installation) -> Installation:
    """Two procedures and a member of the secretariat."""
    for name in ("p", "q"):
        house.place(name)
    with house.database.writing() as connection:
        connection.execute(insert(staff_people).values(id="nora", name="Nora", created_at=START))
    return house


def enter(house: Installation, procedure: str, member: str, after: timedelta) -> str:
    actor = Actor(Office.SECRETARIAT, member, "Nora", "page, on the strength of: a note")
    act = a.File(actor, a.Kind.OBJECT, says="No.")
    with house.database.writing() as connection:
        by = Entering(person="nora")
        return waiting.enter(connection, procedure, act, by, START + after, HOUR, member).id


def rows(house: Installation, wanted: Wanted) -> dict[str, int]:
    with house.database.reading() as connection:
        found, _ = board(connection, wanted, limit=50)
    return {row.id: row.confirm.number if row.confirm else 0 for row in found}


def test_what_waits_is_counted_until_the_first_of_it_is_due(desk: Installation) -> None:
    enter(desk, "p", "egypt", 2 * HOUR)
    enter(desk, "p", "norway", HOUR)
    with desk.database.reading() as connection:
        found = unconfirmed(connection, None)
        assert list(found) == ["p"]
        assert (found["p"].number, found["p"].title) == (2, "Draft")
        until = START + 2 * HOUR
        assert found["p"].awaited == Awaited(Awaits.SECOND_PERSON, Whom.SECRETARIAT, until)
        assert unconfirmed(connection, ["body"]).keys() == {"p"}
        assert unconfirmed(connection, ["another"]) == {}
        assert unconfirmed(connection, None, "q") == {}


def test_the_first_due_stands_first(desk: Installation) -> None:
    enter(desk, "p", "egypt", 2 * HOUR)
    enter(desk, "q", "norway", HOUR)
    with desk.database.reading() as connection:
        assert list(unconfirmed(connection, None)) == ["q", "p"]


def test_the_board_tells_it_to_those_who_act_there_and_lets_it_be_found(
    desk: Installation,
) -> None:
    enter(desk, "p", "egypt", HOUR)
    assert rows(desk, Wanted(acts=None)) == {"p": 1, "q": 0}
    assert rows(desk, Wanted(acts=["body"])) == {"p": 1, "q": 0}
    assert rows(desk, Wanted(whom=Whom.SECRETARIAT, acts=["body"])) == {"p": 1}


def test_the_board_tells_nothing_of_it_to_others_and_neither_do_its_filters(
    desk: Installation,
) -> None:
    enter(desk, "p", "egypt", HOUR)
    assert rows(desk, Wanted()) == {"p": 0, "q": 0}
    assert rows(desk, Wanted(whom=Whom.SECRETARIAT)) == {}
    assert rows(desk, Wanted(whom=Whom.SECRETARIAT, acts=["another"])) == {}


@pytest.mark.parametrize("state", [s for s in WaitingState if s is not WaitingState.WAITING])
def test_what_was_settled_waits_for_nobody(desk: Installation, state: WaitingState) -> None:
    name = enter(desk, "p", "egypt", HOUR)
    with desk.database.writing() as connection:
        waiting.settle(connection, name, state, "Ole", START + HOUR)
    assert rows(desk, Wanted(acts=None)) == {"p": 0, "q": 0}


def test_when_the_book_has_closed_nobody_is_waited_for_any_more(desk: Installation) -> None:
    enter(desk, "p", "egypt", HOUR)
    desk.clock.present = DEADLINE + timedelta(minutes=1)
    desk.register.keep_time("p")
    assert rows(desk, Wanted(acts=None))["p"] == 0
