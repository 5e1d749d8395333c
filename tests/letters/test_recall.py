"""Letters of a launch that may be recalled: none leaves before the moment is over, or ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from temporalio.exceptions import ApplicationError

from activities.mail_room import house_of
from activities.taking_up import TakingUp
from activities.timekeeping import Timekeeping
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.procedure import acts as a
from nemcon.procedure.recall import RecallLaunch
from nemcon.register.door import Receipt

from .build import CHAIR, START
from .house import House

HELD = "held"
MAILING = f"{HELD}.2.circulation"
MINUTE = timedelta(seconds=60)


@pytest.fixture
def launched(house: House) -> House:
    """A house with a text that may be recalled for a minute."""
    house.place(HELD, recall_seconds=60)
    return house


async def test_no_letter_of_a_launch_leaves_before_its_moment_is_over(launched: House) -> None:
    keeping, carrier = Timekeeping(launched.register), Pigeonhole()
    launched.clock.present = START + timedelta(seconds=20)

    standing = keeping.keep_time(HELD)
    with pytest.raises(ApplicationError) as held:
        await launched.send(MAILING, carrier)

    assert standing.mailings == ()
    assert standing.wait_seconds == pytest.approx(40, abs=0.01)
    assert held.value.type == "letters-held"
    assert carrier.kept == []
    launched.clock.present = START + MINUTE
    assert keeping.keep_time(HELD).mailings == (MAILING,)
    done = await launched.send(MAILING, carrier)
    assert done.sent == len(carrier.kept) == 8


async def test_of_a_recalled_launch_no_letter_leaves_however_often_it_is_tried(
    launched: House,
) -> None:
    carrier = Pigeonhole()
    launched.register.record(HELD, RecallLaunch(CHAIR), START)
    standing = Timekeeping(launched.register).keep_time(HELD)

    assert (standing.phase, standing.outcome) == ("ended", "recalled")
    assert (standing.mailings, standing.wait_seconds) == ((), None)
    for moment in (START, START + MINUTE, START + timedelta(days=9)):
        launched.clock.present = moment
        done = await launched.send(MAILING, carrier)
        assert (done.sent, done.refused) == (0, 0)
    assert carrier.kept == []
    assert launched.letters(MAILING) == {}


async def test_a_text_withdrawn_in_the_moment_tells_its_story_when_that_is_over(
    launched: House,
) -> None:
    """Whoever withdraws tells everybody: both letters wait, and none is lost."""
    keeping = Timekeeping(launched.register)
    launched.clock.present = START + timedelta(seconds=10)
    launched.register.record(HELD, a.WithdrawText(CHAIR, "Overtaken."), launched.clock.now())

    standing = keeping.keep_time(HELD)

    assert standing.phase == "ended"
    assert standing.mailings == ()
    assert standing.wait_seconds == pytest.approx(50, abs=0.01)
    launched.clock.present = START + MINUTE
    later = keeping.keep_time(HELD)
    assert [m.split(".")[2] for m in later.mailings] == ["circulation", "outcome"]


PLACES = [
    pytest.param("", id="sqlite"),
    pytest.param("postgres_url", id="postgres", marks=pytest.mark.postgres),
]


@pytest.mark.parametrize("place", PLACES)
def test_of_a_worker_and_somebody_who_recalls_at_once_one_is_first(
    place: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    house = House(tmp_path, str(request.getfixturevalue(place)) if place else "")
    taking = TakingUp(house.register, house.key, house_of(house.settings, house.key))
    start = Barrier(2)

    def sends(mailing: str) -> int:
        start.wait()
        taken = taking.take_up(mailing)
        assert taken is not None
        return len(taken.queued)

    def recalls(procedure: str, received: datetime) -> bool:
        start.wait()
        answer = house.register.record(procedure, RecallLaunch(CHAIR), received)
        return isinstance(answer, Receipt)

    for number in range(8):
        name, at = f"race-{number}", house.clock.present
        house.place(name, recall_seconds=60, until=at + timedelta(hours=72))
        house.clock.present = at + MINUTE  # the worker may send; what was received just before, too
        with ThreadPoolExecutor(2) as pool:
            sent = pool.submit(sends, f"{name}.2.circulation")
            recalled = pool.submit(recalls, name, house.clock.present - timedelta(milliseconds=1))
        assert (sent.result(), recalled.result()) in ((8, False), (0, True))
    house.database.close()


def test_a_period_shorter_than_the_moment_is_never_held(house: House) -> None:
    house.place(HELD, recall_seconds=60, until=START + timedelta(seconds=30))

    assert Timekeeping(house.register).keep_time(HELD).mailings == (MAILING,)
