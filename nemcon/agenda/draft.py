"""A decision about an agenda in the making, and the checks that its rules share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from nemcon.agenda.entries import AgendaEntry, AgendaRecorded
from nemcon.agenda.evolution import evolve
from nemcon.agenda.items import Revisit
from nemcon.agenda.state import AgendaPhase, AgendaState
from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.procedure.draft import Drafting
from nemcon.procedure.filing import FILERS
from nemcon.procedure.people import CATEGORIES, Actor, Office, Seat

ADOPTED_BY: Final = "agenda.adopted_by"
PROPOSED_BY: Final = "agenda.proposed_by"
_WHERE: Final = {
    AgendaPhase.CIRCULATED: N_("the agenda is circulated and not adopted"),
    AgendaPhase.UNDER_SILENCE: N_("the agenda is under silence"),
    AgendaPhase.ADOPTED: N_("the agenda is adopted"),
    AgendaPhase.ENDED: N_("the session has ended"),
}


class AgendaDraft(Drafting[AgendaState, AgendaEntry]):
    """A decision about an agenda."""

    def __init__(self, state: AgendaState, actor: Actor, at: datetime) -> None:
        super().__init__(state, state.number, actor, at)

    def evolved(self, recorded: AgendaRecorded) -> AgendaState:
        """As the entries of an agenda change it."""
        return evolve(self.state, recorded)

    def require_phase(self, *phases: AgendaPhase, doing: str) -> None:
        """Refuse unless the agenda is in one of these phases."""
        if self.state.phase not in phases:
            says = _(
                "Now that {where}, it is not possible to {doing}.",
                where=_(_WHERE[self.state.phase]),
                doing=_(doing),
            )
            raise self.refuse("wrong-phase", says)

    def require_adopters(self, doing: str) -> None:
        """Refuse unless the actor acts for the body."""
        self.require_office(self.state.profile.agenda_adopted_by, ADOPTED_BY, doing)

    def require_desk(self, doing: str) -> None:
        """Refuse unless the actor acts for the body, or is the secretariat, which writes for it."""
        offices = self.state.profile.agenda_adopted_by | {Office.SECRETARIAT}
        self.require_office(offices, ADOPTED_BY, doing)

    def require_standing(self, doing: str) -> Seat:
        """The seat of the delegation that acts, or for which the secretariat does.

        Refuse where it has no standing to propose.
        """
        if self.actor.office not in FILERS or not self.actor.participant:
            raise self.refuse(
                "not-authorised", _("Only a delegation may {doing}.", doing=_(doing)), PROPOSED_BY
            )
        seat = self.state.seat(self.actor.participant)
        if seat is None:
            who = self.actor.participant
            says = _(
                "{who} is not on the roll that was fixed when the agenda was circulated.", who=who
            )
            raise self.refuse("no-standing", says, PROPOSED_BY)
        if seat.category not in self.state.profile.agenda_proposers:
            says = _(
                "{name} takes part as {category}, and may not {doing}.",
                name=named(seat.name),
                category=_(CATEGORIES[seat.category]),
                doing=_(doing),
            )
            raise self.refuse("no-standing", says, PROPOSED_BY)
        return seat

    def require_places(self, places: Iterable[str]) -> None:
        """Refuse where the agenda and the organization of work have no such place."""
        for place in places:
            if place not in self.state.places:
                says = _('The agenda and the organization of work have no "{place}".', place=place)
                raise self.refuse("no-such-place", says)

    def require_revisit(self, revisit: Revisit) -> None:
        """Refuse a time to take something up again that is not in the timetable, or has passed."""
        if revisit.at is not None and revisit.sitting is not None:
            says = _("What is left open is taken up at a sitting or at an instant, not at both.")
            raise self.refuse("bad-revisit", says)
        if revisit.sitting is not None:
            self.require_sitting(revisit.sitting)
        sitting = self.state.sitting(revisit.sitting)
        last = sitting.ends if sitting is not None else revisit.at
        if last is not None and last <= self.at:
            says = _("The time at which this is to be taken up again must lie ahead.")
            raise self.refuse("revisit-not-ahead", says)

    def require_sitting(self, number: int) -> None:
        """Refuse where the timetable has no sitting of that number."""
        if self.state.sitting(number) is None:
            raise self.refuse(
                "no-such-sitting", _("The timetable has no sitting {number}.", number=number)
            )
