"""A filing that waits for a second person, as the API shows it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from fastapi import Response
from pydantic import Field

from api.v1.shown import ScanShown, Shown
from nemcon.agenda.acts import JoinCompromise, OpposeCompromise, ProposeChange, WithdrawProposal
from nemcon.negotiation.acts import (
    MakeStatement,
    ProposeAmendment,
    TakePosition,
    WithdrawAmendment,
)
from nemcon.procedure.acts import File, WithdrawObjection
from nemcon.register.waiting import Waiting, WaitingState, Waits

_KINDS: Final[dict[type[Waits], str]] = {
    WithdrawObjection: "withdraw-objection",
    ProposeChange: "propose-change",
    WithdrawProposal: "withdraw-proposal",
    OpposeCompromise: "oppose-compromise",
    JoinCompromise: "join-compromise",
    ProposeAmendment: "propose-amendment",
    TakePosition: "take-position",
    WithdrawAmendment: "withdraw-amendment",
    MakeStatement: "make-statement",
}


class WaitingShown(Shown):
    """A filing on a delegation's behalf, entered by one person; or one that waits for a code."""

    id: str
    procedure: str
    participant: str
    kind: str = Field(examples=["object", "propose-amendment"])
    says: str = Field(description="What it says in words, where it does.")
    filed: dict[str, Any] = Field(description="Everything that was entered, field by field.")
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
            kind=act.kind if isinstance(act, File) else _KINDS[type(act)],
            says=str(getattr(act, "says", "")),
            filed={name: value for name, value in asdict(act).items() if name != "actor"},
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
