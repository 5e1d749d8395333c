"""What a link opens, whatever the kind of its procedure: whose it is, and where that stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, Generic, TypeVar

from fastapi import Depends, Request

from api.context import InContext, InLimits
from api.problems import Problem
from api.speaking import speak_own
from nemcon.language import _
from nemcon.procedure.people import Seat
from nemcon.register import directory
from nemcon.register.directory import Body
from nemcon.register.door import PositionOf
from nemcon.register.kinds import State
from nemcon.register.links import LinkHolder, find_link

LONGEST: Final = 60
_State_co = TypeVar("_State_co", bound=State, covariant=True)
_Kind = TypeVar("_Kind", bound=State)


@dataclass(frozen=True, slots=True)
class OpenedLink(Generic[_State_co]):
    """What a link to a procedure of one kind opens, as it stands now."""

    token: str
    holder: LinkHolder
    body: Body
    position: PositionOf[_State_co]
    now: datetime

    @property
    def state(self) -> _State_co:
        """The state as recorded, with nothing left out."""
        return self.position.state

    @property
    def seat(self) -> Seat | None:
        """The delegation's place on the frozen roll."""
        return self.state.seat(self.holder.participant)

    @property
    def around(self) -> dict[str, object]:
        """What every page behind the link shows around its own facts."""
        return {
            "token": self.token,
            "holder": self.holder,
            "body": self.body,
            "procedure": self.position.procedure,
            "head": str(self.position.head),
        }


def open_any(
    request: Request, context: InContext, limits: InLimits, token: str
) -> OpenedLink[State]:
    """What the link opens, without recording anything. Raises `Problem` 404 or 429.

    A link that was revoked is told from the others by whoever answers, in its contact's language.
    """
    with context.database.reading() as connection:
        holder = find_link(connection, token) if len(token) < LONGEST else None
        body = directory.body_of(connection, holder.body) if holder is not None else None
    position = context.register.whereabouts(holder.procedure) if holder is not None else None
    if holder is None or body is None or position is None:
        limits.wrong_token(request)
        says = _("There is no personal link at this address.")
        raise Problem(404, "unknown-link", says)
    return OpenedLink(token, holder, body, position, context.clock.now())


# What is spoken holds for the task that answers: a plain function would speak in a thread of its
# own, and nobody would hear it.
async def _in_its_language(
    request: Request, opened: Annotated[OpenedLink[State], Depends(open_any)]
) -> OpenedLink[State]:
    """The same, and who reads is spoken to. Raises `Problem` 410 for a link that was revoked."""
    holder = opened.holder
    speak_own(request, holder.language)
    if holder.revoked_at is not None:
        says = _(
            "This personal link was issued to {person} and has been revoked.", person=holder.person
        )
        raise Problem(410, "link-revoked", says)
    return opened


InAnyLink = Annotated[OpenedLink[State], Depends(_in_its_language)]
"""What the link in the address opens; the answer is written in its contact's language."""


def opened_as(opened: OpenedLink[State], kind: type[_Kind]) -> OpenedLink[_Kind]:
    """The same, of a procedure of that kind. Raises `Problem` 404 for one of another kind."""
    found, state = opened.position, opened.position.state
    if not isinstance(state, kind):
        raise Problem(404, "not-found", _("There is nothing at this address."))
    position = PositionOf(found.procedure, found.body, state, found.head, found.next)
    return OpenedLink(opened.token, opened.holder, opened.body, position, opened.now)
