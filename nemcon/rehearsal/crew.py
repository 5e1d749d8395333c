"""Those who work behind the stage: its clock, who keeps time on it, and who sends its letters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.contract import KEEP_TIME, SEND_MAILING, MailingDone, Standing
from activities.letters import LetterActivities
from activities.timekeeping import Timekeeping
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.register.door import Register
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings
from workflows.keeping import ENDED, LETTERS_FIRST_RETRIED, LETTERS_RETRIED, LONGEST_WAIT

NEVER: Final = timedelta(days=365)


class StageClock:
    """The scenario's clock: set for what people do, and the engine's for what time does."""

    def __init__(self) -> None:
        """The clock is set before anything happens."""
        self.behind = timedelta(0)
        self._set: datetime | None = None

    def now(self) -> datetime:
        """The scenario's present; it never goes back behind what people have done."""
        if self._set is None:
            message = "the clock of the stage has not been set"
            raise RuntimeError(message)
        if not activity.in_activity():
            return self._set
        return max(self._set, activity.info().started_time.astimezone(UTC) - self.behind)

    def set(self, instant: datetime, engine_now: datetime | None) -> None:
        """It is that instant on the stage, while the engine reads `engine_now`, if it runs."""
        self._set = instant
        if engine_now is not None:
            self.behind = engine_now - instant


class Witness(Timekeeping):
    """Keeps time, and remembers what each workflow was told last, and when its timer will fire."""

    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self._told: dict[str, int] = {}
        self._wakes: dict[str, datetime] = {}

    @activity.defn(name=KEEP_TIME)
    def keep_time(self, procedure: str) -> Standing:
        """As `Timekeeping` does it."""
        standing = super().keep_time(procedure)
        self._told[procedure] = standing.number
        if standing.phase == ENDED:
            self._wakes.pop(procedure, None)
        else:
            wait = LONGEST_WAIT
            if standing.wait_seconds is not None:
                wait = min(wait, timedelta(seconds=standing.wait_seconds))
            self._wakes[procedure] = activity.info().started_time + wait
        return standing

    def next_wake(self) -> datetime | None:
        """When, on the engine's clock, the next timer of a workflow fires."""
        return min(self._wakes.values(), default=None)

    def waking_at(self, instant: datetime) -> tuple[str, ...]:
        """The procedures whose timers fire at that instant of the engine's clock."""
        return tuple(name for name, wake in self._wakes.items() if wake == instant)

    def has_told(self, procedure: str, head: int) -> bool:
        """Whether the workflow of the procedure was told the entry of that number."""
        return self._told.get(procedure, 0) >= head


class Mailroom(LetterActivities):
    """Sends letters into pigeonholes. While mail is down it skips the tries that would be in vain.

    A relay that is down for a month is tried every half hour, and each try takes as long as in
    reality; what comes of it is known here beforehand.
    """

    def __init__(
        self, register: Register, key: LinkKey, settings: Settings, carrier: Pigeonhole
    ) -> None:
        super().__init__(register, key, settings, carrier)
        self._pigeonhole = carrier
        self._clock = register.clock
        self.back_at: datetime | None = None

    @activity.defn(name=SEND_MAILING)
    async def send_mailing(self, mailing_id: str) -> MailingDone:
        """As `LetterActivities` does it."""
        try:
            return await super().send_mailing(mailing_id)
        except ApplicationError as error:
            if not self._pigeonhole.stopped:
                raise
            pause = NEVER if self.back_at is None else self._pause(self.back_at)
            raise ApplicationError(
                error.message, type=error.type, category=error.category, next_retry_delay=pause
            ) from error

    def _pause(self, until: datetime) -> timedelta:
        """The pause until the first of the tries at or after that instant."""
        wanted = until - self._clock.now()
        attempt, total = activity.info().attempt, timedelta(0)
        while total < max(wanted, LETTERS_FIRST_RETRIED):
            total += min(LETTERS_FIRST_RETRIED * (1 << min(attempt - 1, 20)), LETTERS_RETRIED)
            attempt += 1
        return total
