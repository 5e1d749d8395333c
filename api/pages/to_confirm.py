"""What waits for a second person of the secretariat, as boards, desks and procedures tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from api.context import Context
from api.pages.board_words import ADDRESSES
from api.pages.shown import When, when
from nemcon.register.roles import Role
from nemcon.register.second_person import Unconfirmed, unconfirmed
from nemcon.register.staff import Staff
from nemcon.timing.writing import write_length


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """Filings of one procedure that wait; `left` is empty where the time to confirm has run out.

    `may` says that the reader is of those who may confirm.
    """

    procedure: str
    address: str
    body: str
    title: str
    number: int
    at: When
    left: str
    may: bool


def told_of(staff: Staff, bodies: Mapping[str, str]) -> tuple[str, ...]:
    """The bodies of which that member of the staff is told what waits: where one may act."""
    here = ((body, staff.at(body)) for body in bodies)
    return tuple(body for body, found in here if found and found.role is not Role.READER)


def shown_to(found: Unconfirmed, staff: Staff, body: str, now: datetime) -> ToConfirm | None:
    """What is told of it to that member of the staff; `None` for a reader."""
    here, until = staff.at(found.body), found.awaited.until
    if here is None or here.role is Role.READER or until is None:
        return None
    return ToConfirm(
        procedure=found.procedure,
        address=ADDRESSES[found.kind] + found.procedure,
        body=body,
        title=found.title,
        number=found.number,
        at=when(until, found.zone),
        left=write_length(until - now) if until > now else "",
        may=here.role is Role.SECRETARIAT,
    )


def all_to_confirm(
    context: Context, staff: Staff, bodies: Mapping[str, str], now: datetime
) -> tuple[ToConfirm, ...]:
    """Everything that waits where that member of the staff may act, the first due first."""
    with context.database.reading() as connection:
        found = unconfirmed(connection, told_of(staff, bodies)).values()
    shown = (shown_to(one, staff, bodies[one.body], now) for one in found)
    return tuple(one for one in shown if one is not None)


def to_confirm_in(context: Context, staff: Staff, procedure: str) -> ToConfirm | None:
    """What waits in that procedure, for the staff who may act there."""
    with context.database.reading() as connection:
        found = unconfirmed(connection, None, procedure).get(procedure)
    return shown_to(found, staff, "", context.clock.now()) if found else None
