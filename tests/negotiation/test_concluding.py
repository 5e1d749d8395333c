"""How a negotiation ends: by the Chair, in the meeting, by time, by withdrawal."""

from __future__ import annotations

import pytest

from nemcon.negotiation.acts import (
    ConcludeNegotiation,
    EndOfTime,
    NegotiationOutcome,
    Rung,
    WithdrawTabled,
)
from nemcon.negotiation.entries import NegotiationConcluded, NegotiationEnded
from nemcon.negotiation.rules import decide
from nemcon.negotiation.state import NegotiationPhase
from nemcon.procedure.acts import Outcome, PlaceUnderSilence
from nemcon.procedure.entries import PeriodOpened
from nemcon.procedure.families import TakeResult
from nemcon.procedure.people import TIME, Actor, Office
from nemcon.procedure.rules import decide as decide_silence
from nemcon.procedure.state import frozen_profile
from nemcon.timing.durations import parse_duration
from tests.negotiation.build import (
    CHAIR,
    NAME,
    Negotiation,
    Part,
    code,
    delegation,
    done,
    hour,
    move,
    revision,
    rules,
    tabled,
    text,
)
from tests.negotiation.ending import CHILD


def conclude(**parts: Part) -> ConcludeNegotiation:
    return ConcludeNegotiation(parts.pop("actor", CHAIR), **parts)


def result(outcome: Outcome, *adopted: str) -> TakeResult:
    return TakeResult(TIME, CHILD, outcome, hour(50), adopted)


def agreed(*numbers: str, **parts: Part) -> Negotiation:
    it = tabled(parts.pop("profile", None), **parts)
    done(it.does(move("agreed-ad-referendum", *numbers), 1))
    return it


def test_what_is_adopted_in_the_meeting_is_adopted_there_and_then() -> None:
    it = agreed("1", "4")

    done(it.does(conclude(in_meeting=True, to="the Conference", because="Gavelled."), 2))

    assert it.last(NegotiationConcluded).in_meeting
    ended = it.last(NegotiationEnded)
    assert (ended.outcome, ended.at) == (NegotiationOutcome.PARTLY_AGREED, hour(2))
    assert (ended.adopted, ended.compiled, ended.to) == (("1", "4"), ("2", "3"), "the Conference")
    assert it.asked == []
    assert it.state.ended


def test_a_withdrawn_paragraph_without_amendments_leaves_the_text() -> None:
    it = agreed("1")
    done(it.does(move("withdrawn", "2"), 3))

    done(it.does(conclude(until=hour(50)), 4))

    assert it.state.compiled == ("3", "4")
    assert it.state.to == "the next session"


def test_where_nothing_is_agreed_all_is_compiled() -> None:
    it = tabled()

    done(it.does(conclude(until=hour(50)), 3))

    assert it.last(NegotiationConcluded).final is None
    assert it.state.outcome is NegotiationOutcome.COMPILED
    assert (it.state.listed, it.state.decided_at) == (("1", "2", "3", "4"), hour(3))
    assert it.asked == []


def test_of_a_package_nothing_is_agreed_until_all_is() -> None:
    part, whole = agreed("1", "2", "3", package=True), agreed("1", "2", "3", "4", package=True)
    for it in (part, whole):
        done(it.does(conclude(in_meeting=True), 2))

    assert part.state.outcome is NegotiationOutcome.COMPILED
    assert part.last(NegotiationConcluded).rule == "negotiation.package"
    assert part.state.listed == ("1", "2", "3", "4")
    assert whole.state.outcome is NegotiationOutcome.AGREED


@pytest.mark.parametrize(
    ("parts", "refused"),
    [
        ({}, "no-deadline"),
        ({"until": hour(1)}, "deadline-not-ahead"),
        ({"length": parse_duration("3 working days")}, "no-calendar"),
        ({"until": hour(50), "in_meeting": True}, "no-period-in-meeting"),
        ({"until": hour(50), "actor": delegation("italy")}, "not-authorised"),
        ({"until": hour(50), "actor": Actor(Office.BUREAU)}, "not-authorised"),
        ({"until": hour(50), "to": "\u0007"}, "bad-destination"),
    ],
)
def test_a_conclusion_that_cannot_be_is_refused_whole(parts: Part, refused: str) -> None:
    it = agreed("1")

    assert code(it.does(conclude(**dict(parts)), 2)) == refused
    assert it.state.phase is NegotiationPhase.IN_ROUND


def test_a_name_that_leaves_no_room_for_that_of_the_silence_procedure_is_refused() -> None:
    state = agreed("1").state

    answer = decide(state, conclude(until=hour(50)), hour(2), procedure="n" * 57)

    assert code(answer) == "name-too-long"
    assert isinstance(decide(state, conclude(until=hour(50)), hour(2), procedure="n" * 56), tuple)
    with pytest.raises(ValueError, match="name of the negotiation"):
        decide(state, conclude(until=hour(50)), hour(2))


