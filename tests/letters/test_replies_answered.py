"""Who is answered on a reply to a letter, with what, and how often; none of it files anything."""

from __future__ import annotations

from email import message_from_bytes

import pytest
from sqlalchemy import update

from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.register.links import revoke_links
from nemcon.register.people import enter_person
from nemcon.register.returned import returned_by_id
from nemcon.register.tables import contacts
from tests.mail.returned import samples

from .build import PROCEDURE, START
from .coming_back import ADDRESS, CONTACT, REPLY, Abroad
from .house import text_of

OFFICE = "secretariat@nemcon.example"


def _html(data: bytes) -> str:
    (page,) = (p for p in message_from_bytes(data).walk() if p.get_content_type() == "text/html")
    payload = page.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


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
    assert message["Reply-To"] == OFFICE


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
    assert '<html lang="en">' in pages[OFFICE]


async def test_the_copy_is_in_the_language_of_whoever_of_the_staff_has_that_address(
    world: Abroad,
) -> None:
    post = Pigeonhole()
    with world.house.database.writing() as connection:
        enter_person(connection, "Anna", OFFICE, START, "fr")
    await world.bring(CONTACT, REPLY, ADDRESS)
    await world.answer(post)
    pages = {kept.recipient: _html(kept.data) for kept in post.kept}
    assert '<html lang="fr">' in pages[OFFICE]
    assert '<html lang="en">' in pages[ADDRESS]


async def test_the_secretariat_gets_each_reply_and_its_whole_is_kept(world: Abroad) -> None:
    post = Pigeonhole()
    await world.bring(CONTACT, REPLY, ADDRESS)
    await world.answer(post)
    (copy,) = (kept for kept in post.kept if kept.recipient == OFFICE)
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
        (samples.mail("Hello.", sender=OFFICE), ""),
        (samples.FAILED, ""),
    ],
)
async def test_programs_lists_and_strangers_are_not_answered(
    world: Abroad, data: bytes, sender: str
) -> None:
    post = Pigeonhole()
    await world.bring(CONTACT, data, sender)
    await world.answer(post)
    assert {kept.recipient for kept in post.kept} <= {OFFICE}


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
