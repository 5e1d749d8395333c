"""A mailing is composed once and sent, each letter with the links of its own reader."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Iterable
from email import message_from_bytes
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select, update
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.contract import SEND_MAILING
from activities.letters import LetterActivities
from activities.mail_room import bounce_secret
from nemcon.mail.message import parse_verp
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.mail.relay import Delivery, Outgoing, Relay, RelaySettings
from nemcon.mail.sink import MailSink, read_mailbox
from nemcon.register.mailings import LetterState
from nemcon.register.tables import contacts, metadata

from .build import PROCEDURE
from .house import CIRCULATION, House, link, text_of

Key = TypeVar("Key")


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
