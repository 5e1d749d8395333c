"""What comes back over a real connection is kept once, does what it should, and files nothing."""

from __future__ import annotations

import asyncio
import re
import smtplib
from email import message_from_bytes
from email.utils import parseaddr
from typing import Literal

import pytest
from sqlalchemy.exc import OperationalError

from activities.returned import Receiving
from nemcon.mail.message import parse_verp, verp_address
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.mail.relay import Relay
from nemcon.mail.returned.reading import Meaning
from nemcon.procedure.state import ProcedureState
from nemcon.register.deliveries import deliveries_of
from nemcon.register.mailings import LetterState
from tests.mail.returned import samples

from .build import PROCEDURE, SEATS
from .coming_back import ADDRESS, CONTACT, REPLY, Abroad, abroad
from .house import CIRCULATION, House, Mood, text_of

FIRST, SECOND = SEATS[0], SEATS[1]


def _best(house: House) -> dict[str, str]:
    state = _state(house)
    with house.database.reading() as connection:
        return {x.participant: x.state for x in deliveries_of(connection, PROCEDURE, state)}


def _state(house: House) -> ProcedureState:
    position = house.register.position(PROCEDURE)
    assert position is not None
    return position.state


async def test_a_letter_that_came_back_reached_nobody(world: Abroad) -> None:
    assert _best(world.house)[FIRST] == "sent"
    without_code = samples.report(samples.about("failed", "5.1.1", "550 No mailbox 15.1.1.4"))
    for contact, report in ((f"{FIRST}-1", samples.FAILED), (f"{FIRST}-2", without_code)):
        assert (await world.bring(contact, report))[0] == 250
    assert world.letter(CONTACT).state is LetterState.BOUNCED
    assert [world.letter(f"{FIRST}-{number}").reply for number in (1, 2)] == [
        "550 5.1.1 There is no such mailbox",
        "5.1.1 550 No mailbox 15.1.1.4",
    ]
    assert _best(world.house) == {FIRST: "bounced"} | dict.fromkeys(SEATS[1:], "sent")


async def test_a_report_after_the_deadline_changes_nobodys_silence(world: Abroad) -> None:
    world.house.clock.move(73)
    for contact in (f"{FIRST}-1", f"{FIRST}-2"):
        await world.bring(contact, samples.FAILED)
    assert world.letter(CONTACT).state is LetterState.BOUNCED
    assert _best(world.house)[FIRST] == "sent"


@pytest.mark.parametrize(
    ("data", "meaning"),
    [
        (samples.DELAYED, Meaning.DELAYED),
        (samples.DELIVERED, Meaning.DELIVERED),
        (samples.AWAY, Meaning.AWAY),
        (REPLY, Meaning.REPLY),
        (b"\xff\x00 nonsense", Meaning.AUTOMATIC),
    ],
)
async def test_nothing_else_that_comes_back_makes_a_letter_unsent_or_files_anything(
    world: Abroad, data: bytes, meaning: Meaning
) -> None:
    before = world.house.register.written(PROCEDURE)
    assert (await world.bring(CONTACT, data, ADDRESS if data is REPLY else ""))[0] == 250
    assert [mail.meaning for mail in world.kept()] == [meaning]
    assert world.letter(CONTACT).state is LetterState.SENT
    assert world.house.register.written(PROCEDURE) == before
    assert _state(world.house).filings == ()


async def test_the_same_message_again_is_taken_and_kept_once(world: Abroad) -> None:
    for _ in range(3):
        assert (await world.bring(CONTACT, REPLY, ADDRESS))[0] == 250
    nameless = samples.AWAY.replace(b"Message-ID: <away@mission.example>\r\n", b"")
    for _ in range(2):
        assert (await world.bring(CONTACT, nameless))[0] == 250
    assert sorted(mail.meaning for mail in world.kept()) == [Meaning.AWAY, Meaning.REPLY]


async def test_an_address_that_was_not_signed_here_is_refused_before_the_message_is_sent(
    world: Abroad,
) -> None:
    ours = world.return_path(CONTACT)
    another = world.letter(f"{SECOND}-1").id
    forged = re.sub(r"\+[a-z0-9]+\.", f"+{another}.", ours)
    elsewhere = verp_address("nemcon.example", another, b"another installation")
    for address in (forged, elsewhere, "secretariat@nemcon.example", "bounces+x@nemcon.example"):
        assert await world.send(address, samples.FAILED) == (
            550,
            "5.1.1 No letter has this return address",
        )
    assert world.kept() == ()
    assert world.letter(f"{SECOND}-1").state is LetterState.SENT


