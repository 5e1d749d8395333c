"""What the relay refuses is final, what it puts off waits: for days, and not for ever."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import select, update
from temporalio.exceptions import ApplicationError

from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.mail.relay import Relay
from nemcon.register.mailings import LetterState
from nemcon.register.tables import contacts, letters

from .house import CIRCULATION, House, Mood

LATER = "451 4.7.1 Greylisted, come back later"


async def test_what_the_relay_puts_off_waits_and_then_leaves_with_the_same_bytes(
    house: House, mood: tuple[Mood, Relay]
) -> None:
    handler, relay = mood
    handler.at_rcpt["norway-1@missions.example"] = "451 4.7.1 Greylisted, come back later"
    with pytest.raises(ApplicationError) as refusal:
        await house.send(CIRCULATION, relay)
    assert refusal.value.type == "letters-waiting"
    assert not refusal.value.non_retryable
    assert "1 of 8 letters" in str(refusal.value)
    waiting = house.letters(CIRCULATION)["norway-1"]
    assert waiting.state is LetterState.QUEUED
    assert waiting.reply == "451 4.7.1 Greylisted, come back later"
    assert waiting.attempts == 1
    tried = _digest(house, waiting.id)

    handler.at_rcpt.clear()
    house.clock.move(1)
    done = await house.send(CIRCULATION, relay)
    assert (done.sent, done.refused) == (8, 0)
    assert len(handler.taken) == 8
    sent = house.letters(CIRCULATION)["norway-1"]
    assert (sent.state, sent.attempts) == (LetterState.SENT, 2)
    assert sent.sent_at == house.clock.now()
    data = next(d for _, to, d in handler.taken if to == sent.address)
    assert hashlib.sha256(data).hexdigest() == tried == _digest(house, sent.id)


def _digest(house: House, letter: str) -> str:
    with house.database.reading() as connection:
        found: str = connection.scalars(
            select(letters.c.digest).where(letters.c.id == letter)
        ).one()
        return found


async def test_what_the_relay_refuses_is_final_and_holds_up_nobody(
    house: House, mood: tuple[Mood, Relay]
) -> None:
    handler, relay = mood
    handler.at_rcpt["brazil-2@missions.example"] = "550 5.1.1 No such mailbox"
    done = await house.send(CIRCULATION, relay)
    assert (done.sent, done.refused) == (7, 1)
    refused = house.letters(CIRCULATION)["brazil-2"]
    assert refused.state is LetterState.REFUSED
    assert refused.reply == "550 5.1.1 No such mailbox"
    assert refused.sent_at is None


async def test_an_address_that_mail_cannot_carry_is_refused_and_the_others_leave(
    house: House,
) -> None:
    with house.database.writing() as connection:
        changed = update(contacts).where(contacts.c.id == "brazil-1")
        connection.execute(changed.values(address="two words@x\r\nBcc: a@b.example"))
    carrier = Pigeonhole()
    done = await house.send(CIRCULATION, carrier)
    assert (done.sent, done.refused) == (7, 1)
    assert "cannot be used in a letter" in house.letters(CIRCULATION)["brazil-1"].reply
    assert len(carrier.kept) == 7


async def test_while_the_relay_is_down_everything_waits(house: House) -> None:
    carrier = Pigeonhole()
    carrier.stopped = True
    with pytest.raises(ApplicationError, match="8 of 8 letters"):
        await house.send(CIRCULATION, carrier)
    carrier.stopped = False
    assert (await house.send(CIRCULATION, carrier)).sent == 8


async def test_a_letter_that_is_only_ever_put_off_is_given_up_after_five_days(
    house: House, mood: tuple[Mood, Relay]
) -> None:
    handler, relay = mood
    handler.at_rcpt["norway-1@missions.example"] = LATER
    for hours in (0, 1, 5 * 24 - 1):
        house.clock.move(hours)
        with pytest.raises(ApplicationError, match="1 of 8 letters"):
            await house.send(CIRCULATION, relay)
    house.clock.move(5 * 24)
    done = await house.send(CIRCULATION, relay)
    assert (done.sent, done.refused) == (7, 1)
    assert house.mailings()["circulation"].completed
    refused = house.letters(CIRCULATION)["norway-1"]
    assert (refused.state, refused.attempts) == (LetterState.REFUSED, 4)
    assert refused.reply == f"{LATER} (given up after 5 days)"
    assert refused.sent_at is None


async def test_a_relay_that_is_away_for_weeks_costs_no_letter(
    house: House, mood: tuple[Mood, Relay]
) -> None:
    handler, relay = mood
    away = Pigeonhole()
    away.stopped = True
    for days in (0, 6, 20):
        house.clock.move(24 * days)
        with pytest.raises(ApplicationError, match="8 of 8 letters"):
            await house.send(CIRCULATION, away)
    # Back at last, it has never heard of these letters, and greylists one.
    handler.at_rcpt["norway-1@missions.example"] = LATER
    with pytest.raises(ApplicationError, match="1 of 8 letters"):
        await house.send(CIRCULATION, relay)
    handler.at_rcpt.clear()
    assert (await house.send(CIRCULATION, relay)).sent == 8
