"""A reminder that comes too late to be of use does not leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.exceptions import ApplicationError

from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.procedure import acts as a
from nemcon.register.mailings import LetterState

from .build import CHAIR, PROCEDURE, START, rules
from .house import House


def time_runs_out(house: House) -> None:
    house.clock.move(72)


def the_book_is_closed(house: House) -> None:
    house.clock.move(73)
    house.register.keep_time(PROCEDURE)


def the_period_is_suspended(house: House) -> None:
    house.record(a.Suspend(CHAIR, "The text is being translated."))


def the_deadline_is_moved(house: House) -> None:
    house.record(a.Extend(CHAIR, START + timedelta(hours=96), "Capitals asked for time."))


def silence_is_broken(house: House) -> None:
    house.object("brazil")


TOO_LATE: dict[Callable[[House], None], str] = {
    time_runs_out: "has passed",
    the_book_is_closed: "is over",
    the_period_is_suspended: "suspended",
    the_deadline_is_moved: "was moved",
    silence_is_broken: "is over",
}


@pytest.fixture
def house_that_stops(tmp_path: Path) -> Iterator[House]:
    """An installation whose rules let one objection end the period."""
    made = House(tmp_path)
    made.place(rules=rules(objection={"effect": "stop"}).values)
    yield made
    made.database.close()


async def held_up(house: House) -> str:
    """The reminder that was composed when mail was down."""
    reminder, down = house.remind(), Pigeonhole()
    down.stopped = True
    with pytest.raises(ApplicationError, match="6 of 6"):
        await house.send(reminder, down)
    return reminder


@pytest.mark.parametrize("happens", TOO_LATE, ids=lambda happens: happens.__name__)
async def test_a_reminder_held_up_until_it_is_of_no_use_is_not_sent(
    house_that_stops: House, happens: Callable[[House], None]
) -> None:
    house = house_that_stops
    reminder = await held_up(house)
    happens(house)
    carrier = Pigeonhole()
    done = await house.send(reminder, carrier)
    assert carrier.kept == []
    assert (done.sent, done.refused) == (0, 6)
    assert house.mailings()["reminder"].completed
    for letter in house.letters(reminder).values():
        assert letter.state is LetterState.REFUSED
        assert letter.reply.startswith("Not sent: ")
        assert TOO_LATE[happens] in letter.reply


@pytest.mark.parametrize("happens", TOO_LATE, ids=lambda happens: happens.__name__)
async def test_a_reminder_that_nobody_composed_in_time_has_no_letters(
    house_that_stops: House, happens: Callable[[House], None]
) -> None:
    house = house_that_stops
    reminder = house.remind()
    happens(house)
    carrier = Pigeonhole()
    done = await house.send(reminder, carrier)
    assert (carrier.kept, done.sent, done.refused) == ([], 0, 0)
    assert house.mailings()["reminder"].completed
    assert not house.letters(reminder)


async def test_a_reminder_held_up_for_a_while_leaves_before_the_deadline(house: House) -> None:
    reminder = await held_up(house)
    house.clock.move(71)
    carrier = Pigeonhole()
    assert (await house.send(reminder, carrier)).sent == 6
    assert len(carrier.kept) == 6


async def test_a_circulation_held_up_until_the_end_is_sent_all_the_same(house: House) -> None:
    the_book_is_closed(house)
    carrier = Pigeonhole()
    assert (await house.send(house.mailings()["circulation"].id, carrier)).sent == 8
