"""A member of the staff who calls, and the tokens by which one is known.

There are two kinds: staff links, which open everything and sign in, and those with scopes, which
people make for programs (`nemcon.register.grants`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from nemcon.register.grants import Grant, grant_of
from nemcon.register.people import enter_person, give_role, roles_now
from nemcon.register.roles import EVERYWHERE, Held, Role, Roles
from nemcon.register.secrets import API_TOKEN, hashed, is_api_token, new_token
from nemcon.register.tables_staff import (
    staff_people,
    staff_roles,
    staff_sessions,
    staff_tokens,
)

__all__ = [
    "Role",
    "Staff",
    "find_staff",
    "issue_token",
    "keep_token",
    "revoke_token",
    "staff_of",
]

INSTALLATION: Final = "the installation"
"""Who gave a role that came with a token: whoever runs the machine."""

_FIND: Final = (
    select(
        staff_people.c.id.label("person"),
        staff_people.c.name.label("owner"),
        *(
            staff_tokens.c[name]
            for name in ("id", "name", "scopes", "body_id", "ends_at", "used_on")
        ),
    )
    .join(staff_tokens, staff_tokens.c.person_id == staff_people.c.id)
    .where(
        staff_tokens.c.token_hash == bindparam("hashed"),
        staff_tokens.c.revoked_at.is_(None),
        or_(staff_tokens.c.ends_at.is_(None), staff_tokens.c.ends_at > bindparam("now")),
        staff_people.c.ended_at.is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who calls, with the role where the call is about.

    `placed` says that `role` is the one there; without it `role` is the widest that is held
    anywhere, which lets nobody act before `at` has said where. `acting_for` names the absent
    officer whose role it is; `session` is the browser's, where it was one, and `grant` the token's,
    where it was one with scopes. `language` is that of the pages, of whoever signed in and set one.
    """

    name: str
    role: Role
    person: str = ""
    acting_for: str = ""
    roles: Roles = field(default_factory=Roles)
    placed: bool = True
    session: str = ""
    grant: Grant | None = None
    language: str = ""

    def at(self, body: str) -> Staff | None:
        """The same person in that body; `None` where that person is nothing there."""
        return self._as(self.roles.at(body))

    def everywhere(self) -> Staff | None:
        """The same person with the role that is held for all bodies."""
        return self._as(self.roles.at(EVERYWHERE))

    @property
    def bodies(self) -> frozenset[str] | None:
        """The bodies that this person sees; `None` for all of them."""
        return None if self.roles.everywhere else self.roles.named

    @property
    def acts_as(self) -> str:
        """The name under which acts are recorded; by which way they came is told beside it."""
        return f"{self.name}, acting for {self.acting_for}" if self.acting_for else self.name

    @property
    def signs_as(self) -> str:
        """The name under which all else is noted, with the token through which it was done."""
        return f"{self.acts_as}, by {self.grant.in_words}" if self.grant else self.acts_as

    def _as(self, held: Held | None) -> Staff | None:
        if held is None:
            return None
        return replace(self, role=held.role, acting_for=held.acting_for, placed=True)


def staff_of(
    connection: Connection, person: str, name: str, now: datetime, session: str = ""
) -> Staff | None:
    """That person with the roles of that instant; `None` for somebody without any."""
    known = Staff(name, Role.READER, person, session=session)
    return _with(known, roles_now(connection, person, now))


def _with(staff: Staff, roles: Roles) -> Staff | None:
    """The same person with these roles; `None` where there are none."""
    widest = roles.widest
    if widest is None:
        return None
    same = roles.same_everywhere
    return replace(staff, role=widest.role, acting_for=widest.acting_for, roles=roles, placed=same)


def issue_token(
    connection: Connection, name: str, role: Role, now: datetime, body: str = EVERYWHERE
) -> str:
    """Make a token for a member of the staff; it is shown once and stored as a hash."""
    token = new_token()
    keep_token(connection, token, name, role, now, body)
    return token


def keep_token(
    connection: Connection,
    token: str,
    name: str,
    role: Role,
    now: datetime,
    body: str = EVERYWHERE,
) -> None:
    """Let a token that exists already be accepted from now on."""
    if find_staff(connection, token, now) is None:
        person = _called(connection, name, role, body)
        if person is None:
            person = enter_person(connection, name, "", now).id
            give_role(connection, person, body, role, INSTALLATION, now)
        connection.execute(
            insert(staff_tokens).values(token_hash=hashed(token), person_id=person, created_at=now)
        )


def find_staff(connection: Connection, token: str, now: datetime) -> Staff | None:
    """Who holds the token; `None` when nobody does, it is over, or no role is left.

    A token with scopes has no more than the own roles of its owner, and those only where it is
    good.
    """
    if token.startswith(API_TOKEN) and not is_api_token(token):
        return None
    row = connection.execute(_FIND, {"hashed": hashed(token), "now": now}).first()
    staff = staff_of(connection, row.person, row.owner, now) if row else None
    if row is None or staff is None or row.scopes is None:
        return staff
    grant = grant_of(row)
    narrowed = _with(staff, staff.roles.of_ones_own(grant.body))
    return replace(narrowed, grant=grant) if narrowed else None


def revoke_token(connection: Connection, token: str, now: datetime) -> bool:
    """Revoke a token, and end the sessions that began by it; whether there was one."""
    known = hashed(token)
    connection.execute(
        update(staff_sessions)
        .where(staff_sessions.c.by_token == known, staff_sessions.c.ended_at.is_(None))
        .values(ended_at=now)
    )
    done = connection.execute(
        update(staff_tokens)
        .where(staff_tokens.c.token_hash == known, staff_tokens.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    return bool(done.rowcount)


def _called(connection: Connection, name: str, role: Role, body: str) -> str | None:
    """Whoever is entered under that name without an address, with exactly that role."""
    return connection.scalars(
        select(staff_people.c.id)
        .join(staff_roles, staff_roles.c.person_id == staff_people.c.id)
        .where(
            staff_people.c.name == name,
            staff_people.c.address.is_(None),
            staff_people.c.ended_at.is_(None),
            staff_roles.c.role == role,
            staff_roles.c.body_id == body,
            staff_roles.c.ended_at.is_(None),
        )
    ).first()
