"""When a letter is not tried any more: put off by the relay for days, or overtaken by events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from nemcon.agenda.due import open_at
from nemcon.agenda.entries import AgendaRecorded, RemindedOfParts
from nemcon.agenda.evolution import fold as fold_agenda
from nemcon.language import N_
from nemcon.mail.connection import Deferred
from nemcon.negotiation.entries import NegotiationRecorded
from nemcon.negotiation.evolution import fold as fold_negotiation
from nemcon.negotiation.state import NegotiationPhase
from nemcon.procedure.entries import Recorded, ReminderIssued
from nemcon.procedure.evolution import fold
from nemcon.procedure.reminders import DelegationsReminded
from nemcon.procedure.state import Phase

TRIED_FOR: Final = timedelta(days=5)
"""RFC 5321, 4.5.4.1: whoever sends mail gives up after four to five days at the earliest."""
_ANSWERED_LATER: Final = re.compile(r"4\d\d ")
_LATER: Final = range(400, 500)


def given_up(answer: Deferred, before: str, composed: datetime, now: datetime) -> bool:
    """Whether this "later" of the relay is the last one; `before` is what the try before came to.

    A relay out of reach is waited for however long: that says nothing about the letter. After such
    an outage the first "later" is greylisting, so only the second one in a row may be the last.
    """
    again = answer.code in _LATER and _ANSWERED_LATER.match(before) is not None
    return again and now - composed >= TRIED_FOR


def overtaken(number: int, record: Sequence[Recorded], now: datetime) -> str:
    """Why the reminder that the entry `number` called for is not to leave now; or nothing.

    It is kept with the letter, in English, and translated where it is shown.
    """
    then, state = fold(record[:number]), fold(record)
    if then is None or state is None:
        return ""
    if state.phase is not Phase.UNDER_SILENCE or state.book != then.book:
        return N_("Not sent: the period of which it reminds is over or suspended.")
    if (state.deadline, state.clocks) != (then.deadline, then.clocks):
        return N_("Not sent: the deadline of which it reminds was moved.")
    entry = record[number - 1].entry
    reminded: tuple[str, ...] = ()
    if isinstance(entry, ReminderIssued | DelegationsReminded):
        reminded = entry.participants
    if all(state.is_late(participant, now) for participant in reminded):
        return N_("Not sent: the deadline of which it reminds has passed.")
    return ""


def agenda_overtaken(number: int, record: Sequence[AgendaRecorded], now: datetime) -> str:
    """The same for a reminder of what an agenda left open."""
    entry, state = record[number - 1].entry, fold_agenda(record)
    if state is None or not isinstance(entry, RemindedOfParts):
        return ""
    if now >= entry.instant:
        return N_("Not sent: the time of which it reminds has come.")
    if not set(entry.places) & set(open_at(state, entry.instant)):
        return N_("Not sent: what it reminds of was settled, or is to be taken up at another time.")
    return ""


def negotiation_overtaken(number: int, record: Sequence[NegotiationRecorded], now: datetime) -> str:
    """The same for a reminder of the end of a round."""
    then, state = fold_negotiation(record[:number]), fold_negotiation(record)
    if then is None or state is None:
        return ""
    if state.phase is not NegotiationPhase.IN_ROUND or state.round != then.round:
        return N_("Not sent: the round of which it reminds is over.")
    if state.until != then.until:
        return N_("Not sent: the end of the round of which it reminds was moved.")
    if state.over(now):
        return N_("Not sent: the round of which it reminds is over.")
    return ""
