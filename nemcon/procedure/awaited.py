"""What a procedure waits for, and who must act: what lists and boards say of it.

Where the letters of a period did not arrive it is the secretariat that must act as well; that is
known from the letters and not from the state. So it must where one person has entered a filing for
a delegation and a second one is to confirm it: what waits is not recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nemcon.procedure.state import Phase, ProcedureState


class Whom(StrEnum):
    """Who must act for a procedure to go on."""

    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    DELEGATIONS = "delegations"
    TIME = "time"
    NOBODY = "nobody"


class Awaits(StrEnum):
    """What a procedure of any kind waits for."""

    LAUNCH = "launch"
    RESPONSES = "responses"
    OBJECTIONS = "objections"
    """Responses, with an objection on the table: what readers may not always be told."""
    HOLDS = "holds"
    """That holds lapse or are withdrawn: what readers may not always be told either."""
    RESUMPTION = "resumption"
    WAY_OUT = "way-out"
    FINDING = "finding"
    VOTES = "votes"
    PROPOSALS = "proposals"
    ADOPTION = "adoption"
    OPEN_PARTS = "open-parts"
    SESSION = "session"
    AMENDMENTS = "amendments"
    NEXT_ROUND = "next-round"
    OUTCOME = "outcome"
    """The outcome of the silence procedure that hangs on it."""
    SECOND_PERSON = "second-person"
    """That somebody confirms what another has entered for a delegation; beside all the others."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Awaited:
    """What is awaited and of whom; until when, where a limit is set, as an aware UTC instant."""

    what: Awaits
    whom: Whom
    until: datetime | None = None


NOTHING = Awaited(Awaits.NOTHING, Whom.NOBODY)
"""What an ended procedure waits for."""


def second_person(until: datetime) -> Awaited:
    """That a filing is confirmed which one person of the secretariat has entered."""
    return Awaited(Awaits.SECOND_PERSON, Whom.SECRETARIAT, until)


def awaited(  # noqa: PLR0911 - the cases exclude each other
    state: ProcedureState,
) -> Awaited:
    """What a silence procedure waits for."""
    match state.phase:
        case Phase.ANNOUNCED:
            return Awaited(Awaits.LAUNCH, Whom.CHAIR, state.announced)
        case Phase.UNDER_SILENCE:
            until = state.closing.instant if state.closing else None
            what = Awaits.RESPONSES if state.broken_at is None else Awaits.OBJECTIONS
            return Awaited(what, Whom.DELEGATIONS, until)
        case Phase.SUSPENDED if state.held:
            return Awaited(Awaits.HOLDS, Whom.TIME, state.resumes_at)
        case Phase.SUSPENDED if state.resumes_at is not None:
            return Awaited(Awaits.RESUMPTION, Whom.TIME, state.resumes_at)
        case Phase.SUSPENDED:
            return Awaited(Awaits.RESUMPTION, Whom.CHAIR)
        case Phase.CONSULTATION:
            what = Awaits.FINDING if state.awaits_finding else Awaits.WAY_OUT
            return Awaited(what, Whom.CHAIR, state.consultation_until)
        case Phase.VOTING:
            return Awaited(Awaits.VOTES, Whom.DELEGATIONS, state.vote_until)
        case Phase.ENDED:
            return NOTHING
