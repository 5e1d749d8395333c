"""A silence procedure, as time sees it.

A text is circulated; those still silent are reminded; at the deadline the book is closed and the
outcome announced; a broken silence leads to consultation, and from there to another round or to
the end. How its time is kept is in `keeping`.
"""

from __future__ import annotations

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from pydantic import BaseModel, ConfigDict

from workflows.keeping import TimeKept


class Silence(BaseModel):
    """Which procedure this is."""

    model_config = ConfigDict(frozen=True)

    procedure: str


@workflow.defn(name="SilenceProcedure")
class SilenceProcedure(TimeKept):
    """Keeps the time of one procedure, from the first letter to the outcome."""

    @workflow.init
    def __init__(self, silence: Silence) -> None:
        super().__init__(silence.procedure)

    @workflow.run
    async def run(self, silence: Silence) -> str | None:
        """Keep time until the procedure has ended and its letters are out; its outcome."""
        return await self.keep_time(silence)
