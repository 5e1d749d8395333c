"""What a period means where each delegation works, as far as contacts say where that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from nemcon.procedure.people import Seat
from nemcon.procedure.profile import Profile
from nemcon.register import directory
from nemcon.register.directory import Contact
from nemcon.timing import calendars
from nemcon.timing.durations import NoCalendar
from nemcon.timing.fairness import Delegation, Fairness, Place, check_fairness
from nemcon.timing.working_days import Calendar


def fairness_of(
    connection: Connection,
    body: str,
    profile: Profile,
    asked: Sequence[Seat],
    ends: datetime | None,
    now: datetime,
) -> Fairness | None:
    """The check, for those who are asked; `None` where the period has no end."""
    if ends is None:
        return None
    contacts = directory.contacts_of(connection, body, [seat.participant for seat in asked])
    seat_of_body = Place(profile.zone, calendar=_calendar(profile.calendar))
    delegations = [
        _delegation(
            seat.name, [c for c in contacts if c.participant == seat.participant], seat_of_body
        )
        for seat in asked
    ]
    return check_fairness(now, ends, seat_of_body, delegations, hour=profile.ends_at)


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
