"""What comes back over a real connection is kept once, does what it should, and files nothing."""

from __future__ import annotations

import asyncio
import re
import smtplib
from collections.abc import AsyncIterator
from email import message_from_bytes
from email.utils import parseaddr
from typing import Literal

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from activities.returned import Receiving
from nemcon.mail.message import parse_verp, verp_address
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.mail.relay import Relay
from nemcon.mail.returned.reading import Meaning
from nemcon.procedure.state import ProcedureState
from nemcon.register.deliveries import deliveries_of
from nemcon.register.links import revoke_links
from nemcon.register.mailings import LetterState
from nemcon.register.returned import returned_by_id
from nemcon.register.tables import contacts
from tests.mail.returned import samples

from .build import PROCEDURE, SEATS
from .coming_back import Abroad, abroad
from .house import CIRCULATION, House, Mood, text_of

FIRST, SECOND = SEATS[0], SEATS[1]
CONTACT = f"{FIRST}-1"
ADDRESS = f"{CONTACT}@missions.example"
REPLY = samples.mail("We object.", sender=ADDRESS, message_id="<r1@missions.example>")


@pytest.fixture
async def world(house: House, mood: tuple[Mood, Relay]) -> AsyncIterator[Abroad]:
    """All letters have left, and what comes back is taken in."""
    handler, relay = mood
    await house.send(CIRCULATION, relay)
    async with abroad(house, handler) as made:
        yield made


def _best(house: House) -> dict[str, str]:
    state = _state(house)
    with house.database.reading() as connection:
        return {x.participant: x.state for x in deliveries_of(connection, PROCEDURE, state)}


def _html(data: bytes) -> str:
    (page,) = (p for p in message_from_bytes(data).walk() if p.get_content_type() == "text/html")
    payload = page.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def _state(house: House) -> ProcedureState:
    position = house.register.position(PROCEDURE)
    assert position is not None
    return position.state


async def test_a_letter_that_came_back_reached_nobody(world: Abroad) -> None:
    assert _best(world.house)[FIRST] == "sent"
    for contact in (f"{FIRST}-1", f"{FIRST}-2"):
        assert (await world.bring(contact, samples.FAILED))[0] == 250
    assert world.letter(CONTACT).state is LetterState.BOUNCED
    assert world.letter(CONTACT).reply == "5.1.1 550 5.1.1 There is no such mailbox"
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


async def test_a_person_who_replies_is_answered_once_with_the_own_link(world: Abroad) -> None:
    post = Pigeonhole()
    await world.bring(CONTACT, REPLY, ADDRESS)
    more = samples.mail("Again.", sender=ADDRESS.upper(), message_id="<r2@missions.example>")
    await world.bring(CONTACT, more, ADDRESS)
    assert await world.answer(post) == 3
    assert await world.answer(post) == 0

    answers = [kept for kept in post.kept if kept.recipient == ADDRESS]
    assert len(answers) == 1
    text = text_of(answers[0].data)
    assert f"\r\nhttps://silence.example/l/{world.house.token(CONTACT)}\r\n" in text
    assert "It was not filed" in text
    assert "6 p.m." in text
    assert "We object" not in text
    message = message_from_bytes(answers[0].data)
    assert answers[0].envelope_sender == ""
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["Reply-To"] == "secretariat@nemcon.example"


async def test_the_answer_is_in_the_language_of_the_contact_and_the_copy_in_english(
    world: Abroad,
) -> None:
    post = Pigeonhole()
    with world.house.database.writing() as connection:
        connection.execute(update(contacts).where(contacts.c.id == CONTACT).values(language="ar"))
    await world.bring(CONTACT, REPLY, ADDRESS)
    await world.answer(post)
    pages = {kept.recipient: _html(kept.data) for kept in post.kept}
    assert '<html lang="ar" dir="rtl">' in pages[ADDRESS]
    assert '<html lang="en">' in pages["secretariat@nemcon.example"]


