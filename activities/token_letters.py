"""Tells the owners of tokens by a letter that one was made: whoever did not make it is warned.

It is tried every minute for three days. Several workers may tell the same twice, which does no
harm.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from activities.errands import CANNOT_BE_WRITTEN, Errands
from nemcon.language import speaking
from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.message import serialise
from nemcon.mail.relay import Deferred, Delivery, Outgoing, Refused
from nemcon.mail.token_made import TokenMade, token_letter
from nemcon.register.grants import Untold, note_told, untold

log = logging.getLogger(__name__)


class TokenLetters(Errands[Untold]):
    """Tells of what was made."""

    every = 60.0
    about = "about tokens"

    def _taken(self) -> tuple[Untold, ...]:
        with self._register.database.reading() as connection:
            return untold(connection, self._register.clock.now())

    def _written(self, due: Iterable[Untold]) -> Iterator[Outgoing[Untold]]:
        now = self._register.clock.now()
        for one in due:
            grant = one.grant
            told = TokenMade(
                grant.id, one.address, grant.name, tuple(sorted(grant.scopes)), one.made, grant.ends
            )
            try:
                with speaking(one.language):
                    data = serialise(token_letter(told, self._house, now))
            except HeaderRefused as error:
                log.warning("a letter about a token cannot be written: %s", error)
                self._note(one, Refused(CANNOT_BE_WRITTEN, str(error)))
                continue
            yield Outgoing(one, "", one.address, data)

    def _note(self, due: Untold, delivery: Delivery) -> None:
        if isinstance(delivery, Deferred):
            return
        with self._register.database.writing() as connection:
            note_told(connection, due.grant)
