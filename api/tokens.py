"""Tokens for programs: a member of the staff makes them, sees them, and revokes them.

A token belongs to whoever made it. The secretariat of all bodies sees those of everybody, and
revokes them where somebody has to be quick.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StrictInt
from pydantic_core import PydanticCustomError

from api.context import Context
from api.people import ON_THE_STRENGTH_OF
from api.places import at_desk
from api.problems import Problem
from api.sent import Sent
from api.words import IDENTIFIER, Name
from nemcon.language import _
from nemcon.register import directory
from nemcon.register.grants import (
    MOST_DAYS,
    USUAL_DAYS,
    Grant,
    Kept,
    Scope,
    Wanted,
    all_grants,
    grant_token,
    revoke_grant,
)
from nemcon.register.people import StaffRefused
from nemcon.register.roles import Role
from nemcon.register.staff import Staff

_PLACE: Final = rf"^$|{IDENTIFIER}"


def _no_paper(name: str) -> str:
    """Refuse a name by which the register would seem to say which paper a filing rests on."""
    says = ON_THE_STRENGTH_OF.strip(" :")
    if says in " ".join(unicodedata.normalize("NFKC", name).casefold().split()):
        why = _(
            "The register says \u201c{words}\u201d of papers; leave this out of the name.",
            words=says,
        )
        raise PydanticCustomError("reserved-name", "{says}", {"says": why})
    return name


class TokenSent(Sent):
    """A token to be made."""

    name: Annotated[Name, AfterValidator(_no_paper)] = Field(
        description="What it is for.", examples=["Document management"]
    )
    scopes: list[Scope] = Field(min_length=1, max_length=len(Scope), examples=[["read", "launch"]])
    body: str = Field(
        default="", pattern=_PLACE, description="Good there alone; empty for all your bodies."
    )
    days: StrictInt = Field(
        default=USUAL_DAYS, ge=1, le=MOST_DAYS, description="After how many days it expires."
    )


@dataclass(frozen=True, slots=True)
class Made:
    """A token that was just made: `token` is shown this once."""

    grant: Grant
    token: str


class TokenDesk:
    """What one member of the staff, who is signed in, does with tokens."""

    def __init__(self, context: Context, staff: Staff) -> None:
        """`staff` did not come with a token that has scopes: the routes see to that."""
        self._context = context
        self._staff = staff

    @property
    def sees_all(self) -> bool:
        """Whether the tokens of everybody are shown here, and may be revoked."""
        everywhere = self._staff.everywhere()
        return everywhere is not None and everywhere.role is Role.SECRETARIAT

    def listed(self) -> tuple[Kept, ...]:
        """The tokens that this person may revoke, the newest first."""
        with self._context.database.reading() as connection:
            return all_grants(connection, self._whose)

    def make(self, sent: TokenSent, now: datetime) -> Made:
        """Make a token of this person. Raises `Problem`."""
        if sent.body:
            at_desk(self._context, self._staff, sent.body)
        wanted = Wanted(sent.name, frozenset(sent.scopes), sent.body, sent.days)
        try:
            with self._context.database.writing() as connection:
                if sent.body:
                    directory.body_of(connection, sent.body)
                return Made(*grant_token(connection, self._staff.person, wanted, now))
        except StaffRefused as error:
            raise Problem(409, error.code, error.says) from error

    def revoke(self, identifier: str, now: datetime) -> None:
        """Let a token open nothing any more. Raises `Problem`."""
        with self._context.database.writing() as connection:
            done = revoke_grant(connection, identifier, self._whose, self._staff.signs_as, now)
        if not done:
            raise Problem(404, "no-such-token", _("You have no token of that id that is good."))

    @property
    def _whose(self) -> str | None:
        return None if self.sees_all else self._staff.person
