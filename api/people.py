"""Who may call: declared beside each route, and nowhere decided by hand.

Staff show a token, as `Authorization: Bearer ...` from a program or in the session cookie from a
browser. A delegation's program shows the token of its personal link in the same header. A route
that takes none of these dependencies is public, and a test lists those.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import Depends, Request

from api.context import Context, InContext, InLimits
from api.limits import Limits
from api.problems import Problem
from nemcon.procedure.people import Actor, Office
from nemcon.register.links import LinkHolder, find_link
from nemcon.register.staff import Role, Staff, find_staff

COOKIE: Final = "nemcon_staff"
LONGEST_TOKEN: Final = 100
SHOW_ONE: Final = "Show the token of a member of the staff, or the one from your personal link."

ON_THE_STRENGTH_OF: Final = "on the strength of: "
"""How the channel of an act names the paper because of which the secretariat files for another."""

Caller = Staff | LinkHolder


def token_of(request: Request) -> str:
    """The token that the request shows, from its header or its cookie; empty when none."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    token = value.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")
    return token if len(token) <= LONGEST_TOKEN else token[:LONGEST_TOKEN]


def _staff(request: Request, context: InContext, limits: InLimits) -> Staff:
    token = token_of(request)
    with context.database.reading() as connection:
        staff = find_staff(connection, token) if token else None
    if staff is None:
        if token:
            limits.wrong_token(request)
        says = "Only the staff of the body may see this. Show a token, or open your staff link."
        raise Problem(401, "no-token", says)
    return staff


AnyStaff = Annotated[Staff, Depends(_staff)]


def _acting(staff: AnyStaff) -> Staff:
    if staff.role is Role.READER:
        raise Problem(403, "readers-only-read", "Your token lets you read, not act.")
    return staff


ActingStaff = Annotated[Staff, Depends(_acting)]


def _secretariat(staff: AnyStaff) -> Staff:
    if staff.role is not Role.SECRETARIAT:
        raise Problem(403, "secretariat-only", "Only the secretariat may do this.")
    return staff


SecretariatStaff = Annotated[Staff, Depends(_secretariat)]


async def _shown_token(request: Request) -> str:
    token = token_of(request)
    if not token:
        raise Problem(401, "no-token", SHOW_ONE)
    return token


ShownToken = Annotated[str, Depends(_shown_token)]
"""A token that the route itself looks up, with `find_caller`, in the thread it works in."""


def find_caller(context: Context, limits: Limits, request: Request, token: str) -> Caller:
    """The member of the staff, or the delegate, whose token it is. Raises `Problem`."""
    with context.database.reading() as connection:
        found = (find_link(connection, token) or find_staff(connection, token)) if token else None
    if found is None:
        if token:
            limits.wrong_token(request)
        raise Problem(401, "no-token", SHOW_ONE)
    if isinstance(found, LinkHolder) and found.revoked_at is not None:
        raise Problem(403, "link-revoked", "This personal link was revoked; ask for a new one.")
    return found


def _caller(request: Request, context: InContext, limits: InLimits) -> Caller:
    return find_caller(context, limits, request, token_of(request))


AnyCaller = Annotated[Caller, Depends(_caller)]


def actor(staff: Staff, channel: str) -> Actor:
    """The staff member as the register names who acted. Raises `Problem` for a reader."""
    _acting(staff)
    return Actor(Office(staff.role), person=staff.name, channel=channel)


def acting_for(participant: str, staff: Staff, channel: str, paper: str) -> Actor:
    """The staff member who records what that delegation said in the paper. Raises `Problem`."""
    by = actor(staff, f"{channel}, {ON_THE_STRENGTH_OF}{paper}")
    return replace(by, participant=participant)


def delegate(holder: LinkHolder, channel: str) -> Actor:
    """The delegate, by the personal link that was used, as the register names who acted."""
    return Actor(Office.DELEGATION, holder.participant, holder.person, channel)
