"""Sending the letters of a mailing: composed once, handed over until none waits.

The rows come first. A worker that dies leaves the letters that were not yet noted in the queue, and
whoever goes on sends the same bytes under the same Message-ID. Two workers on one mailing do the
same at worst. What is refused is final; what is put off stays queued, with the relay's reply beside
it, and the activity fails so that the engine tries again later.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Coroutine, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.exc import IntegrityError
from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.composing import Composing, as_composed
from activities.contract import SEND_MAILING, MailingDone
from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.carrier import Carrier
from nemcon.mail.compose import House, links_in, message_for
from nemcon.mail.message import serialise
from nemcon.mail.relay import Delivery, Outgoing, Refused, Sent
from nemcon.register import mailings
from nemcon.register.door import Register
from nemcon.register.links import issue_links
from nemcon.register.mailings import LetterState, Sending, StoredLetter
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings

log = logging.getLogger(__name__)

BATCH: Final = 25
NOTED_EVERY: Final = 0.5
PATIENCE: Final = 4

Tokens = Mapping[str, Mapping[str, str]]
"""The token of each contact's link, by contact and procedure."""


def house_of(settings: Settings, links: LinkKey) -> House:
    """The installation as its letters show it."""
    return House(
        domain=settings.mail_domain,
        sender=settings.mail_from,
        reply_to=settings.mail_reply_to or settings.mail_from,
        public_url=settings.public_url,
        bounce_secret=bounce_secret(links, settings.mail_domain),
    )


def bounce_secret(links: LinkKey, domain: str) -> bytes:
    """The secret of the return addresses, by which a bounce proves which letter it is about."""
    return links.sign("return addresses", domain).encode()


