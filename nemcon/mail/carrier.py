"""Whoever carries letters away: the relay in earnest, the pigeonhole in a rehearsal."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from typing import Protocol, TypeVar

from nemcon.mail.relay import Delivery, Outgoing

Key = TypeVar("Key")


class Carrier(Protocol):
    """Takes letters and says for each what became of it."""

    def deliver_many(
        self, letters: Iterable[Outgoing[Key]]
    ) -> AsyncGenerator[tuple[Key, Delivery], None]:
        """Carry the letters, drawn one at a time; results come in no fixed order."""
        ...
