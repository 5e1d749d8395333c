"""The calendar entry of a letter follows the procedure."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nemcon.mail.announcing import calendar_of
from nemcon.procedure import acts as a
from nemcon.procedure.notices import Notice

from .build import CHAIR, DRAMAS, PROCEDURE, START, Drama, rules
from .reading import letter


@pytest.mark.parametrize(
    ("notice", "status"),
    [
        (Notice.SUSPENSION, "CANCELLED"),
        (Notice.RESUMPTION, "CONFIRMED"),
        (Notice.RECEIPT, ""),
        (Notice.OUTCOME, ""),
        (Notice.CONSULTATION, ""),
    ],
)
def test_the_calendar_follows_the_procedure(notice: Notice, status: str) -> None:
    occasion = DRAMAS[notice]().occasion(notice)
    calendar = calendar_of(occasion, "nemcon.example", START, "norway")
    assert bool(calendar) == bool(status)
    if status:
        assert f"STATUS:{status}" in calendar
        assert f"SEQUENCE:{occasion.recorded.number}\r\n" in calendar
        assert f"UID:silence-{PROCEDURE}@nemcon.example" in calendar


def test_a_break_that_ends_the_period_calls_the_deadline_off_for_everybody() -> None:
    drama = Drama(profile=rules(objection={"effect": "stop"})).launch()
    drama.file("brazil", 20)
    for notice in (Notice.RECEIPT, Notice.OBJECTION):
        calendar = calendar_of(drama.occasion(notice), "nemcon.example", START, "norway")
        assert "STATUS:CANCELLED" in calendar
        assert f"DTSTART:{START + timedelta(hours=72):%Y%m%dT%H%M%SZ}" in calendar


def test_an_end_before_its_time_calls_the_announced_deadline_off() -> None:
    drama = Drama().launch()
    drama.act(a.CloseEarly(CHAIR, "All have agreed."), 30)
    occasion = drama.finish().occasion(Notice.OUTCOME)
    calendar = calendar_of(occasion, "nemcon.example", START, "norway")
    assert "STATUS:CANCELLED" in calendar
    assert f"DTSTART:{START + timedelta(hours=72):%Y%m%dT%H%M%SZ}" in calendar
    assert "All have agreed." in letter(drama.facts(Notice.OUTCOME)).text
