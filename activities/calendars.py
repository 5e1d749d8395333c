"""The calendar of a body, or of one of its delegations, as programs follow it.

What was worked out of a procedure is remembered under its head, so that a calendar that is fetched
every hour by every delegation costs little while nothing happens.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from nemcon.language import _, spoken
from nemcon.mail.announcing import YOUR_PAGE
from nemcon.mail.calendar import CalendarEntry, calendar_feed
from nemcon.mail.calendar_course import Followed, Step, follow
from nemcon.register import codec, directory
from nemcon.register.door import Register
from nemcon.register.feeds import CalendarFeed, in_calendar
from nemcon.register.kinds import State, evolve
from nemcon.register.verify import Head

KEPT: Final = timedelta(days=90)
"""How long what has ended stays in a calendar; programs then drop it."""
EVERY: Final = timedelta(hours=1)
"""How often programs are asked to fetch a calendar again."""
_REMEMBERED: Final = 4096


@dataclass(frozen=True, slots=True)
class Held:
    """What a calendar holds now; it is written only where somebody has not got it already.

    `tag` differs whenever the file does; `modified` is when the latest of its entries became so.
    """

    name: str
    entries: tuple[CalendarEntry, ...]
    tag: str
    modified: datetime

    def write(self) -> bytes:
        """The calendar as an iCalendar file."""
        return calendar_feed(self.name, self.entries, EVERY)


class Calendars:
    """The calendars of one installation."""

    def __init__(self, register: Register, domain: str, public_url: str) -> None:
        """`domain` ends the identifiers of entries; the staff's pages are at `public_url`."""
        self._register = register
        self._domain = domain
        self._public_url = public_url
        self._followed: OrderedDict[tuple[str, str], tuple[Head, Followed]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, feed: CalendarFeed, now: datetime) -> Held:
        """What the calendar of that address holds at that instant. Raises `UnknownName`."""
        with self._register.database.reading() as connection:
            body = directory.body_of(connection, feed.body)
            people = {p.id: p.name for p in directory.participants_of(connection, feed.body)}
            there = in_calendar(connection, feed.body, now - KEPT, now)
        found = (self._entry(name, head, feed.participant) for name, head in there)
        entries = tuple(entry for entry in found if entry is not None)
        who = people.get(feed.participant, feed.participant)
        name = f"{body.name}: {who}" if who else body.name
        tag = hashlib.sha256(repr((name, entries)).encode()).hexdigest()[:32]
        modified = max((entry.stamp for entry in entries), default=feed.created_at)
        return Held(name, entries, tag, modified)

    def _entry(self, procedure: str, head: Head, participant: str) -> CalendarEntry | None:
        """The entry of a procedure, with where its reader finds more."""
        entry = self._follow(procedure, head).for_(participant)
        if entry is None:
            return None
        if participant:
            return replace(entry, description=f"{entry.description}\n{_(YOUR_PAGE)}")
        return replace(entry, url=f"{self._public_url}/procedures/{procedure}")

    def _follow(self, procedure: str, head: Head) -> Followed:
        told = procedure, spoken().code
        with self._lock:
            known = self._followed.get(told)
        if known is not None and known[0] == head:
            return known[1]
        found = follow(procedure, self._course(procedure, head), self._domain)
        with self._lock:
            self._followed[told] = (head, found)
            self._followed.move_to_end(told)
            while len(self._followed) > _REMEMBERED:
                self._followed.popitem(last=False)
        return found

    def _course(self, procedure: str, head: Head) -> Iterator[Step]:
        state: State | None = None
        for written in self._register.written(procedure):
            if written.number > head.number:
                return
            recorded = codec.read(written.body)
            state = evolve(state, recorded)
            yield recorded, state
