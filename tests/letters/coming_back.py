"""What the recipients' servers and people send back, over real connections."""

from __future__ import annotations

import asyncio
import smtplib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final, Literal

from activities.answering import Answering
from activities.returned import Receiving
from nemcon.mail.carrier import Carrier
from nemcon.mail.returned.listening import Listening, listening
from nemcon.register.mailings import StoredLetter
from nemcon.register.returned import ReturnedMail, returned_of
from tests.mail.returned import samples

from .build import PROCEDURE, SEATS
from .house import CIRCULATION, House, Mood

Answer = tuple[int, str]
CONTACT: Final = f"{SEATS[0]}-1"
ADDRESS: Final = f"{CONTACT}@missions.example"
REPLY: Final = samples.mail("We object.", sender=ADDRESS, message_id="<r1@missions.example>")
"""Somebody who was written to, and answers the letter."""


@dataclass(slots=True)
class Abroad:
    """The world outside: it holds the letters that it was sent, and sends things back."""

    house: House
    mood: Mood
    port: int
    protocol: Literal["smtp", "lmtp"] = "lmtp"

    def return_path(self, contact: str) -> str:
        """The return address of the first letter to that contact, as its server saw it."""
        address = f"{contact}@missions.example"
        return next(sender for sender, to, _ in self.mood.taken if to == address)

    def letter(self, contact: str, mailing: str = CIRCULATION) -> StoredLetter:
        """The letter to that contact, and what has become of it."""
        return self.house.letters(mailing)[contact]

    async def send(self, to: str, data: bytes, sender: str = "") -> Answer:
        """Hand a message over, from nobody unless a sender is named; what was answered."""
        return await asyncio.to_thread(self._send, to, data, sender)

    async def bring(self, contact: str, data: bytes, sender: str = "") -> Answer:
        """The same, to the return address of the letter to that contact."""
        return await self.send(self.return_path(contact), data, sender)

    def kept(self, procedure: str = PROCEDURE) -> tuple[ReturnedMail, ...]:
        """What came back."""
        with self.house.database.reading() as connection:
            return returned_of(connection, procedure)

    async def answer(self, carrier: Carrier) -> int:
        """Let what is owed be sent; how many were tried."""
        house = self.house
        return await Answering(house.register, house.key, house.settings, carrier).send()

    def _send(self, to: str, data: bytes, sender: str) -> Answer:
        kind = smtplib.LMTP if self.protocol == "lmtp" else smtplib.SMTP
        with kind("127.0.0.1", self.port) as server:
            server.ehlo_or_helo_if_needed()
            server.mail(sender)
            code, says = server.rcpt(to)
            if code == 250:
                code, says = server.data(data)
            return code, says.decode()


@asynccontextmanager
async def abroad(
    house: House, mood: Mood, protocol: Literal["smtp", "lmtp"] = "lmtp"
) -> AsyncIterator[Abroad]:
    """A listener on a free port, and the world that knows it."""
    door = Receiving(house.register, house.key, house.settings)
    async with listening(door, Listening("127.0.0.1", 0, protocol)) as port:
        yield Abroad(house, mood, port, protocol)
