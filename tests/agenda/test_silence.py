"""An agenda that is adopted by silence: what is asked of the silence procedure, and its result."""

from __future__ import annotations

import pytest

from nemcon.agenda import acts as a
from nemcon.agenda.acts import AgendaOutcome, Settlement
from nemcon.agenda.asking import as_text, asks
from nemcon.agenda.entries import AgendaAdopted
from nemcon.agenda.items import Item
from nemcon.agenda.rules import decide
from nemcon.agenda.state import AgendaPhase
from nemcon.procedure import families
from nemcon.procedure.acts import Outcome, PlaceUnderSilence
from nemcon.procedure.families import FollowTimetable, ResultTaken, TakeResult
from nemcon.procedure.outcome_entries import OutcomeReached
from nemcon.procedure.people import TIME, Group
from nemcon.procedure.profile import Basis, Profile
from tests.agenda.build import (
    ITEMS,
    NAME,
    PARTS,
    PLACES,
    Session,
    circulated,
    sittings,
    under_silence,
)
from tests.procedure.build import (
    CHAIR,
    SECRETARIAT,
    Silence,
    allowed,
    hour,
    refused,
    rules,
    start_of,
)


def child_of(session: Session) -> PlaceUnderSilence:
    (ask,) = session.asked
    assert isinstance(ask.act, PlaceUnderSilence)
    return ask.act


def run(session: Session) -> Silence:
    """The silence procedure that was asked for; its hours are those of the agenda."""
    return start_of(child_of(session))


def give_back(session: Session, silence: Silence) -> None:
    """Take the result over, as the door does."""
    for ask in families.asks(f"{NAME}-silence", silence.all(OutcomeReached), silence.state):
        assert isinstance(ask.act, TakeResult)
        assert ask.procedure == NAME
        session.put(ask.act, silence.recorded[-1].at)


def test_the_silence_procedure_has_a_name_of_its_own_and_knows_who_waits() -> None:
    session = under_silence()

    (ask,) = session.asked
    assert ask.procedure == session.state.child == "agenda-silence"
    assert child_of(session).parent == "agenda"
    assert session.stands_in(AgendaPhase.UNDER_SILENCE)


def test_it_has_the_actor_roll_groups_and_time_of_the_agenda() -> None:
    group = Group("G77", ("brazil", "egypt"))
    session = under_silence(groups=(group,), grace_seconds=9)

    child = child_of(session)

    assert child.actor == CHAIR
    assert child.roll == session.state.roll
    assert (child.groups, child.grace_seconds, child.until) == ((group,), 9, hour(40))


def test_its_text_has_a_paragraph_for_each_place() -> None:
    session = circulated(symbol="A/1")

    text = as_text(session.state)

    assert text.numbers == PLACES
    assert (text.title, text.symbol) == ("Provisional agenda", "A/1")
    assert text.paragraphs[1].words == "Opening"
    assert text.paragraphs[-1].words == PARTS[1].says


def test_its_rules_are_those_of_the_agenda_but_for_what_an_objection_does() -> None:
    session = under_silence(item_by_item=True, profile=rules(effect="stop", paragraphs="false"))

    changed = {
        value.key: value
        for value in child_of(session).rules
        if value not in session.state.profile.values
    }

    assert {key: value.value for key, value in changed.items()} == {
        "objection.effect": "compile",
        "objection.leads_to": "the agenda",
        "objection.paragraphs": "true",
        "text.divisible": "true",
    }
    assert all(v.basis is Basis.CUSTOM and v.source.endswith(".") for v in changed.values())


def test_as_a_whole_it_is_not_divisible_even_where_the_rules_divide_texts() -> None:
    session = under_silence(profile=rules(text__divisible="true"))

    assert child_of(session).divisible is False
    assert not run(session).state.divisible


def test_a_second_and_a_third_period_have_names_of_their_own() -> None:
    session = under_silence()
    for name in ("agenda-silence-2", "agenda-silence-3"):
        session.result(40, Outcome.COMPILED)
        session.chair(a.PlaceAgendaUnderSilence, 41, until=hour(60))
        assert session.state.child == name


