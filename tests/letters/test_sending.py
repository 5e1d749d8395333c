"""A mailing is composed once and sent until nothing of it waits, whatever breaks off."""

from __future__ import annotations

import asyncio
import hashlib
import re
import socket
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator
from email import message_from_bytes
from pathlib import Path
from typing import TypeVar

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select, update
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.contract import SEND_MAILING
from activities.letters import LetterActivities, bounce_secret
from nemcon.mail.message import parse_verp
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.mail.relay import Deferred, Delivery, Outgoing, Relay, RelaySettings
from nemcon.mail.sink import MailSink, read_mailbox
from nemcon.register.mailings import LetterState
from nemcon.register.tables import contacts, letters, metadata

from .build import PROCEDURE
from .house import House, Mood

CIRCULATION = f"{PROCEDURE}.2.circulation"
Key = TypeVar("Key")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    made.place()
    yield made
    made.database.close()


@pytest.fixture
async def mood() -> AsyncIterator[tuple[Mood, Relay]]:
    handler = Mood()
    server = Controller(handler, hostname="127.0.0.1", port=0, server_hostname="mood.invalid")
    server.port = _free_port()
    server.start()
    settings = RelaySettings("127.0.0.1", server.port, local_hostname="worker.invalid")
    async with Relay(settings) as relay:
        yield handler, relay
    server.stop()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def link(data: bytes) -> str:
    found = re.search(r"https://silence\.example/l/(\S+)", text_of(data))
    assert found
    return found[1]


def text_of(data: bytes) -> str:
    parts = [p for p in message_from_bytes(data).walk() if p.get_content_type() == "text/plain"]
    payload = parts[0].get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


async def test_the_quiet_path_reaches_every_contact_with_a_link_of_its_own(
    house: House, tmp_path: Path
) -> None:
    mailbox = tmp_path / "mailbox"
    with MailSink(mailbox) as sink:
        settings = RelaySettings(sink.hostname, sink.port, local_hostname="worker.invalid")
        async with Relay(settings) as relay:
            done = await house.send(CIRCULATION, relay)
    assert (done.sent, done.refused) == (8, 0)
    kept = read_mailbox(mailbox)
    assert {letter.envelope_to[0] for letter in kept} == {
        letter.address for letter in house.letters(CIRCULATION).values()
    }
    for letter in kept:
        contact = letter.envelope_to[0].partition("@")[0]
        assert f"https://silence.example/l/{house.token(contact)}\n" in letter.text
        assert f'href="https://silence.example/l/{house.token(contact)}"' in letter.html
        assert letter.to.startswith("Côte ")
        assert letter.calendar is not None
        assert "DTSTART:20200619T160000Z" in letter.calendar
        assert house.token(contact) not in letter.calendar
        assert letter.notice == "circulation"
    assert all(x.state is LetterState.SENT for x in house.letters(CIRCULATION).values())
    assert house.mailings()["circulation"].completed


async def test_sending_a_finished_mailing_again_sends_nothing(house: House) -> None:
    carrier = Pigeonhole()
    first = await house.send(CIRCULATION, carrier)
    assert await house.send(CIRCULATION, carrier) == first
    assert len(carrier.kept) == 8


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


async def test_while_the_relay_is_down_everything_waits(house: House) -> None:
    carrier = Pigeonhole()
    carrier.stopped = True
    with pytest.raises(ApplicationError, match="8 of 8 letters"):
        await house.send(CIRCULATION, carrier)
    carrier.stopped = False
    assert (await house.send(CIRCULATION, carrier)).sent == 8


async def test_an_unknown_mailing_is_an_error_that_is_not_tried_again(house: House) -> None:
    with pytest.raises(ApplicationError) as refusal:
        await house.send("nothing.1.circulation", Pigeonhole())
    assert (refusal.value.type, refusal.value.non_retryable) == ("no-such-mailing", True)


