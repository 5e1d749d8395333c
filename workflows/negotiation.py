"""A negotiation, as time sees it.

A text is tabled and circulated; those who filed nothing are reminded before a round ends; what is
filed after the round is late; the Chair revises, moves paragraphs and concludes, and where the
Chair does nothing for as long as the rules give, they say what follows. What is agreed goes under
silence in a procedure of its own, the rest to the compilation. How its time is kept is in
`keeping`.
"""

from __future__ import annotations

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from pydantic import BaseModel, ConfigDict

from workflows.keeping import TimeKept


class Negotiation(BaseModel):
    """Which negotiation this is, by the name of its procedure."""

    model_config = ConfigDict(frozen=True)

    procedure: str


@workflow.defn(name="TextNegotiation")
class TextNegotiation(TimeKept):
    """Keeps the time of one negotiation, from the first round to the outcome."""

    @workflow.init
    def __init__(self, negotiation: Negotiation) -> None:
        super().__init__(negotiation.procedure)

    @workflow.run
    async def run(self, negotiation: Negotiation) -> str | None:
        """Keep time until the negotiation has ended and its letters are out; its outcome."""
        return await self.keep_time(negotiation)
