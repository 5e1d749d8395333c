"""Letting time take its steps in the register, and telling the workflow what comes next."""

from __future__ import annotations

from datetime import datetime

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.contract import KEEP_TIME, Standing
from nemcon.register.door import PositionOf, Register
from nemcon.register.kinds import State, projected
from nemcon.register.mailings import mailings_of
from nemcon.register.recalling import held_until
from nemcon.timing.writing import write_utc


class Timekeeping:
    """The activities that need nothing but the register."""

    def __init__(self, register: Register) -> None:
        """`register` is the record whose time is kept."""
        self.register = register

    @activity.defn(name=KEEP_TIME)
    def keep_time(self, procedure: str) -> Standing:
        """Take every step of time that is due, once each, and say where the procedure stands.

        Raises a non-retryable `ApplicationError` when there is no such procedure.
        """
        position = self.register.keep_time(procedure)
        if position is None:
            message = f"there is no procedure {procedure!r}"
            raise ApplicationError(message, type="no-such-procedure", non_retryable=True)
        with self.register.database.reading() as connection:
            waiting = mailings_of(connection, procedure, incomplete=True)
            until = held_until(connection, procedure) if waiting else None
        return self._standing(position, tuple(mailing.id for mailing in waiting), until)

    def _standing(
        self, position: PositionOf[State], waiting: tuple[str, ...], until: datetime | None
    ) -> Standing:
        """Letters that are held `until` then are not due before, and looked for again then."""
        state, step, now = projected(position.state), position.next, self.register.clock.now()
        held = until if until is not None and until > now else None
        instants = [at for at in (step.at if step else None, held) if at is not None]
        wait = None
        if instants:
            wait = max((min(instants) - now).total_seconds(), 0) + 0.001
        return Standing(
            procedure=position.procedure,
            body=position.body,
            phase=state.phase,
            number=position.head.number,
            deadline=write_utc(state.deadline) if state.deadline else None,
            next=type(step.act).__name__ if step else "",
            wait_seconds=wait,
            mailings=() if held else waiting,
            outcome=state.outcome,
        )
