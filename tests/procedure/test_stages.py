"""What comes before and after silence, and clocks that are not the same for all."""

from __future__ import annotations

from datetime import date

from nemcon.procedure.acts import (
    BeginSilence,
    CloseEarly,
    Confirm,
    Declare,
    Extend,
    Kind,
    Outcome,
    Resume,
    Suspend,
    WithdrawText,
)
from nemcon.procedure.entries import BookClosed, ClocksSet, ReminderIssued
from nemcon.procedure.outcome_entries import OutcomeConfirmed
from nemcon.procedure.standing import kinds_open_to
from nemcon.procedure.state import Phase
from nemcon.timing.durations import Duration, Unit
from tests.procedure.build import (
    SECRETARIAT,
    Silence,
    allowed,
    hour,
    placed,
    refused,
    rules,
    start_of,
    under_silence,
    wording,
)

# A launch that may be prevented.


def announced() -> Silence:
    return start_of(placed(rules(launch__veto="member")))


def test_a_launch_that_may_be_prevented_is_announced_first() -> None:
    silence = announced()

    assert silence.stands_in(Phase.ANNOUNCED)
    assert silence.state.deadline is None
    assert kinds_open_to(silence.state, "brazil") == (Kind.VETO_LAUNCH,)
    assert kinds_open_to(silence.state, "unesco") == ()
    assert silence.wait(1000).stands_in(Phase.ANNOUNCED)


def test_one_member_prevents_the_launch() -> None:
    silence = announced()

    assert refused(silence.file("unesco", 1, Kind.VETO_LAUNCH)) == "no-standing"
    assert allowed(silence.file("brazil", 1, Kind.VETO_LAUNCH)) == ["Filed", "OutcomeReached"]
    assert silence.state.outcome is Outcome.NOT_LAUNCHED
    assert refused(silence.chair(BeginSilence, 2)) == "wrong-phase"


def test_a_launch_that_nobody_prevented_begins_with_the_deadline_announced() -> None:
    silence = announced()

    assert allowed(silence.chair(BeginSilence, 2)) == ["PeriodOpened"]
    assert refused(silence.file("brazil", 3, Kind.VETO_LAUNCH)) == "wrong-phase"
    assert silence.wait(73).state.decided_at == hour(72)


def test_a_launch_that_begins_after_its_deadline_needs_another() -> None:
    silence = announced()

    assert refused(silence.chair(BeginSilence, 80)) == "deadline-not-ahead"
    assert allowed(silence.chair(BeginSilence, 80, until=hour(100))) == ["PeriodOpened"]


def test_a_launch_may_begin_for_a_length_and_is_warned_of_anew() -> None:
    silence = start_of(placed(rules(launch__veto="member", period__minimum="48h"), until=hour(24)))
    assert silence.state.warnings == ("period-below-minimum",)
    silence.chair(BeginSilence, 10, length=Duration(48, Unit.HOURS))

    assert silence.state.warnings == ()
    assert silence.wait(60).state.decided_at == hour(58)


def test_nothing_is_objected_to_before_silence_begins() -> None:
    assert refused(announced().object("brazil", 1)) == "wrong-phase"


def test_a_text_may_be_withdrawn_before_silence_begins() -> None:
    silence = announced()
    silence.chair(WithdrawText, 1)

    assert silence.state.outcome is Outcome.WITHDRAWN


def test_without_such_a_rule_no_launch_is_prevented() -> None:
    assert refused(under_silence().file("brazil", 1, Kind.VETO_LAUNCH)) == "no-standing"


# Confirmation.


def test_an_outcome_is_confirmed_by_an_act_of_its_own() -> None:
    silence = under_silence()
    assert refused(silence.chair(Confirm, 1)) == "wrong-phase"
    silence.wait(73)

    act = Confirm(SECRETARIAT, "L.1/2026", date(2026, 7, 1))
    assert allowed(silence.act(act, hour(80))) == ["OutcomeConfirmed"]
    assert silence.state.outcome is Outcome.ADOPTED
    assert silence.state.confirmed is not None
    assert silence.state.confirmed.at == hour(80)


def test_a_number_may_be_given_later() -> None:
    silence = under_silence()
    silence.wait(73)
    silence.chair(Confirm, 80)

    assert allowed(silence.chair(Confirm, 200, number="2026/4")) == ["OutcomeConfirmed"]


