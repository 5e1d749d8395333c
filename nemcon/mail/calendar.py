"""A deadline as a calendar entry that follows the procedure.

One UID per procedure and a sequence number that rises, so that an extension moves the entry a
delegate already has and a break or withdrawal cancels it. The instant is written in UTC: every
client shows it in its own zone, and no zone table can disagree with ours.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, Literal

from icalendar import Alarm, Calendar, Component, Event, vDuration, vUri

from nemcon.mail.addresses import refuse_unsafe

EventStatus = Literal["CONFIRMED", "CANCELLED"]

_WARNING: Final = timedelta(hours=-24)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A deadline as calendars keep it: `instant` and `stamp`, when it became so, are in UTC.

    Raises `ValueError` for an instant that is not in UTC, or a `uid` or `url` that is not safe.
    """

    uid: str
    sequence: int
    summary: str
    instant: datetime
    description: str
    stamp: datetime
    url: str | None = None
    status: EventStatus = "CONFIRMED"

    def __post_init__(self) -> None:
        """Refuse what no calendar may be given."""
        refuse_unsafe("calendar identifier", self.uid)
        if self.url is not None:
            refuse_unsafe("link", self.url)
        for moment in (self.instant, self.stamp):
            if moment.utcoffset() != timedelta(0):
                raise ValueError("A calendar entry takes instants in UTC only.")


def deadline_event(
    uid: str,
    sequence: int,
    summary: str,
    instant: datetime,
    description: str,
    url: str | None = None,
    status: EventStatus = "CONFIRMED",
    *,
    stamp: datetime,
) -> bytes:
    """The entry as an iCalendar file; the same arguments give the same bytes.

    It is the same for every recipient of a mailing unless a personal `url` is put in; leave it out,
    because calendars are shared among colleagues and a personal link is not. A cancelled entry
    rings no alarm.
    """
    return _written(CalendarEntry(uid, sequence, summary, instant, description, stamp, url, status))


def calendar_feed(name: str, entries: Iterable[CalendarEntry], every: timedelta) -> bytes:
    """The entries as one file called `name`, which programs are to fetch again `every` so often.

    The same arguments give the same bytes.
    """
    calendar = _calendar()
    called = _without_controls(name, keep="")
    for said in ("NAME", "X-WR-CALNAME"):
        _add(calendar, said, called)
    interval = vDuration(every)
    interval.params["VALUE"] = "DURATION"
    _add(calendar, "REFRESH-INTERVAL", interval)
    _add(calendar, "X-PUBLISHED-TTL", vDuration(every))
    for entry in entries:
        calendar.add_component(_event(entry))
    return _bytes(calendar)


# A mailing asks for the same entry once a recipient, so the last ones are kept.
@lru_cache(maxsize=256)
def _written(entry: CalendarEntry) -> bytes:
    calendar = _calendar()
    calendar.add_component(_event(entry))
    return _bytes(calendar)


def _calendar() -> Calendar:
    calendar = Calendar()
    _add(calendar, "PRODID", "-//Nemcon//Nemcon//EN")
    _add(calendar, "VERSION", "2.0")
    _add(calendar, "METHOD", "PUBLISH")
    return calendar


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    _add(event, "UID", entry.uid)
    _add(event, "DTSTAMP", _whole(entry.stamp))
    _add(event, "SEQUENCE", entry.sequence)
    _add(event, "STATUS", entry.status)
    _add(event, "TRANSP", "TRANSPARENT")
    _add(event, "DTSTART", _whole(entry.instant))
    _add(event, "SUMMARY", _without_controls(entry.summary, keep=""))
    _add(event, "DESCRIPTION", _without_controls(entry.description, keep="\n\t"))
    if entry.url is not None:
        _add(event, "URL", vUri(entry.url))
    if entry.status == "CONFIRMED":
        event.add_component(_alarm(entry.summary))
    return event


def _bytes(calendar: Calendar) -> bytes:
    content: bytes = calendar.to_ical()
    return content


def _add(component: Component, name: str, value: object) -> None:
    component.add(name, value)  # pyright: ignore[reportUnknownMemberType] - icalendar leaves `value` untyped


def _alarm(summary: str) -> Alarm:
    alarm = Alarm()
    _add(alarm, "ACTION", "DISPLAY")
    _add(alarm, "TRIGGER", _WARNING)
    _add(alarm, "DESCRIPTION", _without_controls(summary, keep=""))
    return alarm


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _without_controls(text: str, *, keep: str) -> str:
    """A calendar file may hold no control character: those not kept become spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c if c in keep or unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} else " "
        for c in text
    )