@pytest.mark.parametrize(("length", "fits"), [(56, True), (57, False)])
def test_a_name_that_the_register_could_not_hold_is_refused(length: int, fits: bool) -> None:
    act = a.PlaceAgendaUnderSilence(CHAIR, until=hour(40))

    answer = decide(circulated().state, act, hour(1), procedure="a" * length)

    if fits:
        assert allowed(answer) == ["AgendaPlacedUnderSilence"]
    else:
        assert refused(answer) == "name-too-long"


def test_without_the_name_of_the_agenda_no_other_name_is_made_up() -> None:
    with pytest.raises(ValueError, match="needed"):
        decide(circulated().state, a.PlaceAgendaUnderSilence(CHAIR), hour(1))


def test_only_those_who_adopt_it_place_it_under_silence_and_only_once() -> None:
    act = a.PlaceAgendaUnderSilence

    assert refused(circulated().by(SECRETARIAT, act, 1)) == "not-authorised"
    assert refused(under_silence().chair(act, 2, until=hour(50))) == "wrong-phase"


@pytest.mark.parametrize("item_by_item", [True, False])
def test_silence_that_is_kept_adopts_the_agenda_at_the_deadline(item_by_item: bool) -> None:
    session = under_silence(item_by_item=item_by_item)

    give_back(session, run(session).wait(41))

    assert session.state.outcome is AgendaOutcome.ADOPTED
    assert session.state.adopted_at == hour(40)
    (entry,) = session.all(AgendaAdopted)
    assert (entry.child, entry.rule) == ("agenda-silence", "objection.threshold")


def test_item_by_item_what_is_objected_to_becomes_an_exception() -> None:
    session = under_silence(item_by_item=True)
    silence = run(session)
    silence.object("brazil", 10, "outcome", "1")

    give_back(session, silence.wait(41))

    assert session.open == ("1", "outcome")
    assert session.state.outcome is AgendaOutcome.WITH_EXCEPTIONS


def test_as_a_whole_one_objection_brings_the_agenda_back() -> None:
    session = under_silence()
    silence = run(session)
    silence.object("brazil", 10, "outcome")

    give_back(session, silence.wait(41))

    assert session.happened[-1] == "ResultTaken"
    assert session.stands_in(AgendaPhase.CIRCULATED)
    assert session.state.adopted_at is None
    assert allowed(session.propose("brazil", 41))
    assert allowed(session.adopt(42))


def test_where_what_is_contested_covers_all_that_is_left_nothing_is_adopted() -> None:
    session = under_silence(item_by_item=True, items=ITEMS[:1], parts=())
    silence = run(session)
    silence.object("brazil", 10, "1")

    give_back(session, silence.wait(41))

    assert session.all(ResultTaken)[0].outcome is Outcome.PARTLY_ADOPTED
    assert session.stands_in(AgendaPhase.CIRCULATED)


@pytest.mark.parametrize(
    "outcome", [o for o in Outcome if o not in (Outcome.ADOPTED, Outcome.PARTLY_ADOPTED)]
)
def test_any_other_outcome_brings_the_agenda_back(outcome: Outcome) -> None:
    session = under_silence()

    assert allowed(session.result(40, outcome)) == ["ResultTaken"]
    assert session.stands_in(AgendaPhase.CIRCULATED)


def test_the_same_result_is_taken_over_once() -> None:
    session = under_silence()
    session.result(40, Outcome.PARTLY_ADOPTED, "2")
    before = session.state

    assert session.result(40, Outcome.PARTLY_ADOPTED, "2") == ()
    assert session.state is before


def test_a_result_that_is_replaced_leaves_open_only_what_it_leaves_open() -> None:
    session = under_silence()
    session.result(40, Outcome.PARTLY_ADOPTED, "2", "3")

    session.result(41, Outcome.PARTLY_ADOPTED, "3", "outcome")

    assert session.open == ("3", "outcome")
    since = {part.place: part.since for part in session.state.open_parts}
    assert since == {"3": hour(40), "outcome": hour(41)}


