"""Whatever breaks a mailing off, and whoever goes on: the letters are the same letters."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from email import message_from_bytes
from pathlib import Path
from typing import TypeVar

import pytest
from temporalio.testing import ActivityEnvironment

from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.mail.relay import Deferred, Delivery, Outgoing
from nemcon.register.mailings import LetterState

from .house import CIRCULATION, House, link

Key = TypeVar("Key")


class DiesAfter(Pigeonhole):
    """Takes some letters, and then never answers."""

    def __init__(self, letters: int) -> None:
        super().__init__()
        self.letters = letters
        self.stuck = asyncio.Event()

    async def deliver_many(
        self, letters: Iterable[Outgoing[Key]]
    ) -> AsyncGenerator[tuple[Key, Delivery], None]:
        async for key, delivery in super().deliver_many(letters):
            if len(self.kept) > self.letters:
                self.stuck.set()
                await asyncio.Event().wait()
            yield key, delivery


async def test_a_mailing_that_is_broken_off_goes_on_where_it_was_with_the_same_letters(
    house: House,
) -> None:
    first = DiesAfter(3)
    environment = ActivityEnvironment()
    running = asyncio.create_task(
        environment.run(house.activities(first).send_mailing, CIRCULATION)
    )
    await first.stuck.wait()
    environment.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    states = [letter.state for letter in house.letters(CIRCULATION).values()]
    assert states.count(LetterState.SENT) == 3
    assert not house.mailings()["circulation"].completed

    house.clock.move(2)
    second = Pigeonhole()
    done = await house.send(CIRCULATION, second)
    assert (done.sent, done.refused) == (8, 0)
    assert len(second.kept) == 5
    # The fourth letter left without its answer being noted: it is the same letter again.
    twice = [kept for kept in second.kept if kept.recipient == first.kept[3].recipient]
    assert twice == [first.kept[3]]


async def test_two_workers_on_one_mailing_compose_it_once_and_send_equal_letters(
    house: House,
) -> None:
    one, other = Pigeonhole(), Pigeonhole()
    await asyncio.gather(house.send(CIRCULATION, one), house.send(CIRCULATION, other))
    by_recipient: dict[str, set[bytes]] = {}
    for kept in (*one.kept, *other.kept):
        by_recipient.setdefault(kept.recipient, set()).add(kept.data)
    assert len(by_recipient) == 8
    assert all(len(data) == 1 for data in by_recipient.values())


async def test_a_worker_that_was_put_off_does_not_undo_what_another_sent(house: House) -> None:
    quick = Pigeonhole()

    class Slow(Pigeonhole):
        async def deliver_many(
            self, letters: Iterable[Outgoing[Key]]
        ) -> AsyncGenerator[tuple[Key, Delivery], None]:
            drawn = list(letters)
            await house.send(CIRCULATION, quick)
            for letter in drawn:
                yield letter.key, Deferred(451, "Later")

    done = await house.send(CIRCULATION, Slow())
    assert done.sent == 8
    assert all(x.state is LetterState.SENT for x in house.letters(CIRCULATION).values())


@pytest.mark.postgres
async def test_workers_on_postgresql_compose_once_and_share_the_links(
    tmp_path: Path, postgres_with_tables: str
) -> None:
    house = House(tmp_path, postgres_with_tables)
    house.place()
    house.clock.move(10)
    house.object("brazil")
    found = house.mailings()
    names = [found[n].id for n in ("circulation", "receipt", "notice-of-objection")]
    carriers = [Pigeonhole() for _ in range(6)]
    sending = [house.send(n, c) for n, c in zip(names * 2, carriers, strict=True)]
    done = await asyncio.gather(*sending)
    assert [d.sent for d in done] == [8, 2, 6] * 2
    first: dict[str, bytes] = {}
    for kept in (kept for carrier in carriers for kept in carrier.kept):
        identifier = message_from_bytes(kept.data)["Message-ID"]
        assert first.setdefault(identifier, kept.data) == kept.data
        assert link(kept.data) == house.token(kept.recipient.partition("@")[0])
    assert len(first) == 16
    house.database.close()