@dataclass(slots=True)
class _Ledger:
    """What became of letters and is not yet in the database."""

    mailing: str
    total: int
    results: list[Sending] = field(default_factory=list[Sending])
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
        self._links = links
        self._carrier = carrier
        self._house = house_of(settings, links)
        self._composing = Composing(register, self._house)

    @activity.defn(name=SEND_MAILING)
    async def send_mailing(self, mailing_id: str) -> MailingDone:
        """Send every letter of the mailing that waits, composing them first if nobody has.

        Raises `ApplicationError` of type "letters-waiting" while some are put off, and a
        non-retryable one when there is no such mailing.
        """
        if not await asyncio.to_thread(self._composing.compose, mailing_id):
            message = f"there is no mailing {mailing_id!r}"
            raise ApplicationError(message, type="no-such-mailing", non_retryable=True)
        queued, tokens = await asyncio.to_thread(self._take_up, mailing_id)
        await self._send(mailing_id, queued, tokens)
        return await asyncio.to_thread(self._conclude, mailing_id)

    def _take_up(self, mailing_id: str) -> tuple[tuple[StoredLetter, ...], Tokens]:
        """The letters that wait, and the links that belong into them, issued where need be."""
        with self._register.database.reading() as connection:
            queued = mailings.letters_of(connection, mailing_id, queued=True)
        contacts: dict[str, list[str]] = {}
        for letter in queued:
            for procedure in links_in(letter.content).values():
                contacts.setdefault(procedure, []).append(letter.contact)
        tokens: dict[str, dict[str, str]] = {letter.contact: {} for letter in queued}
        for procedure, people in contacts.items():
            for contact, token in self._issue(procedure, people).items():
                tokens[contact][procedure] = token
        return queued, tokens

    def _issue(self, procedure: str, people: list[str]) -> dict[str, str]:
        """The links; where other mailings issue some in the same moment, those."""
        for _ in range(PATIENCE):
            with contextlib.suppress(IntegrityError):
                return self._issued(procedure, people)
        return self._issued(procedure, people)

    def _issued(self, procedure: str, people: list[str]) -> dict[str, str]:
        with self._register.database.writing() as connection:
            now = self._register.clock.now()
            # Always in the same order, so that two workers never wait for each other's rows.
            return issue_links(connection, self._links, procedure, sorted(people), now)

    async def _send(
        self, mailing_id: str, queued: tuple[StoredLetter, ...], tokens: Tokens
    ) -> None:
        """Hand the letters over, noting in batches what becomes of them, also when broken off."""
        ledger = _Ledger(mailing_id, len(queued))
        digests: dict[str, str] = {}
        keeping = asyncio.create_task(self._keep_noting(ledger))
        try:
            letters = self._outgoing(queued, tokens, digests, ledger)
            async with contextlib.aclosing(self._carrier.deliver_many(letters)) as deliveries:
                async for letter, delivery in deliveries:
                    ledger.note(self._sending(letter, delivery, digests.pop(letter)))
                    if len(ledger.results) >= BATCH:
                        await self._note(ledger)
        finally:
            keeping.cancel()
            # Whoever breaks this off waits for the last note: it is what the next one builds on.
            await _in_full(self._note_all(ledger, keeping))

    def _outgoing(
        self,
        queued: tuple[StoredLetter, ...],
        tokens: Tokens,
        digests: dict[str, str],
        ledger: _Ledger,
    ) -> Iterator[Outgoing[str]]:
        """The bytes of each letter; one that mail cannot carry is refused on the spot."""
        for letter in queued:
            try:
                message = message_for(as_composed(letter), tokens[letter.contact], self._house)
                data = serialise(message)
            except HeaderRefused as refusal:
                ledger.note(Sending(letter.id, LetterState.REFUSED, str(refusal), "", None))
                continue
            digests[letter.id] = hashlib.sha256(data).hexdigest()
            yield Outgoing(letter.id, message.envelope_sender, letter.address, data)

    def _sending(self, letter: str, delivery: Delivery, digest: str) -> Sending:
        match delivery:
            case Sent(reply):
                now = self._register.clock.now()
                return Sending(letter, LetterState.SENT, reply, digest, now)
            case Refused(code, text):
                return Sending(letter, LetterState.REFUSED, f"{code} {text}", digest, None)
            case deferred:
                reply = f"{deferred.code} {deferred.text}" if deferred.code else deferred.text
                return Sending(letter, LetterState.QUEUED, reply, digest, None)

    async def _keep_noting(self, ledger: _Ledger) -> None:
        """Show that the mailing is alive, and let no result wait long for its batch."""
        while True:
            # Most mailings are done by then, and the engine writes down every sign of life.
            await asyncio.sleep(NOTED_EVERY)
            activity.heartbeat(f"{ledger.done} of {ledger.total}")
            await self._note(ledger)

    async def _note_all(self, ledger: _Ledger, keeping: asyncio.Task[None]) -> None:
        await asyncio.wait({keeping})
        if not keeping.cancelled() and (error := keeping.exception()):
            log.warning("results of %s could not be noted at once: %s", ledger.mailing, error)
        await self._note(ledger)

    async def _note(self, ledger: _Ledger) -> None:
        if ledger.results:
            await _in_full(asyncio.to_thread(self._write, ledger, ledger.take()))

    def _write(self, ledger: _Ledger, results: list[Sending]) -> None:
        try:
            with self._register.database.writing() as connection:
                ordered = sorted(results, key=lambda sending: sending.letter)
                mailings.note_sendings(connection, ordered)
        except Exception:
            # They are noted with the next ones; a letter whose result is lost is sent again.
            ledger.results += results
            raise

    def _conclude(self, mailing_id: str) -> MailingDone:
        with self._register.database.writing() as connection:
            letters = mailings.letters_of(connection, mailing_id)
            waiting = sum(letter.state is LetterState.QUEUED for letter in letters)
            if not waiting:
                mailings.complete(connection, mailing_id, self._register.clock.now())
        if waiting:
            message = f"{waiting} of {len(letters)} letters of {mailing_id} wait to be sent"
            # Expected while a relay is down: the letters' own states tell it, not a traceback.
            raise ApplicationError(
                message, type="letters-waiting", category=ApplicationErrorCategory.BENIGN
            )
        refused = sum(letter.state is LetterState.REFUSED for letter in letters)
        return MailingDone(mailing=mailing_id, sent=len(letters) - refused, refused=refused)


async def _in_full(work: Coroutine[None, None, None]) -> None:
    """Let the work end even where the caller is cancelled, and pass the cancellation on after."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