def test_only_those_whom_the_rules_name_confirm() -> None:
    silence = under_silence(confirmation__by="chair")
    silence.wait(73)

    assert refused(silence.act(Confirm(SECRETARIAT), hour(80))) == "not-authorised"


# Extensions that follow from the rules.


def test_the_first_objection_extends_the_period_and_gives_the_others_time() -> None:
    silence = under_silence(
        effect="opt-out", extension__on_objection="60 days", period__tail="65 days"
    )
    done = allowed(silence.object("brazil", 24))

    assert done == ["Filed", "PeriodExtended", "ClocksSet"]
    assert silence.state.deadline is not None
    assert silence.state.deadline.instant == hour(72 + 60 * 24)
    assert dict(silence.last(ClocksSet).deadlines) == {
        name: hour(24 + 65 * 24) for name in ("egypt", "norway", "japan")
    }
    assert "PeriodExtended" not in allowed(silence.object("egypt", 30))


def test_each_member_is_late_by_its_own_clock_and_the_book_closes_at_the_last() -> None:
    silence = under_silence(effect="opt-out", period__tail="10 days")
    silence.object("brazil", 70)
    own = 70 + 240

    assert allowed(silence.object("brazil", 80)) == ["Filed"]
    assert silence.state.filings[-1].late
    silence.object("norway", own - 1)
    assert not silence.state.filings[-1].late
    silence.wait(own + 241)
    assert silence.last(BookClosed).at == hour(own - 1 + 240)
    assert silence.state.exempt == ("brazil", "norway")


def test_single_members_may_have_clocks_of_their_own_from_the_launch() -> None:
    act = placed(rules(effect="opt-out"), clocks=(("egypt", hour(100)),))
    silence = start_of(act)
    assert silence.wait(80).stands_in(Phase.UNDER_SILENCE)

    silence.object("egypt", 99)
    silence.wait(101)

    assert silence.state.exempt == ("egypt",)
    assert silence.state.decided_at == hour(100)


def test_clocks_of_single_members_follow_the_period() -> None:
    act = placed(rules(effect="opt-out"), clocks=(("egypt", hour(100)),))
    extended = start_of(act)
    extended.chair(Extend, 1, until=hour(120))
    assert allowed(extended.object("egypt", 119)) == ["Filed"]
    assert extended.state.outstanding

    resumed = start_of(act)
    resumed.chair(Suspend, 10)
    resumed.chair(Resume, 20)
    assert dict(resumed.state.clocks) == {"egypt": hour(110)}

    closed = start_of(act)
    closed.chair(CloseEarly, 10)
    assert closed.wait(11).state.decided_at == hour(10)


def test_members_are_reminded_of_their_own_deadlines() -> None:
    act = placed(rules(effect="opt-out", period__reminders=["10h"]), clocks=(("egypt", hour(100)),))
    silence = start_of(act)
    silence.wait(101)

    reminded = [issued.participants for issued in silence.all(ReminderIssued)]
    assert reminded == [("brazil", "norway", "japan"), ("egypt",)]


def test_a_period_that_began_before_its_letter_is_not_called_too_short() -> None:
    late = placed(rules(period__minimum="100h"), until=hour(72), starts=hour(-30))
    assert start_of(late).state.warnings == ()
    later = placed(rules(period__minimum="100h"), until=hour(72), starts=hour(-20))
    assert start_of(later).state.warnings == ("period-below-minimum",)


def test_a_clock_of_somebody_who_is_not_on_the_roll_is_refused() -> None:
    act = placed(rules(), clocks=(("atlantis", hour(100)),))

    assert refused(Silence().act(act, hour(0))) == "no-standing"


def test_a_request_for_more_time_extends_the_period_once_where_the_rules_say_so() -> None:
    silence = under_silence(extension__on_request="4 weeks")

    assert allowed(silence.file("unesco", 1, Kind.ASK_FOR_TIME)) == ["Filed"]
    assert allowed(silence.file("brazil", 2, Kind.ASK_FOR_TIME)) == ["Filed", "PeriodExtended"]
    assert allowed(silence.file("egypt", 3, Kind.ASK_FOR_TIME)) == ["Filed"]
    assert silence.state.extensions == 0


def test_an_extension_has_a_longest_length_where_the_rules_name_one() -> None:
    silence = under_silence(extension__longest="2 days")

    assert refused(silence.chair(Extend, 1, until=hour(121))) == "extension-too-long"
    assert allowed(silence.chair(Extend, 1, until=hour(120))) == ["PeriodExtended"]


