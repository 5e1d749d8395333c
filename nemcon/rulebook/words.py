"""The values of rules as people say them: one table, by what kind of value a key takes.

What a value means stands in `nemcon.procedure.keys.KEYS`, what an objection does in
`nemcon.procedure.effects`. A key that is not in the table has words for a value already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Final

from nemcon.language import N_, _, ngettext, pgettext
from nemcon.procedure import values as v
from nemcon.procedure.disclosure import Level
from nemcon.procedure.effects import EFFECTS
from nemcon.procedure.in_force import parse_in_force
from nemcon.procedure.keys import KEYS, NO_SOURCE, SET_HERE
from nemcon.procedure.profile import RuleValue
from nemcon.rulebook.thresholds import WITH_STANDING, threshold_in_words, votes_in_words
from nemcon.text.lines import alternatives, capital, line, listed
from nemcon.timing.durations import parse_duration
from nemcon.timing.writing import write_date, write_day_of_year, write_hour, write_zone
from nemcon.timing.written.places import city
from nemcon.timing.zones import TimeError

_PEOPLE: Final = {
    "chair": N_("the Chair"),
    "bureau": N_("the bureau"),
    "secretariat": N_("the secretariat"),
    "delegation": N_("a delegation"),
    "member": N_("members"),
    "signatory": N_("signatories"),
    "observer": N_("observers"),
}
_ROLLS: Final = {
    "next-working-day": N_("to the next working day"),
    "next-board-day": N_("to the next day of the Board"),
    "avoid-recess": N_("out of a recess"),
    "month-end": N_("to the end of the month"),
}
_CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "objection.joint": {
        "each": N_("each delegation that it names is counted"),
        "once": N_("it is counted once"),
    },
    "objection.grounds": {"required": N_("yes, it must"), "optional": N_("no, it may")},
    "objection.wording": {"required": N_("yes, it must"), "optional": N_("no, it may")},
    "objection.withdrawable": {
        "until-deadline": N_("until the deadline"),
        "until-the-end": N_("until the outcome is reached"),
        "never": N_("it may not be withdrawn"),
    },
    "objection.amendments": {
        "object": N_("it is an objection"),
        "comment": N_("it is a comment, and breaks nothing"),
    },
    "silence.means": {
        "consent": N_("consent"),
        "absent": N_("that the member is absent"),
        "abstention": N_("that the member abstains"),
    },
    "negotiation.at_end": {
        "compiled": N_("all goes to the compilation"),
        "concluded": N_("what is agreed is placed under silence"),
    },
    "negotiation.final_objection": {
        "compiled": N_("the paragraph is listed in the compilation"),
        "as-ruled": N_("what objections do under these rules otherwise"),
    },
    "compilation.names": {"named": N_("yes"), "unnamed": N_("no")},
    "consultation.at_end": {
        "not-adopted": N_("the text is not adopted"),
        "compiled": N_("the text is listed in the Chair\u2019s compilation"),
        "referred": N_("the text is referred to a meeting"),
        "lapsed": N_("the text lapses"),
    },
}
_LEVELS: Final = {
    Level.NONE: N_("nothing"),
    Level.EXISTENCE: N_("that silence is broken, and no more"),
    Level.COUNT: N_("how many object"),
    Level.PARAGRAPHS: N_("which paragraphs are contested"),
    Level.ANONYMOUS: N_("every objection, without who made it and its grounds"),
    Level.NAMED: N_("every objection, with who made it"),
}
_YES: Final = {"true": N_("yes"), "false": N_("no")}


def in_words(rule: RuleValue) -> str:
    """The value of a rule as people say it; as it is written where there are no words for it."""
    choices = _CHOICES.get(rule.key, {})
    key = KEYS.get(rule.key)
    say = _SAYINGS.get(key.read, line) if key is not None else line
    try:
        chosen = choices.get(rule.value)
        return _(chosen) if chosen else say(rule.value)
    except (ValueError, TimeError):  # a value of a later version
        return line(rule.value)


_SAYS_ONLY_THAT: Final = re.compile(
    r"(?:No rule(?: was found)?|Not stated|Not in the \w+)(?:; |, and |\.$)"
)


def reason_of(custom: RuleValue) -> str:
    """Why a custom value was taken, without saying once more that no rule was found."""
    if custom.source == NO_SOURCE:
        return ""
    if custom.source == SET_HERE:
        return _("Set for this procedure")
    reason = _SAYS_ONLY_THAT.sub("", line(custom.source), count=1)
    return capital(reason)


def _split(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := part.strip()) not in ("", "none")]


def people_in_words(text: str, chair: str = "") -> str:
    """The offices among which there is a choice; `chair` is how the body calls its Chair."""
    names = [chair if chair and word == "chair" else _person(word) for word in _split(text)]
    return alternatives(names) or _("nobody")


def _person(word: str) -> str:
    return _(_PEOPLE[word]) if word in _PEOPLE else word


def _categories(text: str) -> str:
    return listed([_person(word) for word in _split(text)]) or _("nobody")


def _length(text: str) -> str:
    none = pgettext("of a length of time", "none")
    return none if text == "none" else str(parse_duration(text))


def _lengths(text: str) -> str:
    said = listed([str(parse_duration(word)) for word in _split(text)])
    return _("{lengths} before", lengths=said) if said else _("not at all")


def _hour(text: str) -> str:
    if text == "any":
        return _("at any hour")
    return write_hour(datetime.combine(date.min, time.fromisoformat(text)))


def _zone(text: str) -> str:
    return text if text == "UTC" else f"{write_zone(text)} ({text})"


def _station(text: str) -> str:
    if text == "none":
        return pgettext("of a duty station", "none")
    return city(text.replace("-", " ").title())


def _rolls(text: str) -> str:
    words = [_(_ROLLS[word]) if word in _ROLLS else word for word in _split(text)]
    return listed(words) or _("it does not move")


def _code_time(text: str) -> str:
    return _("no code is asked for") if text == "none" else _length(text)


def _effect(text: str) -> str:
    return _(EFFECTS[text].says) if text in EFFECTS else text


def _times(text: str) -> str:
    if text == "any":
        return _("as often as is needed")
    often = {"0": N_("never"), "1": N_("once"), "2": N_("twice")}.get(text)
    if often or not text.isdecimal():
        return _(often) if often else _("{number} times", number=text)
    return ngettext("{n} times", "{n} times", int(text))


def _day(text: str) -> str:
    return _("no day is set") if text == "none" else write_date(datetime.fromisoformat(text))


def _level(text: str) -> str:
    return _(_LEVELS[Level(text)])


def _in_force(text: str) -> str:
    rule = parse_in_force(text)
    if rule is None:
        return _("the rules compute no day")
    if rule.after is not None:
        return _("{length} after adoption", length=str(rule.after))
    return ngettext(
        "on {day}, {n} years after the year of the launch, and a year later "
        "for what was launched on {cut_off} or after",
        "on {day}, {n} years after the year of the launch, and a year later "
        "for what was launched on {cut_off} or after",
        rule.years,
        day=write_day_of_year(*rule.on),
        cut_off=write_day_of_year(*rule.cut_off),
    )


def _versions(text: str) -> str:
    said = [
        _(
            "{decision} ({since} to {until})",
            decision=version.decision,
            since=version.since.isoformat(),
            until=version.until.isoformat(),
        )
        for version in v.versions(text)
    ]
    return listed(said) or _("none is named")


def _plain(text: str) -> str:
    if text == "none":
        return _("nothing is said")
    return as_the_rules_say(text)


_DEFAULTS: Final = frozenset(key.default for key in KEYS.values() if key.read is v.plain)


def as_the_rules_say(text: str) -> str:
    """The words by default in the language of whoever reads; other words are the profile's own."""
    return _(text) if text in _DEFAULTS else line(text)


_SAYINGS: Final[Mapping[v.Reader, Callable[[str], str]]] = {
    v.offices: people_in_words,
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
    v.maybe_threshold: lambda text: threshold_in_words(text, WITH_STANDING),
    v.majority: votes_in_words,
    v.times: _times,
    v.day: _day,
    v.level: _level,
    v.in_force: _in_force,
    v.versions: _versions,
    v.plain: _plain,
    v.yes: lambda text: _(_YES.get(text, text)),
}
