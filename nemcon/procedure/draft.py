"""A decision in the making: entries are added one by one, and each is seen by the next rule."""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import Generic, TypeVar

from nemcon.language import N_, _
from nemcon.procedure.entries import Entry, Happened
from nemcon.procedure.evolution import evolve
from nemcon.procedure.people import Actor, Office, any_of
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import Phase, ProcedureState

_State = TypeVar("_State")
_Entry = TypeVar("_Entry")


class Refused(Exception):
    """Carries a refusal out of a rule."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def by_time_alone(actor: Actor) -> None:
    """Refuse unless it is time that acts."""
    if actor.office is not Office.TIME:
        says = _("This step is taken by time alone, not by a person.")
        raise Refused(Refusal("not-authorised", says))


class Drafting(Generic[_State, _Entry]):
    """The state as it would be after the entries so far; `at` is the instant of receipt.

    Each kind of procedure has a draft of its own, which knows how its entries change its state.
    """

    def __init__(self, state: _State, number: int, actor: Actor, at: datetime) -> None:
        """`number` is that of the last entry recorded."""
        self.state = state
        self.actor = actor
        self.at = at
        self.entries: tuple[_Entry, ...] = ()
        self._number = number

    @abstractmethod
    def evolved(self, recorded: Happened[_Entry]) -> _State:
        """The state after one more entry."""

    def add(self, entry: _Entry) -> None:
        """Append an entry, and let it change the state that the next rule sees."""
        self._number += 1
        self.state = self.evolved(Happened(self._number, self.at, self.actor, entry))
        self.entries = (*self.entries, entry)

    def refuse(self, code: str, says: str, rule: str = "") -> Refused:
        """A refusal to raise."""
        return Refused(Refusal(code, says, rule))

    def require_office(self, offices: frozenset[Office], rule: str, doing: str) -> None:
        """Refuse unless the actor holds one of the offices that the rule names."""
        if self.actor.office in offices:
            return
        if not offices:
            code = "not-foreseen"
            says = _("The rules do not foresee that anybody may {doing}.", doing=_(doing))
        else:
            code = "not-authorised"
            # Translators: {offices} is such as "the chair or the bureau"; {doing} is what somebody
            # does, such as "extend the period", and may stand after a colon.
            says = _("Only {offices} may {doing}.", offices=any_of(offices), doing=_(doing))
        raise self.refuse(code, says, rule)


class Draft(Drafting[ProcedureState, Entry]):
    """A decision in a silence procedure."""

    def __init__(self, state: ProcedureState, actor: Actor, at: datetime) -> None:
        super().__init__(state, state.number, actor, at)

    def evolved(self, recorded: Happened[Entry]) -> ProcedureState:
        """As the entries of a silence procedure change it."""
        return evolve(self.state, recorded)

    def require_phase(self, *phases: Phase, doing: str) -> None:
        """Refuse unless the procedure is in one of these phases, and its time has not run out."""
        if self.state.phase in phases:
            if self.state.time_is_up(self.at):
                says = _(
                    "The time has run out, and it is no longer possible to {doing}.", doing=_(doing)
                )
                raise self.refuse("deadline-passed", says)
            return
        where = {
            Phase.ANNOUNCED: N_("the launch is only announced"),
            Phase.UNDER_SILENCE: N_("the text is under silence"),
            Phase.SUSPENDED: N_("the period of silence is suspended"),
            Phase.CONSULTATION: N_("the text is in consultation"),
            Phase.VOTING: N_("the text is put to a vote"),
            Phase.ENDED: N_("the procedure has ended"),
        }[self.state.phase]
        raise self.refuse(
            "wrong-phase",
            _("Now that {where}, it is not possible to {doing}.", where=_(where), doing=_(doing)),
        )
