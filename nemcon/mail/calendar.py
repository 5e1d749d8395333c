"""A deadline as a calendar entry that follows the procedure.

One UID per procedure and a sequence number that rises, so that an extension moves the entry a
delegate already has and a break or withdrawal cancels it. The instant is written in UTC: every
client shows it in its own zone, and no zone table can disagree with ours.
"""

import unicodedata
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, Literal

from icalendar import Alarm, Calendar, Component, Event, vUri

from nemcon.mail.addresses import refuse_unsafe

EventStatus = Literal["CONFIRMED", "CANCELLED"]

_WARNING: Final = timedelta(hours=-24)


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
    return _written(uid, sequence, summary, _utc(instant), description, url, status, _utc(stamp))


# A mailing asks for the same entry once a recipient, so the last ones are kept.
@lru_cache(maxsize=256)
def _written(
    uid: str,
    sequence: int,
    summary: str,
    instant: datetime,
    description: str,
    url: str | None,
    status: EventStatus,
    stamp: datetime,
) -> bytes:
    event = Event()
    _add(event, "UID", refuse_unsafe("calendar identifier", uid))
    _add(event, "DTSTAMP", stamp)
    _add(event, "SEQUENCE", sequence)
    _add(event, "STATUS", status)
    _add(event, "TRANSP", "TRANSPARENT")
    _add(event, "DTSTART", instant)
    _add(event, "SUMMARY", _without_controls(summary, keep=""))
    _add(event, "DESCRIPTION", _without_controls(description, keep="\n\t"))
    if url is not None:
        _add(event, "URL", vUri(refuse_unsafe("link", url)))
    if status == "CONFIRMED":
        event.add_component(_alarm(summary))
    calendar = Calendar()
    _add(calendar, "PRODID", "-//Nemcon//Nemcon//EN")
    _add(calendar, "VERSION", "2.0")
    _add(calendar, "METHOD", "PUBLISH")
    calendar.add_component(event)
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


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() != timedelta(0):
        raise ValueError("A calendar entry takes instants in UTC only.")
    return moment.replace(microsecond=0)


def _without_controls(text: str, *, keep: str) -> str:
    """A calendar file may hold no control character: those not kept become spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c if c in keep or unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} else " "
        for c in text
    )
