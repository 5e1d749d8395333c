"""Hands letters to the body's own mail relay, and says for each what became of it.

Every attempt ends in one of three words: `Sent`, `Refused` (trying again would change nothing) or
`Deferred` (try again later, with the same bytes). Doubt counts as deferred: after a time-out the
letter may have left already and will leave again under the same Message-ID, because a letter that
arrives twice is a nuisance and a letter that never arrives undermines the presumption on which
silence rests.
"""

import asyncio
import socket
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from nemcon.mail.addresses import HeaderRefused, checked_address
from nemcon.mail.connection import (
    Attempt,
    Connection,
    Deferred,
    Delivery,
    Refused,
    RelaySettings,
    Sent,
    Tls,
)

__all__ = ["Deferred", "Delivery", "Outgoing", "Refused", "Relay", "RelaySettings", "Sent", "Tls"]

Key = TypeVar("Key")

# How many letters in a row may fail to reach the relay before the rest of a mailing is put off
# without trying.
_PATIENCE: Final = 3
_MALFORMED_ADDRESS: Final = 553


@dataclass(frozen=True, slots=True)
class Outgoing(Generic[Key]):
    """A letter to be handed over, with the key by which the caller knows it."""

    key: Key
    envelope_sender: str
    recipient: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Finished:
    error: BaseException | None


class Relay:
    """A pool of connections to one relay.

    An asynchronous context manager, for use within one event loop.
    """

    def __init__(self, settings: RelaySettings) -> None:
        """Nothing is opened before the first letter."""
        self._settings = settings
        self._connections: list[Connection] = []
        self._idle: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
        self._set_aside: list[Connection] = []

    async def __aenter__(self) -> Self:
        local_hostname = self._settings.local_hostname
        if local_hostname is None:
            local_hostname = await asyncio.to_thread(socket.getfqdn)
        context = await asyncio.to_thread(self._settings.tls_context)
        for _ in range(self._settings.connections):
            connection = Connection(self._settings, local_hostname, context)
            self._connections.append(connection)
            self._idle.put_nowait(connection)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.gather(*(connection.leave() for connection in self._connections))

    async def deliver(self, envelope_sender: str, recipient: str, data: bytes) -> Delivery:
        """Hand over one letter. Never raises for what the relay or the network does."""
        return (await self._attempt(envelope_sender, recipient, data)).delivery

    async def deliver_many(
        self, letters: Iterable[Outgoing[Key]]
    ) -> AsyncGenerator[tuple[Key, Delivery], None]:
        """Hand over letters on all connections at once; results come in no fixed order.

        Letters are drawn one at a time, so they may be composed on the way. Few results are held
        back: a process that dies leaves at most a handful of letters sent and not yet written down.
        When the relay cannot be reached at all, the rest is deferred without further tries. An
        error raised by `letters` itself is raised here, after the results of the letters already
        begun.
        """
        while self._set_aside:
            self._idle.put_nowait(self._set_aside.pop())
        results: asyncio.Queue[tuple[Key, Delivery] | _Finished] = asyncio.Queue(
            2 * self._settings.connections
        )
        mailing = _Mailing()
        crew = asyncio.create_task(self._crew(iter(letters), results, mailing))
        try:
            while not isinstance(result := await results.get(), _Finished):
                yield result
            if result.error is not None:
                raise result.error
        finally:
            mailing.broken_off = True
            crew.cancel()
            await asyncio.wait({crew})

    async def _crew(
        self,
        letters: Iterator[Outgoing[Key]],
        results: asyncio.Queue[tuple[Key, Delivery] | _Finished],
        mailing: "_Mailing",
    ) -> None:
        workers = [self._work(letters, results, mailing) for _ in range(self._settings.connections)]
        outcomes = await asyncio.gather(*workers, return_exceptions=True)
        errors = [error for error in outcomes if error is not None]
        await results.put(_Finished(errors[0] if errors else None))

    async def _work(
        self,
        letters: Iterator[Outgoing[Key]],
        results: asyncio.Queue[tuple[Key, Delivery] | _Finished],
        mailing: "_Mailing",
    ) -> None:
        for letter in letters:
            delivery: Delivery | None = mailing.given_up
            if delivery is None:
                attempt = await self._attempt(letter.envelope_sender, letter.recipient, letter.data)
                mailing.note(attempt)
                delivery = attempt.delivery
            if mailing.broken_off:
                # Before Python 3.12 a cancellation is lost when the relay answers in that instant.
                return
            await results.put((letter.key, delivery))

    async def _attempt(self, envelope_sender: str, recipient: str, data: bytes) -> Attempt:
        try:
            sender = checked_address(envelope_sender) if envelope_sender else ""
            recipient = checked_address(recipient)
        except HeaderRefused as refusal:
            return Attempt(Refused(_MALFORMED_ADDRESS, str(refusal)))
        while True:
            connection = await self._idle.get()
            try:
                attempt = await connection.deliver(sender, recipient, data)
            except BaseException:
                self._idle.put_nowait(connection)
                raise
            if attempt.reached or not any(other.is_open for other in self._connections):
                self._idle.put_nowait(connection)
                return attempt
            # The relay takes fewer connections than we would like: the letter goes by one of those
            # that it took.
            self._set_aside.append(connection)


class _Mailing:
    """Gives up on the rest once the relay is out of reach several times running."""

    def __init__(self) -> None:
        self._failures = 0
        self.given_up: Deferred | None = None
        self.broken_off = False

    def note(self, attempt: Attempt) -> None:
        self._failures = 0 if attempt.reached else self._failures + 1
        if self._failures >= _PATIENCE and isinstance(attempt.delivery, Deferred):
            self.given_up = attempt.delivery
