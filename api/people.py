"""Who may call: declared beside each route, and nowhere decided by hand.

Staff show a token, as `Authorization: Bearer ...` from a program or in the session cookie from a
browser. A route that takes none of these dependencies is public, and a test lists those.
"""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, Request

from api.context import InContext
from api.problems import Problem
from nemcon.procedure.people import Actor, Office
from nemcon.register.staff import Role, Staff, find_staff

COOKIE: Final = "nemcon_staff"


def token_of(request: Request) -> str:
    """The token that the request shows, from its header or its cookie; empty when none."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")


def _staff(request: Request, context: InContext) -> Staff:
    token = token_of(request)
    with context.database.reading() as connection:
        staff = find_staff(connection, token) if token else None
    if staff is None:
        says = "Only the staff of the body may see this. Show a token, or open your staff link."
        raise Problem(401, "no-token", says)
    return staff


AnyStaff = Annotated[Staff, Depends(_staff)]


def _acting(staff: AnyStaff) -> Staff:
    if staff.role is Role.READER:
        raise Problem(403, "readers-only-read", "Your token lets you read, not act.")
    return staff


ActingStaff = Annotated[Staff, Depends(_acting)]


def actor(staff: Staff, channel: str) -> Actor:
    """The staff member as the register names who acted."""
    return Actor(Office(staff.role), person=staff.name, channel=channel)
