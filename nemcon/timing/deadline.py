"""The deadline: one instant, the zone in which it was fixed, and whether its end is included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a period of silence.

    `instant` is aware and in UTC; `zone` is the IANA name of the body's zone, in which people
    read it; `end_included` says whether a filing received exactly at the instant is in time.
    """

    instant: datetime
    zone: str
    end_included: bool = False

    def admits(self, received: datetime) -> bool:
        """Whether a filing received at that instant is in time."""
        return received < self.instant or (self.end_included and received == self.instant)

    def book_closes_at(self, grace: timedelta) -> datetime:
        """The instant from which the book may be closed: the deadline and the grace have passed.

        The grace lets a filing that was received in time, and is still on its way into the
        register, arrive before the book closes. Without any grace, and with the end included,
        the deadline itself still belongs to the period.
        """
        still_open = self.end_included and not grace
        return self.instant + (timedelta.resolution if still_open else grace)
