"""What time does next, and whom it reminds."""

from __future__ import annotations

from nemcon.procedure.acts import (
    CloseBook,
    CloseEarly,
    EndConsultation,
    Extend,
    Kind,
    Remind,
    ResumeOnTime,
    Revise,
    Suspend,
)
from nemcon.procedure.due import next_step, overdue, reminder_rungs
from nemcon.procedure.entries import ReminderIssued
from nemcon.procedure.people import TIME
from tests.procedure.build import (
    Silence,
    allowed,
    delegation,
    hour,
    refused,
    under_silence,
    wording,
)


def step(silence: Silence, at: float) -> tuple[str, float] | None:
    due = next_step(silence.state, hour(at))
    if due is None:
        return None
    return type(due.act).__name__, (due.at - hour(0)).total_seconds() / 3600


def rung(silence: Silence, at: float) -> int | None:
    due = next_step(silence.state, hour(at))
    return due.act.rung if due and isinstance(due.act, Remind) else None


def test_first_come_the_reminders_and_then_the_closing() -> None:
    silence = under_silence(period__reminders=["24h", "3h"])

    assert step(silence, 0) == ("Remind", 48)
    silence.wait(48)
    assert step(silence, 48) == ("Remind", 69)
    silence.wait(69)
    assert step(silence, 69) == ("CloseBook", 72 + 5 / 3600)


def test_reminders_may_be_listed_in_any_order() -> None:
    silence = under_silence(period__reminders=["3h", "24h"])

    assert reminder_rungs(silence.state) == ((hour(48), hour(72)), (hour(69), hour(72)))
    silence.wait(70)
    assert [r.rung for r in silence.all(ReminderIssued)] == [0, 1]


def test_of_several_reminders_that_were_missed_the_latest_is_sent() -> None:
    silence = under_silence(period__reminders=["48h", "24h", "3h"])

    assert rung(silence, 50) == 1
    silence.wake(hour(50), lambda _: hour(50))

    assert [r.rung for r in silence.all(ReminderIssued)] == [1]
    assert step(silence, 50) == ("Remind", 69)


def test_a_reminder_for_which_the_period_is_too_short_is_not_sent() -> None:
    silence = under_silence({"until": hour(20)}, period__reminders=["24h", "3h"])
    assert rung(silence, 0) == 1


def test_those_are_reminded_who_have_neither_acted_nor_acknowledged() -> None:
    silence = under_silence()
    silence.object("brazil", 1)
    silence.file("egypt", 1, Kind.ACKNOWLEDGE)
    silence.file("unesco", 1, Kind.EXPLAIN)
    silence.wait(48)

    assert silence.last(ReminderIssued).participants == ("norway", "japan")


def test_nobody_is_reminded_at_or_after_the_deadline() -> None:
    silence = under_silence()
    assert step(silence, 72) == ("CloseBook", 72 + 5 / 3600)
    assert allowed(silence.time(Remind(TIME, 1, 0), hour(72))) == []


def test_a_reminder_is_sent_once_and_for_its_own_period() -> None:
    silence = under_silence()
    assert allowed(silence.time(Remind(TIME, 2, 0), hour(48))) == []
    assert allowed(silence.time(Remind(TIME, 1, 0), hour(48))) == ["ReminderIssued"]
    assert allowed(silence.time(Remind(TIME, 1, 0), hour(48))) == []
    assert refused(silence.time(Remind(delegation("brazil"), 1, 1), hour(48))) == "not-authorised"


def test_an_extension_sets_the_reminders_anew() -> None:
    silence = under_silence().wait(48)
    silence.chair(Extend, 50, hour(96))
    assert step(silence, 50) == ("Remind", 72)


def test_a_new_round_reminds_those_who_acted_in_the_last_one() -> None:
    silence = under_silence()
    silence.object("brazil", 1)
    silence.chair(Revise, 2, wording(p1="Other."), until=hour(74))
    silence.wait(50)
    assert "brazil" in silence.last(ReminderIssued).participants


def test_an_early_end_sends_no_more_reminders() -> None:
    silence = under_silence()
    silence.chair(CloseEarly, 10)
    assert step(silence, 10) == ("CloseBook", 10 + 5 / 3600)


def test_a_suspension_with_an_end_is_what_comes_next() -> None:
    silence = under_silence()
    silence.chair(Suspend, 10, until=hour(20))
    assert step(silence, 10) == ("ResumeOnTime", 20)


def test_nothing_is_due_while_a_suspension_has_no_end() -> None:
    silence = under_silence()
    silence.chair(Suspend, 10)
    assert step(silence, 500) is None


def test_the_end_of_consultation_is_due_after_the_grace() -> None:
    silence = under_silence(effect="stop", consultation__length="10 days")
    silence.object("brazil", 10)
    assert step(silence, 10) == ("EndConsultation", 250 + 5 / 3600)


def test_nothing_is_due_after_the_end() -> None:
    assert step(under_silence().wait(73), 73) is None


def test_a_reminder_is_never_overdue_and_everything_else_is() -> None:
    silence = under_silence()
    assert overdue(silence.state, hour(50)) is None
    assert overdue(silence.state, hour(72)) is None
    assert isinstance(overdue(silence.state, hour(73)), CloseBook)

    silence.chair(Suspend, 10, until=hour(20))
    assert isinstance(overdue(silence.state, hour(20)), ResumeOnTime)

    stopped = under_silence(effect="stop", consultation__length="10 days")
    stopped.object("brazil", 10)
    assert isinstance(overdue(stopped.state, hour(251)), EndConsultation)
