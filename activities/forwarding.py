"""Sends the letters about colleagues: the link that a delegate gave, and word to the secretariat.

The rows are claimed before anything is sent, so that several workers take turns; what the relay
puts off is tried again every minute for three days.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator

from activities.errands import CANNOT_BE_WRITTEN, Errands
from nemcon.language import speaking
from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.forwarding import Forwarded, link_letter, notice_letter
from nemcon.mail.message import Message, serialise
from nemcon.mail.relay import Deferred, Delivery, Outgoing, Refused, Sent
from nemcon.register import colleagues
from nemcon.register.colleagues import Due, Sending
from nemcon.register.links import issue_links
from nemcon.register.people import language_at

log = logging.getLogger(__name__)


class ForwardingLetters(Errands[Due]):
    """Sends what is due about colleagues."""

    about = "about colleagues"

    def _taken(self) -> tuple[Due, ...]:
        now = self._register.clock.now()
        with self._register.database.reading() as connection:
            if not colleagues.waits(connection, now):
                return ()
        with self._register.database.writing() as connection:
            return colleagues.claim(connection, now)

    def _written(self, due: Iterable[Due]) -> Iterator[Outgoing[Due]]:
        for one in due:
            try:
                message = self._message(one)
                yield Outgoing(one, "", message.to.address, serialise(message))
            except HeaderRefused as error:
                log.warning("a letter about a colleague cannot be written: %s", error)
                self._note(one, Refused(CANNOT_BE_WRITTEN, str(error)))

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
            with speaking(self._office_reads()):
                return notice_letter(told, self._house, now)
        with self._register.database.writing() as connection:
            issued = issue_links(connection, self._links, due.procedure, [due.contact], now)
        with speaking(due.language):
            return link_letter(told, issued[due.contact], self._house, now)

    def _office_reads(self) -> str:
        with self._register.database.reading() as connection:
            return language_at(connection, self._house.office)

    def _note(self, due: Due, delivery: Delivery) -> None:
        if isinstance(delivery, Deferred):
            return
        became = Sending.SENT if isinstance(delivery, Sent) else Sending.REFUSED
        with self._register.database.writing() as connection:
            colleagues.note(connection, due, became)
