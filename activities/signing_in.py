"""Sends the letters by which staff sign in, as soon as they are asked for.

A letter lives for minutes: it is tried every half minute until then, and afterwards whoever wants
to sign in asks again. Several workers take turns, since a letter is claimed before it is sent.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from activities.errands import CANNOT_BE_WRITTEN, Errands
from nemcon.language import speaking
from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.message import serialise
from nemcon.mail.relay import Deferred, Delivery, Outgoing, Refused
from nemcon.mail.signing_in import SignIn, sign_in_letter
from nemcon.register import sign_ins
from nemcon.register.sign_ins import Due

log = logging.getLogger(__name__)


class SignInLetters(Errands[Due]):
    """Sends what was asked for."""

    about = "to sign in by"

    def _taken(self) -> tuple[Due, ...]:
        now = self._register.clock.now()
        with self._register.database.reading() as connection:
            if not sign_ins.waits(connection, now):
                return ()
        with self._register.database.writing() as connection:
            return sign_ins.claim(connection, self._links, now)

    def _written(self, due: Iterable[Due]) -> Iterator[Outgoing[Due]]:
        now = self._register.clock.now()
        for letter in due:
            asked = SignIn(letter.id, letter.address, letter.token, letter.ends)
            try:
                with speaking(letter.language):
                    data = serialise(sign_in_letter(asked, self._house, now))
            except HeaderRefused as error:
                log.warning("a letter to sign in by cannot be written: %s", error)
                self._note(letter, Refused(CANNOT_BE_WRITTEN, str(error)))
                continue
            yield Outgoing(letter, "", letter.address, data)

    def _note(self, due: Due, delivery: Delivery) -> None:
        if isinstance(delivery, Deferred):
            return
        with self._register.database.writing() as connection:
            sign_ins.note_sent(connection, due.id)