async def test_the_secretariat_gets_each_reply_and_its_whole_is_kept(world: Abroad) -> None:
    post = Pigeonhole()
    await world.bring(CONTACT, REPLY, ADDRESS)
    await world.answer(post)
    (copy,) = (kept for kept in post.kept if kept.recipient == "secretariat@nemcon.example")
    text = text_of(copy.data)
    assert "    We object." in text
    assert world.house.token(CONTACT) not in text
    (mail,) = world.kept()
    with world.house.database.reading() as connection:
        whole = returned_by_id(connection, mail.id)
    assert whole is not None
    assert whole.data.replace(b"\r\n", b"\n").strip() == REPLY.replace(b"\r\n", b"\n").strip()


async def test_whoever_else_answers_the_letter_is_shown_no_link(world: Abroad) -> None:
    post = Pigeonhole()
    colleague = samples.mail(
        "We object.",
        sender="colleague@missions.example",
        more=f"In-Reply-To: {world.letter(CONTACT).message_id}\r\n",
    )
    await world.bring(CONTACT, colleague, "colleague@missions.example")
    await world.answer(post)
    (answer,) = (kept for kept in post.kept if kept.recipient == "colleague@missions.example")
    assert "/l/" not in text_of(answer.data)


async def test_a_link_that_was_revoked_is_not_given_out_again_by_mail(world: Abroad) -> None:
    post, house = Pigeonhole(), world.house
    with house.database.writing() as connection:
        revoke_links(connection, PROCEDURE, CONTACT, house.clock.now())
    await world.bring(CONTACT, REPLY, ADDRESS)
    await world.answer(post)
    (answer,) = (kept for kept in post.kept if kept.recipient == ADDRESS)
    assert "/l/" not in text_of(answer.data)


@pytest.mark.parametrize(
    ("data", "sender"),
    [
        (samples.AWAY, ADDRESS),
        (samples.mail("We object.", sender=ADDRESS), ""),
        (samples.mail("Buy!", sender=ADDRESS, more="Precedence: bulk\r\n"), ADDRESS),
        (samples.mail("Hello.", sender="stranger@elsewhere.example"), "s@elsewhere.example"),
        (samples.mail("Hello.", sender="secretariat@nemcon.example"), ""),
        (samples.FAILED, ""),
    ],
)
async def test_programs_lists_and_strangers_are_not_answered(
    world: Abroad, data: bytes, sender: str
) -> None:
    post = Pigeonhole()
    await world.bring(CONTACT, data, sender)
    await world.answer(post)
    assert {kept.recipient for kept in post.kept} <= {"secretariat@nemcon.example"}


async def test_an_answer_that_is_answered_by_a_program_ends_there(world: Abroad) -> None:
    post = Pigeonhole()
    await world.bring(CONTACT, REPLY, ADDRESS)
    await world.answer(post)
    for number in range(5):
        robot = samples.mail("Got it.", sender=ADDRESS, message_id=f"<{number}@robot.example>")
        await world.bring(CONTACT, robot, ADDRESS)
    await world.answer(post)
    assert sum(kept.recipient == ADDRESS for kept in post.kept) == 1


async def test_so_many_senders_are_answered_for_one_contact_and_no_more(world: Abroad) -> None:
    post = Pigeonhole()
    reference = f"In-Reply-To: {world.letter(CONTACT).message_id}\r\n"
    for number in range(8):
        sender = f"someone{number}@missions.example"
        name = f"<{number}@missions.example>"
        mail = samples.mail("Hello.", sender=sender, message_id=name, more=reference)
        await world.bring(CONTACT, mail, sender)
    while await world.answer(post):
        pass
    assert sum(kept.recipient.startswith("someone") for kept in post.kept) == 5


async def test_an_answer_waits_while_the_relay_is_down(world: Abroad) -> None:
    post = Pigeonhole()
    post.stopped = True
    await world.bring(CONTACT, REPLY, ADDRESS)
    assert await world.answer(post) == 2
    post.stopped = False
    assert await world.answer(post) == 0
    world.house.clock.move(1)
    assert await world.answer(post) == 2
    assert len(post.kept) == 2


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
