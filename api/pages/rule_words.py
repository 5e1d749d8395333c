"""The values of rules as people say them: one table, by what kind of value a key takes.

What a value means stands in `nemcon.procedure.profile.KEYS`, what an objection does in
`nemcon.procedure.effects`. A key that is not in the table has words for a value already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from fractions import Fraction
from typing import Final

from nemcon.mail.wording import line, listed
from nemcon.procedure.effects import EFFECTS
from nemcon.procedure.profile import NO_SOURCE, RuleValue
from nemcon.timing.durations import UnreadableDuration, parse_duration
from nemcon.timing.writing import write_date, write_hour

_PEOPLE: Final = {
    "chair": "the Chair",
    "bureau": "the bureau",
    "secretariat": "the secretariat",
    "delegation": "a delegation",
    "member": "members",
    "signatory": "signatories",
    "observer": "observers",
}
_ROLLS: Final = {
    "next-working-day": "to the next working day",
    "next-board-day": "to the next day of the Board",
    "avoid-recess": "out of a recess",
    "month-end": "to the end of the month",
}
_CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "objection.joint": {
        "each": "each delegation that it names is counted",
        "once": "it is counted once",
    },
    "objection.grounds": {"required": "yes, it must", "optional": "no, it may"},
    "objection.wording": {"required": "yes, it must", "optional": "no, it may"},
    "objection.withdrawable": {
        "until-deadline": "until the deadline",
        "until-the-end": "until the outcome is reached",
        "never": "it may not be withdrawn",
    },
    "objection.announced": {
        "at-once": "at once",
        "at-the-deadline": "only when the deadline has passed",
    },
    "consultation.at_end": {
        "not-adopted": "the text is not adopted",
        "compiled": "the text is listed in the Chair\u2019s compilation",
        "referred": "the text is referred to a meeting",
        "lapsed": "the text lapses",
    },
}
_FRACTIONS: Final = {
    Fraction(1, 2): "half",
    Fraction(1, 3): "one third",
    Fraction(2, 3): "two thirds",
    Fraction(1, 4): "one quarter",
    Fraction(3, 4): "three quarters",
}


def in_words(rule: RuleValue) -> str:
    """The value of a rule as people say it; as it is written where there are no words for it."""
    say = _SAYINGS.get(rule.key)
    choices = _CHOICES.get(rule.key, {"true": "yes", "false": "no"})
    try:
        return say(rule.value) if say else choices.get(rule.value, line(rule.value))
    except (ValueError, UnreadableDuration):  # a value of a later version
        return line(rule.value)


_SAYS_ONLY_THAT: Final = re.compile(
    r"(?:No rule(?: was found)?|Not stated|Not in the \w+)(?:; |, and |\.$)"
)


def reason_of(custom: RuleValue) -> str:
    """Why a custom value was taken, without saying once more that no rule was found."""
    if custom.source == NO_SOURCE:
        return ""
    reason = _SAYS_ONLY_THAT.sub("", line(custom.source), count=1)
    return reason[:1].upper() + reason[1:]


def _split(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := part.strip()) not in ("", "none")]


def _people(text: str) -> str:
    names = [_PEOPLE.get(word, word) for word in _split(text)]
    return " or ".join(names) or "nobody"


def _categories(text: str) -> str:
    return listed([_PEOPLE.get(word, word) for word in _split(text)]) or "nobody"


def _length(text: str) -> str:
    return "none" if text == "none" else str(parse_duration(text))


def _lengths(text: str) -> str:
    said = listed([str(parse_duration(word)) for word in _split(text)])
    return f"{said} before" if said else "not at all"


def _hour(text: str) -> str:
    if text == "any":
        return "at any hour"
    return write_hour(datetime.combine(date.min, time.fromisoformat(text)))


def _zone(text: str) -> str:
    place = text.rsplit("/", 1)[-1].replace("_", " ")
    return text if text == "UTC" else f"{place} time ({text})"


def _station(text: str) -> str:
    return text.replace("-", " ").title() if text != "none" else "none"


def _rolls(text: str) -> str:
    return listed([_ROLLS.get(word, word) for word in _split(text)]) or "it does not move"


def _effect(text: str) -> str:
    return EFFECTS[text].says if text in EFFECTS else text


def _threshold(text: str) -> str:
    plain = "more than 1/2" if text == "majority" else text
    share = Fraction(plain.removeprefix("more than "))
    more = "more than " if plain != plain.removeprefix("more than ") else ""
    if share.denominator == 1:
        return "one is enough" if share == 1 and not more else f"{more}{share} of them"
    part = _FRACTIONS.get(share, f"{share.numerator} in {share.denominator}")
    return f"{more or 'at least '}{part} of those who may object"


def _times(text: str) -> str:
    if text == "any":
        return "as often as is needed"
    return {"0": "never", "1": "once", "2": "twice"}.get(text, f"{text} times")


def _day(text: str) -> str:
    return "no day is set" if text == "none" else write_date(datetime.fromisoformat(text))


_SAYINGS: Final[Mapping[str, Callable[[str], str]]] = {
    "launch.by": _people,
    "launch.through": _people,
    "period.minimum": _length,
    "period.usual": _length,
    "period.zone": _zone,
    "period.ends_at": _hour,
    "period.calendar": _station,
    "period.floor": _length,
    "period.roll": _rolls,
    "period.reminders": _lengths,
    "standing.object": _categories,
    "standing.comment": _categories,
    "objection.effect": _effect,
    "objection.threshold": _threshold,
    "objection.hold": _length,
    "consultation.length": _length,
    "extension.by": _people,
    "extension.times": _times,
    "suspension.by": _people,
    "early_close.by": _people,
    "late.admitted_by": _people,
    "validity.since": _day,
    "validity.until": _day,
}
