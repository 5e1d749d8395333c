"""Sends the letters about colleagues: the link that a delegate gave, and word to the secretariat.

The rows are claimed before anything is sent, so that several workers take turns; what the relay
puts off is tried again every minute for three days.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Iterable, Iterator
from typing import Final

from activities.mail_room import house_of
from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.carrier import Carrier
from nemcon.mail.forwarding import Forwarded, link_letter, notice_letter
from nemcon.mail.message import Message, serialise
from nemcon.mail.relay import Deferred, Outgoing, Sent
from nemcon.register import colleagues
from nemcon.register.colleagues import Due, Sending
from nemcon.register.door import Register
from nemcon.register.links import issue_links
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings

log = logging.getLogger(__name__)

EVERY: Final = 1.0


class ForwardingLetters:
    """Sends what is due over one carrier."""

    def __init__(
        self, register: Register, links: LinkKey, settings: Settings, carrier: Carrier
    ) -> None:
        """`carrier` takes these letters away as it does the others."""
        self._register = register
        self._links = links
        self._house = house_of(settings, links)
        self._carrier = carrier

    async def keep_sending(self) -> None:
        """Send what is due, every second, until cancelled."""
        while True:
            try:
                await self.send()
            except Exception as error:  # whatever it was: the next colleague is not to wait for it
                log.warning("letters about colleagues could not be sent", exc_info=error)
            await asyncio.sleep(EVERY)

    async def send(self) -> int:
        """Try each letter that is due once; how many were tried."""
        due = await asyncio.to_thread(self._claimed)
        if not due:
            return 0
        letters = await asyncio.to_thread(lambda: list(self._outgoing(due)))
        async with contextlib.aclosing(self._carrier.deliver_many(letters)) as deliveries:
            async for one, delivery in deliveries:
                if not isinstance(delivery, Deferred):
                    became = Sending.SENT if isinstance(delivery, Sent) else Sending.REFUSED
                    await asyncio.to_thread(self._note, one, became)
        return len(due)

    def _claimed(self) -> tuple[Due, ...]:
        now = self._register.clock.now()
        with self._register.database.reading() as connection:
            if not colleagues.waits(connection, now):
                return ()
        with self._register.database.writing() as connection:
            return colleagues.claim(connection, now)

    def _outgoing(self, due: Iterable[Due]) -> Iterator[Outgoing[Due]]:
        for one in due:
            try:
                message = self._message(one)
                yield Outgoing(one, "", message.to.address, serialise(message))
            except HeaderRefused as error:
                log.warning("a letter about a colleague cannot be written: %s", error)
                self._note(one, Sending.REFUSED)

    def _message(self, due: Due) -> Message:
        now = self._register.clock.now()
        # The same letter, tried again, has the same Message-ID.
        identifier = hashlib.sha256(f"{due.procedure}\0{due.contact}".encode()).hexdigest()[:24]
        told = Forwarded(
            identifier,
            due.procedure,
            due.title,
            due.delegation,
            due.name,
            due.address,
            due.named_by,
        )
        if due.notice:
            return notice_letter(told, self._house, now)
        with self._register.database.writing() as connection:
            issued = issue_links(connection, self._links, due.procedure, [due.contact], now)
        return link_letter(told, issued[due.contact], self._house, now)

    def _note(self, due: Due, sending: Sending) -> None:
        with self._register.database.writing() as connection:
            colleagues.note(connection, due, sending)
