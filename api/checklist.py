"""The list that is gone through before a launch: each check with its result, in words and a sign.

Pages and the API show the same list. What stops a launch is refused when it is tried as well; here
it stands beside everything else, so that all of it can be put right at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from nemcon.mail.wording import WARNINGS
from nemcon.procedure.people import Seat
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.register.directory import Contact
from nemcon.text import boilerplate
from nemcon.text.lines import listed
from nemcon.timing.fairness import Fairness

MOST_NAMED: Final = 12


class Result(StrEnum):
    """What a check came to."""

    PASSED = "passed"
    NOTE = "note"
    STOPS = "stops"


@dataclass(frozen=True, slots=True)
class Check:
    """One check; `key` is stable, and `says` holds at least one sentence."""

    key: str
    title: str
    result: Result
    says: tuple[str, ...]


TITLES: Final = {
    "roll": "Who is addressed",
    "contacts": "Everybody has a contact",
    "bounces": "Addresses that letters reach",
    "period": "The period against the rules",
    "fairness": "The period is fair to all",
    "rules": "The rules are in force",
    "text": "Nothing left to be filled in",
    "symbol": "The symbol",
    "conditions": "Conditions for the launch",
}
"""The checks in their order."""
STOPPED_BY: Final = {
    "empty-roll": "roll",
    "no-weight": "roll",
    "no-deadline": "period",
    "deadline-not-ahead": "period",
    "too-far-ahead": "period",
    "start-ahead": "period",
    "no-calendar": "period",
    "not-before-a-meeting": "period",
    "session-over": "period",
    "empty-text": "text",
    "paragraph-twice": "text",
    boilerplate.CODE: "text",
    "announced-alone": "conditions",
}
"""The check to which a refusal belongs, by its code; others are answered as refusals."""
_RULES: Final = frozenset({"rules-not-in-force"})
_LATER: Final = "This can be looked at only when what stops the launch is put right."


@dataclass(frozen=True, slots=True)
class Launch:
    """What is about to be launched, as far as the checks look at it.

    `asked` says what those with standing may do: "object". `parts` are what somebody typed, each
    with where it stands. `ends` says whether an end is set, and `known` whether it is known: of
    what the rules refuse it is not. `more` are notes on the roll. `second_person` are the minutes
    within which a second person confirms what is filed for a delegation; 0 where one is enough.
    """

    profile: Profile
    roll: tuple[Seat, ...]
    with_standing: int
    asked: str
    parts: tuple[tuple[str, str], ...]
    symbol: str
    warnings: tuple[str, ...] = ()
    ends: bool = True
    known: bool = True
    more: tuple[str, ...] = ()
    second_person: int = 0


def checklist(
    launch: Launch,
    contacts: Sequence[Contact],
    bounced: Sequence[Contact],
    fairness: Fairness | None,
    refusal: Refusal | None = None,
) -> tuple[Check, ...]:
    """Every check in its order; `contacts` are those of the roll, a `refusal` stops its own."""
    found = (
        _roll(launch),
        _contacts(launch, contacts),
        _bounces(launch, bounced),
        _period(launch),
        _fairness(launch, fairness),
        _rules(launch),
        _text(launch),
        _symbol(launch),
        _conditions(launch),
    )
    if refusal is None or refusal.code not in STOPPED_BY:
        return found
    return tuple(
        replace(check, result=Result.STOPS, says=(refusal.says,))
        if check.key == STOPPED_BY[refusal.code]
        else check
        for check in found
    )


def stops(checks: Iterable[Check]) -> bool:
    """Whether anything in the list stops the launch."""
    return any(check.result is Result.STOPS for check in checks)


def warned(warnings: Iterable[str]) -> tuple[str, ...]:
    """Each warning of the rules as a sentence."""
    return tuple(WARNINGS.get(code, code.replace("-", " ")) for code in warnings)


def _check(key: str, passed: str, notes: Iterable[str] = (), *, stop: str = "") -> Check:
    """A check that passed, unless there is something to note, or to stop for."""
    if stop:
        return Check(key, TITLES[key], Result.STOPS, (stop,))
    noted = tuple(notes)
    result = Result.NOTE if noted else Result.PASSED
    return Check(key, TITLES[key], result, noted or (passed,))


def _roll(launch: Launch) -> Check:
    everybody, asked = len(launch.roll), launch.with_standing
    who = (
        "1 participant is addressed"
        if everybody == 1
        else f"{everybody} participants are addressed"
    )
    says = f"{who}; {asked} may {launch.asked}."
    if not everybody:
        return _check("roll", "", stop="Nobody is on the roll.")
    return _check("roll", says, (says, *launch.more) if launch.more else ())


def _contacts(launch: Launch, contacts: Sequence[Contact]) -> Check:
    reached = {contact.participant for contact in contacts}
    without = [seat.name for seat in launch.roll if seat.participant not in reached]
    passed = f"There is a contact for each of them, {len(contacts)} in all."
    if not without:
        return _check("contacts", passed)
    says = (
        f"No letter would reach {_named(without)}: there is no contact. Nobody is presumed to "
        "consent to a letter that never left."
    )
    return _check("contacts", passed, (says,))


def _bounces(launch: Launch, bounced: Sequence[Contact]) -> Check:
    names = {seat.participant: seat.name for seat in launch.roll}
    told = [f"{contact.address} ({names[contact.participant]})" for contact in bounced]
    passed = "No letter to these contacts came back or was refused lately."
    notes = [f"The last letter did not get to {_named(told)}."] if told else []
    return _check("bounces", passed, notes)


def _period(launch: Launch) -> Check:
    if not launch.known:
        return _check("period", "", (_LATER,))
    if not launch.ends:
        return _check("period", "No end is set, so that nothing is to be measured.")
    notes = warned(code for code in launch.warnings if code not in _RULES)
    return _check("period", "The period departs in nothing from the rules.", notes)


def _fairness(launch: Launch, fairness: Fairness | None) -> Check:
    if not launch.known:
        return _check("fairness", "", (_LATER,))
    if not launch.ends or fairness is None:
        return _check("fairness", "No end is set, so that nobody is at a disadvantage.")
    notes = [
        f"{warning.says} {_named(warning.delegations)}"
        if len(warning.delegations) <= MOST_NAMED
        else warning.says
        for warning in fairness.warnings
    ]
    passed = "Nobody is found to be at a disadvantage, where their zones are known."
    return _check("fairness", passed, notes)


def _rules(launch: Launch) -> Check:
    passed = f"{launch.profile.title}."
    return _check("rules", passed, warned(code for code in launch.warnings if code in _RULES))


def _text(launch: Launch) -> Check:
    left = boilerplate.boilerplate_in(launch.parts)
    stop = boilerplate.says_left(left) if left else ""
    return _check("text", "No field, blank or instruction of a template is left.", stop=stop)


def _symbol(launch: Launch) -> Check:
    if not launch.symbol.strip():
        return _check("symbol", "", ("It has no symbol.",))
    return _check("symbol", f"{launch.symbol}.")


def _conditions(launch: Launch) -> Check:
    notes: list[str] = []
    if launch.profile.condition:
        notes.append(f"The rules allow it only where: {launch.profile.condition}")
    if launch.profile.vetoers:
        notes.append(
            "The rules let a launch be prevented: it is announced first, and the period does not "
            "begin before the Chair says so."
        )
    if launch.profile.code_time is not None:
        notes.append("The rules have delegations confirm what they file by a code sent to them.")
    if launch.second_person:
        notes.append(
            "What the secretariat files for a delegation has to be confirmed by a second person "
            f"within {_minutes(launch.second_person)}: have somebody at hand before the deadline."
        )
    return _check("conditions", "The rules know none, and one person may launch it.", notes)


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"


def _named(names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(f"{len(names) - MOST_NAMED} more")
    return listed(shown)
