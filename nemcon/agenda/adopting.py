"""Adopting an agenda, in the meeting or by silence, and settling what was left open."""

from __future__ import annotations

from typing import Final

from nemcon.agenda.acts import AdoptAgenda, PlaceAgendaUnderSilence, SettlePart
from nemcon.agenda.draft import ADOPTED_BY, AgendaDraft
from nemcon.agenda.entries import AgendaAdopted, AgendaPlacedUnderSilence, PartSettled
from nemcon.agenda.evolution import exceptions_by
from nemcon.agenda.items import UNSET, covered_by, topmost
from nemcon.agenda.state import AgendaPhase
from nemcon.language import N_, _
from nemcon.procedure.families import (
    ReopenResult,
    ResultReopened,
    ResultTaken,
    TakeResult,
)

LONGEST_NAME: Final = 64
"""How long the name of a procedure may be in the register."""


def adopt(draft: AgendaDraft, act: AdoptAgenda) -> None:
    """The meeting adopts the agenda: not on terms which a delegation cannot join."""
    draft.require_adopters(N_("put the agenda to adoption"))
    draft.require_phase(AgendaPhase.CIRCULATED, doing=N_("adopt the agenda"))
    exceptions = check_exceptions(draft, act.exceptions)
    draft.require_revisit(act.revisit)
    _nobody_opposes(draft, exceptions)
    draft.add(AgendaAdopted(exceptions, act.revisit, draft.at, act.because))


def place_under_silence(draft: AgendaDraft, act: PlaceAgendaUnderSilence, procedure: str) -> None:
    """Open a silence procedure on the agenda, whose name is made of that of this `procedure`.

    Raises `ValueError` where the caller names none.
    """
    if not procedure:
        message = "the name of the agenda's procedure is needed to name the silence procedure"
        raise ValueError(message)
    draft.require_adopters(N_("place the agenda under silence"))
    draft.require_phase(AgendaPhase.CIRCULATED, doing=N_("place the agenda under silence"))
    later = draft.state.children
    child = f"{procedure}-silence" + (f"-{later + 1}" if later else "")
    if len(child) > LONGEST_NAME:
        says = _(
            'The silence procedure would be named "{child}", which is longer than '
            "{most} characters; give the agenda a shorter name.",
            child=child,
            most=LONGEST_NAME,
        )
        raise draft.refuse("name-too-long", says)
    draft.add(AgendaPlacedUnderSilence(child, act.item_by_item, act.because))


def take_result(draft: AgendaDraft, act: TakeResult) -> None:
    """Take over the outcome of the silence procedure on the agenda as it stands.

    Nothing happens where it was taken before, or where the agenda no longer depends on it: the
    meeting has adopted it, or it was issued anew, or placed under silence again.
    """
    state = draft.state
    result = ResultTaken(act.child, act.outcome, act.at, act.adopted, act.contested)
    if act.child != state.child or result == state.result:
        return
    draft.add(result)
    exceptions = exceptions_by(state, result)
    if exceptions is not None:
        rule = "objection.threshold"
        draft.add(AgendaAdopted(exceptions, UNSET, act.at, child=act.child, rule=rule))


def reopen_result(draft: AgendaDraft, act: ReopenResult) -> None:
    """Depend on the silence procedure again, whose outcome was set aside."""
    state = draft.state
    if act.child == state.child and state.result is not None:
        draft.add(ResultReopened(act.child, act.at))


def settle(draft: AgendaDraft, act: SettlePart) -> None:
    """Adopt, defer or drop what was left open."""
    draft.require_adopters(N_("settle what was left open"))
    draft.require_phase(AgendaPhase.ADOPTED, doing=N_("settle what was left open"))
    draft.require_places((act.place,))
    if act.place not in {part.place for part in draft.state.open_parts}:
        says = _('"{place}" was not left open, or is settled already.', place=act.place)
        raise draft.refuse("not-open", says)
    draft.add(PartSettled(act.place, act.settlement, act.says, act.because))


def check_exceptions(draft: AgendaDraft, exceptions: tuple[str, ...]) -> tuple[str, ...]:
    """The exceptions in the order of the agenda, each without what is below it.

    Raises `Refused` where there is no such place, or where nothing would be left to adopt.
    """
    draft.require_places(exceptions)
    state = draft.state
    if set(state.places) <= covered_by(state.items, exceptions):
        says = _("With these exceptions nothing would be left that could be adopted.")
        raise draft.refuse("nothing-left", says, ADOPTED_BY)
    return topmost(state.items, exceptions)


def _nobody_opposes(draft: AgendaDraft, exceptions: tuple[str, ...]) -> None:
    state = draft.state
    compromise = state.compromise
    if compromise is None or not compromise.opposed_by:
        return
    if set(topmost(state.items, compromise.exceptions)) != set(exceptions):
        return
    seats = [state.seat(participant) for participant, _ in compromise.opposed_by]
    names = ", ".join(seat.name for seat in seats if seat is not None)
    says = _("The compromise on these terms is opposed by {names}.", names=names)
    raise draft.refuse("compromise-opposed", says, ADOPTED_BY)