async def test_no_token_is_anywhere_in_the_database(house: House) -> None:
    carrier = Pigeonhole()
    await house.send(CIRCULATION, carrier)
    tokens = {link(kept.data) for kept in carrier.kept}
    assert tokens == {house.token(contact) for contact in house.letters(CIRCULATION)}
    with house.database.reading() as connection:
        everything = "".join(
            str(tuple(row)) for table in metadata.tables.values()
            for row in connection.execute(select(table))
        )  # fmt: skip
    assert "/l/link-" in everything
    for token in tokens:
        assert token not in everything


async def test_later_letters_belong_to_the_thread_of_the_first(house: House) -> None:
    carrier = Pigeonhole()
    await house.send(CIRCULATION, carrier)
    roots = {kept.recipient: message_from_bytes(kept.data)["Message-ID"] for kept in carrier.kept}
    assert len(set(roots.values())) == 8
    assert all(message_from_bytes(kept.data)["In-Reply-To"] is None for kept in carrier.kept)
    carrier.kept.clear()
    house.clock.move(10)
    receipt = house.object("brazil", "It is too early.")
    for notice in ("receipt", "notice-of-objection"):
        await house.send(house.mailings()[notice].id, carrier)
    assert len(carrier.kept) == 8
    secret = bounce_secret(house.key, house.settings.mail_domain)
    for kept in carrier.kept:
        message = message_from_bytes(kept.data)
        root = roots[kept.recipient]
        assert message["In-Reply-To"].split() == [root]
        assert message["References"].split() == [root]
        assert message["Message-ID"].strip() != root
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["List-Id"] == "<wg3.nemcon.example>"
        assert message["X-Nemcon-Notice"] in ("receipt", "notice-of-objection")
        assert "Secretariat, Working Group on International Cooperation" in message["From"]
        bounced = parse_verp(kept.envelope_sender, secret)
        assert bounced is not None
        assert re.fullmatch(r"[a-z0-9]{24}", bounced)
    receipts = [text_of(k.data) for k in carrier.kept if k.recipient.startswith("brazil")]
    assert len(receipts) == 2
    assert all(receipt.code in text for text in receipts)


async def test_a_common_letter_carries_every_text_with_a_link_to_each(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.place("second", linked=(PROCEDURE,), carried_by=PROCEDURE)
    house.place(PROCEDURE, linked=("second",))
    carrier = Pigeonhole()
    await house.send(CIRCULATION, carrier)
    text = text_of(carrier.kept[0].data)
    contact = carrier.kept[0].recipient.partition("@")[0]
    assert f"/l/{house.token(contact)}" in text
    assert f"/l/{house.token(contact, 'second')}" in text
    assert "ALSO PLACED UNDER SILENCE BY THIS LETTER" in text
    house.database.close()


async def test_a_mailing_to_nobody_is_complete(house: House) -> None:
    with house.database.writing() as connection:
        connection.execute(update(contacts).values(active=False))
    done = await house.send(CIRCULATION, Pigeonhole())
    assert (done.sent, done.refused) == (0, 0)
    assert house.mailings()["circulation"].completed


class Unhurried(Pigeonhole):
    """Takes a while before it takes the first letter."""

    async def deliver_many(
        self, letters: Iterable[Outgoing[Key]]
    ) -> AsyncGenerator[tuple[Key, Delivery], None]:
        await asyncio.sleep(0.1)
        async for result in super().deliver_many(letters):
            yield result


async def test_progress_is_told_while_letters_leave(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("activities.letters.NOTED_EVERY", 0.01)
    beats: list[object] = []
    environment = ActivityEnvironment()
    environment.on_heartbeat = lambda *details: beats.extend(details)
    await environment.run(house.activities(Unhurried()).send_mailing, CIRCULATION)
    assert beats[0] == "0 of 8"


def test_the_activity_has_the_name_that_workflows_call(house: House) -> None:
    activity = vars(LetterActivities)["send_mailing"]
    assert vars(activity)["__temporal_activity_definition"].name == SEND_MAILING


@pytest.mark.postgres
async def test_workers_on_postgresql_compose_once_and_share_the_links(
    tmp_path: Path, postgres_url: str
) -> None:
    house = House(tmp_path, postgres_url)
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
