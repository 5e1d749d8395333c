"""The bare workflow by itself: the engine's sandbox loads this file anew for each of them."""

from __future__ import annotations

from datetime import timedelta

from temporalio import activity, workflow

QUEUE = "bare"
STEPS = 2
"""As many as the real workflow takes after its timer: close the book, send the letters."""


@activity.defn
def nothing() -> None:
    """Do nothing."""


@workflow.defn
class Bare:
    """One timer, and the empty activities."""

    @workflow.run
    async def run(self, seconds: float) -> None:
        """Wait, and do nothing twice."""
        await workflow.sleep(timedelta(seconds=seconds))
        for _ in range(STEPS):
            await workflow.execute_activity(nothing, start_to_close_timeout=timedelta(seconds=30))
