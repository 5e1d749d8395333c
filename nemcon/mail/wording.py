"""The words that letters share: how names, paragraphs, filings and outcomes are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from nemcon.language import N_, _, pgettext
from nemcon.procedure.people import Office
from nemcon.procedure.profile import Profile
from nemcon.procedure.wording import (
    KINDS,
    OUTCOMES,
    articled,
    destination,
    in_paragraphs,
    outcome_says,
    reason_given,
    rule_source,
)
from nemcon.text.lines import line

__all__ = [
    "KINDS",
    "OUTCOMES",
    "SILENCE_MEANS",
    "SILENT_DELEGATION",
    "WARNINGS",
    "articled",
    "destination",
    "in_paragraphs",
    "offices_named",
    "outcome_says",
    "reason_given",
    "rule_source",
    "shortened",
    "who_may_admit",
]

_LONGEST_TITLE: Final = 90

WARNINGS: Final = {
    "period-below-minimum": N_("The period is shorter than the shortest that the rules foresee."),
    "minimum-not-checked": N_(
        "Whether the period is as long as the rules foresee was not established: they count "
        "working days, for which no calendar is known."
    ),
    "period-above-maximum": N_("The period is longer than the longest that the rules foresee."),
    "maximum-not-checked": N_(
        "Whether the period is longer than the rules foresee was not established: they count "
        "working days, for which no calendar is known."
    ),
    "unusual-hour": N_("The deadline is not at the hour of the day at which periods usually end."),
    "deadline-on-weekend": N_("The deadline falls on a weekend."),
    "deadline-on-holiday": N_("The deadline falls on an official holiday of the duty station."),
    "deadline-on-closed-day": N_(
        "Under the rules, no period would end on the day of the deadline."
    ),
    "holidays-not-checked": N_(
        "Whether the deadline falls on an official holiday was not established: the list of that "
        "year is not known."
    ),
    "rules-not-in-force": N_(
        "The rules cited here were not in force on the day on which the text was placed under "
        "silence."
    ),
}


def office_named(office: Office) -> str:
    """The holder of an office, as English writes it after "the"."""
    match office:
        case Office.CHAIR:
            return pgettext("an office", "Chair")
        case Office.BUREAU:
            return pgettext("an office", "Bureau")
        case Office.SECRETARIAT:
            return pgettext("an office", "Secretariat")
        case Office.DELEGATION:
            return pgettext("an office", "Delegation")
        case Office.TIME:
            return pgettext("an office", "Time")


def offices_named(offices: Iterable[Office]) -> str:
    """The holders of these offices, to be written after "the"; empty where there are none."""
    between = pgettext("between two offices, either of which may act", " or the ")
    return between.join(office_named(office) for office in sorted(offices))


def who_may_admit(profile: Profile, told: Literal["you", "everybody"] = "you") -> str:
    """Who may admit what came late, which the sentence before has named; `told` would be told."""
    who = offices_named(profile.late_admitted_by)
    if not who:
        return _("The rules name nobody who may admit it.")
    if told == "everybody":
        # Translators: {office} is "Chair", or "Bureau or the Chair".
        return _("The {office} may admit it; everybody would be told.", office=who)
    # Translators: {office} is "Chair", or "Bureau or the Chair".
    return _("The {office} may admit it; you would be told.", office=who)


def shortened(title: str) -> str:
    """A title that fits into a subject."""
    title = line(title)
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + "..."


SILENCE_MEANS: Final = {
    "consent": N_("Silence until the deadline is taken as consent."),
    "absent": N_(
        "A delegation that has not replied by the deadline counts as absent; its silence is not "
        "taken as consent."
    ),
    "abstention": N_("A delegation that is silent until the deadline abstains."),
}
SILENT_DELEGATION: Final = {
    "consent": N_(
        "If the delegation can join consensus it need do nothing: its silence until the deadline "
        "is taken as consent."
    ),
    "absent": N_("If the delegation does not reply by the deadline it counts as absent."),
    "abstention": N_("If the delegation stays silent until the deadline it abstains."),
}
