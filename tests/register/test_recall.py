"""A launch that may be recalled: its letters are held, and either is recalled or sent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import delete

from nemcon.procedure import acts as a
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.recall import RecallLaunch
from nemcon.procedure.refusal import Refusal
from nemcon.register import mailings
from nemcon.register.appending import find
from nemcon.register.door import Receipt
from nemcon.register.feeds import in_calendar
from nemcon.register.recalling import held_until
from nemcon.register.tables_hooks import webhook_marks
from nemcon.register.verify import Head, verify
from nemcon.register.webhook_messages import behind
from nemcon.register.webhooks import Webhook, enter_webhook

from .build import CHAIR, START, Installation, objection, taken

MINUTE = timedelta(seconds=60)
CIRCULATION = "p.2.circulation"


def launch(house: Installation, seconds: int = 60) -> None:
    act = replace(house.placing(), recall_seconds=seconds)
    taken(house.register.record("p", act, START, body="body"))


def recall(house: Installation) -> Receipt | Refusal:
    return house.another().record("p", RecallLaunch(CHAIR, "Wrong text."), house.clock.now())


def compose(house: Installation) -> bool:
    """Compose the first letter as the worker does; whether it was done."""
    with house.database.writing() as connection:
        find(connection, "p", lock=True)
        found = mailings.mailing(connection, CIRCULATION, lock=True)
        assert found is not None
        if found.composed or found.completed:
            return False
        letter = mailings.StoredLetter(
            "letter", CIRCULATION, "egypt", "c-egypt", "egypt@example.org", "<m@x>", "{}"
        )
        mailings.store_letters(connection, CIRCULATION, (letter,), house.clock.now())
        return True


def webhook(house: Installation) -> Webhook:
    """A receiver that was entered before the launch."""
    with house.database.writing() as connection:
        hook = enter_webhook(connection, "body", "https://x.example", "", (), "s", START)
        connection.execute(delete(webhook_marks))
    return hook


def kinds(house: Installation) -> list[str]:
    return [written.kind for written in house.register.written("p")]


def test_a_recalled_launch_is_in_the_record_and_has_no_letter_left_to_send(
    house: Installation,
) -> None:
    launch(house)

    receipt = taken(recall(house))

    position = house.register.position("p")
    assert position is not None
    assert (position.state.phase, position.state.outcome) == ("ended", a.Outcome.RECALLED)
    assert (position.state.because, position.next) == ("Wrong text.", None)
    assert kinds(house) == ["ProcedureOpened", "PeriodOpened", "LaunchRecalled"]
    with house.database.reading() as connection:
        filed = mailings.mailings_of(connection, "p")
        assert [m.notice for m in filed] == ["circulation"]
        assert mailings.mailings_of(connection, "p", incomplete=True) == ()
    assert receipt.number == 3
    assert not compose(house)
    written = house.register.written("p")
    assert verify("p", written, Head(3, receipt.hash)).sound


def test_a_launch_without_a_moment_is_not_recalled(house: Installation) -> None:
    launch(house, seconds=0)

    refusal = recall(house)

    assert isinstance(refusal, Refusal)
    assert refusal.code == "too-late-to-recall"
    assert "Withdraw the text instead" in refusal.says
    with house.database.reading() as connection:
        assert held_until(connection, "p") is None


def test_a_launch_is_not_recalled_once_a_letter_was_composed(house: Installation) -> None:
    """Also where the act was received in time and only then waited for the lock."""
    launch(house)
    assert compose(house)

    refusal = recall(house)

    assert isinstance(refusal, Refusal)
    assert refusal.code == "too-late-to-recall"
    assert kinds(house) == ["ProcedureOpened", "PeriodOpened"]
    with house.database.reading() as connection:
        assert len(mailings.mailings_of(connection, "p", incomplete=True)) == 1


@pytest.mark.parametrize("run", range(12))
def test_of_recalling_and_sending_at_once_exactly_one_happens(
    house: Installation, run: int
) -> None:
    """Whoever of the two is first, nobody is told of a launch that was taken back."""
    launch(house)
    house.clock.present = START + MINUTE - timedelta(milliseconds=run)
    start = Barrier(2)

    def sends() -> bool:
        start.wait()
        return compose(house)

    def recalls() -> bool:
        start.wait()
        return isinstance(recall(house), Receipt)

    with ThreadPoolExecutor(2) as pool:
        sent, recalled = pool.submit(sends), pool.submit(recalls)
        outcomes = (sent.result(20), recalled.result(20))

    assert sum(outcomes) == 1
    with house.database.reading() as connection:
        letters = mailings.letters_of(connection, CIRCULATION)
    assert bool(letters) == outcomes[0]
    assert ("LaunchRecalled" in kinds(house)) == outcomes[1]


def test_a_launch_in_which_somebody_filed_is_not_recalled(house: Installation) -> None:
    launch(house)
    taken(house.register.record("p", objection(), START))

    refusal = recall(house)

    assert isinstance(refusal, Refusal)
    assert refusal.code == "too-late-to-recall"


def test_a_delegation_recalls_nothing(house: Installation) -> None:
    launch(house)
    act = RecallLaunch(Actor(Office.DELEGATION, "egypt", "a delegate", "link"))

    refusal = house.register.record("p", act, START)

    assert isinstance(refusal, Refusal)
    assert refusal.code == "not-authorised"


def test_calendars_and_webhooks_are_told_of_a_launch_only_when_its_moment_is_over(
    house: Installation,
) -> None:
    launch(house)
    hook = webhook(house)

    def told() -> tuple[int, int]:
        now = house.clock.now()
        with house.database.reading() as connection:
            return (
                len(in_calendar(connection, "body", START - MINUTE, now)),
                len(behind(connection, hook, now)),
            )

    assert told() == (0, 0)
    house.clock.present = START + MINUTE
    assert told() == (1, 1)


def test_calendars_and_webhooks_are_never_told_of_a_launch_that_was_recalled(
    house: Installation,
) -> None:
    launch(house)
    taken(recall(house))
    hook = webhook(house)
    later = START + MINUTE * 2

    with house.database.reading() as connection:
        assert not in_calendar(connection, "body", START - MINUTE, later)
        assert not behind(connection, hook, later)
