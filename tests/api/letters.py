"""Letters of an installation under test: a carrier that takes them, and what is sent back."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable

from activities.mail_room import house_of
from activities.returned import Receiving
from activities.taking_up import TakingUp
from nemcon.mail.carrier import Key
from nemcon.mail.message import verp_address
from nemcon.mail.relay import Deferred, Delivery, Outgoing, Sent
from nemcon.mail.returned.listening import Taken
from nemcon.register.mailings import LetterState, Sending, letters_of, note_sendings
from tests.api.house import PROCEDURE, START, House


class Bag:
    """Carries letters into a list, or puts them all off."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, bytes]] = []
        self.away = False

    async def deliver_many(
        self, letters: Iterable[Outgoing[Key]]
    ) -> AsyncGenerator[tuple[Key, Delivery], None]:
        for letter in letters:
            if self.away:
                yield letter.key, Deferred(None, "away")
            else:
                self.letters.append((letter.recipient, letter.data))
                yield letter.key, Sent("250 taken")


def send(house: House) -> dict[str, str]:
    """Let the letters of the period leave; the return address of each contact's."""
    context = house.context
    as_house = house_of(house.settings, context.links)
    TakingUp(context.register, context.links, as_house).take_up(f"{PROCEDURE}.2.circulation")
    with context.database.writing() as connection:
        found = letters_of(connection, f"{PROCEDURE}.2.circulation")
        sent = [Sending(x.id, LetterState.SENT, "250 OK", "", START) for x in found]
        note_sendings(connection, sent)
    return {
        letter.contact: verp_address(house.settings.mail_domain, letter.id, as_house.bounce_secret)
        for letter in found
    }


def bring(house: House, to: str, data: bytes, sender: str = "") -> None:
    """Let a server send this to the return address of a letter."""
    door = Receiving(house.context.register, house.context.links, house.settings)
    assert door.take(to, sender, data) is Taken.KEPT
