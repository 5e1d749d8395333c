"""A deadline is one calendar entry that moves and is cancelled with the procedure."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Alarm, Calendar, Event

from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.calendar import EventStatus, deadline_event

DEADLINE = datetime(2020, 6, 19, 16, 0, tzinfo=UTC)
STAMP = datetime(2020, 6, 16, 16, 0, tzinfo=UTC)


def entry(
    *,
    sequence: int = 0,
    summary: str = "Silence ends",
    status: EventStatus = "CONFIRMED",
    url: str | None = None,
    instant: datetime = DEADLINE,
) -> bytes:
    return deadline_event(
        "wg3-format@body.example", sequence, summary, instant, "Line one\nüber", url, status,
        stamp=STAMP,
    )  # fmt: skip


def parsed(data: bytes) -> Event:
    calendar = Calendar.from_ical(data)
    assert calendar["METHOD"] == "PUBLISH"
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return event


def test_the_deadline_is_written_in_utc_and_blocks_no_time() -> None:
    data = entry()
    assert b"DTSTART:20200619T160000Z\r\n" in data
    assert b"VTIMEZONE" not in data
    event = parsed(data)
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.DTSTAMP == STAMP
    assert event["DESCRIPTION"] == "Line one\nüber"


def test_an_alarm_rings_a_day_before_and_not_for_a_cancelled_entry() -> None:
    (alarm,) = parsed(entry()).walk("VALARM")
    assert isinstance(alarm, Alarm)
    assert timedelta(days=-1) == alarm.TRIGGER
    assert parsed(entry(status="CANCELLED")).walk("VALARM") == []


def test_an_extension_keeps_the_identifier_and_raises_the_sequence() -> None:
    first, second = (
        parsed(entry(sequence=n, instant=DEADLINE + timedelta(days=n))) for n in (0, 1)
    )
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    assert DEADLINE + timedelta(days=1) == second.DTSTART


def test_the_same_entry_is_the_same_bytes_with_short_lines() -> None:
    data = entry(summary="Мовчання, процедура; " * 20)
    assert data == entry(summary="Мовчання, процедура; " * 20)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert parsed(data)["SUMMARY"] == "Мовчання, процедура; " * 20


def test_a_text_cannot_smuggle_in_a_property() -> None:
    event = parsed(entry(summary="Silence\r\nSTATUS:CANCELLED\0\u2028X"))
    assert event["STATUS"] == "CONFIRMED"
    with pytest.raises(HeaderRefused):
        entry(url="https://body.example/\r\nSTATUS:CANCELLED")


def test_a_link_is_there_only_when_given() -> None:
    assert "URL" not in parsed(entry())
    assert parsed(entry(url="https://body.example/p/1"))["URL"] == "https://body.example/p/1"


def test_an_instant_without_a_zone_or_in_another_is_refused() -> None:
    with pytest.raises(ValueError, match="UTC"):
        entry(instant=DEADLINE.replace(tzinfo=None))
