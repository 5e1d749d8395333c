"""The rules of a body in chapters, in the order in which a procedure goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nemcon.language import N_, _
from nemcon.procedure.keys import KEYS, NO_SOURCE
from nemcon.procedure.profile import Basis, Profile, RuleValue
from nemcon.rulebook.words import in_words, reason_of
from nemcon.text.lines import line, parted

CHAPTERS: Final[dict[str, tuple[str, ...]]] = {
    N_("Who places a text under silence"): ("launch.",),
    N_("The period"): ("period.",),
    N_("Who may do what"): ("standing.", "filing."),
    N_("An objection"): ("objection.", "text."),
    N_("What others are told"): ("disclosure.",),
    N_("What silence means, and what follows when it is broken"): (
        "silence.",
        "consultation.",
        "finding.",
    ),
    N_("A vote"): ("vote.",),
    N_("Changes of time"): ("extension.", "suspension.", "early_close.", "late."),
    N_("The outcome and its confirmation"): ("confirmation.",),
    N_("The agenda of a session"): ("agenda.",),
    N_("The negotiation of a text, and the Chair's compilation"): ("negotiation.", "compilation."),
    N_("The rules themselves"): ("validity.",),
}
"""The chapters, each with the sections of a profile that it holds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in words; of a custom one `source` is the reason, or empty where none is given."""

    key: str
    means: str
    value: str
    basis: Basis
    source: str

    @property
    def founded(self) -> str:
        """Where it stands, or that it is custom and why, on one line."""
        match self.basis:
            case Basis.SOURCE:
                return _("Source: {source}", source=self.source)
            case Basis.SECONDARY:
                return _("Source, second hand: {source}", source=self.source)
            case Basis.CUSTOM:
                reason = self.source
                none = _("Custom; no reason is given.")
                return _("Custom: {reason}", reason=reason) if reason else none


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: what the profile says, and the defaults that apply where it is silent."""

    title: str
    rules: tuple[Rule, ...]
    defaults: tuple[Rule, ...]

    @property
    def by_default(self) -> str:
        """The defaults in a sentence; empty where there are none."""
        if not self.defaults:
            return ""
        said = parted(
            [_("{label}: {value}", label=rule.means, value=rule.value) for rule in self.defaults]
        )
        return _(
            "The profile is silent on the rest, so that Nemcon's defaults apply: {rules}.",
            rules=said,
        )


@dataclass(frozen=True, slots=True)
class Founded:
    """How many values stand on what."""

    source: int
    secondary: int
    custom: int
    default: int

    def __str__(self) -> str:
        """The counts in words."""
        return _(
            "{source} from the source, {secondary} second hand, {custom} custom, "
            "{default} left to the defaults",
            source=self.source,
            secondary=self.secondary,
            custom=self.custom,
            default=self.default,
        )


def chapters_of(profile: Profile) -> tuple[Chapter, ...]:
    """Every value of the profile in its chapter; chapters of which nothing applies are left out.

    A default that says nothing ("none") is left out: it is what every reader presumes.
    """
    made = (_chapter(title, sections, profile) for title, sections in CHAPTERS.items())
    return tuple(chapter for chapter in made if chapter.rules or chapter.defaults)


def founded(profile: Profile) -> Founded:
    """How well the values of the profile are founded."""
    said = [value for value in profile.values if not is_default(value)]
    counts = {basis: sum(value.basis is basis for value in said) for basis in Basis}
    return Founded(
        counts[Basis.SOURCE],
        counts[Basis.SECONDARY],
        counts[Basis.CUSTOM],
        len(profile.values) - len(said),
    )


def is_default(value: RuleValue) -> bool:
    """Whether the profile says nothing of it."""
    return value.source == NO_SOURCE and value.value == KEYS[value.key].default


def rule_in_words(value: RuleValue) -> Rule:
    """The rule as people read it."""
    custom = value.basis is Basis.CUSTOM
    source = reason_of(value) if custom else line(value.source)
    return Rule(value.key, _(KEYS[value.key].means), in_words(value), value.basis, source)


def _chapter(title: str, sections: tuple[str, ...], profile: Profile) -> Chapter:
    values = [value for value in profile.values if value.key.startswith(sections)]
    silent = [value for value in values if is_default(value)]
    return Chapter(
        _(title),
        tuple(rule_in_words(value) for value in values if not is_default(value)),
        tuple(rule_in_words(value) for value in silent if value.value != "none"),
    )
