"""The values of rules as people say them: one table, by what kind of value a key takes.

What a value means stands in `nemcon.procedure.keys.KEYS`, what an objection does in
`nemcon.procedure.effects`. A key that is not in the table has words for a value already.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from fractions import Fraction
from typing import Final

from nemcon.procedure import values as v
from nemcon.procedure.disclosure import Level
from nemcon.procedure.effects import EFFECTS
from nemcon.procedure.in_force import parse_in_force
from nemcon.procedure.keys import KEYS, NO_SOURCE
from nemcon.procedure.profile import RuleValue
from nemcon.procedure.threshold import Bar, Whole, parse_threshold
from nemcon.text.lines import line, listed
from nemcon.timing.durations import parse_duration
from nemcon.timing.writing import city_of, write_date, write_hour
from nemcon.timing.zones import TimeError

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
    "objection.amendments": {
        "object": "it is an objection",
        "comment": "it is a comment, and breaks nothing",
    },
    "silence.means": {
        "consent": "consent",
        "absent": "that the member is absent",
        "abstention": "that the member abstains",
    },
    "negotiation.at_end": {
        "compiled": "all goes to the compilation",
        "concluded": "what is agreed is placed under silence",
    },
    "negotiation.final_objection": {
        "compiled": "the paragraph is listed in the compilation",
        "as-ruled": "what objections do under these rules otherwise",
    },
    "compilation.names": {"named": "yes", "unnamed": "no"},
    "consultation.at_end": {
        "not-adopted": "the text is not adopted",
        "compiled": "the text is listed in the Chair\u2019s compilation",
        "referred": "the text is referred to a meeting",
        "lapsed": "the text lapses",
    },
}
_LEVELS: Final = {
    Level.NONE: "nothing",
    Level.EXISTENCE: "that silence is broken, and no more",
    Level.COUNT: "how many object",
    Level.PARAGRAPHS: "which paragraphs are contested",
    Level.ANONYMOUS: "every objection, without who made it and its grounds",
    Level.NAMED: "every objection, with who made it",
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
    choices = _CHOICES.get(rule.key, {})
    key = KEYS.get(rule.key)
    say = _SAYINGS.get(key.read, line) if key is not None else line
    try:
        return choices.get(rule.value) or say(rule.value)
    except (ValueError, TimeError):  # a value of a later version
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
    return text if text == "UTC" else f"{city_of(text)} time ({text})"


def _station(text: str) -> str:
    return text.replace("-", " ").title() if text != "none" else "none"


def _rolls(text: str) -> str:
    return listed([_ROLLS.get(word, word) for word in _split(text)]) or "it does not move"


def _code_time(text: str) -> str:
    return "no code is asked for" if text == "none" else _length(text)


def _effect(text: str) -> str:
    return EFFECTS[text].says if text in EFFECTS else text


OBJECTORS: Final = "those who may object"


def threshold_in_words(text: str, of_whom: str = OBJECTORS) -> str:
    """How many are enough, as people say it. Raises `ValueError` on what is no threshold."""
    if text == "none":
        return "no number is set"
    bars = parse_threshold(text).bars
    if bars == (Bar(),):
        return "one is enough" if of_whom == OBJECTORS else f"one of {of_whom}"
    return " or ".join(_bar(bar, of_whom) for bar in bars)


def votes_in_words(text: str) -> str:
    """How many votes are enough, as people say it. Raises `ValueError` on what is no threshold."""
    bars = parse_threshold(text, Whole.CAST).bars
    return " or ".join(_bar(bar, "all members") for bar in bars)


def _bar(bar: Bar, of_whom: str) -> str:
    if not bar.share:
        whom = "them" if of_whom == OBJECTORS else of_whom
        return f"{'one' if bar.number == 1 else bar.number} of {whom}"
    part = _FRACTIONS.get(bar.share, f"{bar.share.numerator} in {bar.share.denominator}")
    whole = {
        Whole.MEMBERS: of_whom,
        Whole.REPLIES: "those who reply",
        Whole.WEIGHT: f"the weight of {of_whom}",
        Whole.CAST: "the votes cast in favour and against",
    }[bar.of]
    return f"{'more than' if bar.exceeds else 'at least'} {part} of {whole}"


def _times(text: str) -> str:
    if text == "any":
        return "as often as is needed"
    return {"0": "never", "1": "once", "2": "twice"}.get(text, f"{text} times")


def _day(text: str) -> str:
    return "no day is set" if text == "none" else write_date(datetime.fromisoformat(text))


def _level(text: str) -> str:
    return _LEVELS[Level(text)]


def _in_force(text: str) -> str:
    rule = parse_in_force(text)
    if rule is None:
        return "the rules compute no day"
    if rule.after is not None:
        return f"{rule.after} after adoption"
    return (
        f"on {_day_of(rule.on)}, {rule.years} years after the year of the launch, and a year later "
        f"for what was launched on {_day_of(rule.cut_off)} or after"
    )


def _day_of(month_and_day: tuple[int, int]) -> str:
    month, day = month_and_day
    return f"{day} {month_name[month]}"


def _versions(text: str) -> str:
    said = [
        f"{version.decision} ({version.since.isoformat()} to {version.until.isoformat()})"
        for version in v.versions(text)
    ]
    return listed(said) or "none is named"


def _plain(text: str) -> str:
    return line(text) if text != "none" else "nothing is said"


_SAYINGS: Final[Mapping[v.Reader, Callable[[str], str]]] = {
    v.offices: _people,
    v.categories: _categories,
    v.length: _length,
    v.lapse: _length,
    v.code_time: _code_time,
    v.lengths: _lengths,
    v.hour: _hour,
    v.zone_name: _zone,
    v.station: _station,
    v.rolls: _rolls,
    v.effect: _effect,
    v.threshold: threshold_in_words,
    v.maybe_threshold: lambda text: threshold_in_words(text, "the members with standing"),
    v.majority: votes_in_words,
    v.times: _times,
    v.day: _day,
    v.level: _level,
    v.in_force: _in_force,
    v.versions: _versions,
    v.plain: _plain,
    v.yes: lambda text: {"true": "yes", "false": "no"}.get(text, text),
}
