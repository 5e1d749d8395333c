"""The ways through a procedure: from which stage, by what, to which stage or outcome.

`nemcon.rulebook.reading` lists those that a profile makes possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nemcon.language import N_, _
from nemcon.procedure.acts import Outcome
from nemcon.procedure.state import Phase, ProcedureState


class Stage(StrEnum):
    """Where a way begins or ends; an outcome has the name that it has in the register.

    `DECIDED` is any outcome once it was reached, `FOUND` the one that somebody found and declared.
    """

    BEFORE = "before"
    ANNOUNCED = "announced"
    UNDER_SILENCE = "under-silence"
    SUSPENDED = "suspended"
    HELD = "held"
    CONSULTATION = "consultation"
    FINDING = "finding"
    VOTING = "voting"
    DECIDED = "decided"
    ADOPTED = "adopted"
    PARTLY_ADOPTED = "partly-adopted"
    NOT_ADOPTED = "not-adopted"
    REFERRED = "referred"
    COMPILED = "compiled"
    VOTED = "voted"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    NOT_LAUNCHED = "not-launched"
    FOUND = "found"

    @property
    def is_outcome(self) -> bool:
        """Whether the procedure ends there."""
        return self is Stage.FOUND or self.value in set(Outcome)

    @property
    def says(self) -> str:
        """Its name for people."""
        return _(_NAMES[self])


_NAMES: Final = {
    Stage.BEFORE: N_("Before the launch"),
    Stage.ANNOUNCED: N_("Launch announced"),
    Stage.UNDER_SILENCE: N_("Under silence"),
    Stage.SUSPENDED: N_("Suspended"),
    Stage.HELD: N_("Suspended by a hold"),
    Stage.CONSULTATION: N_("Consultation"),
    Stage.FINDING: N_("Awaiting a finding"),
    Stage.VOTING: N_("Roll-call"),
    Stage.DECIDED: N_("After the outcome"),
    Stage.ADOPTED: N_("Adopted"),
    Stage.PARTLY_ADOPTED: N_("Adopted in part"),
    Stage.NOT_ADOPTED: N_("Not adopted"),
    Stage.REFERRED: N_("Referred"),
    Stage.COMPILED: N_("Compiled, not agreed"),
    Stage.VOTED: N_("Put to a vote"),
    Stage.WITHDRAWN: N_("Withdrawn"),
    Stage.LAPSED: N_("Lapsed"),
    Stage.NOT_LAUNCHED: N_("Not launched"),
    Stage.FOUND: N_("As found"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way: where it begins, what leads on, where it ends, and the key of the rule."""

    start: Stage
    by: str
    end: Stage
    rule: str


def stage_of(state: ProcedureState) -> Stage:
    """The stage at which the procedure is, or the outcome that it has reached."""
    if state.phase is Phase.ENDED and state.outcome is not None:
        return Stage.FOUND if state.declared else Stage(state.outcome)
    if state.phase is Phase.SUSPENDED and state.held:
        return Stage.HELD
    if state.phase is Phase.CONSULTATION and state.awaits_finding:
        return Stage.FINDING
    return Stage(state.phase)
