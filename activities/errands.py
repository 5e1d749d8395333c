"""Letters beside those of a procedure: to sign in by, about colleagues, answers to replies.

What is due stands in rows. Whoever sends takes it, tries each letter once over one carrier, and
notes what became of it; what goes on waiting is due again later.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final, Generic, TypeVar

from activities.mail_room import house_of
from nemcon.mail.carrier import Carrier
from nemcon.mail.relay import Delivery, Outgoing
from nemcon.register.door import Register
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings

log = logging.getLogger(__name__)

CANNOT_BE_WRITTEN: Final = 553
"""What is noted of a letter that cannot be written, as a relay would answer to its address."""
_Due = TypeVar("_Due")


class Errands(ABC, Generic[_Due]):
    """Sends what is due over one carrier."""

    every: ClassVar[float] = 1.0
    """So many seconds pass between two looks for what is due."""
    about: ClassVar[str]
    """What the letters are about, for the log."""

    def __init__(
        self, register: Register, links: LinkKey, settings: Settings, carrier: Carrier
    ) -> None:
        """`carrier` takes these letters away as it does the others."""
        self._register = register
        self._links = links
        self._house = house_of(settings, links)
        self._carrier = carrier

    async def keep_sending(self) -> None:
        """Send what is due, again and again, until cancelled."""
        while True:
            try:
                await self.send()
            except Exception as error:  # whatever it was: the next letter is not to wait for it
                log.warning("letters %s could not be sent", self.about, exc_info=error)
            await asyncio.sleep(self.every)

    async def send(self) -> int:
        """Try each letter that is due once; how many were tried."""
        due = await asyncio.to_thread(self._taken)
        if not due:
            return 0
        letters = await asyncio.to_thread(lambda: list(self._written(due)))
        async with contextlib.aclosing(self._carrier.deliver_many(letters)) as deliveries:
            async for one, delivery in deliveries:
                await asyncio.to_thread(self._note, one, delivery)
        return len(due)

    @abstractmethod
    def _taken(self) -> Sequence[_Due]:
        """What is due now, taken so that no other worker sends it meanwhile where that matters."""

    @abstractmethod
    def _written(self, due: Iterable[_Due]) -> Iterator[Outgoing[_Due]]:
        """The letters; of one that cannot be written it is noted, and it is left out."""

    @abstractmethod
    def _note(self, due: _Due, delivery: Delivery) -> None:
        """Keep what became of it."""
