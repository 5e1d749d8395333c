"""A carrier that keeps letters in memory: for rehearsals, where none may leave."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from typing import TypeVar

from nemcon.mail.relay import Deferred, Delivery, Outgoing, Refused, Sent

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter as it was handed over."""

    envelope_sender: str
    recipient: str
    data: bytes


class Pigeonhole:
    """Keeps what it is given, in order. While `stopped` it takes nothing, as a relay that is down.

    Addresses in `refused` are refused for good.
    """

    def __init__(self) -> None:
        self.stopped = False
        self.refused: set[str] = set()
        self.kept: list[Kept] = []

    async def deliver_many(
        self, letters: Iterable[Outgoing[Key]]
    ) -> AsyncGenerator[tuple[Key, Delivery], None]:
        """Keep the letters, one after another."""
        for letter in letters:
            yield letter.key, self._deliver(letter)

    def _deliver(self, letter: Outgoing[Key]) -> Delivery:
        if self.stopped:
            return Deferred(None, "The mail relay is down.")
        if letter.recipient in self.refused:
            return Refused(550, "5.1.1 There is no such mailbox.")
        self.kept.append(Kept(letter.envelope_sender, letter.recipient, letter.data))
        return Sent("250 2.0.0 Kept")
