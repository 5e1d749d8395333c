"""Keeping the time of a procedure, whatever its kind: the loop that the workflows share.

Which step is due, and what follows from it, only the register knows: a workflow asks it at each
step, waits until the next one or until it is told that somebody acted, and sends the letters that
the register calls for. It decides nothing and remembers nothing that matters, so that it may be
stopped, moved or started again at any point.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy, SearchAttributeKey, SearchAttributeUpdate
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.contract import KEEP_TIME, SEND_MAILING, MailingDone, Standing

PHASE = SearchAttributeKey.for_keyword("NemconPhase")
BODY = SearchAttributeKey.for_keyword("NemconBody")
OUTCOME = SearchAttributeKey.for_keyword("NemconOutcome")
DEADLINE = SearchAttributeKey.for_datetime("NemconDeadline")
SEARCH_ATTRIBUTES = (PHASE, BODY, OUTCOME, DEADLINE)

LONGEST_WAIT = timedelta(days=30)
LONGEST_HISTORY = 1_000
"""After how many events a workflow begins a new history; a busy negotiation has many."""
LETTERS_FIRST_RETRIED = timedelta(seconds=2)
LETTERS_RETRIED = timedelta(minutes=30)
LETTERS_SHOW_LIFE = timedelta(seconds=20)
ENDED = "ended"


class TimeKept:
    """Keeps the time of one procedure, from the first letter to the outcome."""

    def __init__(self, procedure: str) -> None:
        """Nothing is known yet; the register will tell."""
        self._procedure = procedure
        self._somebody_acted = False
        self._letters: dict[str, asyncio.Task[None]] = {}
        self._standing: Standing | None = None

    async def keep_time(self, given: object) -> str | None:
        """Keep time until the procedure has ended and its letters are out; its outcome.

        It begins a new history, with what the workflow was given, when the present one is long.
        """
        while True:
            standing = await self._consult_the_register()
            self._send_letters(standing)
            if standing.phase == ENDED and standing.wait_seconds is None:
                await workflow.wait_condition(lambda: self._somebody_acted or not self._letters)
                if not self._somebody_acted:
                    return standing.outcome
            else:
                await self._wait(standing)
            if self._history_is_long() and not self._letters:
                workflow.continue_as_new(given)

    @workflow.signal
    def somebody_acted(self) -> None:
        """Something was recorded that time did not record itself: look again."""
        self._somebody_acted = True

    @workflow.query
    def standing(self) -> Standing | None:
        """Where the procedure stood when the register was last asked."""
        return self._standing

    def _history_is_long(self) -> bool:
        info = workflow.info()
        long = info.get_current_history_length() > LONGEST_HISTORY
        return long or info.is_continue_as_new_suggested()

    async def _consult_the_register(self) -> Standing:
        """Let time take what is due (remind, resume, close the book, end the consultation)."""
        self._somebody_acted = False
        standing: Standing = await workflow.execute_activity(
            KEEP_TIME,
            self._procedure,
            result_type=Standing,
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=RetryPolicy(
                maximum_interval=timedelta(seconds=30),
                non_retryable_error_types=["no-such-procedure"],
            ),
        )
        self._show_operators(standing)
        return standing

    async def _wait(self, standing: Standing) -> None:
        """Wait until time's next step is due, or somebody acted.

        No wait is longer than a month, so that even a procedure that only people can move, and of
        whose moving no word arrived, is looked at again.
        """
        longest = LONGEST_WAIT
        if standing.wait_seconds is not None:
            longest = min(longest, timedelta(seconds=standing.wait_seconds))
        with suppress(TimeoutError):
            await workflow.wait_condition(lambda: self._somebody_acted, timeout=longest)

    def _send_letters(self, standing: Standing) -> None:
        """Begin every mailing that is due; letters never hold up the clock."""
        for mailing in standing.mailings:
            if mailing not in self._letters:
                self._letters[mailing] = asyncio.create_task(self._send(mailing))

    async def _send(self, mailing: str) -> None:
        """Send a mailing, however long its letters have to wait for a relay that takes them."""
        try:
            await workflow.execute_activity(
                SEND_MAILING,
                mailing,
                result_type=MailingDone,
                start_to_close_timeout=timedelta(hours=1),
                heartbeat_timeout=LETTERS_SHOW_LIFE,
                retry_policy=RetryPolicy(
                    initial_interval=LETTERS_FIRST_RETRIED,
                    maximum_interval=LETTERS_RETRIED,
                ),
            )
        except ActivityError:
            workflow.logger.exception("letters of %s could not be sent", mailing)
        finally:
            del self._letters[mailing]

    def _show_operators(self, standing: Standing) -> None:
        before, self._standing = self._standing, standing
        if before is not None and _shown(before) == _shown(standing):
            return
        updates: list[SearchAttributeUpdate[Any]] = [
            PHASE.value_set(standing.phase),
            BODY.value_set(standing.body),
        ]
        if standing.deadline is not None:
            updates.append(DEADLINE.value_set(datetime.fromisoformat(standing.deadline)))
        if standing.outcome is not None:
            updates.append(OUTCOME.value_set(standing.outcome))
        workflow.upsert_search_attributes(updates)  # pyright: ignore[reportUnknownMemberType] - the SDK leaves it open


def _shown(standing: Standing) -> tuple[str | None, ...]:
    return standing.phase, standing.body, standing.deadline, standing.outcome
