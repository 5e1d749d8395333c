"""What placing a text under silence would mean, before anything is recorded or sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from api.context import Context
from api.intake import Placed
from nemcon.procedure.entries import Happened
from nemcon.procedure.evolution import fold
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.state import ProcedureState
from nemcon.register import directory
from nemcon.register.directory import Contact
from nemcon.timing import calendars
from nemcon.timing.durations import NoCalendar
from nemcon.timing.fairness import Delegation, Fairness, Place, check_fairness
from nemcon.timing.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Preview:
    """The state as it would be, and what the period means where each delegation works."""

    state: ProcedureState
    fairness: Fairness | None


def preview(context: Context, placed: Placed) -> Preview | Refusal:
    """The text as if it were placed now; or why the rules refuse it."""
    now = context.clock.now()
    position = context.register.position(placed.procedure)
    answer = decide(position.state if position else None, placed.act, now)
    if isinstance(answer, Refusal):
        return answer
    entries = (Happened(i, now, placed.act.actor, entry) for i, entry in enumerate(answer, 1))
    state = fold(entries)
    if state is None:
        message = "placing a text under silence leads to an entry"
        raise RuntimeError(message)
    with context.database.reading() as connection:
        return Preview(state, fairness_of(connection, placed.body, state, now))


def fairness_of(
    connection: Connection, body: str, state: ProcedureState, now: datetime
) -> Fairness | None:
    """The check, as far as contacts say in which zone they read the clock."""
    deadline = state.deadline.instant if state.deadline else state.announced
    if deadline is None:
        return None
    profile = state.profile
    voters = [seat for seat in state.roll if seat.may_object]
    contacts = directory.contacts_of(connection, body, [seat.participant for seat in voters])
    seat_of_body = Place(profile.zone, calendar=_calendar(profile.calendar))
    delegations = [
        _delegation(
            seat.name, [c for c in contacts if c.participant == seat.participant], seat_of_body
        )
        for seat in voters
    ]
    return check_fairness(now, deadline, seat_of_body, delegations, hour=profile.ends_at)


def _delegation(name: str, contacts: list[Contact], body: Place) -> Delegation:
    """Who reads the clock of the body is taken to sit at the mission, others in the capital."""
    zones = sorted({contact.zone for contact in contacts if contact.zone})
    elsewhere = [zone for zone in zones if zone != body.zone]
    return Delegation(
        name,
        capital=Place(elsewhere[0]) if elsewhere else None,
        mission=body if body.zone in zones else None,
    )


def _calendar(station: str | None) -> Calendar | None:
    try:
        return calendars.known(station) if station else None
    except NoCalendar:
        return None
