"""The rule on which stands what a page says: what is the case now, the outcome, each ruling.

Beside every consequence that a page states stands the rule that gives it, with its source.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from api.pages.responses import Beside, beside
from api.pages.shown import rule_told
from nemcon.negotiation import entries as n
from nemcon.procedure.disclosure import Tells
from nemcon.procedure.entries import Recorded
from nemcon.procedure.outcome_entries import OutcomeDeclared, OutcomeReached
from nemcon.procedure.profile import Profile
from nemcon.procedure.state import ProcedureState

NOTHING: Final = Beside(None, told=False)
RULINGS: Final = {
    "begin": "launch.by",
    "extend": "extension.by",
    "suspend": "suspension.by",
    "resume": "suspension.by",
    "close-early": "early_close.by",
    "revise": "launch.by",
    "restore-silence": "launch.by",
    "refer": "launch.by",
    "withdraw-text": "launch.by",
    "compile": "launch.by",
    "admit-late": "late.admitted_by",
    "declare": "finding.by",
    "confirm": "confirmation.by",
}
"""The rule that says who may make each ruling."""
_STANDINGS: Final = {
    "announced": "launch.veto",
    "running": "silence.means",
    "broken": "objection.threshold",
    "closing": "period.end_included",
    "suspended": "suspension.by",
    "consultation": "consultation.at_end",
    "voting": "vote.majority",
}
_PERIOD: Final = ("period.usual", "period.minimum", "period.maximum", "period.floor")


def of_ruling(profile: Profile, verb: str) -> Beside:
    """The rule that lets somebody make the ruling."""
    return beside(profile, RULINGS[verb])


def of_standing(state: ProcedureState, standing: str) -> Beside:
    """The rule by which it is so now; none once the procedure has ended."""
    if standing == "suspended" and state.held:
        return beside(state.profile, "objection.hold")
    return beside(state.profile, _STANDINGS[standing]) if standing in _STANDINGS else NOTHING


def of_outcome(profile: Profile, record: Iterable[Recorded], tells: Tells) -> Beside:
    """The rule that the last outcome of the record was computed or found by."""
    reached = [r.entry for r in record if isinstance(r.entry, OutcomeReached | OutcomeDeclared)]
    return _named(profile, rule_told(reached[-1], tells) if reached else "")


def of_end(profile: Profile, entries: Iterable[object]) -> Beside:
    """The rule that a negotiation was concluded or ended by."""
    ended = [e for e in entries if isinstance(e, n.NegotiationConcluded | n.NegotiationEnded)]
    return _named(profile, ended[-1].rule if ended else "")


def of_period(profile: Profile) -> tuple[Beside, ...]:
    """What the rules say of how long a period runs; nothing where they are silent."""
    said = (beside(profile, key) for key in _PERIOD)
    return tuple(each for each in said if each.told)


def of_launch(profile: Profile) -> dict[str, object]:
    """The rules beside what a launch means: who may, what an objection does, how long it runs."""
    return {
        "launched_by": beside(profile, "launch.by"),
        "objecting_does": beside(profile, "objection.effect"),
        "period_rules": of_period(profile),
    }


def _named(profile: Profile, key: str) -> Beside:
    return beside(profile, key) if key else NOTHING
