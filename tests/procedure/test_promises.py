"""What must hold whatever people do and whenever time's steps are taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from nemcon.procedure import acts as a
from nemcon.procedure.acts import Outcome
from nemcon.procedure.due import next_step
from nemcon.procedure.effects import EFFECTS, Then
from nemcon.procedure.entries import BookClosed, Filed
from nemcon.procedure.evolution import fold
from nemcon.procedure.outcome_entries import OutcomeReached, VoteClosed
from nemcon.procedure.people import TIME
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.standing import contested_paragraphs, members
from nemcon.procedure.state import Phase, ProcedureState
from tests.procedure.build import Silence, delegation, hour
from tests.procedure.scripts import (
    DELEGATIONS,
    MORE,
    NUMBERS,
    OBJECTORS,
    TIMES,
    WAYS_OUT,
    Maker,
    Scripted,
    objections,
    profiles,
    run_asleep,
    run_on_time,
    scripts,
    start,
)

QUICK = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Step = type[a.CloseBook] | type[a.ResumeOnTime] | type[a.EndConsultation] | type[a.CloseVote]
STEPS: list[Step] = [a.CloseBook, a.ResumeOnTime, a.EndConsultation, a.CloseVote]
THRESHOLDS = ("1", "1", "2", "majority", "1/2 of weight", "more than 1/3 of replies")
PLAIN = sorted(set(EFFECTS) - {"hold", "opt-out"})
"""Where an objection neither buys time nor exempts, so that one more can only do more."""


def result(silence: Silence) -> dict[str, object]:
    """What a procedure came to, without the instants at which it was written down."""
    state = silence.state
    return {
        "outcome": state.outcome,
        "computed": state.computed,
        "decided at": state.decided_at,
        "adopted": state.adopted,
        "contested": state.contested,
        "compiled": state.compiled,
        "exempt": state.exempt,
        "phase": state.phase,
        "deadline": state.deadline,
        "books": state.closed_books,
        "filings": [replace(filing, number=0) for filing in state.filings],
        "silent": state.silent,
    }


@QUICK
@given(
    profiles(*EFFECTS, thresholds=THRESHOLDS, rich=True),
    scripts(DELEGATIONS, MORE, TIMES, WAYS_OUT),
)
def test_the_outcome_does_not_depend_on_when_the_steps_of_time_are_taken(
    profile: Profile, script: list[Scripted]
) -> None:
    assert result(run_asleep(profile, script)) == result(run_on_time(profile, script))


@QUICK
@given(
    profiles(*PLAIN),
    scripts(DELEGATIONS, TIMES),
    st.integers(1, 100 * 3600),
    objections(st.just("japan")),
)
def test_one_more_objection_never_leads_to_more_being_adopted(
    profile: Profile, script: list[Scripted], second: int, objection: Maker
) -> None:
    extra = Scripted(second, "object", objection)
    more = sorted([*script, extra], key=lambda item: item.second)

    without, with_it = run_on_time(profile, script), run_on_time(profile, more)

    note(f"without: {without.happened}\nwith: {with_it.happened}")
    assert set(with_it.state.adopted) <= set(without.state.adopted)


@QUICK
@given(
    profiles(*PLAIN, thresholds=("1",)), scripts(DELEGATIONS, TIMES), objections(st.just("japan"))
)
def test_where_one_objection_suffices_one_in_time_prevents_adoption(
    profile: Profile, script: list[Scripted], objection: Maker
) -> None:
    first = Scripted(0, "object", objection)
    act = first.make(hour(0))
    assert isinstance(act, a.File)

    state = run_on_time(profile, [first, *script]).state

    assert state.outcome is not Outcome.ADOPTED
    assert not set(act.paragraphs or NUMBERS) & set(state.adopted)


class Procedure(RuleBasedStateMachine):
    """People act, and the steps of time are taken early, late, twice or not at all."""

    silence: Silence
    now: float
    acknowledged: dict[int, tuple[str, bool]]

    @initialize(
        profile=profiles(*EFFECTS, thresholds=THRESHOLDS, rich=True),
        sent=st.sampled_from([None, (), ("brazil",)]),
    )
    def place(self, profile: Profile, sent: tuple[str, ...] | None) -> None:
        self.silence = start(profile)
        self.silence.sent = None if sent is None else frozenset(sent)
        self.now = 0.0
        self.acknowledged = {}

    def ask(self, act: a.Act, lag: float = 0) -> None:
        """Put an act to the procedure; it was received up to two seconds ago."""
        at = hour(self.now) - timedelta(seconds=lag if self.now else 0)
        self.silence.catch_up(at)
        before = self.silence.state
        answer = self.silence.time(act, at)
        if isinstance(answer, Refusal):
            assert self.silence.state is before
            return
        for number, entry in enumerate(answer, start=before.number + 1):
            if isinstance(entry, Filed):
                self.acknowledged[number] = entry.participant, entry.late
                assert entry.late is past(before, entry.participant, at)

    @rule(
        who=st.sampled_from(OBJECTORS),
        numbers=st.sets(st.sampled_from(NUMBERS), max_size=2),
        lag=st.sampled_from([0, 1, 2]),
    )
    def object(self, who: str, numbers: set[str], lag: float) -> None:
        self.ask(a.File(delegation(who), a.Kind.OBJECT, tuple(numbers)), lag)

    @rule(who=st.sampled_from([*OBJECTORS, "unesco"]), kind=st.sampled_from(a.Kind))
    def file(self, who: str, kind: a.Kind) -> None:
        self.ask(a.File(delegation(who), kind))

    @rule(who=st.sampled_from(OBJECTORS))
    def withdraw(self, who: str) -> None:
        self.ask(a.WithdrawObjection(delegation(who)))

    @rule(data=st.data(), name=st.sampled_from(sorted(TIMES | WAYS_OUT)))
    def rule_on_it(self, data: st.DataObject, name: str) -> None:
        self.ask(data.draw((TIMES | WAYS_OUT)[name], label=name)(hour(self.now)))

    @rule(quarters=st.integers(1, 80))
    def time_passes(self, quarters: int) -> None:
        self.now += quarters / 4

    @rule(seconds=st.integers(-2, 6))
    def the_moment_comes(self, seconds: int) -> None:
        """Move to just before, at or after the instant at which something is due."""
        step = next_step(self.silence.state, hour(self.now))
        if step is not None:
            moment = step.at + timedelta(seconds=seconds)
            self.now = max(self.now, (moment - hour(0)).total_seconds() / 3600)

    @rule()
    def time_takes_its_steps(self) -> None:
        self.silence.wake(hour(self.now), lambda _due: hour(self.now))

    @rule(act=st.sampled_from(STEPS), book=st.integers(1, 3))
    def time_tries_a_step_twice(self, act: Step, book: int) -> None:
        """A step is taken if it is due and refused if it is early; the second time it is void."""
        self.silence.catch_up(hour(self.now))
        for _ in range(2):
            before = self.silence.state
            answer = self.silence.time(act(TIME, book), hour(self.now))
            if isinstance(answer, Refusal):
                assert answer.code == "too-early"
            else:
                assert answer == ()
            assert self.silence.state is before

    @invariant()
    def no_acknowledged_filing_is_lost_or_changed(self) -> None:
        found = {f.number: (f.participant, f.late) for f in self.silence.state.filings}
        assert found == self.acknowledged

    @invariant()
    def nothing_late_counts_unless_it_was_admitted(self) -> None:
        for filing in self.silence.state.filings:
            assert filing.counted is (not filing.late or filing.admitted)
            assert not (filing.outstanding and not filing.counted)

    @invariant()
    def every_book_is_closed_once(self) -> None:
        books = [closed.book for closed in self.silence.all(BookClosed)]
        assert len(books) == len(set(books))
        assert tuple(books) == self.silence.state.closed_books

    @invariant()
    def the_entries_make_the_state(self) -> None:
        assert fold(self.silence.recorded) == self.silence.state
        assert [r.number for r in self.silence.recorded] == [
            *range(1, len(self.silence.recorded) + 1)
        ]

    @invariant()
    def nothing_that_is_adopted_is_contested(self) -> None:
        state = self.silence.state
        by_silence = state.vote is None and state.computed is state.outcome is Outcome.ADOPTED
        if state.profile.effect.then is not Then.EXEMPTION and by_silence:
            put = tuple(n for n in state.text.numbers if n not in state.settled)
            assert contested_paragraphs(replace(state, open_paragraphs=put)) == ()

    @invariant()
    def adoption_carries_a_nominal_deadline(self) -> None:
        for reached in self.silence.all(OutcomeReached):
            if reached.outcome is Outcome.ADOPTED:
                closings = {closed.at for closed in self.silence.all(BookClosed)}
                closings |= {closed.at for closed in self.silence.all(VoteClosed)}
                assert reached.at in closings

    @invariant()
    def every_vote_is_counted_once_and_by_its_last_ballot(self) -> None:
        for vote in self.silence.all(VoteClosed):
            named = [*vote.in_favour, *vote.against, *vote.abstaining, *vote.absent]
            assert sorted(named) == sorted(members(self.silence.state))
            assert not vote.carried or len(vote.in_favour) > len(vote.against)

    @invariant()
    def nobody_consents_whom_nothing_reached(self) -> None:
        state = self.silence.state
        if self.silence.sent is not None:
            acted = {f.participant for f in state.filings}
            assert set(state.silent) <= self.silence.sent | acted

    @invariant()
    def something_is_due_unless_people_must_act(self) -> None:
        state = self.silence.state
        step = next_step(state, hour(self.now))
        open_ended = state.phase is Phase.SUSPENDED or (
            state.phase is Phase.CONSULTATION and state.consultation_until is None
        )
        assert (step is None) <= (state.ended or open_ended)
        assert not (state.ended and step)


def past(state: ProcedureState, who: str, at: datetime) -> bool:
    """Whether the deadline has passed for it, by the letter of the promises."""
    if state.phase is Phase.VOTING:
        return state.vote_until is not None and at >= state.vote_until
    assert state.deadline is not None
    if state.phase is Phase.SUSPENDED and state.left is not None:
        at = min(at, state.deadline.instant - state.left)  # the clock has stood still since then
    end = max(state.deadline.instant, dict(state.clocks).get(who, state.deadline.instant))
    included = state.profile.end_included
    return at > end or (at == end and not included)


TestProcedure = Procedure.TestCase
TestProcedure.settings = settings(QUICK, max_examples=80, stateful_step_count=40)
