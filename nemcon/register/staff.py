"""The staff's tokens: an office and a name each, kept as hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, update

from nemcon.register.secrets import hashed, new_token
from nemcon.register.tables import staff_tokens

_FIND: Final = select(staff_tokens.c.name, staff_tokens.c.office).where(
    staff_tokens.c.token_hash == bindparam("hashed"), staff_tokens.c.revoked_at.is_(None)
)


class Role(StrEnum):
    """What a token allows. A reader sees everything that staff see and changes nothing."""

    CHAIR = "chair"
    BUREAU = "bureau"
    SECRETARIAT = "secretariat"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Staff:
    """Who holds a token."""

    name: str
    role: Role


def issue_token(connection: Connection, name: str, role: Role, now: datetime) -> str:
    """Make a token for a member of the staff; it is shown once and stored as a hash."""
    token = new_token()
    keep_token(connection, token, name, role, now)
    return token


def keep_token(connection: Connection, token: str, name: str, role: Role, now: datetime) -> None:
    """Let a token that exists already be accepted from now on."""
    if find_staff(connection, token) is None:
        connection.execute(
            insert(staff_tokens).values(
                token_hash=hashed(token), name=name, office=role, created_at=now
            )
        )


def find_staff(connection: Connection, token: str) -> Staff | None:
    """Who holds the token; `None` when nobody does or it was revoked."""
    row = connection.execute(_FIND, {"hashed": hashed(token)}).first()
    return Staff(row.name, Role(row.office)) if row else None


def revoke_token(connection: Connection, token: str, now: datetime) -> bool:
    """Revoke a token; whether there was one."""
    done = connection.execute(
        update(staff_tokens)
        .where(staff_tokens.c.token_hash == hashed(token), staff_tokens.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    return bool(done.rowcount)
