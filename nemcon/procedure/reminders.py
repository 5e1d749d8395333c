"""Reminding by hand: the act and the entry, and whom a reminder is for.

The reminders of the rules go by themselves, at the hours that the rules set; those of this module
are sent by somebody. What may be sent, when and to whom, is in `reminding`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from nemcon.language import _, ngettext
from nemcon.procedure.people import Actor


class Whom(StrEnum):
    """Which of the delegations that may object are reminded."""

    NOT_ACTED = "not-acted"
    """Those that have filed nothing but, it may be, an acknowledgement."""
    NOT_ACKNOWLEDGED = "not-acknowledged"
    """Those that have given no sign of life: neither acknowledged nor filed anything."""


@dataclass(frozen=True, slots=True)
class RemindDelegations:
    """Remind those delegations of the deadline now.

    `unreached` are those whom no letter of the period has reached, so that none would reach them
    now; they do not tell two acts apart, so that one that is sent again is known for the same.
    `number` is how many the person was shown that it goes to; `again` says that a reminder that
    has just left is no reason to wait.
    """

    actor: Actor
    whom: Whom
    unreached: tuple[str, ...] = field(default=(), repr=False)
    number: int | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class DelegationsReminded:
    """Somebody had these delegations reminded of the deadline of period `book`."""

    book: int
    whom: Whom
    participants: tuple[str, ...]
    rule: str = ""


def tell_reminded(entry: DelegationsReminded, *, named: bool) -> str:
    """The reminder as a sentence, with how many got one for those who are told who files."""
    if not named:
        return _("Delegations were reminded of the deadline.")
    return ngettext(
        "{n} participant was reminded of the deadline.",
        "{n} participants were reminded of the deadline.",
        len(entry.participants),
    )
