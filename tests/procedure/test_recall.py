"""Recalling a launch: who may, until when, and what stands afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.agenda.acts import AgendaOutcome, CirculateAgenda
from nemcon.agenda.items import Item
from nemcon.negotiation.acts import NegotiationOutcome, TableText
from nemcon.procedure import acts as a
from nemcon.procedure.acts import Outcome
from nemcon.procedure.entries import Happened
from nemcon.procedure.people import Actor, Category, Office, Seat
from nemcon.procedure.profile import Profile
from nemcon.procedure.recall import LaunchRecalled, RecallLaunch
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.register.kinds import (
    Act,
    State,
    decide,
    evolve,
    kind_of,
    letters_for,
    next_step,
)

from .build import CHAIR, MEMBERS, SECRETARIAT, START, Part, rules, text

MINUTE = timedelta(seconds=60)
ROLL = tuple(Seat(name, name.title(), Category.MEMBER) for name in MEMBERS)


def placing(profile: Profile | None = None, **changes: Part) -> a.PlaceUnderSilence:
    known = profile or rules()
    act = a.PlaceUnderSilence(
        actor=CHAIR,
        text=text("One.", "Two."),
        roll=ROLL,
        profile_id=known.id,
        profile_title=known.title,
        rules=known.values,
        until=START + timedelta(hours=72),
        recall_seconds=60,
    )
    return replace(act, **changes)


def circulating() -> CirculateAgenda:
    known = rules()
    return CirculateAgenda(
        actor=CHAIR,
        title="Provisional agenda",
        items=(Item("1", "Opening"),),
        roll=ROLL,
        profile_id=known.id,
        profile_title=known.title,
        rules=known.values,
        recall_seconds=60,
    )


def tabling() -> TableText:
    known = rules()
    return TableText(
        actor=CHAIR,
        text=text("One."),
        roll=ROLL,
        profile_id=known.id,
        profile_title=known.title,
        rules=known.values,
        recall_seconds=60,
    )


LAUNCHES = [
    pytest.param(placing(), Outcome.RECALLED, id="a text"),
    pytest.param(circulating(), AgendaOutcome.RECALLED, id="an agenda"),
    pytest.param(tabling(), NegotiationOutcome.RECALLED, id="a negotiation"),
]


def launched(act: Act) -> State:
    """The state after that launch."""
    entries = decide("p", None, act, START)
    assert not isinstance(entries, Refusal), entries
    state: State | None = None
    for number, entry in enumerate(entries, 1):
        state = evolve(state, Happened(number, START, act.actor, entry))
    assert state is not None
    return state


def recall(state: State, seconds: float = 10, by: Actor = CHAIR) -> object:
    return decide("p", state, RecallLaunch(by, "A slip."), START + timedelta(seconds=seconds))


@pytest.mark.parametrize(("act", "outcome"), LAUNCHES)
def test_a_launch_is_recalled_by_one_entry_which_ends_it(act: Act, outcome: str) -> None:
    state = launched(act)

    entries = recall(state)

    assert isinstance(entries, tuple)
    (entry,) = entries
    assert isinstance(entry, LaunchRecalled)
    assert (entry.at, entry.because) == (START + timedelta(seconds=10), "A slip.")

    recorded = Happened(state.number + 1, entry.at, CHAIR, entry)
    after = evolve(state, recorded)
    assert (after.ended, after.outcome) == (True, outcome)
    assert kind_of(after) is kind_of(state)
    assert letters_for(recorded, after) == ()
    assert next_step(after, START + timedelta(days=999)) is None


@pytest.mark.parametrize(("act", "outcome"), LAUNCHES)
def test_a_launch_is_recalled_once(act: Act, outcome: str) -> None:
    del outcome

    state = launched(act)
    after = evolve(state, Happened(state.number + 1, START, CHAIR, LaunchRecalled(START)))

    refusal = recall(after)

    assert isinstance(refusal, Refusal)
    assert refusal.code == "wrong-phase"


@pytest.mark.parametrize(("act", "outcome"), LAUNCHES)
@given(st.integers(-5, 120))
def test_a_launch_is_recalled_before_the_moment_is_over_and_never_after(
    act: Act, outcome: str, seconds: int
) -> None:
    del outcome
    answer = recall(launched(act), max(seconds, 0))

    if seconds < 60:
        assert isinstance(answer, tuple)
    else:
        assert isinstance(answer, Refusal)
        assert answer.code == "too-late-to-recall"
        assert "instead" in answer.says


def test_those_recall_who_may_launch() -> None:
    """Also those through whom the office launches that the rules name."""
    state = launched(placing(rules(launch__by="chair", launch__through="secretariat")))
    bureau = Actor(Office.BUREAU, person="a vice-chair")

    assert isinstance(recall(state, by=SECRETARIAT), tuple)
    for other in (bureau, Actor(Office.DELEGATION, "egypt", "A delegate")):
        refusal = recall(state, by=other)
        assert isinstance(refusal, Refusal)
        assert refusal.code == "not-authorised"


def test_a_launch_that_is_only_announced_may_be_recalled() -> None:
    state = launched(placing(rules(launch__veto="member")))
    assert isinstance(state, ProcedureState)
    assert state.phase is Phase.ANNOUNCED

    assert isinstance(recall(state), tuple)


@pytest.mark.parametrize(
    "changes",
    [
        {"recall_seconds": 0},
        {"linked": ("q",)},
        {"carried_by": "q"},
        {"parent": "agenda"},
        {"until": START + MINUTE},
    ],
)
def test_a_launch_has_no_moment_where_others_hang_on_it_or_it_would_be_over(
    changes: dict[str, Part],
) -> None:
    state = launched(placing(**changes))

    assert state.recall_until is None
    refusal = recall(state)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "too-late-to-recall"


def test_a_launch_is_not_recalled_when_somebody_filed() -> None:
    state = launched(placing())
    filing = a.File(Actor(Office.DELEGATION, "egypt", "A delegate"), a.Kind.AGREE)
    entries = decide("p", state, filing, START + timedelta(seconds=5))
    assert isinstance(entries, tuple)

    for entry in entries:
        recorded = Happened(state.number + 1, START + timedelta(seconds=5), filing.actor, entry)
        state = evolve(state, recorded)

    refusal = recall(state)

    assert isinstance(refusal, Refusal)
    assert refusal.code == "too-late-to-recall"
    assert "Something was filed already" in refusal.says
