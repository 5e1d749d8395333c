"""The words that letters, pages and documents share for filings, outcomes, names and rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nemcon.language import ENGLISH, spoken
from nemcon.language.states import named
from nemcon.procedure.acts import Kind, Outcome
from nemcon.procedure.keys import SET_HERE
from nemcon.procedure.profile import Basis, RuleValue
from nemcon.procedure.state import Filing, ProcedureState
from nemcon.text.addressing import addressed
from nemcon.text.lines import line, listed

_TAKES_ARTICLE: Final = re.compile(
    r"(United|Russian|Syrian|Dominican Republic|Central African|Lao People|Democratic|Republic of|"
    r"Kingdom of|State of|European|Holy See|Council|League|Organi[sz]ation|Islamic|Marshall|"
    r"Solomon|Cook Islands|Netherlands|Philippines|World|African Union|Commonwealth|"
    r"International)\b.*|Bahamas|Comoros|Congo|Gambia|Maldives|Niger|Sudan|Czech Republic"
)

KINDS: Final = {
    Kind.OBJECT: "an objection",
    Kind.EXPLAIN: "an explanation of position",
    Kind.RESERVE: "a reservation",
    Kind.DISSOCIATE: "a dissociation",
    Kind.AGREE: "an express agreement",
    Kind.CORRECT: "an editorial correction",
    Kind.ASK_FOR_TIME: "a request for more time",
    Kind.ACKNOWLEDGE: "an acknowledgement of receipt",
    Kind.REQUEST_VOTE: "a request for a vote",
    Kind.REQUEST_MEETING: "a request for a meeting",
    Kind.VETO_LAUNCH: "an objection to the launch",
    Kind.VOTE_FOR: "a vote in favour",
    Kind.VOTE_AGAINST: "a vote against",
    Kind.ABSTAIN: "an abstention",
}

OUTCOMES: Final = {
    Outcome.ADOPTED: "adopted",
    Outcome.PARTLY_ADOPTED: "adopted in part",
    Outcome.NOT_ADOPTED: "not adopted",
    Outcome.REFERRED: "referred to a meeting",
    Outcome.COMPILED: "not agreed, and listed in the Chair's compilation",
    Outcome.VOTED: "put to a vote",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.LAPSED: "lapsed",
    Outcome.NOT_LAUNCHED: "not placed under silence",
    Outcome.RECALLED: "recalled before any letter left",
}


def articled(name: str) -> str:
    """The name as it stands in a sentence: "the United Kingdom", "Brazil".

    In other languages sentences are built so that a name takes neither article nor case.
    """
    if spoken() is not ENGLISH:
        return named(name)
    return f"the {name}" if _TAKES_ARTICLE.fullmatch(name) else name


def destination(to: str) -> str:
    """Where something goes, as it stands in a sentence: "the Conference at its tenth session"."""
    return addressed(line(to))


def in_paragraphs(numbers: Sequence[str]) -> str:
    """The paragraphs as "paragraph 2", "paragraphs 1 and 3", or "the whole text" for none."""
    if not numbers:
        return "the whole text"
    return f"paragraph{'s' if len(numbers) > 1 else ''} {listed([line(n) for n in numbers])}"


def filing_status(filing: Filing, state: ProcedureState) -> str:
    """What has become of the filing, in a few words."""
    if filing.withdrawn:
        return "withdrawn"
    if filing.lapsed:
        return "lapsed"
    if filing.late:
        return "late, admitted" if filing.admitted else "late, not counted"
    if filing.round < state.round:
        return "on an earlier text"
    return "stands" if filing.kind is Kind.OBJECT else "on record"


def outcome_says(  # noqa: PLR0911 - one line for each outcome reads best in one place
    outcome: Outcome, to: str, what: str = "text"
) -> str:
    """The outcome of `what` as a sentence; `to` is where it goes, where that is known."""
    match outcome:
        case Outcome.REFERRED:
            return f"The {what} is referred to {destination(to) or 'a meeting'}."
        case Outcome.COMPILED:
            onward = f", and is transmitted to {destination(to)}" if to else ""
            return f"What is not agreed is listed in the Chair's compilation{onward}."
        case Outcome.VOTED:
            return f"The {what} is put to a vote{f': {to}' if to else ''}."
        case Outcome.NOT_LAUNCHED:
            return f"An objection to the launch was made: the {what} is not placed under silence."
        case Outcome.RECALLED:
            return "The launch was recalled before any letter of it left."
        case Outcome.WITHDRAWN:
            return f"The {what} has been withdrawn."
        case Outcome.LAPSED:
            return f"The {what} has lapsed."
        case _:
            which = "What was not adopted" if outcome is Outcome.PARTLY_ADOPTED else "It"
            goes = f" {which} goes to {destination(to)}." if to else ""
            return f"The {what} is {OUTCOMES[outcome]}.{goes}"


def rule_source(rule: RuleValue) -> str:
    """Where the rule stands, or that it is custom.

    Why a custom value was taken is a note of whoever wrote the rules down: in a letter it would
    read as if there were no rule.
    """
    if rule.basis is Basis.CUSTOM:
        return f"as {SET_HERE}" if rule.source == SET_HERE else "by custom of the body"
    if rule.basis is Basis.SECONDARY:
        return f"source (secondary): {line(rule.source)}"
    return f"source: {line(rule.source)}"
