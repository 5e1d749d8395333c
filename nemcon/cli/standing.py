"""Where a procedure stands, in the words of the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from nemcon.mail.wording import OUTCOMES, WARNINGS
from nemcon.procedure.acts import Kind, Outcome
from nemcon.timing.writing import write_date, write_instant

_PHASES: Final = {
    "announced": "announced: silence does not run yet",
    "under-silence": "under silence",
    "suspended": "suspended: the clock stands still",
    "consultation": "in consultation",
    "voting": "put to a vote",
    "ended": "ended",
}
_VOTES: Final = ("in_favour", "against", "abstaining", "absent")


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
    return f" since {_instant(shown, 'broken_at')}"


def decision(shown: dict[str, Any]) -> Iterator[str]:
    """What belongs to a decision, as far as there is such a thing; and until when a vote runs."""
    if shown["phase"] == "voting" and shown["vote_until"]:
        yield f"vote until {_instant(shown, 'vote_until')}"
    if shown["decided_at"]:
        yield f"decided {_instant(shown, 'decided_at')}"
    if shown["vote"]:
        yield f"vote {counted_votes(shown['vote'])}"
        names = _names(shown)
        for name in _VOTES:
            voters: list[str] = shown["vote"][name]
            those = ", ".join(names.get(voter, voter) for voter in voters)
            if those:
                yield f"     {name.replace('_', ' ')}: {those}"
    if shown["number"]:
        yield f"confirmed as {shown['number']}"
    if shown["embargo_until"]:
        yield f"not public before {written_day(shown['embargo_until'])}"
    if shown["in_force"]:
        yield f"in force on {written_day(shown['in_force'])}"


def filings(shown: dict[str, Any]) -> Iterator[str]:
    """What was filed, by whom, and what has become of it."""
    names = _names(shown)
    for filing in shown["filings"]:
        # The rules may not name who objected.
        who = names.get(filing["participant"], filing["participant"]) or "a delegation"
        told = _status(filing, shown["round"])
        yield f"{who}: {filing['kind']}{f', {told}' if told else ''}"


def counted_votes(vote: Mapping[str, Any]) -> str:
    """How a roll-call came out: "carried: 2 in favour, 1 against, 0 abstaining, 1 absent"."""
    result = "carried" if vote["carried"] else "not carried"
    without = "" if vote["quorum"] else ", for want of a quorum"
    numbers = (f"{len(vote[name])} {name.replace('_', ' ')}" for name in _VOTES)
    return f"{result}{without}: {', '.join(numbers)}"


def warning_says(code: str) -> str:
    """The warning as a sentence."""
    return WARNINGS.get(code, code.replace("-", " "))


def written_day(day: str) -> str:
    """A date of an answer as "Friday, 19 June 2020"."""
    return write_date(datetime.combine(date.fromisoformat(day), time()))


def _status(filing: Mapping[str, Any], present_round: int) -> str:
    if filing["withdrawn"]:
        return "withdrawn"
    if filing["lapsed"]:
        return "lapsed"
    if filing["late"]:
        return "late, admitted" if filing["admitted"] else "late, not counted"
    if filing["round"] < present_round:
        return "on an earlier text"
    return "stands" if filing["kind"] == Kind.OBJECT else ""


def _names(shown: Mapping[str, Any]) -> dict[str, str]:
    return {seat["participant"]: seat["name"] for seat in shown["roll"]}


def _instant(shown: Mapping[str, Any], key: str) -> str:
    """An instant to the minute, in the zone of the rules."""
    at = datetime.fromisoformat(shown[key]).replace(second=0, microsecond=0)
    return write_instant(at, shown["deadline"]["zone"] if shown["deadline"] else "UTC")
