"""A filing that waits for a second person, as the API shows it."""

from __future__ import annotations

from datetime import datetime

from fastapi import Response
from pydantic import Field

from api.v1.shown import ScanShown, Shown
from nemcon.procedure.acts import File
from nemcon.register.waiting import Waiting, WaitingState


class WaitingShown(Shown):
    """A filing on a delegation's behalf, entered by one person; or one that waits for a code."""

    id: str
    procedure: str
    participant: str
    kind: str = Field(examples=["object"])
    says: str
    scan: ScanShown | None = Field(description="The scan of the paper, where it was sent.")
    entered_by: str
    entered_at: datetime = Field(description="When it was received, from which it counts.")
    confirm_until: datetime
    waits_for: str = Field(description="`a second person`, or `a code`.")
    state: WaitingState
    settled_at: datetime | None
    settled_by: str
    because: str = Field(description="Why it came to nothing, where the rules refused it.")

    @classmethod
    def of(cls, found: Waiting) -> WaitingShown:
        """What is shown of it."""
        act = found.act
        return cls(
            id=found.id,
            procedure=found.procedure,
            participant=act.actor.participant,
            kind=act.kind if isinstance(act, File) else "withdraw-objection",
            says=act.says if isinstance(act, File) else "",
            scan=ScanShown.model_validate(act.actor.scan) if act.actor.scan else None,
            entered_by=found.name,
            entered_at=found.entered,
            confirm_until=found.due,
            waits_for="a code" if found.contact else "a second person",
            state=found.state,
            settled_at=found.settled,
            settled_by=found.settled_by,
            because=found.says,
        )


def waiting_response(found: Waiting) -> Response:
    """That it was taken in, and waits."""
    written = WaitingShown.of(found).model_dump_json()
    return Response(written, 202, media_type="application/json")
