"""A decision in the making: entries are added one by one, and each is seen by the next rule."""

from __future__ import annotations

from datetime import datetime

from nemcon.procedure.entries import Entry, Recorded
from nemcon.procedure.evolution import evolve
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import Phase, ProcedureState


class Refused(Exception):
    """Carries a refusal out of a rule."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class Draft:
    """The state as it would be after the entries so far; `at` is the instant of receipt."""

    def __init__(self, state: ProcedureState, actor: Actor, at: datetime) -> None:
        self.state = state
        self.actor = actor
        self.at = at
        self.entries: tuple[Entry, ...] = ()

    def add(self, entry: Entry) -> None:
        """Append an entry, and let it change the state that the next rule sees."""
        number = self.state.number + 1
        self.state = evolve(self.state, Recorded(number, self.at, self.actor, entry))
        self.entries = (*self.entries, entry)

    def refuse(self, code: str, says: str, rule: str = "") -> Refused:
        """A refusal to raise."""
        return Refused(Refusal(code, says, rule))

    def require_office(self, offices: frozenset[Office], rule: str, doing: str) -> None:
        """Refuse unless the actor holds one of the offices that the rule names."""
        if self.actor.office in offices:
            return
        if not offices:
            code, says = "not-foreseen", f"The rules do not foresee that anybody may {doing}."
        else:
            names = " or the ".join(sorted(offices))
            code, says = "not-authorised", f"Only the {names} may {doing}."
        raise self.refuse(code, says, rule)

    def require_phase(self, *phases: Phase, doing: str) -> None:
        """Refuse unless the procedure is in one of these phases, and its time has not run out."""
        if self.state.phase in phases:
            if self.state.time_is_up(self.at):
                says = f"The time has run out, and it is no longer possible to {doing}."
                raise self.refuse("deadline-passed", says)
            return
        where = {
            Phase.ANNOUNCED: "the launch is only announced",
            Phase.UNDER_SILENCE: "the text is under silence",
            Phase.SUSPENDED: "the period of silence is suspended",
            Phase.CONSULTATION: "the text is in consultation",
            Phase.VOTING: "the text is put to a vote",
            Phase.ENDED: "the procedure has ended",
        }[self.state.phase]
        raise self.refuse("wrong-phase", f"Now that {where}, it is not possible to {doing}.")