# Amendments.


def test_an_amendment_is_an_objection_where_the_rules_say_so() -> None:
    silence = under_silence(amendments="object", effect="stop")
    amended = wording(p2="It lasts three days.")

    done = allowed(silence.file("brazil", 1, Kind.CORRECT, wording=amended))
    assert done[:2] == ["Filed", "SilenceBroken"]
    assert silence.state.filings[0].kind is Kind.OBJECT
    assert silence.state.filings[0].paragraphs == ("2",)


def test_a_correction_without_wording_or_by_an_observer_objects_to_nothing() -> None:
    silence = under_silence(amendments="object", effect="stop")

    assert allowed(silence.file("brazil", 1, Kind.CORRECT)) == ["Filed"]
    amended = wording(p2="It lasts three days.")
    assert allowed(silence.file("unesco", 1, Kind.CORRECT, wording=amended)) == ["Filed"]
    assert silence.state.broken_at is None


# What follows a finding or a second confirmation.


def test_a_finding_takes_back_the_day_and_the_number_of_what_it_undoes() -> None:
    silence = under_silence(confirmation__in_force="90 days")
    silence.wait(73)
    silence.chair(Confirm, 80, number="1/2026")
    silence.chair(Declare, 90, Outcome.NOT_ADOPTED)

    assert silence.state.in_force is None
    assert silence.state.confirmed is None


def test_what_is_found_adopted_has_a_day_of_entry_into_force() -> None:
    silence = under_silence(
        effect="judged", confirmation__in_force="90 days", consultation__length="10 days"
    )
    silence.object("brazil", 1)
    silence.wait(73)
    silence.chair(Declare, 96, Outcome.ADOPTED)

    assert silence.state.in_force == date(2026, 9, 17)


def test_a_second_confirmation_keeps_what_it_does_not_say_again() -> None:
    silence = under_silence()
    silence.wait(73)
    silence.chair(Confirm, 80, number="1/2026")
    silence.chair(Confirm, 90, embargo_until=date(2026, 7, 1))

    said = silence.last(OutcomeConfirmed)
    assert (said.number, said.embargo_until) == ("1/2026", date(2026, 7, 1))


def test_a_text_that_was_never_placed_cannot_be_found_adopted() -> None:
    silence = announced()
    silence.file("brazil", 1, Kind.VETO_LAUNCH)

    assert refused(silence.chair(Declare, 2, Outcome.ADOPTED)) == "not-launched"


def test_a_launch_that_may_be_prevented_is_announced_alone_and_for_all_alike() -> None:
    vetoed = rules(launch__veto="member")
    for more in ({"linked": ("q",)}, {"clocks": (("egypt", hour(100)),)}, {"carried_by": "q"}):
        assert refused(Silence().act(placed(vetoed, **more), hour(0))) == "announced-alone"


def test_who_was_late_when_the_clock_was_stopped_stays_late() -> None:
    act = placed(rules(effect="opt-out"), clocks=(("egypt", hour(200)),))
    silence = start_of(act)
    silence.chair(Suspend, 74)
    silence.object("norway", 75)
    silence.object("egypt", 76)

    assert [filing.late for filing in silence.state.filings] == [True, False]


def test_a_tail_is_given_by_the_first_objection_of_each_alone() -> None:
    silence = under_silence(effect="opt-out", period__tail="10 days")
    assert "ClocksSet" in allowed(silence.object("brazil", 70))
    assert "ClocksSet" in allowed(silence.object("egypt", 100))
    assert "ClocksSet" not in allowed(silence.object("egypt", 110))


def test_a_missed_reminder_of_one_deadline_does_not_stand_for_that_of_another() -> None:
    act = placed(rules(effect="opt-out", period__reminders=["24h"]), clocks=(("egypt", hour(80)),))
    silence = start_of(act)
    silence.wake(hour(60), lambda _due: hour(60))

    reminded = [issued.participants for issued in silence.all(ReminderIssued)]
    assert reminded == [("brazil", "norway", "japan"), ("egypt",)]


def test_an_extension_must_lie_ahead() -> None:
    act = placed(rules(effect="opt-out"), clocks=(("egypt", hour(200)),))
    silence = start_of(act)

    assert refused(silence.chair(Extend, 100, until=hour(90))) == "extension-not-later"
