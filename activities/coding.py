"""Sends the codes by which delegations confirm what they filed, as soon as they are issued.

A letter is claimed before it is sent, so that several workers take turns, and is tried every twenty
seconds while its filing waits. What was not confirmed in time is settled here, and told.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from activities.errands import CANNOT_BE_WRITTEN, Errands
from nemcon.language import speaking
from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.filing_code import Coded, code_letter, lapsed_letter
from nemcon.mail.message import serialise
from nemcon.mail.relay import Deferred, Delivery, Outgoing, Refused, Sent
from nemcon.register import codes
from nemcon.register.codes import Due
from nemcon.register.waiting import InSilence, Waits

log = logging.getLogger(__name__)


class CodeLetters(Errands[Due]):
    """Sends what is due about filings that wait for a code."""

    about = "with a code"

    def _taken(self) -> tuple[Due, ...]:
        now = self._register.clock.now()
        with self._register.database.reading() as connection:
            if not codes.waits(connection, now):
                return ()
        with self._register.database.writing() as connection:
            unsent = codes.let_lapse(connection, now)
        for procedure in unsent:
            self._register.keep_time(procedure)  # what was filed late has no closing to wait for
        with self._register.database.writing() as connection:
            return codes.claim(connection, self._links, now)

    def _written(self, due: Iterable[Due]) -> Iterator[Outgoing[Due]]:
        now = self._register.clock.now()
        for one in due:
            write = code_letter if one.code else lapsed_letter
            try:
                with speaking(one.language):
                    data = serialise(write(_coded(one), self._house, now))
            except HeaderRefused as error:
                log.warning("a letter with a code cannot be written: %s", error)
                self._note(one, Refused(CANNOT_BE_WRITTEN, str(error)))
                continue
            yield Outgoing(one, "", one.address, data)

    def _note(self, due: Due, delivery: Delivery) -> None:
        if isinstance(delivery, Deferred):
            return
        became = "sent" if isinstance(delivery, Sent) else "refused"
        with self._register.database.writing() as connection:
            codes.note(connection, due, became, self._register.clock.now())


def _in_silence(act: Waits) -> InSilence:
    if not isinstance(act, InSilence):
        message = f"{type(act).__name__} waits for no code"
        raise TypeError(message)
    return act


def _coded(due: Due) -> Coded:
    filing = due.filing
    return Coded(
        due.id,
        due.contact,
        due.address,
        due.code,
        _in_silence(filing.act),
        filing.entered,
        filing.due,
        filing.procedure,
        due.title,
        due.delegation,
        due.zone,
    )
