"""The rule for recalling a launch, which is the same in every kind of procedure.

It may be recalled by those who may launch, for as long as its letters are held, and while nobody
has filed anything: whoever files knows of it. That no letter has left in fact the register makes
sure of, in the transaction of the act.
"""

from __future__ import annotations

from typing import Any

from nemcon.language import N_, _
from nemcon.procedure.draft import Drafting, Refused
from nemcon.procedure.people import Office
from nemcon.procedure.recall import TOO_LATE, LaunchRecalled, RecallLaunch, too_late


def recall(
    draft: Drafting[Any, Any],
    act: RecallLaunch,
    offices: frozenset[Office],
    rule: str,
    instead: str,
    *,
    filed: bool,
) -> None:
    """End the procedure as recalled; `filed` says that somebody filed something in it.

    The state of every kind of procedure knows whether it has `ended`, and `recall_until`. `instead`
    says what is left to do where it is too late.
    """
    draft.require_office(offices, rule, N_("recall the launch"))
    if draft.state.ended:
        raise draft.refuse("wrong-phase", _("The procedure has ended; there is nothing to recall."))
    until = draft.state.recall_until
    if until is None or draft.at >= until:
        raise Refused(too_late(instead))
    if filed:
        says = _(
            "Something was filed already, so that somebody knows of the launch. {instead}",
            instead=_(instead),
        )
        raise draft.refuse(TOO_LATE, says)
    draft.add(LaunchRecalled(draft.at, act.because, rule))
