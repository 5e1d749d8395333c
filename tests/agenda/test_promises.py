"""What must hold whatever people do and whenever time's steps are taken."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from nemcon.agenda import acts as a
from nemcon.agenda.acts import AgendaOutcome, Change, Settlement
from nemcon.agenda.due import next_step, overdue
from nemcon.agenda.entries import RemindedOfParts, SessionEnded
from nemcon.agenda.evolution import fold
from nemcon.agenda.items import UNSET, Document, Item, Officer, Part, Revisit, Sitting
from nemcon.agenda.state import AgendaPhase
from nemcon.procedure.acts import Outcome
from nemcon.procedure.refusal import Refusal
from tests.agenda.build import BEGINS, ITEMS, PARTS, PLACES, Session, circulated, sittings
from tests.procedure.build import CHAIR, SECRETARIAT, delegation, hour

WHO = st.sampled_from(
    [CHAIR, CHAIR, SECRETARIAT, *(delegation(name) for name in ("brazil", "egypt", "unesco"))]
)
PLACE = st.sampled_from([*PLACES, "4", "1 (c)", "9"])
SOME = st.lists(PLACE, max_size=3).map(tuple)
REVISIT = st.one_of(
    st.just(UNSET),
    st.integers(1, 5).map(lambda number: Revisit(sitting=number)),
    st.integers(20, 100).map(lambda at: Revisit(at=hour(at))),
)
ADDED = st.sampled_from([Item("4", "Other"), Item("(c)", "Elections"), Item("2", "Taken")])
TIMETABLE = st.sampled_from(
    [
        sittings(*BEGINS),
        sittings(48, 52, 72, 100),
        sittings(20, 30, 40, 50),
        sittings(48, 52),
        sittings(48, 49),
        (),
    ]
)
ACTS: st.SearchStrategy[a.AgendaAct] = st.one_of(
    st.builds(a.ProposeChange, WHO, st.sampled_from(Change), PLACE, st.just("words")),
    st.builds(a.WithdrawProposal, WHO, st.integers(2, 6)),
    st.builds(a.PutCompromise, WHO, SOME, REVISIT),
    st.builds(a.OpposeCompromise, WHO, st.sampled_from(["", "No."])),
    st.builds(a.JoinCompromise, WHO),
    st.builds(
        a.ReviseAgenda,
        WHO,
        st.sampled_from([ITEMS, ITEMS[:2], (*ITEMS, Item("5", "New"))]),
        st.sampled_from([PARTS, (), (Part("other", "x"),)]),
        st.sampled_from([(), (2,)]),
    ),
    st.builds(a.AddItem, WHO, ADDED, st.sampled_from(["", "1", "2"]), REVISIT),
    st.builds(a.PlaceAgendaUnderSilence, WHO, st.just(hour(40)), item_by_item=st.booleans()),
    st.builds(a.AdoptAgenda, st.just(CHAIR), SOME, REVISIT),
    st.builds(a.AdoptAgenda, st.just(CHAIR), SOME, REVISIT),
    st.builds(a.SettlePart, st.just(CHAIR), PLACE, st.sampled_from(Settlement)),
    st.builds(a.ChangeTimetable, WHO, TIMETABLE),
    st.builds(a.NameOfficers, WHO, st.just((Officer("Chair"),))),
    st.builds(a.NoteSpeaker, WHO, PLACE, st.just("brazil")),
    st.builds(a.ListDocument, WHO, st.just(Document("A/1", "x"))),
)


class Agenda(RuleBasedStateMachine):
    """People act, outcomes arrive, and the steps of time are taken early, late, or twice."""

    session: Session
    now: float

    @initialize(
        timetable=st.sampled_from([sittings(*BEGINS), ()]),
        until=st.sampled_from([None, hour(24), hour(90)]),
        grace=st.sampled_from([0, 5]),
    )
    def circulate(self, timetable: tuple[Sitting, ...], until: datetime | None, grace: int) -> None:
        self.session = circulated(sittings=timetable, until=until, grace_seconds=grace)
        self.now = 0.0

    @rule(act=ACTS)
    def somebody_acts(self, act: a.AgendaAct) -> None:
        before = self.session.state
        answer = self.session.act(act, hour(self.now))
        if isinstance(answer, Refusal):
            assert overdue(before, hour(self.now)) or self.session.state is before
            assert answer.code
            assert answer.says.endswith(".")

    @precondition(lambda self: self.session.state.child)
    @rule(
        outcome=st.sampled_from([Outcome.ADOPTED, Outcome.PARTLY_ADOPTED, Outcome.COMPILED]),
        contested=st.lists(st.sampled_from(PLACES), min_size=1, max_size=3),
    )
    def silence_has_an_outcome(self, outcome: Outcome, contested: list[str]) -> None:
        for _ in range(2):
            self.session.result(self.now, outcome, *contested)
            assert not self.session.stands_in(AgendaPhase.UNDER_SILENCE)
        assert self.session.result(self.now, outcome, *contested) == ()

    @rule(quarters=st.integers(1, 60))
    def time_passes(self, quarters: int) -> None:
        self.now += quarters / 4

    @rule(seconds=st.integers(-2, 6))
    def the_moment_comes(self, seconds: int) -> None:
        """Move to just before, at or after the instant at which something is due."""
        step = next_step(self.session.state, hour(self.now))
        if step is not None:
            moment = step.at + timedelta(seconds=seconds)
            self.now = max(self.now, (moment - hour(0)).total_seconds() / 3600)

    @rule()
    def time_takes_its_steps(self) -> None:
        """Each step that is due leads to entries, moves on, and does nothing a second time."""
        now = hour(self.now)
        while (step := next_step(self.session.state, now)) is not None and step.at <= now:
            answer = self.session.put(step.act, now)
            assert not isinstance(answer, Refusal)
            assert answer
            assert next_step(self.session.state, now) != step
            before = self.session.state
            assert self.session.put(step.act, now) == ()
            assert self.session.state is before

    @rule()
    def time_tries_a_step_that_is_not_due(self) -> None:
        now = hour(self.now)
        step = next_step(self.session.state, now)
        if step is not None and step.at > now:
            before = self.session.state
            answer = self.session.put(step.act, now)
            assert isinstance(answer, Refusal)
            assert answer.code == "too-early"
            assert self.session.state is before

    @invariant()
    def the_entries_make_the_state(self) -> None:
        assert fold(self.session.recorded) == self.session.state
        assert self.session.state.number == len(self.session.recorded)

    @invariant()
    def nothing_is_both_settled_and_open(self) -> None:
        places = [part.place for part in self.session.state.exceptions]
        assert len(places) == len(set(places))
        assert set(places) <= set(self.session.state.places)

    @invariant()
    def the_agenda_is_adopted_only_when_every_exception_is(self) -> None:
        state = self.session.state
        whole = all(part.settlement is Settlement.ADOPTED for part in state.exceptions)
        assert (state.outcome is AgendaOutcome.ADOPTED) == (state.adopted_at is not None and whole)

    @invariant()
    def nothing_is_open_of_what_was_not_adopted(self) -> None:
        state = self.session.state
        if state.adopted_at is None:
            assert state.exceptions == ()

    @invariant()
    def the_session_ends_once_with_the_nominal_end_of_its_last_sitting(self) -> None:
        state = self.session.state
        ended = self.session.all(SessionEnded)
        assert len(ended) == int(state.session_over)
        for entry in ended:
            assert entry.at == max(sitting.ends for sitting in state.sittings)
            assert state.ended

    @invariant()
    def no_reminder_is_sent_twice_or_of_what_has_come(self) -> None:
        sent = [(entry.instant, entry.rung) for entry in self.session.all(RemindedOfParts)]
        assert len(sent) == len(set(sent))
        for item in self.session.recorded:
            if isinstance(item.entry, RemindedOfParts):
                assert item.at < item.entry.instant
                assert item.entry.places

    @invariant()
    def nothing_is_due_when_the_session_has_ended(self) -> None:
        if self.session.state.ended:
            assert next_step(self.session.state, hour(self.now)) is None


QUICK = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TestAgenda = Agenda.TestCase
TestAgenda.settings = settings(QUICK, stateful_step_count=40)


@QUICK
@given(st.lists(st.tuples(st.integers(1, 400), ACTS), max_size=12))
def test_the_outcome_does_not_depend_on_when_the_steps_of_time_are_taken(
    script: list[tuple[int, a.AgendaAct]],
) -> None:
    in_order = sorted(script, key=lambda item: item[0])

    assert result(in_order, awake=True) == result(in_order, awake=False)


def result(script: list[tuple[int, a.AgendaAct]], *, awake: bool) -> dict[str, object]:
    """What a session comes to with these acts, each after so many quarters of an hour.

    Its clock takes every step in time, or sleeps until all is over.
    """
    session = circulated()
    for quarters, act in script:
        if awake:
            session.wait(quarters / 4)
        session.act(act, hour(quarters / 4))
    state = session.wait(200).state
    return {
        "outcome": state.outcome,
        "adopted at": state.adopted_at,
        "exceptions": state.exceptions,
        "phase": state.phase,
        "carried over": state.carried_over,
        "closed": state.proposals_closed,
        "late": [proposal.late for proposal in state.proposals],
        "ends": [entry.at for entry in session.all(SessionEnded)],
    }
