"""Recalling a launch before its first letter has left: the act, the entry, and until when.

It is the same in every kind of procedure. What may recall, and when, is in `recalling`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from nemcon.language import N_, _
from nemcon.procedure.people import Actor
from nemcon.procedure.refusal import Refusal
from nemcon.text.lines import line

TOO_LATE: Final = "too-late-to-recall"
"""The code of the refusal once a letter may have left."""
RECALLED: Final = "recalled"
"""How the outcome of every kind of procedure is called that was recalled."""
WITHDRAW: Final = N_("Withdraw the text instead; everybody is then told.")
ISSUE_ANEW: Final = N_("Issue the agenda anew instead; everybody is then told.")


@dataclass(frozen=True, slots=True)
class RecallLaunch:
    """Take the launch back: no letter has left, and none will."""

    actor: Actor
    because: str = ""


@dataclass(frozen=True, slots=True)
class LaunchRecalled:
    """The launch was taken back at that instant, before any letter of it left; it is over."""

    at: datetime
    because: str = ""
    rule: str = "launch.by"


def recallable_until(opened: datetime, seconds: int) -> datetime | None:
    """Until when a launch of that instant may be recalled; `None` where it never may."""
    return opened + timedelta(seconds=seconds) if seconds > 0 else None


def seconds_to_recall(seconds: int, at: datetime, *ends: datetime | None) -> int:
    """So many seconds, or none where something would end before the first letter has left."""
    until = at + timedelta(seconds=seconds)
    return 0 if any(end is not None and end <= until for end in ends) else seconds


def tell_recalled(entry: LaunchRecalled) -> str:
    """The entry as a sentence."""
    if not entry.because:
        return _("The launch was recalled before any letter of it left.")
    return _(
        "The launch was recalled before any letter of it left. Reason given: {because}",
        because=line(entry.because),
    )


def too_late(instead: str) -> Refusal:
    """The refusal, with what can be done instead."""
    # Translators: {instead} is a sentence that says what can be done instead.
    says = _(
        "The first letter has left, and the launch can no longer be recalled. {instead}",
        instead=_(instead),
    )
    return Refusal(TOO_LATE, says)