async def test_a_return_address_survives_a_server_that_writes_it_in_capitals(
    world: Abroad,
) -> None:
    await world.send(world.return_path(CONTACT).upper(), samples.FAILED)
    assert world.letter(CONTACT).state is LetterState.BOUNCED


async def test_a_report_that_overtakes_the_note_of_the_worker_is_to_be_sent_again(
    house: House, mood: tuple[Mood, Relay]
) -> None:
    pigeonhole = Pigeonhole()
    pigeonhole.stopped = True
    with pytest.raises(Exception, match="wait to be sent"):
        await house.send(CIRCULATION, pigeonhole)
    letter = house.letters(CIRCULATION)[CONTACT].id
    async with abroad(house, mood[0]) as world:
        secret = Receiving(house.register, house.key, house.settings)._secret
        to = verp_address(house.settings.mail_domain, letter, secret)
        assert (await world.send(to, samples.FAILED))[0] == 451
        assert world.kept() == ()
        await house.send(CIRCULATION, mood[1])
        assert (await world.send(to, samples.FAILED))[0] == 250
        assert world.letter(CONTACT).state is LetterState.BOUNCED


async def test_while_the_database_is_away_the_sender_is_told_to_try_again(
    world: Abroad, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("the server is away"))

    with monkeypatch.context() as patched:
        patched.setattr("nemcon.register.returned.keep", away)
        patched.setattr("activities.returned.kept.keep", away)
        assert (await world.bring(CONTACT, REPLY))[0] == 451
    assert world.kept() == ()
    assert (await world.bring(CONTACT, REPLY))[0] == 250
    assert len(world.kept()) == 1


@pytest.mark.parametrize("protocol", ["smtp", "lmtp"])
async def test_either_protocol_is_spoken_and_one_recipient_is_taken_at_a_time(
    house: House, mood: tuple[Mood, Relay], protocol: Literal["smtp", "lmtp"]
) -> None:
    await house.send(CIRCULATION, mood[1])
    async with abroad(house, mood[0], protocol) as world:
        assert (await world.bring(CONTACT, REPLY))[0] == 250

        def both() -> tuple[int, int]:
            kind = smtplib.LMTP if protocol == "lmtp" else smtplib.SMTP
            with kind("127.0.0.1", world.port) as server:
                server.ehlo_or_helo_if_needed()
                server.mail("")
                first = server.rcpt(world.return_path(CONTACT))[0]
                return first, server.rcpt(world.return_path(f"{SECOND}-1"))[0]

        assert await asyncio.to_thread(both) == (250, 452)


async def test_a_message_that_is_too_large_is_refused_and_long_lines_are_not(
    world: Abroad,
) -> None:
    assert (await world.bring(CONTACT, b"word\r\n" * 1_000_000))[0] == 552
    long = samples.mail("word " * 5000, sender=ADDRESS)
    assert (await world.bring(CONTACT, long, ADDRESS))[0] == 250


async def test_too_many_connections_are_turned_away_and_others_served_afterwards(
    world: Abroad,
) -> None:
    held = [await asyncio.open_connection("127.0.0.1", world.port) for _ in range(20)]
    await asyncio.sleep(0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", world.port)
    assert (await reader.readline()).startswith(b"421")
    for _, open_ in [*held, (reader, writer)]:
        open_.close()
    await asyncio.sleep(0.1)
    assert (await world.bring(CONTACT, REPLY))[0] == 250


async def test_where_replies_are_kept_the_letter_asks_for_them_at_a_signed_address(
    house: House, mood: tuple[Mood, Relay]
) -> None:
    house.settings = house.settings.model_copy(update={"replies_kept": True})
    await house.send(CIRCULATION, mood[1])
    async with abroad(house, mood[0]) as world:
        data = next(data for _, to, data in mood[0].taken if to == ADDRESS)
        (_, reply_to) = parseaddr(message_from_bytes(data)["Reply-To"])
        assert reply_to == world.return_path(CONTACT).replace("bounces+", "replies+")
        assert (await world.send(reply_to, REPLY, ADDRESS))[0] == 250
        assert [mail.meaning for mail in world.kept()] == [Meaning.REPLY]
    assert "secretariat@nemcon.example" in text_of(data)


def test_a_return_address_names_its_letter_and_no_other(house: House) -> None:
    door = Receiving(house.register, house.key, house.settings)
    address = verp_address("nemcon.example", "abc", door._secret)
    assert door.expects(address)
    assert parse_verp(address, door._secret) == "abc"
    assert not door.expects(address.replace("abc", "abd"))
