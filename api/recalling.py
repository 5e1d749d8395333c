"""Recalling a launch, of whatever kind the procedure is: the form, and who may do it until when."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from api.people import actor
from api.sent import Sent
from api.words import ShortWords
from nemcon.procedure.people import Actor
from nemcon.procedure.recall import RecallLaunch
from nemcon.procedure.refusal import Refusal
from nemcon.register.kinds import State, decide
from nemcon.register.staff import Role, Staff


class Recalling(Sent):
    """Take a launch back before its first letter leaves. The reason stands in the register."""

    because: ShortWords = ""

    def act(self, by: Actor) -> RecallLaunch:
        """The recall as an act."""
        return RecallLaunch(by, self.because.strip())


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment in which a launch may be recalled.

    `seconds` are left of it, and `mine` says whether whoever looks may recall it.
    """

    seconds: int
    mine: bool


def moment_of(procedure: str, state: State, staff: Staff, now: datetime) -> Moment | None:
    """The moment that runs now; `None` where there is none, or it is over."""
    until = state.recall_until
    if until is None or not letters_held(state, now):
        return None
    left = math.ceil((until - now).total_seconds())
    if staff.role is Role.READER:
        return Moment(left, mine=False)
    answer = decide(procedure, state, RecallLaunch(actor(staff, "page")), now)
    return Moment(left, mine=not isinstance(answer, Refusal))


def letters_held(state: State, now: datetime) -> bool:
    """Whether the moment runs in which no letter of the launch has left yet."""
    until = state.recall_until
    return until is not None and not state.ended and now < until
