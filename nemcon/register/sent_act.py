"""An act on its way through the door, with everything that came with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from nemcon.language import N_
from nemcon.register.drawn_up import DrawnUp
from nemcon.register.kinds import Act
from nemcon.register.waiting import Confirming


class TryAgain(Exception):
    """The act was not recorded in time to promise anything; nothing happened; send it again."""

    code = "try-again"
    says = N_(
        "The register was too busy to record this in time. Nothing was recorded; send it again."
    )


@dataclass(frozen=True, slots=True)
class SentAct:
    """An act as it was sent, with what came with it."""

    act: Act
    received: datetime
    body: str
    submission: str | None
    letter: DrawnUp | None
    confirming: Confirming | None

    def settle(self, connection: Connection, now: datetime) -> None:
        """Note that what it confirms waits no more."""
        if self.confirming is not None:
            self.confirming.settle(connection, now)
