"""A letter that did not arrive leaves for the address that was put right, in the same words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from temporalio.exceptions import ApplicationError

from activities.mail_room import house_of
from activities.taking_up import TakingUp
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.register import directory
from nemcon.register.contacts import STOPPED, change_contacts
from nemcon.register.deliveries import deliveries_of
from nemcon.register.links import end_links, find_link
from nemcon.register.mailings import LetterState, Mailing, StoredLetter
from nemcon.register.sending_again import send_again

from .build import ISSUER, PROCEDURE, SEATS
from .house import CIRCULATION, House, link, text_of

WHO = f"{SEATS[0]}-1"
OLD = f"{WHO}@missions.example"
NEW = "new@missions.example"


def put_right(house: House, *, end: bool = True) -> str:
    """Correct the address, end the links that went to the other, and send what was missed."""
    now = house.clock.now()
    with house.database.writing() as connection:
        there = directory.contacts_of(connection, ISSUER.id, [SEATS[0]])
        wrong = next(contact for contact in there if contact.id == WHO)
        right = replace(wrong, address=NEW)
        change_contacts(connection, ISSUER.id, [right], "Anna", now)
        if end:
            end_links(connection, WHO, now)
        send_again(connection, ISSUER.id, right, [PROCEDURE], "Anna", now)
    return house.mailings()["circulation"].id


def delivered(house: House) -> str:
    position = house.register.position(PROCEDURE)
    assert position is not None
    with house.database.reading() as connection:
        found = deliveries_of(connection, PROCEDURE, position.state)
    return next(each.state for each in found if each.participant == SEATS[0])


async def test_the_letter_says_the_same_and_carries_a_new_link(house: House) -> None:
    carrier = Pigeonhole()
    await house.send(CIRCULATION, carrier)
    before = next(kept.data for kept in carrier.kept if kept.recipient == OLD)
    house.clock.move(24)
    mailing = put_right(house)
    assert mailing == f"{CIRCULATION}.again.1"
    carrier.kept.clear()
    done = await house.send(mailing, carrier)
    (kept,) = carrier.kept
    assert (done.sent, kept.recipient) == (1, NEW)
    assert link(kept.data) != link(before)
    assert text_of(kept.data).replace(link(kept.data), "") == text_of(before).replace(
        link(before), ""
    )
    with house.database.reading() as connection:
        old, new = (find_link(connection, link(data)) for data in (before, kept.data))
    assert old is not None
    assert new is not None
    assert old.revoked_at is not None
    assert (new.revoked_at, new.contact) == (None, WHO)


async def test_links_that_are_left_alive_are_sent_again_as_they_are(house: House) -> None:
    carrier = Pigeonhole()
    await house.send(CIRCULATION, carrier)
    await house.send(put_right(house, end=False), carrier)
    first, last = (kept for kept in carrier.kept if kept.recipient in (OLD, NEW))
    assert link(first.data) == link(last.data)


async def test_a_letter_that_waits_for_the_wrong_address_never_leaves_for_it(house: House) -> None:
    carrier = Pigeonhole()
    carrier.stopped = True
    with pytest.raises(ApplicationError):
        await house.send(CIRCULATION, carrier)
    mailing = put_right(house)
    carrier.stopped = False
    await house.send(CIRCULATION, carrier)
    assert OLD not in {kept.recipient for kept in carrier.kept}
    stopped = house.letters(CIRCULATION)[WHO]
    assert (stopped.state, stopped.reply) == (LetterState.REFUSED, STOPPED)
    await house.send(mailing, carrier)
    assert [kept.recipient for kept in carrier.kept].count(NEW) == 1


@pytest.mark.parametrize(("hours", "counts"), [(71.0, "sent"), (73.0, "sent late")])
async def test_it_counts_from_when_it_left(house: House, hours: float, counts: str) -> None:
    both = Pigeonhole()
    both.refused = {OLD, f"{SEATS[0]}-2@missions.example"}
    await house.send(CIRCULATION, both)
    assert delivered(house) == "refused"
    house.clock.move(hours)
    await house.send(put_right(house), both)
    assert delivered(house) == counts


async def test_a_letter_goes_to_the_address_that_was_put_right_while_it_was_composed(
    house: House,
) -> None:
    taking = TakingUp(house.register, house.key, house_of(house.settings, house.key))
    compose = taking._composing.compose

    def meanwhile(mailing: Mailing, now: datetime) -> tuple[StoredLetter, ...]:
        composed = compose(mailing, now)
        put_right(house)
        return composed

    taking._composing.compose = meanwhile  # type: ignore[method-assign]  # a worker between two steps
    taken = taking.take_up(CIRCULATION)
    assert taken is not None
    (its,) = [letter for letter in taken.queued if letter.contact == WHO]
    assert its.address == NEW
    assert WHO in taken.tokens
    assert len(taken.queued) == 8
    assert house.letters(CIRCULATION)[WHO].state is LetterState.QUEUED


async def test_an_address_put_right_after_its_letter_was_composed_gets_no_living_link(
    house: House,
) -> None:
    taking = TakingUp(house.register, house.key, house_of(house.settings, house.key))
    assert taking.take_up(CIRCULATION) is not None
    put_right(house)
    taken = taking.take_up(CIRCULATION)
    assert taken is not None
    assert OLD not in {letter.address for letter in taken.queued}
    assert WHO not in taken.tokens
    assert house.letters(CIRCULATION)[WHO].state is LetterState.REFUSED
    assert len(taken.queued) == 7
