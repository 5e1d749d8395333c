"""The words that letters, pages and documents share for filings, outcomes, names and rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nemcon.language import ENGLISH, N_, _, pgettext, spoken
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
    Kind.OBJECT: N_("an objection"),
    Kind.EXPLAIN: N_("an explanation of position"),
    Kind.RESERVE: N_("a reservation"),
    Kind.DISSOCIATE: N_("a dissociation"),
    Kind.AGREE: N_("an express agreement"),
    Kind.CORRECT: N_("an editorial correction"),
    Kind.ASK_FOR_TIME: N_("a request for more time"),
    Kind.ACKNOWLEDGE: N_("an acknowledgement of receipt"),
    Kind.REQUEST_VOTE: N_("a request for a vote"),
    Kind.REQUEST_MEETING: N_("a request for a meeting"),
    Kind.VETO_LAUNCH: N_("an objection to the launch"),
    Kind.VOTE_FOR: N_("a vote in favour"),
    Kind.VOTE_AGAINST: N_("a vote against"),
    Kind.ABSTAIN: N_("an abstention"),
}

OUTCOMES: Final = {
    Outcome.ADOPTED: N_("adopted"),
    Outcome.PARTLY_ADOPTED: N_("adopted in part"),
    Outcome.NOT_ADOPTED: N_("not adopted"),
    Outcome.REFERRED: N_("referred to a meeting"),
    Outcome.COMPILED: N_("not agreed, and listed in the Chair's compilation"),
    Outcome.VOTED: N_("put to a vote"),
    Outcome.WITHDRAWN: N_("withdrawn"),
    Outcome.LAPSED: N_("lapsed"),
    Outcome.NOT_LAUNCHED: N_("not placed under silence"),
    Outcome.RECALLED: N_("recalled before any letter left"),
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
        return _("the whole text")
    if len(numbers) == 1:
        return _("paragraph {number}", number=line(numbers[0]))
    return _("paragraphs {numbers}", numbers=listed([line(number) for number in numbers]))


def filing_status(filing: Filing, state: ProcedureState) -> str:
    """What has become of the filing, in a few words."""
    if filing.withdrawn:
        return pgettext("of a filing", "withdrawn")
    if filing.lapsed:
        return pgettext("of a filing", "lapsed")
    if filing.late:
        admitted = filing.admitted
        return _("late, admitted") if admitted else _("late, not counted")
    if filing.round < state.round:
        return pgettext("of a filing", "on an earlier text")
    stands = filing.kind is Kind.OBJECT
    return pgettext("of a filing", "stands") if stands else pgettext("of a filing", "on record")


AGREED_PART: Final = "agreed part"
"""What a sentence on the outcome may be about instead of the text."""
_REFERRED_TO: Final = (
    N_("The text is referred to {to}."),
    N_("The agreed part is referred to {to}."),
)
_REFERRED: Final = (
    N_("The text is referred to a meeting."),
    N_("The agreed part is referred to a meeting."),
)
_VOTED_ON: Final = (
    N_("The text is put to a vote: {to}."),
    N_("The agreed part is put to a vote: {to}."),
)
_SAYS: Final = {
    Outcome.VOTED: (N_("The text is put to a vote."), N_("The agreed part is put to a vote.")),
    Outcome.NOT_LAUNCHED: (
        N_("An objection to the launch was made: the text is not placed under silence."),
        N_("An objection to the launch was made: the agreed part is not placed under silence."),
    ),
    Outcome.WITHDRAWN: (
        N_("The text has been withdrawn."),
        N_("The agreed part has been withdrawn."),
    ),
    Outcome.LAPSED: (N_("The text has lapsed."), N_("The agreed part has lapsed.")),
    Outcome.ADOPTED: (N_("The text is adopted."), N_("The agreed part is adopted.")),
    Outcome.PARTLY_ADOPTED: (
        N_("The text is adopted in part."),
        N_("The agreed part is adopted in part."),
    ),
    Outcome.NOT_ADOPTED: (N_("The text is not adopted."), N_("The agreed part is not adopted.")),
}


def outcome_says(outcome: Outcome, to: str, what: str = "text") -> str:
    """The outcome of `what` as a sentence; `to` is where it goes, where that is known."""
    part, where = int(what == AGREED_PART), destination(to)
    match outcome:
        case Outcome.REFERRED:
            return _(_REFERRED_TO[part], to=where) if where else _(_REFERRED[part])
        case Outcome.COMPILED:
            return _compiled(where)
        case Outcome.RECALLED:
            return _("The launch was recalled before any letter of it left.")
        case Outcome.VOTED if to:
            return _(_VOTED_ON[part], to=to)
        case _:
            goes = _goes(outcome, where) if to and outcome in _GOES_ON else ""
            return f"{_(_SAYS[outcome][part])}{goes}"


_GOES_ON: Final = (Outcome.ADOPTED, Outcome.PARTLY_ADOPTED, Outcome.NOT_ADOPTED)


def _compiled(to: str) -> str:
    if not to:
        return _("What is not agreed is listed in the Chair's compilation.")
    return _(
        "What is not agreed is listed in the Chair's compilation, and is transmitted to {to}.",
        to=to,
    )


def _goes(outcome: Outcome, to: str) -> str:
    """Where it goes from here, as a sentence that follows another."""
    if outcome is Outcome.PARTLY_ADOPTED:
        return " " + _("What was not adopted goes to {to}.", to=to)
    return " " + _("It goes to {to}.", to=to)


HOLD_WITHDRAWN: Final = N_("The hold was withdrawn.")
AMENDMENT_PROPOSED: Final = N_("An amendment was proposed.")
AMENDMENT_ADMITTED: Final = N_("A late amendment was admitted.")
OBJECTION_FILED: Final = N_("An objection was filed.")
TIME_ASKED_FOR: Final = N_("More time was asked for.")
HOLD_PLACED: Final = N_("A hold was placed.")
HOLD_STANDS: Final = N_("Another hold stands.")
SUSPENSION_OVER: Final = N_("The suspension has run out.")
SITTING_MOVED: Final = N_("The sitting at whose beginning the round ends was moved.")
SITTING_GONE: Final = N_(
    "The sitting at whose beginning the round ends was taken out of the timetable."
)
_OURS: Final = frozenset(
    {
        HOLD_WITHDRAWN,
        AMENDMENT_PROPOSED,
        AMENDMENT_ADMITTED,
        OBJECTION_FILED,
        TIME_ASKED_FOR,
        HOLD_PLACED,
        HOLD_STANDS,
        SUSPENSION_OVER,
        SITTING_MOVED,
        SITTING_GONE,
    }
)
"""The reasons that the rules themselves give; they are recorded in English."""


def reason_given(because: str) -> str:
    """The reason that was recorded: as somebody typed it, or one that the rules gave."""
    return _(because) if because in _OURS else because


def rule_source(rule: RuleValue) -> str:
    """Where the rule stands, or that it is custom.

    Why a custom value was taken is a note of whoever wrote the rules down: in a letter it would
    read as if there were no rule.
    """
    if rule.basis is Basis.CUSTOM:
        here = rule.source == SET_HERE
        return _("as set for this procedure") if here else _("by custom of the body")
    if rule.basis is Basis.SECONDARY:
        return _("source (secondary): {source}", source=line(rule.source))
    return _("source: {source}", source=line(rule.source))
