"""What a real conversation with the recipients' servers came to, as the health of the silence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from activities.returned import Receiving
from nemcon.mail.message import verp_address
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.mail.relay import Relay
from nemcon.procedure.acts import File, Kind, Revise
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.told import telling, told_to
from nemcon.register.health import DelegationHealth, Sign, health
from nemcon.text.document import Paragraph
from tests.mail.returned import samples

from .build import CHAIR, NAMES, PROCEDURE, SEATS
from .coming_back import Abroad, abroad
from .house import CIRCULATION, House, Mood, text_of

FIRST, SECOND, THIRD, FOURTH = SEATS
QUIET = {Sign.DELIVERED, Sign.NO_SIGN}


@pytest.fixture
async def world(house: House, mood: tuple[Mood, Relay]) -> AsyncIterator[Abroad]:
    handler, relay = mood
    for number in (1, 2):
        handler.at_rcpt[f"{FIRST}-{number}@missions.example"] = "550 5.1.1 No such user"
    await house.send(CIRCULATION, relay)
    async with abroad(house, handler) as made:
        yield made


def seen(house: House, *, all_of_it: bool = True) -> dict[str, DelegationHealth]:
    """The health by delegation, as those see it who see everything, or a reader does."""
    position = house.register.position(PROCEDURE)
    assert position is not None
    with house.database.reading() as connection:
        told = position.state if all_of_it else None
        found = health(connection, PROCEDURE, position.state, told)
    return {item.participant: item for item in found}


def signs(house: House) -> dict[str, set[Sign]]:
    return {name: set(item.signs) for name, item in seen(house).items()}


def file(house: House, who: str, kind: Kind) -> None:
    house.record(File(Actor(Office.DELEGATION, who, "a delegate", "link"), kind, says="No."))


async def test_what_was_refused_at_once_is_told_with_the_words_of_the_server(
    world: Abroad,
) -> None:
    found = seen(world.house)[FIRST]
    assert set(found.signs) == {Sign.REFUSED, Sign.NO_SIGN}
    assert {contact.reply for contact in found.contacts} == {"550 5.1.1 No such user"}
    assert signs(world.house)[SECOND] == QUIET
    assert signs(world.house)[FOURTH] == {Sign.DELIVERED}


async def test_a_delegation_has_the_letter_until_it_came_back_to_its_last_contact(
    world: Abroad,
) -> None:
    await world.bring(f"{SECOND}-1", samples.FAILED)
    assert signs(world.house)[SECOND] == QUIET
    assert [c.state for c in seen(world.house)[SECOND].contacts] == ["bounced", "sent"]
    await world.bring(f"{SECOND}-2", samples.FAILED)
    assert signs(world.house)[SECOND] == {Sign.BOUNCED, Sign.NO_SIGN}


async def test_a_delay_is_told_until_the_letter_is_reported_delivered(world: Abroad) -> None:
    await world.bring(f"{SECOND}-1", samples.DELAYED)
    assert signs(world.house)[SECOND] == QUIET | {Sign.UNDER_WAY}
    world.house.clock.move(1)
    await world.bring(f"{SECOND}-1", samples.DELIVERED)
    assert signs(world.house)[SECOND] == QUIET
    assert [c.confirmed for c in seen(world.house)[SECOND].contacts] == [True, False]


async def test_a_delay_that_ended_in_a_failure_is_no_longer_under_way(world: Abroad) -> None:
    await world.bring(f"{SECOND}-1", samples.DELAYED)
    world.house.clock.move(1)
    await world.bring(f"{SECOND}-1", samples.FAILED)
    assert signs(world.house)[SECOND] == QUIET
    assert seen(world.house)[SECOND].contacts[0].state == "bounced"


async def test_an_absence_is_told_in_its_own_words_and_excuses_from_nothing(
    world: Abroad,
) -> None:
    before = world.house.register.position(PROCEDURE)
    await world.bring(f"{SECOND}-1", samples.AWAY, f"{SECOND}-1@missions.example")
    found = seen(world.house)[SECOND]
    assert set(found.signs) == QUIET | {Sign.AWAY}
    assert [absence.until for absence in found.absences] == ["until 12 July 2026"]
    assert world.house.register.position(PROCEDURE) == before


async def test_a_reply_is_no_sign_of_life_in_the_procedure(world: Abroad) -> None:
    reply = samples.mail("We object!", sender=f"{SECOND}-1@missions.example")
    await world.bring(f"{SECOND}-1", reply, f"{SECOND}-1@missions.example")
    assert signs(world.house)[SECOND] == QUIET | {Sign.REPLIED}
    assert seen(world.house)[SECOND].acted is False


async def test_who_acknowledged_and_who_acted_are_told_apart(world: Abroad) -> None:
    file(world.house, SECOND, Kind.ACKNOWLEDGE)
    file(world.house, THIRD, Kind.OBJECT)
    assert signs(world.house)[SECOND] == {Sign.DELIVERED, Sign.ACKNOWLEDGED}
    assert signs(world.house)[THIRD] == {Sign.DELIVERED, Sign.ACTED}


async def test_a_forged_bounce_changes_nothing(world: Abroad) -> None:
    before = signs(world.house)
    letter = world.letter(f"{SECOND}-1").id
    for secret in (b"guessed", b"another guess"):
        to = verp_address(world.house.settings.mail_domain, letter, secret)
        assert (await world.send(to, samples.FAILED))[0] == 550
    assert signs(world.house) == before


async def test_a_reader_learns_from_no_message_who_filed(world: Abroad, house: House) -> None:
    before = seen(house, all_of_it=False)
    file(house, THIRD, Kind.OBJECT)
    receipt = house.mailings()["receipt"].id
    await house.send(receipt, Pigeonhole())
    letter = house.letters(receipt)[f"{THIRD}-1"].id
    to = world.return_path(f"{THIRD}-1").replace(world.letter(f"{THIRD}-1").id, letter)
    assert (await world.send(to, samples.AWAY))[0] == 550  # signed for another letter
    await world.send(_signed(house, letter), samples.AWAY, f"{THIRD}-1@missions.example")
    assert Sign.AWAY in signs(house)[THIRD]
    assert seen(house, all_of_it=False) == before
    assert before[THIRD].acted is None
    assert before[THIRD].replies is None


async def test_where_filings_are_hidden_from_a_reader_they_are_hidden_here(world: Abroad) -> None:
    house = world.house
    file(house, THIRD, Kind.OBJECT)
    position = house.register.position(PROCEDURE)
    assert position is not None
    with house.database.reading() as connection:
        told = told_to("", position.state)
        found = health(connection, PROCEDURE, position.state, told)
    named = telling(position.state).names
    assert [item.acted for item in found if item.participant == THIRD] == [named]


async def test_of_the_next_period_only_its_own_letter_counts(world: Abroad) -> None:
    house = world.house
    for number in (1, 2):
        await world.bring(f"{SECOND}-{number}", samples.FAILED)
    assert Sign.BOUNCED in signs(house)[SECOND]
    wording = (Paragraph("2", "Another wording."),)
    until = house.clock.move(100) + timedelta(hours=72)
    house.clock.move(2)
    house.record(Revise(CHAIR, wording, until=until, because="As agreed."))
    assert {item.delivery for item in seen(house).values()} == {"no letter"}
    await house.send(house.mailings()["revision"].id, Pigeonhole())
    assert signs(house)[SECOND] == QUIET
    assert signs(house)[FIRST] == QUIET


async def test_the_outcome_says_what_became_of_the_letters(world: Abroad) -> None:
    house, post = world.house, Pigeonhole()
    for number in (1, 2):
        await world.bring(f"{SECOND}-{number}", samples.FAILED)
    house.clock.move(72.1)
    house.register.keep_time(PROCEDURE)
    await house.send(house.mailings()["outcome"].id, post)
    names = dict(zip(SEATS, NAMES, strict=True))
    text = " ".join(text_of(post.kept[0].data).split())
    assert (
        "Letters left in time, and did not come back, for 2 of 4 on the roll. "
        f"The letter came back from {names[SECOND]}. "
        f"The mail server refused the letter to {names[FIRST]}. "
        f"No letter reached: {names[FIRST]} and {names[SECOND]}. Nobody presumes their consent."
    ) in text


def _signed(house: House, letter: str) -> str:
    secret = Receiving(house.register, house.key, house.settings)._secret
    return verp_address(house.settings.mail_domain, letter, secret)
