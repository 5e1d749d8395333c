"""What a member of the staff may do about an agenda now, and what each form begins with."""

from __future__ import annotations

from typing import Final

from api.pages.agenda_acting import Doing
from api.pages.agenda_doings import DESK
from api.pages.agenda_for import FOR_OTHERS
from api.pages.agenda_typing import (
    items_as_typed,
    officers_as_typed,
    parts_as_typed,
    sittings_as_typed,
)
from nemcon.agenda.state import AgendaPhase, AgendaState
from nemcon.register.staff import Role, Staff
from nemcon.timing.zones import to_wall_clock

_BY_THE_BODY: Final = frozenset(
    {"adopt", "settle", "compromise", "place-under-silence", "add-item"}
)
"""What only those may do who adopt the agenda; the rest the secretariat may do too."""
_PHASES: Final = {
    "adopt": (AgendaPhase.CIRCULATED,),
    "compromise": (AgendaPhase.CIRCULATED,),
    "place-under-silence": (AgendaPhase.CIRCULATED,),
    "revise": (AgendaPhase.CIRCULATED,),
    "settle": (AgendaPhase.ADOPTED,),
    "add-item": (AgendaPhase.CIRCULATED, AgendaPhase.ADOPTED),
    "change-timetable": (
        AgendaPhase.CIRCULATED,
        AgendaPhase.UNDER_SILENCE,
        AgendaPhase.ADOPTED,
    ),
}


def offered(staff: Staff, state: AgendaState) -> tuple[Doing, ...]:
    """What this member of the staff may do about the agenda now."""
    if staff.role is Role.READER:
        return ()
    adopts = staff.role.office in state.profile.agenda_adopted_by
    desk = writes_for_the_body(staff, state)
    by_office = tuple(
        doing
        for verb, doing in DESK.items()
        if (adopts if verb in _BY_THE_BODY else desk)
        and state.phase in _PHASES.get(verb, tuple(AgendaPhase))
        and (verb != "settle" or state.open_parts)
    )
    return (*by_office, *_for_delegations(staff, state))


def writes_for_the_body(staff: Staff, state: AgendaState) -> bool:
    """Whether this member of the staff acts for the body, or is the secretariat that writes for it.

    A reader does neither.
    """
    if staff.role is Role.READER:
        return False
    return staff.role is Role.SECRETARIAT or staff.role.office in state.profile.agenda_adopted_by


def places_the_report(staff: Staff, state: AgendaState) -> bool:
    """Whether there is a report that this member of the staff may place under silence."""
    if staff.role is Role.READER or state.record is None:
        return False
    return staff.role.office in state.profile.launch_by | state.profile.launch_through


def _for_delegations(staff: Staff, state: AgendaState) -> tuple[Doing, ...]:
    if staff.role is not Role.SECRETARIAT or state.phase is not AgendaPhase.CIRCULATED:
        return ()
    verbs = ["propose"]
    if any(not p.withdrawn and not p.taken_up for p in state.proposals):
        verbs.append("withdraw")
    if state.compromise is not None:
        verbs += ["oppose", *(["join"] if state.compromise.opposed_by else [])]
    return tuple(FOR_OTHERS[f"{verb}-for"] for verb in verbs)


def filled(state: AgendaState, verb: str) -> list[tuple[str, str]]:
    """What a form begins with: the agenda as it stands, or the compromise as it was put."""
    put, zone = state.compromise, state.profile.zone
    match verb:
        case "revise":
            items, parts = items_as_typed(state.items), parts_as_typed(state.parts)
            return [("items", items), ("parts", parts)]
        case "change-timetable":
            return [("sittings", sittings_as_typed(state.sittings, zone))]
        case "name-officers":
            return [("officers", officers_as_typed(state))]
        case "settle":
            return [("place", state.open_parts[0].place)] if len(state.open_parts) == 1 else []
        case "adopt" if put is not None:
            again, at = put.revisit, put.revisit.at
            typed = f"{to_wall_clock(at, zone):%Y-%m-%dT%H:%M}" if at else ""
            chosen = [("exceptions", place) for place in put.exceptions]
            return [*chosen, ("sitting", str(again.sitting or "")), ("at", typed)]
        case _:
            return []
