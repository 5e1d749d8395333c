"""The list that is gone through before a launch: each check with its result, in words and a sign.

Pages and the API show the same list. What stops a launch is refused when it is tried as well; here
it stands beside everything else, so that all of it can be put right at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from nemcon.language import N_, _, ngettext
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
    """One check; `key` is stable, and `says` holds at least one sentence.

    `leads` is the page where the secretariat puts right what is noted.
    """

    key: str
    title: str
    result: Result
    says: tuple[str, ...]
    leads: str = ""


TITLES: Final = {
    "roll": N_("Who is addressed"),
    "contacts": N_("Everybody has a contact"),
    "bounces": N_("Addresses that letters reach"),
    "period": N_("The period against the rules"),
    "fairness": N_("The period is fair to all"),
    "rules": N_("The rules are in force"),
    "text": N_("Nothing left to be filled in"),
    "symbol": N_("The symbol"),
    "conditions": N_("Conditions for the launch"),
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
_LATER: Final = N_("This can be looked at only when what stops the launch is put right.")


class Asked(StrEnum):
    """What those with standing may do about what is launched."""

    OBJECT = "object"
    PROPOSE = "propose"
    AMEND = "amend"


@dataclass(frozen=True, slots=True)
class Launch:
    """What is about to be launched, as far as the checks look at it.

    `asked` says what those with standing may do. `parts` are what somebody typed, each
    with where it stands. `ends` says whether an end is set, and `known` whether it is known: of
    what the rules refuse it is not. `more` are notes on the roll. `second_person` are the minutes
    within which a second person confirms what is filed for a delegation; 0 where one is enough.
    """

    profile: Profile
    roll: tuple[Seat, ...]
    with_standing: int
    asked: Asked
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
    return tuple(_(WARNINGS.get(code, code.replace("-", " "))) for code in warnings)


def _check(key: str, passed: str, notes: Iterable[str] = (), *, stop: str = "") -> Check:
    """A check that passed, unless there is something to note, or to stop for."""
    if stop:
        return Check(key, _(TITLES[key]), Result.STOPS, (stop,))
    noted = tuple(notes)
    result = Result.NOTE if noted else Result.PASSED
    return Check(key, _(TITLES[key]), result, noted or (passed,))


def _roll(launch: Launch) -> Check:
    says = _addressed(launch)
    if not launch.roll:
        return _check("roll", "", stop=_("Nobody is on the roll."))
    return _check("roll", says, (says, *launch.more) if launch.more else ())


def _addressed(launch: Launch) -> str:
    everybody, number = len(launch.roll), launch.with_standing
    match launch.asked:
        case Asked.OBJECT:
            return ngettext(
                "1 participant is addressed; of the roll, {number} may object.",
                "{n} participants are addressed; of the roll, {number} may object.",
                everybody,
                number=number,
            )
        case Asked.PROPOSE:
            return ngettext(
                "1 participant is addressed; of the roll, {number} may propose changes.",
                "{n} participants are addressed; of the roll, {number} may propose changes.",
                everybody,
                number=number,
            )
        case Asked.AMEND:
            return ngettext(
                "1 participant is addressed; of the roll, {number} may propose amendments.",
                "{n} participants are addressed; of the roll, {number} may propose amendments.",
                everybody,
                number=number,
            )


def _contacts(launch: Launch, contacts: Sequence[Contact]) -> Check:
    reached = {contact.participant for contact in contacts}
    without = [seat.name for seat in launch.roll if seat.participant not in reached]
    passed = ngettext(
        "Each of them has a contact; there is one in all.",
        "Each of them has a contact; there are {n} in all.",
        len(contacts),
    )
    if not without:
        return _check("contacts", passed)
    says = _(
        "No letter would reach {names}: there is no contact. Nobody is presumed to consent to a "
        "letter that never left.",
        names=_named(without),
    )
    return _check("contacts", passed, (says,))


def _bounces(launch: Launch, bounced: Sequence[Contact]) -> Check:
    names = {seat.participant: seat.name for seat in launch.roll}
    told = [f"{contact.address} ({names[contact.participant]})" for contact in bounced]
    passed = _("No letter to these contacts came back or was refused lately.")
    notes = [_("The last letter did not get to {addresses}.", addresses=_named(told))]
    return _check("bounces", passed, notes if told else ())


def _period(launch: Launch) -> Check:
    if not launch.known:
        return _check("period", "", (_(_LATER),))
    if not launch.ends:
        return _check("period", _("No end is set, so that nothing is to be measured."))
    notes = warned(code for code in launch.warnings if code not in _RULES)
    return _check("period", _("The period departs in nothing from the rules."), notes)


def _fairness(launch: Launch, fairness: Fairness | None) -> Check:
    if not launch.known:
        return _check("fairness", "", (_(_LATER),))
    if not launch.ends or fairness is None:
        return _check("fairness", _("No end is set, so that nobody is at a disadvantage."))
    notes = [
        f"{warning.says} {_named(warning.delegations)}"
        if len(warning.delegations) <= MOST_NAMED
        else warning.says
        for warning in fairness.warnings
    ]
    passed = _("Nobody is found to be at a disadvantage, where their zones are known.")
    return _check("fairness", passed, notes)


def _rules(launch: Launch) -> Check:
    passed = f"{launch.profile.title}."
    return _check("rules", passed, warned(code for code in launch.warnings if code in _RULES))


def _text(launch: Launch) -> Check:
    left = boilerplate.boilerplate_in(launch.parts)
    stop = boilerplate.says_left(left) if left else ""
    return _check("text", _("No field, blank or instruction of a template is left."), stop=stop)


def _symbol(launch: Launch) -> Check:
    if not launch.symbol.strip():
        return _check("symbol", "", (_("It has no symbol."),))
    return _check("symbol", f"{launch.symbol}.")


def _conditions(launch: Launch) -> Check:
    notes: list[str] = []
    if launch.profile.condition:
        notes.append(_("The rules allow it only where: {where}", where=launch.profile.condition))
    if launch.profile.vetoers:
        says = _(
            "The rules let a launch be prevented: it is announced first, and the period does not "
            "begin before the Chair says so."
        )
        notes.append(says)
    if launch.profile.code_time is not None:
        notes.append(_("The rules have delegations confirm what they file by a code sent to them."))
    if launch.second_person:
        says = ngettext(
            "What the secretariat files for a delegation has to be confirmed by a second person "
            "within 1 minute: have somebody at hand before the deadline.",
            "What the secretariat files for a delegation has to be confirmed by a second person "
            "within {n} minutes: have somebody at hand before the deadline.",
            launch.second_person,
        )
        notes.append(says)
    return _check("conditions", _("The rules know none, and one person may launch it."), notes)


def _named(names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        rest = len(names) - MOST_NAMED
        shown.append(ngettext("1 more", "{n} more", rest))
    return listed(shown)
