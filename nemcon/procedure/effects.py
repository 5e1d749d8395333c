"""What an objection does: the modes in which bodies differ, as a table of two independent choices.

The names are those of the evidence gathered for the profiles. A new body whose objections work
like one of these needs a profile, not code.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nemcon.language import N_


class Period(StrEnum):
    """What becomes of the running period when silence is broken."""

    ENDS = "ends"
    RUNS_ON = "runs on"
    SUSPENDED = "suspended"


class Then(StrEnum):
    """What follows when the period has ended and silence was not kept."""

    CONSULTATION = "consultation"
    FINDING = "finding"
    MEETING = "meeting"
    VOTE = "vote"
    NOT_ADOPTED = "not adopted"
    EXEMPTION = "exemption"
    COMPILATION = "compilation"


@dataclass(frozen=True, slots=True)
class Effect:
    """One mode: what an objection does to the period, what follows, and that in a sentence.

    `says` is looked up where it is shown.
    """

    name: str
    period: Period
    then: Then
    says: str


EFFECTS: Final[dict[str, Effect]] = {
    effect.name: effect
    for effect in (
        Effect(
            "stop",
            Period.ENDS,
            Then.CONSULTATION,
            N_(
                "An objection ends the period at once: the text is not adopted unless the Chair "
                "finds a way out in consultation."
            ),
        ),
        Effect(
            "collect",
            Period.RUNS_ON,
            Then.CONSULTATION,
            N_(
                "An objection breaks silence. The period runs on to the deadline so that all "
                "objections are on the table; one that is withdrawn before then no longer counts."
            ),
        ),
        Effect(
            "to-meeting",
            Period.ENDS,
            Then.MEETING,
            N_("An objection removes the text from the procedure; it goes to a meeting."),
        ),
        Effect(
            "to-vote",
            Period.ENDS,
            Then.VOTE,
            N_("An objection ends the period, and the text is put to a vote."),
        ),
        Effect(
            "hold",
            Period.SUSPENDED,
            Then.CONSULTATION,
            N_(
                "An objection suspends the period for the time of a hold. When the last hold has "
                "lapsed, or is withdrawn, the period runs on."
            ),
        ),
        Effect(
            "compile",
            Period.RUNS_ON,
            Then.COMPILATION,
            N_(
                "An objection breaks silence. At the deadline what is objected to is listed in the "
                "Chair's compilation for a later session."
            ),
        ),
        Effect(
            "threshold",
            Period.RUNS_ON,
            Then.CONSULTATION,
            N_(
                "Objections are counted at the deadline; the text is not adopted if they reach the "
                "number that the rules name."
            ),
        ),
        Effect(
            "opt-out",
            Period.RUNS_ON,
            Then.EXEMPTION,
            N_("An objection does not prevent adoption; the text does not apply to the objector."),
        ),
        Effect(
            "judged",
            Period.RUNS_ON,
            Then.FINDING,
            N_("Objections are considered at the deadline by the Chair, who finds what follows."),
        ),
        Effect(
            "escalate",
            Period.RUNS_ON,
            Then.FINDING,
            N_("An objection is referred to a second body, which upholds or overrules it."),
        ),
        Effect(
            "return-to-step",
            Period.RUNS_ON,
            Then.MEETING,
            N_("With an objection the text returns to an earlier step."),
        ),
        Effect(
            "terminate",
            Period.ENDS,
            Then.NOT_ADOPTED,
            N_("An objection ends the procedure without result."),
        ),
    )
}
