"""Letters of a launch that may be recalled: none leaves before the moment is over, or ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from temporalio.exceptions import ApplicationError

from activities.timekeeping import Timekeeping
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.procedure import acts as a
from nemcon.procedure.recall import RecallLaunch

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


def test_a_period_shorter_than_the_moment_is_never_held(house: House) -> None:
    house.place(HELD, recall_seconds=60, until=START + timedelta(seconds=30))

    assert Timekeeping(house.register).keep_time(HELD).mailings == (MAILING,)
