"""Calendars from a terminal: given out, listed, revoked."""

from __future__ import annotations

import httpx

from tests.api.house import BODY
from tests.cli.conftest import Terminal


def test_a_calendar_is_given_out_and_revoked(served: Terminal) -> None:
    assert "No calendar" in served.run("feed", "list", BODY)
    address = served.run("feed", "issue", BODY, "--participant", "brazil").strip()
    path = address.removeprefix("https://silence.example")
    assert "BEGIN:VEVENT" in httpx.get(served.url + path).text
    listed = served.run("feed", "list", BODY)
    assert "brazil  made" in listed
    assert "revoked" in served.run("feed", "revoke", BODY, listed.split()[0])
    assert httpx.get(served.url + path).status_code == 410


def test_a_body_that_is_not_there_is_told(served: Terminal) -> None:
    assert "nowhere" in served.run("feed", "issue", "nowhere", status=1)
