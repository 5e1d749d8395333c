"""Sending the letters of a mailing: composed once, handed over until none waits.

The rows come first. A worker that dies leaves the letters that were not yet noted in the queue, and
whoever goes on sends the same bytes under the same Message-ID. Two workers on one mailing do the
same at worst. What is refused is final; what is put off stays queued, with the relay's reply beside
it, and the activity fails so that the engine tries again later: for days, and not for ever.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import AsyncGenerator, Coroutine, Generator, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import Connection
from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.composing import as_composed
from activities.contract import SEND_MAILING, MailingDone
from activities.mail_room import house_of
from activities.taking_up import StillHeld, TakenUp, TakingUp
from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.carrier import Carrier
from nemcon.mail.compose import message_for
from nemcon.mail.giving_up import TRIED_FOR, given_up
from nemcon.mail.message import serialise
from nemcon.mail.relay import Deferred, Delivery, Outgoing, Refused, Sent
from nemcon.register import mailings
from nemcon.register.door import Register
from nemcon.register.mailings import LetterState, Sending
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings

log = logging.getLogger(__name__)

BATCH: Final = 25
NOTED_EVERY: Final = 0.5

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Tried:
    """A letter on its way: its bytes, when it was composed, and what the try before came to."""

    digest: str
    composed: datetime
    before: str


@dataclass(slots=True)
class _Ledger:
    """What became of letters and is not yet in the database; `tried` are those on their way."""

    mailing: str
    total: int
    results: list[Sending] = field(default_factory=list[Sending])
    tried: dict[str, _Tried] = field(default_factory=dict[str, _Tried])
    done: int = 0

    def note(self, sending: Sending) -> None:
        self.results.append(sending)
        self.done += 1

    def take(self) -> list[Sending]:
        taken, self.results = self.results, []
        return taken


class LetterActivities:
    """The activity that sends mailings, over one carrier."""

    def __init__(
        self, register: Register, links: LinkKey, settings: Settings, carrier: Carrier
    ) -> None:
        """`carrier` takes the letters away: the body's relay, or a pigeonhole."""
        self._register = register
        self._carrier = carrier
        self._house = house_of(settings, links)
        self._taking_up = TakingUp(register, links, self._house)

    @activity.defn(name=SEND_MAILING)
    async def send_mailing(self, mailing_id: str) -> MailingDone:
        """Send every letter of the mailing that waits, composing them first if nobody has.

        Raises `ApplicationError` of type "letters-waiting" while some are put off, "letters-held"
        while the launch may be recalled, and a non-retryable one when there is no such mailing.
        """
        try:
            taken = await asyncio.to_thread(self._taking_up.take_up, mailing_id)
        except StillHeld as held:
            message = f"the letters of {mailing_id!r} are held"
            benign = ApplicationErrorCategory.BENIGN
            raise ApplicationError(message, type="letters-held", category=benign) from held
        if taken is None:
            message = f"there is no mailing {mailing_id!r}"
            raise ApplicationError(message, type="no-such-mailing", non_retryable=True)
        ledger = _Ledger(mailing_id, len(taken.queued))
        try:
            async with self._noting(ledger):
                await self._hand_over(taken, ledger)
            return await _in_full(asyncio.to_thread(self._conclude, ledger, ledger.take()))
        finally:
            # Whoever breaks this off waits for the last note: it is what the next one builds on.
            await self._note(ledger)

    async def _hand_over(self, taken: TakenUp, ledger: _Ledger) -> None:
        """Hand the letters over, noting in batches what becomes of them."""
        letters = self._outgoing(taken, ledger)
        async with contextlib.aclosing(self._carrier.deliver_many(letters)) as deliveries:
            async for letter, delivery in deliveries:
                ledger.note(self._sending(letter, delivery, ledger.tried.pop(letter)))
                # The last ones are noted together with the end of the mailing.
                if len(ledger.results) >= BATCH and ledger.done < ledger.total:
                    await self._note(ledger)

    def _outgoing(self, taken: TakenUp, ledger: _Ledger) -> Iterator[Outgoing[str]]:
        """The bytes of each letter; one that mail cannot carry is refused on the spot."""
        for letter in taken.queued:
            try:
                tokens = taken.tokens[letter.contact]
                message = message_for(as_composed(letter), tokens, self._house, taken.files)
                data = serialise(message)
            except HeaderRefused as refusal:
                ledger.note(Sending(letter.id, LetterState.REFUSED, str(refusal), "", None))
                continue
            digest = hashlib.sha256(data).hexdigest()
            ledger.tried[letter.id] = _Tried(digest, message.date, letter.reply)
            yield Outgoing(letter.id, message.envelope_sender, letter.address, data)

    def _sending(self, letter: str, delivery: Delivery, tried: _Tried) -> Sending:
        digest, now = tried.digest, self._register.clock.now()
        match delivery:
            case Sent(reply):
                return Sending(letter, LetterState.SENT, reply, digest, now)
            case Refused(code, text):
                return Sending(letter, LetterState.REFUSED, f"{code} {text}", digest, None)
            case Deferred(code, text):
                reply = f"{code} {text}" if code else text
        if given_up(delivery, tried.before, tried.composed, now):
            reply += f" (given up after {TRIED_FOR.days} days)"
            return Sending(letter, LetterState.REFUSED, reply, digest, None)
        return Sending(letter, LetterState.QUEUED, reply, digest, None)

    @contextlib.asynccontextmanager
    async def _noting(self, ledger: _Ledger) -> AsyncGenerator[None]:
        """Note results and show signs of life on the side, until there are no more."""
        keeping = asyncio.create_task(self._keep_noting(ledger))
        try:
            yield
        finally:
            keeping.cancel()
            await _in_full(_ended(keeping, ledger.mailing))

    async def _keep_noting(self, ledger: _Ledger) -> None:
        """Show that the mailing is alive, and let no result wait long for its batch."""
        while True:
            # Most mailings are done by then, and the engine writes down every sign of life.
            await asyncio.sleep(NOTED_EVERY)
            activity.heartbeat(f"{ledger.done} of {ledger.total}")
            await self._note(ledger)

    async def _note(self, ledger: _Ledger) -> None:
        if ledger.results:
            await _in_full(asyncio.to_thread(self._write, ledger, ledger.take()))

    def _write(self, ledger: _Ledger, results: list[Sending]) -> None:
        with self._noted(ledger, results):
            pass

    @contextlib.contextmanager
    def _noted(self, ledger: _Ledger, results: list[Sending]) -> Generator[Connection]:
        """A transaction that has noted these results."""
        try:
            with self._register.database.writing() as connection:
                ordered = sorted(results, key=lambda sending: sending.letter)
                mailings.note_sendings(connection, ordered)
                yield connection
        except Exception:
            # They are noted with the next ones; a letter whose result is lost is sent again.
            ledger.results += results
            raise

    def _conclude(self, ledger: _Ledger, results: list[Sending]) -> MailingDone:
        """Note the last results and, where no letter waits, that the mailing is done."""
        with self._noted(ledger, results) as connection:
            states = mailings.states_of(connection, ledger.mailing)
            total, waiting = sum(states.values()), states.get(LetterState.QUEUED, 0)
            if not waiting:
                mailings.complete(connection, ledger.mailing, self._register.clock.now())
        if waiting:
            message = f"{waiting} of {total} letters of {ledger.mailing} wait to be sent"
            # Expected while a relay is down: the letters' own states tell it, not a traceback.
            raise ApplicationError(
                message, type="letters-waiting", category=ApplicationErrorCategory.BENIGN
            )
        refused = states.get(LetterState.REFUSED, 0)
        return MailingDone(mailing=ledger.mailing, sent=total - refused, refused=refused)


async def _ended(keeping: asyncio.Task[None], mailing: str) -> None:
    await asyncio.wait({keeping})
    if not keeping.cancelled() and (error := keeping.exception()):
        log.warning("results of %s could not be noted at once: %s", mailing, error)


async def _in_full(work: Coroutine[None, None, Result]) -> Result:
    """Let the work end even where the caller is cancelled, and pass the cancellation on after."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
