"""What each participant has done about the text: the weightiest thing that it filed."""

from __future__ import annotations

import pytest

from nemcon.procedure import acts as a
from nemcon.procedure.acts import Kind
from nemcon.procedure.deeds import Deed, deeds_of
from nemcon.procedure.people import Group
from nemcon.procedure.told import told_to

from .build import CHAIR, Part, Silence, delegation, hour, under_silence, wording


def files(silence: Silence, who: str, kind: Kind, at: float = 1, **more: Part) -> None:
    answer = silence.act(a.File(delegation(who), kind, says="So.", **more), hour(at))
    assert isinstance(answer, tuple), answer


def test_whoever_has_filed_nothing_has_done_nothing_observers_too() -> None:
    assert set(deeds_of(under_silence().state).items()) == {
        (name, Deed.NOTHING) for name in ("brazil", "egypt", "norway", "japan", "unesco")
    }


@pytest.mark.parametrize(
    ("kind", "deed"),
    [
        (Kind.OBJECT, Deed.OBJECTED),
        (Kind.ASK_FOR_TIME, Deed.ASKED_FOR_TIME),
        (Kind.EXPLAIN, Deed.COMMENTED),
        (Kind.CORRECT, Deed.COMMENTED),
        (Kind.AGREE, Deed.AGREED),
        (Kind.ACKNOWLEDGE, Deed.ACKNOWLEDGED),
    ],
)
def test_each_response_is_told_as_what_it_is(kind: Kind, deed: Deed) -> None:
    silence = under_silence()
    files(silence, "egypt", kind)
    assert deeds_of(silence.state)["egypt"] is deed


def test_of_several_responses_the_weightiest_is_told_whichever_came_last() -> None:
    silence = under_silence()
    files(silence, "egypt", Kind.OBJECT, 1)
    files(silence, "egypt", Kind.ASK_FOR_TIME, 2)
    files(silence, "egypt", Kind.ACKNOWLEDGE, 3)
    assert deeds_of(silence.state)["egypt"] is Deed.OBJECTED


def test_an_objection_that_is_withdrawn_or_late_stands_no_longer_as_one() -> None:
    silence = under_silence()
    files(silence, "egypt", Kind.OBJECT)
    silence.act(a.WithdrawObjection(delegation("egypt")), hour(2))
    files(silence, "japan", Kind.OBJECT, 73)
    deeds = deeds_of(silence.state)
    assert (deeds["egypt"], deeds["japan"]) == (Deed.FILED, Deed.FILED)


def test_whoever_an_objection_is_made_for_has_objected_as_well() -> None:
    groups = (Group("Nordic", ("norway", "japan"), ("norway",)),)
    silence = under_silence({"groups": groups})
    files(silence, "norway", Kind.OBJECT, on_behalf_of=("Nordic",))
    deeds = deeds_of(silence.state)
    assert [name for name, deed in deeds.items() if deed is Deed.OBJECTED] == ["norway", "japan"]


def test_what_was_said_on_an_earlier_text_is_not_told_of_the_revised_one() -> None:
    silence = under_silence()
    files(silence, "egypt", Kind.OBJECT)
    revised = wording(p1="The meeting is in person.")
    silence.act(a.Revise(CHAIR, revised, until=hour(200), because="As agreed."), hour(3))
    assert deeds_of(silence.state)["egypt"] is Deed.NOTHING


def test_what_a_participant_is_not_told_is_in_no_deed() -> None:
    silence = under_silence(disclosure__during="none")
    files(silence, "egypt", Kind.OBJECT)
    assert deeds_of(told_to("", silence.state))["egypt"] is Deed.NOTHING
    assert deeds_of(told_to("egypt", silence.state))["egypt"] is Deed.OBJECTED
