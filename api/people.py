"""Who may call: declared beside each route, and nowhere decided by hand.

Staff show a token as `Authorization: Bearer ...` from a program, or the session in the cookie of
their browser. A delegation's program shows the token of its personal link in the same header. What
a member of the staff may do depends on the body that the address names, and through a token with
scopes on the scope that the route declares (`api.scopes`). A route that takes none of these
dependencies is public, and a test lists those.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Final, cast

from fastapi import Depends, Request

from api.context import Context, InContext, InLimits
from api.cookies import SESSION, read_cookie
from api.limits import Limits
from api.places import in_place
from api.problems import Problem
from api.scopes import check_scope
from api.speaking import speak_own
from nemcon.language import N_, _
from nemcon.procedure.people import Actor, Office
from nemcon.register.grants import day_of, has_ended, note_used
from nemcon.register.links import LinkHolder, find_link
from nemcon.register.sessions import SEEN_EVERY, Lifetime, find_session, note_seen
from nemcon.register.staff import Role, Staff, find_staff
from nemcon.settings import Settings

LONGEST_TOKEN: Final = 100
SHOW_ONE: Final = N_("Show the token of a member of the staff, or the one from your personal link.")

ON_THE_STRENGTH_OF: Final = "on the strength of: "
"""How the channel of an act names the paper because of which the secretariat files for another."""

Caller = Staff | LinkHolder


def token_of(request: Request) -> str:
    """The token that the request shows, from its header or its cookie; empty when none."""
    token = _in_header(request)
    if token is None:
        context = cast("Context", request.app.state.context)
        token = read_cookie(request, context.settings, SESSION)
    return token[:LONGEST_TOKEN]


def lifetime_of(settings: Settings) -> Lifetime:
    """How long sessions live here."""
    return Lifetime(
        timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours)
    )


def _in_header(request: Request) -> str | None:
    scheme, _space, value = request.headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else None


def _let_in(request: Request, context: InContext, limits: InLimits) -> Staff:
    token = token_of(request)
    found = _known(context, request, token)
    if not isinstance(found, Staff):
        if token:
            limits.wrong_token(request)
        says = _("Only the staff of the body may see this. Show a token, or open your staff link.")
        raise Problem(401, "no-token", says)
    return found


# What is spoken holds for the task that answers: a plain function would speak in a thread of its
# own, and nobody would hear it.
async def _spoken_to(request: Request, staff: Annotated[Staff, Depends(_let_in)]) -> Staff:
    """Who signed in reads the pages in the language that was set for that person."""
    speak_own(request, staff.language)
    return staff


def _staff(
    request: Request, context: InContext, staff: Annotated[Staff, Depends(_spoken_to)]
) -> Staff:
    return _placed(context, request, staff)


AnyStaff = Annotated[Staff, Depends(_staff)]


def acting(staff: AnyStaff) -> Staff:
    """The caller, who may act there and not only read. Raises `Problem` 403."""
    if staff.role is Role.READER:
        raise Problem(403, "readers-only-read", _("Your token lets you read, not act."))
    return staff


ActingStaff = Annotated[Staff, Depends(acting)]


def _secretariat(staff: AnyStaff) -> Staff:
    if staff.role is not Role.SECRETARIAT:
        raise Problem(403, "secretariat-only", _("Only the secretariat may do this."))
    return staff


SecretariatStaff = Annotated[Staff, Depends(_secretariat)]


def _in_all_bodies(staff: AnyStaff) -> Staff:
    found = staff.everywhere()
    if found is None:
        says = _("This is about all bodies, and your role is not for all of them.")
        raise Problem(403, "all-bodies-only", says)
    return acting(found)


AllBodiesStaff = Annotated[Staff, Depends(_in_all_bodies)]
"""Staff that may act in all bodies: for what belongs to the installation and not to a body."""


def _secretariat_of_all(staff: SecretariatStaff) -> Staff:
    found = staff.everywhere()
    if found is None or found.role is not Role.SECRETARIAT:
        says = _("Only the secretariat of all bodies may do this.")
        raise Problem(403, "all-bodies-only", says)
    return found


AllBodiesSecretariat = Annotated[Staff, Depends(_secretariat_of_all)]


async def _shown_token(request: Request) -> str:
    token = token_of(request)
    if not token:
        raise Problem(401, "no-token", _(SHOW_ONE))
    return token


ShownToken = Annotated[str, Depends(_shown_token)]
"""A token that the route itself looks up, with `find_caller`, in the thread it works in."""


def find_caller(context: Context, limits: Limits, request: Request, token: str) -> Caller:
    """The member of the staff, or the delegate, whose token it is. Raises `Problem`."""
    found = _known(context, request, token)
    if found is None:
        if token:
            limits.wrong_token(request)
        raise Problem(401, "no-token", _(SHOW_ONE))
    if isinstance(found, Staff):
        return _placed(context, request, found)
    if found.revoked_at is not None:
        raise Problem(403, "link-revoked", _("This personal link was revoked; ask for a new one."))
    return found


def _caller(request: Request, context: InContext, limits: InLimits) -> Caller:
    return find_caller(context, limits, request, token_of(request))


AnyCaller = Annotated[Caller, Depends(_caller)]


def actor(staff: Staff, channel: str) -> Actor:
    """The staff member as the register names who acted. Raises `Problem` for a reader.

    A program at fault is told so, before anything is recorded, where nobody has said in which
    body the act is: `api.places.at_desk` does.
    """
    office = acting(staff).role.office
    if not staff.placed or office is None:
        message = "an act of the staff was asked for without the body in which it is"
        raise RuntimeError(message)
    way = f"{channel}, {staff.grant.in_words}" if staff.grant else channel
    return Actor(office, person=staff.acts_as, channel=way)


def acting_for(participant: str, staff: Staff, channel: str, paper: str) -> Actor:
    """The staff member who records what that delegation said in the paper. Raises `Problem`."""
    by = actor(staff, channel)
    way = f"{by.channel}, {ON_THE_STRENGTH_OF}{paper}"
    return replace(by, participant=participant, channel=way)


def delegate(holder: LinkHolder, channel: str) -> Actor:
    """The delegate, by the personal link that was used, as the register names who acted."""
    return Actor(Office.DELEGATION, holder.participant, holder.person, channel)


def _known(context: Context, request: Request, token: str) -> Caller | None:
    """Whose token it is. A header holds a token, a cookie a session, and neither the other."""
    if not token:
        return None
    if _in_header(request) is not None:
        return _by_token(context, request, token)
    now = context.clock.now()
    with context.database.reading() as connection:
        found = find_session(connection, token, now, lifetime_of(context.settings))
    if found is None:
        return None
    staff, seen = found
    if now - seen >= SEEN_EVERY:
        with context.database.writing() as connection:
            note_seen(connection, staff.session, now)
    return staff


def _by_token(context: Context, request: Request, token: str) -> Caller | None:
    """Whose token it is. Raises `Problem` for one that is over, or that does not open this."""
    now = context.clock.now()
    with context.database.reading() as connection:
        found = find_link(connection, token) or find_staff(connection, token, now)
        if found is None and has_ended(connection, token, now):
            says = _(
                "This token has expired. Its owner makes a new one on the page \u201cTokens\u201d."
            )
            raise Problem(401, "token-expired", says)
    if not isinstance(found, Staff) or found.grant is None:
        return found
    check_scope(request, found.grant)
    if found.grant.used_on != day_of(now):
        with context.database.writing() as connection:
            note_used(connection, found.grant, now)
    return found


def _placed(context: Context, request: Request, staff: Staff) -> Staff:
    if staff.placed:
        return staff
    with context.database.reading() as connection:
        return in_place(connection, request, staff)
