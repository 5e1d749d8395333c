"""An agenda and the session that it is of, as time sees them.

The provisional agenda is circulated; the time for proposals runs out; what was left open is
reminded of before the sitting at which it is revisited; when the last sitting is over, what is open
still is carried over to the next session. How its time is kept is in `keeping`.
"""

from __future__ import annotations

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from pydantic import BaseModel, ConfigDict

from workflows.keeping import TimeKept


class Agenda(BaseModel):
    """Which agenda this is, by the name of its procedure."""

    model_config = ConfigDict(frozen=True)

    procedure: str


@workflow.defn(name="AgendaAdoption")
class AgendaAdoption(TimeKept):
    """Keeps the time of one agenda, from its circulation to the end of its session."""

    @workflow.init
    def __init__(self, agenda: Agenda) -> None:
        super().__init__(agenda.procedure)

    @workflow.run
    async def run(self, agenda: Agenda) -> str | None:
        """Keep time until the session is over and its letters are out; the outcome."""
        return await self.keep_time(agenda)
