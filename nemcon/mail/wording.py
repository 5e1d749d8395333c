"""The words that letters share: how names, paragraphs, filings and outcomes are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from nemcon.procedure.people import Office
from nemcon.procedure.profile import Profile
from nemcon.procedure.wording import (
    KINDS,
    OUTCOMES,
    articled,
    destination,
    in_paragraphs,
    outcome_says,
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
    "rule_source",
    "shortened",
    "who_may_admit",
]

_LONGEST_TITLE: Final = 90

WARNINGS: Final = {
    "period-below-minimum": "The period is shorter than the shortest that the rules foresee.",
    "minimum-not-checked": "Whether the period is as long as the rules foresee was not "
    "established: they count working days, for which no calendar is known.",
    "period-above-maximum": "The period is longer than the longest that the rules foresee.",
    "maximum-not-checked": "Whether the period is longer than the rules foresee was not "
    "established: they count working days, for which no calendar is known.",
    "unusual-hour": "The deadline is not at the hour of the day at which periods usually end.",
    "deadline-on-weekend": "The deadline falls on a weekend.",
    "deadline-on-holiday": "The deadline falls on an official holiday of the duty station.",
    "deadline-on-closed-day": "Under the rules, no period would end on the day of the deadline.",
    "holidays-not-checked": "Whether the deadline falls on an official holiday was not "
    "established: the list of that year is not known.",
    "rules-not-in-force": "The rules cited here were not in force on the day on which the text "
    "was placed under silence.",
}


def offices_named(offices: Iterable[Office]) -> str:
    """The holders of these offices, to be written after "the"; empty where there are none."""
    return " or the ".join(sorted(office.capitalize() for office in offices))


def who_may_admit(profile: Profile, told: str = "you") -> str:
    """Who may admit what came late, which the sentence before has named; `told` would be told."""
    who = offices_named(profile.late_admitted_by)
    if not who:
        return "The rules name nobody who may admit it."
    return f"The {who} may admit it; {told} would be told."


def shortened(title: str) -> str:
    """A title that fits into a subject."""
    title = line(title)
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + "..."


SILENCE_MEANS: Final = {
    "consent": "Silence until the deadline is taken as consent.",
    "absent": "A delegation that has not replied by the deadline counts as absent; its silence is "
    "not taken as consent.",
    "abstention": "A delegation that is silent until the deadline abstains.",
}
SILENT_DELEGATION: Final = {
    "consent": "If the delegation can join consensus it need do nothing: its silence until the "
    "deadline is taken as consent.",
    "absent": "If the delegation does not reply by the deadline it counts as absent.",
    "abstention": "If the delegation stays silent until the deadline it abstains.",
}
