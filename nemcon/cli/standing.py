"""Where a procedure stands, in the words of the command line."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from nemcon.mail.wording import OUTCOMES
from nemcon.procedure.acts import Outcome
from nemcon.timing.writing import write_instant

_PHASES: Final = {
    "under-silence": "under silence",
    "suspended": "suspended: the clock stands still",
    "consultation": "in consultation",
    "ended": "ended",
}


def where_it_stands(shown: dict[str, Any]) -> str:
    """The outcome, or the phase and whether silence is broken, as far as the caller may know."""
    if shown["outcome"]:
        return OUTCOMES[Outcome(shown["outcome"])]
    found = str(shown["phase"])
    phase = _PHASES.get(found, found)
    return f"{phase}; silence is broken" if shown["broken_at"] else phase


def broken_since(shown: dict[str, Any]) -> str:
    """Since when silence is broken, in the zone of the rules; empty once that has led somewhere."""
    if shown["outcome"] or not shown["broken_at"]:
        return ""
    at = datetime.fromisoformat(shown["broken_at"]).replace(second=0, microsecond=0)
    zone = shown["deadline"]["zone"] if shown["deadline"] else "UTC"
    return f" since {write_instant(at, zone)}"