def test_an_objection_in_the_end_does_what_the_rules_say_where_they_say_as_ruled() -> None:
    profile = rules(reminders="none", final_objection="as-ruled", objection__effect="stop")
    it = agreed("1", profile=profile, to="")
    done(it.does(conclude(length=parse_duration("72h")), 2))

    act = it.asked[0].act

    assert isinstance(act, PlaceUnderSilence)
    child = frozen_profile(act.profile_id, act.profile_title, act.rules)
    assert child.effect.name == "stop"
    assert (child.divisible, child.leads_to, act.length) == (True, "", parse_duration("72h"))


def test_what_is_left_of_a_text_is_final_without_its_notes_and_its_withdrawn_parts() -> None:
    it = tabled(text=text("One:\n  (a) (agreed) first;\n  (b) (withdrawn) second.", "Two."))
    done(it.does(move("agreed", "1"), 1))
    done(it.does(conclude(until=hour(50)), 2))

    final = it.last(NegotiationConcluded).final

    assert final is not None
    assert [p.words for p in final.paragraphs] == ["One:\n  (a) first;"]


def waited(at_end: str, **values: Part) -> Negotiation:
    profile = rules(reminders="none", chair_time="2 days", at_end=at_end, **values)
    return agreed("1", profile=profile)


def test_when_the_chairs_time_runs_out_all_is_compiled_if_the_rules_say_so() -> None:
    it = waited("compiled")

    it.overdue_until(hour(80))

    ended = it.last(NegotiationEnded)
    assert (ended.outcome, ended.at) == (NegotiationOutcome.COMPILED, hour(72))
    assert ended.compiled == ("1", "2", "3", "4")
    assert ended.rule == it.last(NegotiationConcluded).rule == "negotiation.at_end"
    assert it.does(EndOfTime(TIME, 1), 81) == ()


def test_when_the_chairs_time_runs_out_what_is_agreed_goes_under_silence_if_the_rules_say_so() -> (
    None
):
    it = waited("concluded", period__usual="72h")

    it.overdue_until(hour(80))

    assert it.state.phase is NegotiationPhase.UNDER_SILENCE
    act = it.asked[0].act
    assert isinstance(act, PlaceUnderSilence)
    opened = decide_silence(None, act, hour(80))
    assert isinstance(opened, tuple)
    assert any(isinstance(entry, PeriodOpened) for entry in opened)


def test_without_a_usual_period_all_is_compiled_when_time_runs_out() -> None:
    it = waited("concluded")

    it.overdue_until(hour(80))

    assert it.state.outcome is NegotiationOutcome.COMPILED
    assert it.state.listed == ("1", "2", "3", "4")


def test_the_end_of_time_waits_for_its_hour_and_its_round() -> None:
    it = waited("compiled")
    it.overdue_until(hour(30))

    assert decide(it.state, EndOfTime(TIME, 1), hour(72)) == ()
    assert decide(it.state, EndOfTime(TIME, 2), hour(90)) == ()
    done(it.does(revision(wording={"2": "x"}), 31))
    assert it.state.chair_until == hour(72)


def test_a_text_that_was_not_adopted_under_silence_is_compiled() -> None:
    it = agreed("1")
    done(it.does(conclude(until=hour(50)), 2))
    result = TakeResult(TIME, f"{NAME}-silence", Outcome.WITHDRAWN, hour(40), (), ("1",))

    done(it.does(result, 41))

    assert it.state.outcome is NegotiationOutcome.COMPILED
    assert it.state.listed == ("1", "2", "3", "4")
    assert it.state.rung_of("1") is Rung.AD_REFERENDUM


def test_no_result_is_taken_where_nothing_is_under_silence() -> None:
    assert tabled().does(TakeResult(TIME, "", Outcome.ADOPTED, hour(1)), 1) == ()


def test_the_text_is_withdrawn_by_the_chair_or_by_the_delegation_that_tabled_it() -> None:
    for it, actor in (
        (tabled(), CHAIR),
        (tabled(actor=delegation("italy")), delegation("italy")),
    ):
        done(it.does(WithdrawTabled(actor, "Overtaken."), 1))
        assert it.state.outcome is NegotiationOutcome.WITHDRAWN
        assert (it.state.listed, it.state.because) == ((), "Overtaken.")
    assert code(tabled().does(WithdrawTabled(delegation("italy")), 1)) == "not-authorised"
    other = tabled(actor=delegation("italy"))
    assert code(other.does(WithdrawTabled(delegation("france")), 1)) == "not-authorised"


def test_what_is_under_silence_is_not_withdrawn_here() -> None:
    it = agreed("1")
    done(it.does(conclude(until=hour(50)), 2))

    assert code(it.does(WithdrawTabled(CHAIR), 3)) == "wrong-phase"
    assert code(it.does(conclude(until=hour(50)), 3)) == "wrong-phase"