def test_what_the_meeting_settled_or_added_stands_when_a_result_is_replaced() -> None:
    session = under_silence()
    session.result(40, Outcome.PARTLY_ADOPTED, "2", "3")
    session.settle(49, "2", Settlement.DEFERRED)
    session.chair(a.AddItem, 50, Item("4", "Other"))

    session.result(51, Outcome.PARTLY_ADOPTED, "2", "outcome")

    assert session.open == ("4", "outcome")
    assert session.state.exceptions[0].settlement is Settlement.DEFERRED
    session.result(52, Outcome.ADOPTED)
    assert session.open == ("4",)


def test_a_result_that_turns_out_not_to_adopt_leaves_nothing_adopted() -> None:
    session = under_silence(sittings=())
    session.result(40, Outcome.ADOPTED)
    assert session.stands_in(AgendaPhase.ENDED)

    session.result(41, Outcome.NOT_ADOPTED)

    assert session.stands_in(AgendaPhase.CIRCULATED)
    assert session.state.outcome is None
    assert session.state.ended_at is None


def test_a_result_that_is_replaced_after_the_session_changes_its_outcome() -> None:
    session = under_silence()
    session.result(40, Outcome.ADOPTED)
    session.wait(90)

    session.result(95, Outcome.PARTLY_ADOPTED, "2")
    assert session.state.outcome is AgendaOutcome.WITH_EXCEPTIONS
    assert session.state.carried_over == ("2",)
    session.result(96, Outcome.NOT_ADOPTED)

    assert session.state.outcome is AgendaOutcome.NOT_ADOPTED
    assert session.stands_in(AgendaPhase.ENDED)


def test_the_meeting_that_has_adopted_the_agenda_is_not_overruled_by_an_older_silence() -> None:
    session = under_silence()
    session.result(40, Outcome.COMPILED)
    session.adopt(41, "2")

    assert session.result(42, Outcome.ADOPTED, child="agenda-silence") == ()
    assert session.open == ("2",)


def test_a_late_finding_is_not_about_an_agenda_that_was_issued_anew() -> None:
    for act in (
        a.ReviseAgenda(CHAIR, ITEMS, ()),
        a.AddItem(CHAIR, Item("4", "Other")),
        a.PlaceAgendaUnderSilence(CHAIR, until=hour(60)),
    ):
        session = under_silence()
        session.result(40, Outcome.COMPILED)
        session.act(act, hour(41))

        assert session.result(42, Outcome.ADOPTED, child="agenda-silence") == ()


def test_a_late_finding_on_the_agenda_as_it_stands_adopts_it() -> None:
    session = under_silence()
    session.result(40, Outcome.COMPILED)

    assert allowed(session.result(41, Outcome.ADOPTED)) == ["ResultTaken", "AgendaAdopted"]
    assert session.state.outcome is AgendaOutcome.ADOPTED


def test_a_result_is_taken_over_by_time_alone() -> None:
    session = under_silence()
    act = TakeResult(CHAIR, "agenda-silence", Outcome.ADOPTED, hour(40))

    assert refused(session.put(act, hour(40))) == "not-authorised"


def test_a_changed_timetable_is_told_to_all_that_hangs_on_it() -> None:
    session = circulated()
    act = a.ChangeTimetable(CHAIR, sittings(50, 60))

    entries = session.act(act, hour(1))

    (ask,) = asks(NAME, act, entries, session.state)
    assert ask.procedure == ""
    assert ask.act == FollowTimetable(TIME, ((1, hour(50)), (2, hour(60))))


def test_nothing_else_asks_for_anything() -> None:
    session = circulated()
    session.propose("brazil", 1)
    session.adopt(30, "2")
    session.settle(76, "2")

    assert session.wait(100).asked == []


@pytest.mark.parametrize(
    "profile", [rules(effect=effect, threshold="1") for effect in ("stop", "judged", "to-meeting")]
)
def test_whatever_objections_do_otherwise_the_agenda_has_its_result_at_the_deadline(
    profile: Profile,
) -> None:
    session = under_silence(item_by_item=True, profile=profile)
    silence = run(session)
    silence.object("norway", 3, "3")

    give_back(session, silence.wait(41))

    assert session.open == ("3",)
    assert session.state.adopted_at == hour(40)
