"""Sends the letters by which staff sign in, as soon as they are asked for.

A letter lives for minutes: it is tried every half minute until then, and afterwards whoever wants
to sign in asks again. Several workers take turns, since a letter is claimed before it is sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterable, Iterator
from typing import Final

from activities.mail_room import house_of
from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.carrier import Carrier
from nemcon.mail.message import serialise
from nemcon.mail.relay import Deferred, Outgoing
from nemcon.mail.signing_in import SignIn, sign_in_letter
from nemcon.register import sign_ins
from nemcon.register.door import Register
from nemcon.register.secrets import LinkKey
from nemcon.register.sign_ins import Due
from nemcon.settings import Settings

log = logging.getLogger(__name__)

EVERY: Final = 1.0


class SignInLetters:
    """Sends what was asked for over one carrier."""

    def __init__(
        self, register: Register, links: LinkKey, settings: Settings, carrier: Carrier
    ) -> None:
        """`carrier` takes these letters away as it does the others."""
        self._register = register
        self._links = links
        self._house = house_of(settings, links)
        self._carrier = carrier

    async def keep_sending(self) -> None:
        """Send what is asked for, every second, until cancelled."""
        while True:
            try:
                await self.send()
            except Exception as error:  # whatever it was: the next who asks is not to wait for it
                log.warning("letters to sign in by could not be sent", exc_info=error)
            await asyncio.sleep(EVERY)

    async def send(self) -> int:
        """Try each letter that is due once; how many were tried."""
        due = await asyncio.to_thread(self._claimed)
        if not due:
            return 0
        letters = list(self._outgoing(due))
        async with contextlib.aclosing(self._carrier.deliver_many(letters)) as deliveries:
            async for identifier, delivery in deliveries:
                if not isinstance(delivery, Deferred):
                    await asyncio.to_thread(self._done, identifier)
        return len(due)

    def _claimed(self) -> tuple[Due, ...]:
        now = self._register.clock.now()
        with self._register.database.reading() as connection:
            if not sign_ins.waits(connection, now):
                return ()
        with self._register.database.writing() as connection:
            return sign_ins.claim(connection, self._links, now)

    def _outgoing(self, due: Iterable[Due]) -> Iterator[Outgoing[str]]:
        now = self._register.clock.now()
        for letter in due:
            asked = SignIn(letter.id, letter.address, letter.token, letter.ends)
            try:
                data = serialise(sign_in_letter(asked, self._house, now))
            except HeaderRefused as error:
                log.warning("a letter to sign in by cannot be written: %s", error)
                self._done(letter.id)
                continue
            yield Outgoing(letter.id, "", letter.address, data)

    def _done(self, identifier: str) -> None:
        with self._register.database.writing() as connection:
            sign_ins.note_sent(connection, identifier)
